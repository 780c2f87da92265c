import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the gateway through which payment `p` came in gives refund `r` back, as the room of orders asks it. */
const BY_GATEWAY = `(p.method IN ('card', 'wallet') AND r.idempotency_key NOT LIKE 'again-%'
  AND EXISTS (SELECT FROM payment_receipts k WHERE k.payment_id = p.id AND k.source IN ('stripe', 'vnpay')))`;

const QUEUE = (gone: string): string => `
  CREATE OR REPLACE FUNCTION ledger_causes_add() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF TG_TABLE_NAME = 'order_events' THEN
      INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
      VALUES ('order_event', NEW.id, NEW.order_id, NEW.occurred_at);
    ELSIF TG_TABLE_NAME = 'payment_receipts' THEN
      INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
      SELECT 'receipt', NEW.id, p.payable_id, NEW.outcome_at FROM payments p WHERE p.id = NEW.payment_id;
    ELSE
      IF TG_OP = 'INSERT' THEN
        INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
        SELECT 'refund_owed', NEW.id, p.payable_id, NEW.owed_at FROM payments p WHERE p.id = NEW.payment_id;
      END IF;
      ${gone}
    END IF;
    RETURN NULL;
  END $$`;

/** The ledger's queue takes a refund for paid also when the shop says that it sent it: nobody tells more of such a one. */
export class PostWhatShopsSendBack1799680000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      QUEUE(`
      INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
      SELECT CASE r.status WHEN 'failed' THEN 'refund_failed' ELSE 'refunded' END, r.id, p.payable_id, r.status_changed_at
      FROM refunds r JOIN payments p ON p.id = r.payment_id
      WHERE r.id = NEW.id AND (r.status IN ('failed', 'done') OR r.status = 'sent' AND NOT ${BY_GATEWAY})
      ON CONFLICT DO NOTHING;`),
    );
    await runner.query(`
      INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
      SELECT 'refunded', r.id, p.payable_id, r.status_changed_at FROM refunds r JOIN payments p ON p.id = r.payment_id
      WHERE r.status = 'sent' AND NOT ${BY_GATEWAY}
      ON CONFLICT DO NOTHING`);
  }

  /** What was posted stays posted. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      QUEUE(`
      IF NEW.status IN ('failed', 'done') THEN
        INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
        SELECT CASE NEW.status WHEN 'failed' THEN 'refund_failed' ELSE 'refunded' END, NEW.id, p.payable_id,
          NEW.status_changed_at
        FROM payments p WHERE p.id = NEW.payment_id
        ON CONFLICT DO NOTHING;
      END IF;`),
    );
  }
}
