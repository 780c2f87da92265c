import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What settling writes of a shop's own order; its policies are those of weighing and of counting the shelf. */
const SETTLED: Readonly<Record<string, string>> = {
  orders: 'status, status_changed_at, cancellation_reason',
  payments: 'status, status_changed_at',
  stock_reservations: 'status, status_changed_at',
  stock_levels: 'reserved',
};

/**
 * What came in for a payment, and what has to be given back. A payment knows both sums, and that nothing is given back
 * that never came in is the database's own rule.
 */
export class SettlePayments1799100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payments
        ADD COLUMN received_vnd bigint NOT NULL DEFAULT 0,
        -- Owed back, on its way or given back.
        ADD COLUMN refunds_vnd bigint NOT NULL DEFAULT 0,
        ADD CONSTRAINT payments_refunds_check CHECK (refunds_vnd >= 0 AND refunds_vnd <= received_vnd)`);
    await this.createReceipts(runner);
    await this.createRefunds(runner);
    await this.askWhatIsListed(runner);
    for (const [table, columns] of Object.entries(SETTLED))
      await runner.query(`GRANT UPDATE (${columns}) ON ${table} TO floor_seller`);
  }

  private async createReceipts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_receipts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- Into whose account it came; it never pays an order of another shop.
        seller_id uuid NOT NULL CONSTRAINT payment_receipts_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        source varchar(10) NOT NULL CHECK (source IN ('bank', 'statement', 'seller', 'cash', 'stripe', 'vnpay')),
        -- The connection or gateway account that told of it; the order's code where a person did.
        account varchar(80) NOT NULL CHECK (account <> ''),
        external_id varchar(160) NOT NULL CHECK (external_id <> ''),
        amount_vnd bigint NOT NULL CHECK (amount_vnd BETWEEN 1 AND 9999999999999),
        paid_at timestamptz NOT NULL,
        -- The bank's own number of the transfer, the same on a notice and on a statement.
        reference varchar(80) CHECK (reference <> ''),
        remark_sealed varchar(4000),
        -- A digest of the remark's letters, by the shop's own key: the same on a notice and on a statement.
        remark_digest varchar(64),
        payment_id uuid CONSTRAINT payment_receipts_payment_fk REFERENCES payments ON DELETE RESTRICT,
        -- The receipt that told of the same money before.
        same_as_id uuid CONSTRAINT payment_receipts_same_fk REFERENCES payment_receipts ON DELETE RESTRICT,
        -- Whether it adds to what the payment received: money that was told of twice does so once.
        counted boolean NOT NULL DEFAULT false,
        outcome varchar(10) NOT NULL CHECK (outcome IN
          ('unmatched', 'not_ours', 'same', 'early', 'under', 'settled', 'over', 'double', 'late', 'too_late')),
        outcome_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- An event that is told again ends here.
        CONSTRAINT payment_receipts_event_key UNIQUE (source, account, external_id),
        CONSTRAINT payment_receipts_match_check CHECK (CASE
          WHEN outcome IN ('unmatched', 'not_ours') THEN payment_id IS NULL AND NOT counted
          WHEN outcome = 'same' THEN NOT counted AND same_as_id IS NOT NULL
          ELSE payment_id IS NOT NULL AND counted END)
      )`);
    // What came in for one payment.
    await runner.query(`CREATE INDEX payment_receipts_payment ON payment_receipts (payment_id, id)
      WHERE payment_id IS NOT NULL`);
    // A shop's money, the latest first.
    await runner.query(`CREATE INDEX payment_receipts_seller ON payment_receipts (seller_id, id)`);
    // "Was this money told of before?", on another day's statement too.
    await runner.query(
      `CREATE INDEX payment_receipts_same ON payment_receipts (same_as_id) WHERE same_as_id IS NOT NULL`,
    );
    // Money nobody knows the order of, asked for by a shop's page and an officer's.
    await runner.query(`CREATE INDEX payment_receipts_unmatched ON payment_receipts (seller_id, id)
      WHERE outcome = 'unmatched'`);
    await runner.query(`
      CREATE FUNCTION payment_receipts_add_up() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE payments SET received_vnd = received_vnd + NEW.amount_vnd, updated_at = NEW.updated_at
        WHERE id = NEW.payment_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER payment_receipts_add_up AFTER INSERT ON payment_receipts
      FOR EACH ROW WHEN (NEW.counted) EXECUTE FUNCTION payment_receipts_add_up()`);
    await runner.query(`CREATE TRIGGER payment_receipts_add_up_later AFTER UPDATE OF counted ON payment_receipts
      FOR EACH ROW WHEN (NEW.counted AND NOT OLD.counted) EXECUTE FUNCTION payment_receipts_add_up()`);
    // Money that was counted stays counted, for that payment and no other.
    await runner.query(`
      CREATE FUNCTION payment_receipts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a receipt that was counted is not changed'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_receipts_stay_check';
      END $$`);
    await runner.query(`CREATE TRIGGER payment_receipts_stay BEFORE UPDATE OF counted, payment_id, outcome ON payment_receipts
      FOR EACH ROW WHEN (OLD.counted AND (NEW.counted, NEW.payment_id, NEW.outcome)
        IS DISTINCT FROM (OLD.counted, OLD.payment_id, OLD.outcome)) EXECUTE FUNCTION payment_receipts_stay()`);
    await this.wall(runner, 'payment_receipts');
    await runner.query(`GRANT SELECT ON payment_receipts TO floor_account, floor_buyer, floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (payment_id, same_as_id, counted, outcome, outcome_at, updated_at)
      ON payment_receipts TO floor_seller, floor_worker`);
  }

  private async createRefunds(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE refunds (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT refunds_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        payment_id uuid NOT NULL CONSTRAINT refunds_payment_fk REFERENCES payments ON DELETE RESTRICT,
        -- What caused it; the same cause owes it once.
        idempotency_key varchar(80) NOT NULL CHECK (idempotency_key <> ''),
        amount_vnd bigint NOT NULL CHECK (amount_vnd > 0),
        reason varchar(15) NOT NULL CHECK (reason IN
          ('surplus', 'double', 'too_late', 'unpaid', 'cancelled', 'refused', 'returned', 'dispute')),
        status varchar(10) NOT NULL CHECK (status IN ('owed', 'sent', 'done', 'failed')),
        status_changed_at timestamptz NOT NULL,
        owed_at timestamptz NOT NULL,
        -- The last day: 30 days after it was owed (Law 19/2023, Art. 38).
        due_on date NOT NULL,
        -- The bank's or gateway's own number of the refund.
        external_id varchar(160) CHECK (external_id <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT refunds_cause_key UNIQUE (payment_id, idempotency_key)
      )`);
    // A shop's money, the latest first.
    await runner.query(`CREATE INDEX refunds_seller ON refunds (seller_id, id)`);
    // What is still to be given back, the nearest last day first: a shop's page and an officer's.
    await runner.query(`CREATE INDEX refunds_due ON refunds (due_on, id) WHERE status = 'owed'`);
    await runner.query(`
      CREATE FUNCTION refunds_add_up() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE payments SET updated_at = NEW.updated_at,
          refunds_vnd = refunds_vnd + CASE WHEN NEW.status = 'failed' THEN 0 ELSE NEW.amount_vnd END
            - CASE WHEN TG_OP = 'INSERT' OR OLD.status = 'failed' THEN 0 ELSE NEW.amount_vnd END
        WHERE id = NEW.payment_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER refunds_add_up AFTER INSERT OR UPDATE OF status ON refunds
      FOR EACH ROW EXECUTE FUNCTION refunds_add_up()`);
    await this.wall(runner, 'refunds');
    await runner.query(`GRANT SELECT ON refunds TO floor_account`);
    await runner.query(`GRANT SELECT, INSERT ON refunds TO floor_buyer, floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (status, status_changed_at, external_id, updated_at)
      ON refunds TO floor_seller, floor_worker`);
  }

  private async wall(runner: QueryRunner, table: string): Promise<void> {
    const own = `seller_id = (SELECT bound_seller())`;
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_floor ON ${table}
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${own})`);
    await runner.query(`CREATE POLICY ${table}_add ON ${table} FOR INSERT TO floor_seller WITH CHECK (${own}
      AND (payment_id IS NULL OR payment_id IN (SELECT id FROM payments)))`);
    await runner.query(`CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO floor_seller USING (${own})
      WITH CHECK (${own} AND (payment_id IS NULL OR payment_id IN (SELECT id FROM payments)))`);
  }

  /** An order that ended unpaid lives again only with goods that are still on the floor; as with placements, asked last. */
  private async askWhatIsListed(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION order_is_listed(ordered uuid, day date) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM FROM products WHERE id IN (SELECT product_id FROM order_lines WHERE order_id = ordered) ORDER BY id FOR SHARE;
        RETURN NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = ordered AND NOT EXISTS (SELECT FROM listings x
          WHERE x.product_id = l.product_id AND x.certification_id = l.certification_id
            AND is_listed(x.publication_status, x.seller_status, x.stars, x.listed_from, x.listed_until, day)));
      END $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION order_is_listed(uuid, date) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION order_is_listed(uuid, date) TO floor_seller, floor_worker`);
  }

  /** Works while nothing came in: what was received cannot be forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(SETTLED))
      await runner.query(`REVOKE UPDATE (${columns}) ON ${table} FROM floor_seller`);
    await runner.query(`DROP FUNCTION order_is_listed(uuid, date)`);
    await runner.query(`DROP TABLE refunds, payment_receipts`);
    await runner.query(`DROP FUNCTION refunds_add_up(), payment_receipts_add_up(), payment_receipts_stay()`);
    await runner.query(`ALTER TABLE payments DROP COLUMN received_vnd, DROP COLUMN refunds_vnd`);
  }
}
