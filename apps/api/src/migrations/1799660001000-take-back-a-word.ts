import type { MigrationInterface, QueryRunner } from 'typeorm';

const OUTCOMES_BEFORE = [
  'unmatched',
  'not_ours',
  'same',
  'early',
  'under',
  'settled',
  'over',
  'double',
  'late',
  'too_late',
];
const CAUSES_BEFORE = ['order_event', 'receipt', 'refund_owed', 'refund_failed', 'refunded'];
const list = (names: readonly string[]): string => `'${names.join(`', '`)}'`;

/** A shop takes back that money came: nothing counts what it said, the payment waits again, and so does the ledger. */
export class TakeBackAWord1799660001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.nameOutcomes(
      runner,
      [...OUTCOMES_BEFORE, 'withdrawn'],
      `WHEN outcome = 'withdrawn' THEN
      payment_id IS NOT NULL AND NOT counted AND source = 'seller'`,
    );
    await this.letGo(runner);
    // What counts again or no more is added and taken away by one function.
    await runner.query(`
      CREATE OR REPLACE FUNCTION payment_receipts_add_up() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE payments SET updated_at = NEW.updated_at,
          received_vnd = received_vnd + CASE WHEN NEW.counted THEN NEW.amount_vnd ELSE -NEW.amount_vnd END
        WHERE id = NEW.payment_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER payment_receipts_take_away AFTER UPDATE OF counted ON payment_receipts
      FOR EACH ROW WHEN (OLD.counted AND NOT NEW.counted) EXECUTE FUNCTION payment_receipts_add_up()`);
    await this.post(runner);
  }

  private async nameOutcomes(runner: QueryRunner, outcomes: readonly string[], more: string): Promise<void> {
    await runner.query(`
      ALTER TABLE payment_receipts
        DROP CONSTRAINT payment_receipts_outcome_check,
        ADD CONSTRAINT payment_receipts_outcome_check CHECK (outcome IN (${list(outcomes)})),
        DROP CONSTRAINT payment_receipts_match_check,
        ADD CONSTRAINT payment_receipts_match_check CHECK (CASE
          WHEN outcome IN ('unmatched', 'not_ours') THEN payment_id IS NULL AND NOT counted
          WHEN outcome = 'same' THEN NOT counted AND same_as_id IS NOT NULL
          ${more}
          ELSE payment_id IS NOT NULL AND counted END)`);
  }

  /** Money that was counted stays counted, for that payment and no other, but for a person's word that is taken back. */
  private async letGo(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER payment_receipts_stay ON payment_receipts`);
    await runner.query(`CREATE TRIGGER payment_receipts_stay BEFORE UPDATE OF counted, payment_id, outcome ON payment_receipts
      FOR EACH ROW WHEN (OLD.counted AND (NEW.counted, NEW.payment_id, NEW.outcome)
        IS DISTINCT FROM (OLD.counted, OLD.payment_id, OLD.outcome)
        AND NOT (OLD.source = 'seller' AND NEW.outcome = 'withdrawn' AND NOT NEW.counted
          AND NEW.payment_id = OLD.payment_id)) EXECUTE FUNCTION payment_receipts_stay()`);
  }

  /** What was taken back, and that a payment waits again, move the ledger: an order may be sold a second time then. */
  private async post(runner: QueryRunner): Promise<void> {
    await this.nameCauses(runner, [...CAUSES_BEFORE, 'withdrawn']);
    await runner.query(`
      CREATE FUNCTION ledger_causes_withdraw() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
        SELECT 'withdrawn', NEW.id, p.payable_id, NEW.outcome_at FROM payments p WHERE p.id = NEW.payment_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER payment_receipts_ledger_withdrawn AFTER UPDATE OF counted ON payment_receipts
      FOR EACH ROW WHEN (OLD.counted AND NOT NEW.counted) EXECUTE FUNCTION ledger_causes_withdraw()`);
    await this.queueEvents(
      runner,
      `NEW.to_status = 'paid' OR NEW.to_status = 'pending' AND NEW.from_status IS NOT NULL`,
    );
    await runner.query(`DROP INDEX ledger_transactions_sold_once`);
    // An order is sold once for each time it is paid; the poster counts.
    await runner.query(
      `CREATE INDEX ledger_transactions_sales ON ledger_transactions (order_id) WHERE kind = 'sale'`,
    );
  }

  private async nameCauses(runner: QueryRunner, causes: readonly string[]): Promise<void> {
    await runner.query(`ALTER TABLE ledger_causes DROP CONSTRAINT ledger_causes_cause_check,
      ADD CONSTRAINT ledger_causes_cause_check CHECK (cause IN (${list(causes)}))`);
  }

  private async queueEvents(runner: QueryRunner, ofPayments: string): Promise<void> {
    await runner.query(`DROP TRIGGER order_events_ledger ON order_events`);
    await runner.query(`CREATE TRIGGER order_events_ledger AFTER INSERT ON order_events FOR EACH ROW
      WHEN (NEW.axis = 'order' AND NEW.from_status IS NOT NULL OR NEW.axis = 'payment' AND (${ofPayments}))
      EXECUTE FUNCTION ledger_causes_add()`);
  }

  /** Works while nobody took a word back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ledger_transactions_sales`);
    await runner.query(
      `CREATE UNIQUE INDEX ledger_transactions_sold_once ON ledger_transactions (order_id) WHERE kind = 'sale'`,
    );
    await this.queueEvents(runner, `NEW.to_status = 'paid'`);
    await runner.query(`DROP TRIGGER payment_receipts_ledger_withdrawn ON payment_receipts`);
    await runner.query(`DROP FUNCTION ledger_causes_withdraw()`);
    await this.nameCauses(runner, CAUSES_BEFORE);
    await runner.query(`DROP TRIGGER payment_receipts_take_away ON payment_receipts`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION payment_receipts_add_up() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE payments SET received_vnd = received_vnd + NEW.amount_vnd, updated_at = NEW.updated_at
        WHERE id = NEW.payment_id;
        RETURN NULL;
      END $$`);
    await runner.query(`DROP TRIGGER payment_receipts_stay ON payment_receipts`);
    await runner.query(`CREATE TRIGGER payment_receipts_stay BEFORE UPDATE OF counted, payment_id, outcome ON payment_receipts
      FOR EACH ROW WHEN (OLD.counted AND (NEW.counted, NEW.payment_id, NEW.outcome)
        IS DISTINCT FROM (OLD.counted, OLD.payment_id, OLD.outcome)) EXECUTE FUNCTION payment_receipts_stay()`);
    await this.nameOutcomes(runner, OUTCOMES_BEFORE, '');
  }
}
