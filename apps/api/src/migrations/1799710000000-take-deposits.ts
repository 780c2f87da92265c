import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;
const AXES = ['order', 'fulfillment', 'payment', 'return', 'dispute', 'go_ahead'];
const OUTCOMES = 'unmatched not_ours same early under settled over double late too_late withdrawn'.split(' ');
const list = (names: readonly string[]): string => `'${names.join(`', '`)}'`;

/**
 * A part of an order to be paid on delivery is paid before it is sent, by a transfer to the shop; the rest at the door. It
 * stays one payment: what has to come first, and when it came.
 */
export class TakeDeposits1799710000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payments
        -- What has to be there before the shop may take the order on; null where nothing has.
        ADD COLUMN deposit_vnd bigint,
        ADD COLUMN deposit_paid_at timestamptz,
        DROP CONSTRAINT payments_bank_check,
        ADD CONSTRAINT payments_bank_check CHECK (
          (method = 'bank_transfer' OR deposit_vnd IS NOT NULL) = (bank_bin IS NOT NULL)
          AND (bank_bin IS NULL) = (bank_account_number IS NULL) AND (bank_bin IS NULL) = (purpose IS NULL)),
        ADD CONSTRAINT payments_deposit_check CHECK (CASE WHEN deposit_vnd IS NULL THEN deposit_paid_at IS NULL
          ELSE method = 'cod' AND deposit_vnd > 0 AND deposit_vnd < ordered_amount_vnd
            AND (deposit_paid_at IS NULL) = (expires_at IS NOT NULL) END)`);
    await runner.query(`GRANT UPDATE (deposit_paid_at) ON payments TO floor_seller`);
    await runner.query(`GRANT SELECT (deposit_vnd, deposit_paid_at) ON payments TO floor_officer`);
    await this.nameMoves(runner, { outcomes: [...OUTCOMES, 'deposit'], axes: [...AXES, 'deposit'] });
    await this.createTerms(runner);
  }

  private async nameMoves(
    runner: QueryRunner,
    { outcomes, axes }: { outcomes: readonly string[]; axes: readonly string[] },
  ): Promise<void> {
    await runner.query(`ALTER TABLE payment_receipts DROP CONSTRAINT payment_receipts_outcome_check,
      ADD CONSTRAINT payment_receipts_outcome_check CHECK (outcome IN (${list(outcomes)}))`);
    await runner.query(`ALTER TABLE order_events DROP CONSTRAINT order_events_axis_check,
      ADD CONSTRAINT order_events_axis_check CHECK (axis IN (${list(axes)}))`);
  }

  private async createTerms(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seller_deposits (
        seller_id uuid PRIMARY KEY CONSTRAINT seller_deposits_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        version integer NOT NULL CHECK (version >= 1),
        -- Of orders whose goods come to at least from_vnd so many per cent are paid first; both null: of none.
        from_vnd bigint CHECK (from_vnd BETWEEN 100000 AND 1000000000),
        percent smallint CHECK (percent BETWEEN 10 AND 50),
        -- Whether the part above what a phone may have sent unpaid may be paid first, in place of a refusal.
        above_limit boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT seller_deposits_rule_check CHECK ((from_vnd IS NULL) = (percent IS NULL))
      )`);
    await runner.query(`ALTER TABLE seller_deposits ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY seller_deposits_floor ON seller_deposits
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY seller_deposits_own ON seller_deposits FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY seller_deposits_add ON seller_deposits FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY seller_deposits_change ON seller_deposits FOR UPDATE TO floor_seller USING (${OWN})`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE (version, from_vnd, percent, above_limit, updated_at)
      ON seller_deposits TO floor_seller`);
    await runner.query(`GRANT SELECT ON seller_deposits TO floor_officer`);
    // A quote is made of it.
    await runner.query(`
      CREATE VIEW buying_seller_deposits AS SELECT seller_id, from_vnd, percent, above_limit FROM seller_deposits`);
    await runner.query(`GRANT SELECT ON buying_seller_deposits TO floor_buyer`);
  }

  /** Works while nobody was asked for a deposit. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW buying_seller_deposits`);
    await runner.query(`DROP TABLE seller_deposits`);
    await this.nameMoves(runner, { outcomes: OUTCOMES, axes: AXES });
    await runner.query(`REVOKE SELECT (deposit_vnd, deposit_paid_at) ON payments FROM floor_officer`);
    await runner.query(`
      ALTER TABLE payments DROP CONSTRAINT payments_deposit_check, DROP CONSTRAINT payments_bank_check,
        DROP COLUMN deposit_vnd, DROP COLUMN deposit_paid_at,
        ADD CONSTRAINT payments_bank_check CHECK ((method = 'bank_transfer') = (bank_bin IS NOT NULL)
          AND (bank_bin IS NULL) = (bank_account_number IS NULL) AND (bank_bin IS NULL) = (purpose IS NULL))`);
  }
}
