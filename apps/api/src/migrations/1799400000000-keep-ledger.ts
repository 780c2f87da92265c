import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;

/**
 * The ledger of what was sold, who collected it, what is owed, taxed and given back: double entry, only ever added to.
 * Triggers put whatever moves it into a queue, in the transaction in which it happens, so that nothing is missed and
 * nothing is counted twice, in whichever order transactions commit.
 */
export class KeepLedger1799400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createQueue(runner);
    await this.createLedger(runner);
    await this.createTaxes(runner);
    await this.createTerms(runner);
  }

  private async createQueue(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_causes (
        cause varchar(15) NOT NULL
          CHECK (cause IN ('order_event', 'receipt', 'refund_owed', 'refund_failed', 'refunded')),
        cause_id uuid NOT NULL,
        order_id uuid NOT NULL CONSTRAINT ledger_causes_order_fk REFERENCES orders ON DELETE RESTRICT,
        occurred_at timestamptz NOT NULL,
        posted_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (cause, cause_id)
      )`);
    // What the worker has yet to post.
    await runner.query(
      `CREATE INDEX ledger_causes_waiting ON ledger_causes (order_id) WHERE posted_at IS NULL`,
    );
    // All that moved one order.
    await runner.query(`CREATE INDEX ledger_causes_order ON ledger_causes (order_id, occurred_at)`);
    await runner.query(`
      CREATE FUNCTION ledger_causes_add() RETURNS trigger
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
          IF NEW.status IN ('failed', 'done') THEN
            INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
            SELECT CASE NEW.status WHEN 'failed' THEN 'refund_failed' ELSE 'refunded' END, NEW.id, p.payable_id,
              NEW.status_changed_at
            FROM payments p WHERE p.id = NEW.payment_id;
          END IF;
        END IF;
        RETURN NULL;
      END $$`);
    // That an order was placed moves no money: most events, and all of a placement, go by.
    await runner.query(`CREATE TRIGGER order_events_ledger AFTER INSERT ON order_events FOR EACH ROW
      WHEN (NEW.axis = 'order' AND NEW.from_status IS NOT NULL OR NEW.axis = 'payment' AND NEW.to_status = 'paid')
      EXECUTE FUNCTION ledger_causes_add()`);
    await runner.query(`CREATE TRIGGER payment_receipts_ledger AFTER INSERT ON payment_receipts FOR EACH ROW
      WHEN (NEW.counted) EXECUTE FUNCTION ledger_causes_add()`);
    await runner.query(`CREATE TRIGGER payment_receipts_ledger_later AFTER UPDATE OF counted ON payment_receipts
      FOR EACH ROW WHEN (NEW.counted AND NOT OLD.counted) EXECUTE FUNCTION ledger_causes_add()`);
    await runner.query(`CREATE TRIGGER refunds_ledger AFTER INSERT ON refunds FOR EACH ROW
      EXECUTE FUNCTION ledger_causes_add()`);
    await runner.query(`CREATE TRIGGER refunds_ledger_later AFTER UPDATE OF status ON refunds FOR EACH ROW
      WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION ledger_causes_add()`);
    await runner.query(`
      INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
      SELECT 'order_event', id, order_id, occurred_at FROM order_events
      WHERE axis = 'order' AND from_status IS NOT NULL OR axis = 'payment' AND to_status = 'paid'
      UNION ALL SELECT 'receipt', r.id, p.payable_id, r.outcome_at
        FROM payment_receipts r JOIN payments p ON p.id = r.payment_id WHERE r.counted
      UNION ALL SELECT 'refund_owed', r.id, p.payable_id, r.owed_at FROM refunds r JOIN payments p ON p.id = r.payment_id
      UNION ALL SELECT CASE r.status WHEN 'failed' THEN 'refund_failed' ELSE 'refunded' END, r.id, p.payable_id,
        r.status_changed_at FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.status IN ('failed', 'done')`);
    await runner.query(`ALTER TABLE ledger_causes ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ledger_causes_floor ON ledger_causes
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY ledger_causes_own ON ledger_causes FOR SELECT TO floor_seller
      USING (order_id IN (SELECT id FROM orders))`);
    await runner.query(`GRANT SELECT ON ledger_causes TO floor_seller, floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE (posted_at, updated_at) ON ledger_causes TO floor_worker`);
    await runner.query(`GRANT SELECT ON order_events, payment_receipts, refunds TO floor_worker`);
  }

  private async createLedger(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_transactions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT ledger_transactions_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        order_id uuid NOT NULL CONSTRAINT ledger_transactions_order_fk REFERENCES orders ON DELETE RESTRICT,
        cause varchar(15) NOT NULL,
        cause_id uuid NOT NULL,
        kind varchar(15) NOT NULL CHECK (kind IN ('collected', 'remitted', 'sale', 'sale_reversed', 'tax', 'tax_reversed',
          'fee', 'fee_reversed', 'refund_owed', 'refund_failed', 'refunded')),
        -- How the order is paid.
        channel varchar(15) NOT NULL CHECK (channel IN ('cod', 'bank_transfer', 'card', 'wallet')),
        occurred_at timestamptz NOT NULL,
        -- The month in Vietnam in which it counts.
        month varchar(7) NOT NULL
          CHECK (month = to_char(occurred_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM')),
        reverses_id uuid CONSTRAINT ledger_transactions_reverses_fk REFERENCES ledger_transactions ON DELETE RESTRICT,
        posted_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT ledger_transactions_cause_fk FOREIGN KEY (cause, cause_id)
          REFERENCES ledger_causes ON DELETE RESTRICT,
        CONSTRAINT ledger_transactions_once_key UNIQUE (cause, cause_id, kind),
        CONSTRAINT ledger_transactions_reversal_check
          CHECK ((kind IN ('sale_reversed', 'tax_reversed', 'fee_reversed', 'refund_failed')) = (reverses_id IS NOT NULL))
      )`);
    // An order is sold once.
    await runner.query(
      `CREATE UNIQUE INDEX ledger_transactions_sold_once ON ledger_transactions (order_id) WHERE kind = 'sale'`,
    );
    // What was posted of one order; the poster and the nightly check.
    await runner.query(`CREATE INDEX ledger_transactions_order ON ledger_transactions (order_id)`);
    // A shop's journal of a month.
    await runner.query(`CREATE INDEX ledger_transactions_journal ON ledger_transactions (seller_id, month)`);
    await runner.query(`
      CREATE TABLE ledger_entries (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        transaction_id uuid NOT NULL
          CONSTRAINT ledger_entries_transaction_fk REFERENCES ledger_transactions ON DELETE RESTRICT,
        account varchar(20) NOT NULL CHECK (account IN ('buyer', 'collected_seller', 'collected_carrier', 'sales',
          'delivery_fees', 'refund_owed', 'tax', 'tax_owed', 'tax_withheld', 'floor_fee', 'floor_fee_owed')),
        -- A debit is positive, a credit negative.
        amount_vnd bigint NOT NULL CHECK (amount_vnd <> 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT ledger_entries_account_key UNIQUE (transaction_id, account)
      )`);
    await runner.query(`
      CREATE FUNCTION ledger_balances() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF (SELECT sum(amount_vnd) FROM ledger_entries WHERE transaction_id = NEW.transaction_id) <> 0 THEN
          RAISE EXCEPTION 'the entries of a transaction sum to 0'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entries_balance_check';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances()`);
    await this.guard(runner, 'ledger_transactions', OWN);
    await this.guard(runner, 'ledger_entries', `transaction_id IN (SELECT id FROM ledger_transactions)`);
  }

  private async createTaxes(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tax_withholdings (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        transaction_id uuid NOT NULL
          CONSTRAINT tax_withholdings_transaction_fk REFERENCES ledger_transactions ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT tax_withholdings_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        part varchar(10) NOT NULL CHECK (part IN ('goods', 'delivery')),
        kind varchar(10) NOT NULL CHECK (kind IN ('goods', 'services', 'transport', 'unknown')),
        mode varchar(12) NOT NULL CHECK (mode IN ('seller_owes', 'withheld')),
        month varchar(7) NOT NULL CHECK (month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
        vat_permille smallint NOT NULL CHECK (vat_permille BETWEEN 0 AND 200),
        pit_permille smallint NOT NULL CHECK (pit_permille BETWEEN 0 AND 200),
        -- Negative where something is taken back; the line it is taken back from is named.
        revenue_vnd bigint NOT NULL CHECK (revenue_vnd <> 0),
        vat_vnd bigint NOT NULL,
        pit_vnd bigint NOT NULL,
        reverses_id uuid CONSTRAINT tax_withholdings_reverses_fk REFERENCES tax_withholdings ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT tax_withholdings_part_key UNIQUE (transaction_id, part),
        CONSTRAINT tax_withholdings_sign_check CHECK ((revenue_vnd < 0) = (reverses_id IS NOT NULL)
          AND CASE WHEN revenue_vnd > 0 THEN vat_vnd >= 0 AND pit_vnd >= 0 ELSE vat_vnd <= 0 AND pit_vnd <= 0 END)
      )`);
    // The form of a month.
    await runner.query(`CREATE INDEX tax_withholdings_month ON tax_withholdings (month, seller_id)`);
    await this.guard(runner, 'tax_withholdings', OWN);
  }

  private async createTerms(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE settlement_terms (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        subject varchar(15) NOT NULL CHECK (subject IN ('cod', 'bank_transfer', 'card', 'wallet', 'floor_fee')),
        mode varchar(12) CHECK (mode IN ('none', 'seller_owes', 'withheld')),
        -- Hundredths of a per cent of the goods.
        fee_basis_points smallint CHECK (fee_basis_points BETWEEN 0 AND 3000),
        effective_from date NOT NULL,
        reason varchar(500) NOT NULL CHECK (reason <> ''),
        decided_by uuid NOT NULL CONSTRAINT settlement_terms_decided_by_fk REFERENCES accounts ON DELETE RESTRICT,
        decided_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT settlement_terms_value_check CHECK ((subject = 'floor_fee') = (fee_basis_points IS NOT NULL)
          AND (subject = 'floor_fee') = (mode IS NULL)),
        -- Never for days that have been, nor for today: sales of those are posted.
        CONSTRAINT settlement_terms_ahead_check
          CHECK (effective_from > (decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
      )`);
    await runner.query(`GRANT SELECT ON settlement_terms TO floor_worker`);
    // A shop reads what holds for it, not who decided it.
    await runner.query(
      `GRANT SELECT (subject, mode, fee_basis_points, effective_from) ON settlement_terms TO floor_seller`,
    );
    await runner.query(`GRANT SELECT, INSERT ON settlement_terms TO floor_officer`);
  }

  /** Shops read their own; the worker adds; nobody, not even the owner of the table, changes or removes. */
  private async guard(runner: QueryRunner, table: string, own: string): Promise<void> {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_floor ON ${table}
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${own})`);
    await runner.query(`GRANT SELECT ON ${table} TO floor_seller, floor_officer`);
    await runner.query(`GRANT SELECT, INSERT ON ${table} TO floor_worker`);
    await runner.query(`
      CREATE FUNCTION ${table}_stay() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what was posted stays: it is taken back by a transaction of its own'
          USING ERRCODE = 'check_violation', CONSTRAINT = '${table}_stay_check';
      END $$`);
    await runner.query(`CREATE TRIGGER ${table}_stay BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION ${table}_stay()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, triggers] of [
      ['order_events', ['order_events_ledger']],
      ['payment_receipts', ['payment_receipts_ledger', 'payment_receipts_ledger_later']],
      ['refunds', ['refunds_ledger', 'refunds_ledger_later']],
    ] as const)
      for (const trigger of triggers) await runner.query(`DROP TRIGGER ${trigger} ON ${table}`);
    await runner.query(
      `DROP TABLE settlement_terms, tax_withholdings, ledger_entries, ledger_transactions, ledger_causes`,
    );
    await runner.query(`DROP FUNCTION ledger_causes_add(), ledger_balances(), ledger_transactions_stay(),
      ledger_entries_stay(), tax_withholdings_stay()`);
  }
}
