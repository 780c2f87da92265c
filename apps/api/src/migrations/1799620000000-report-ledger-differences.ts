import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the nightly check of the ledger found, until it finds it no more: an administrator's work, not a line of a log.
 * And what officers need to name the order of money that a shop owes.
 */
export class ReportLedgerDifferences1799620000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_differences (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT ledger_differences_order_fk REFERENCES orders ON DELETE RESTRICT,
        what varchar(20) NOT NULL CHECK (what IN
          ('unposted', 'unqueued', 'unbalanced', 'collected', 'refund_owed', 'sold', 'taxed')),
        -- The order, or the transaction that is out of balance.
        subject_id uuid NOT NULL,
        -- Đồng; of what is not posted, how many causes.
        ledger_vnd bigint NOT NULL,
        expected_vnd bigint NOT NULL,
        found_at timestamptz NOT NULL,
        settled_at timestamptz CHECK (settled_at >= found_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT ledger_differences_differ_check CHECK (ledger_vnd <> expected_vnd)
      )`);
    // A difference is reported once, until it is settled; the desk asks for what is open.
    await runner.query(
      `CREATE UNIQUE INDEX ledger_differences_open ON ledger_differences (what, subject_id) WHERE settled_at IS NULL`,
    );
    await runner.query(`GRANT SELECT ON ledger_differences TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (ledger_vnd, expected_vnd, settled_at, updated_at)
      ON ledger_differences TO floor_worker`);
    await runner.query(`GRANT SELECT (id, payable_id) ON payments TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT (id, payable_id) ON payments FROM floor_officer`);
    await runner.query(`DROP TABLE ledger_differences`);
  }
}
