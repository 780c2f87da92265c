import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files of money that a shop sends: statements of its bank, and what carriers say they handed on. What stands in them names
 * buyers, so it is sealed under the shop's key and forgotten after a month.
 */
export class TakeMoneySheets1799620002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE money_sheets (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT money_sheets_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        kind varchar(20) NOT NULL CHECK (kind IN ('bank_statement', 'cod_remittance')),
        file_name varchar(200) NOT NULL CHECK (file_name <> ''),
        -- uploaded: its columns have to be named; confirming: begun, and to be finished by confirming again.
        status varchar(15) NOT NULL CHECK (status IN ('uploaded', 'previewed', 'confirming', 'confirmed')),
        status_changed_at timestamptz NOT NULL,
        -- The row of its heading, and a digest of it: the next file of that bank or carrier has its columns named alike.
        heading_no integer CHECK (heading_no > 0),
        heading_digest varchar(64) NOT NULL CHECK (heading_digest ~ '^[0-9a-f]{64}$'),
        columns jsonb,
        -- The rows as text and what each is or did, sealed; gone a month after the file came.
        lines_sealed varchar(10000000),
        judged_sealed varchar(10000000),
        -- How many lines had which outcome.
        counts jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT money_sheets_columns_check CHECK (status = 'uploaded' OR columns IS NOT NULL)
      )`);
    // A shop's files, the latest first.
    await runner.query(`CREATE INDEX money_sheets_seller ON money_sheets (seller_id, id)`);
    // What is to be forgotten.
    await runner.query(
      `CREATE INDEX money_sheets_kept ON money_sheets (created_at) WHERE lines_sealed IS NOT NULL`,
    );
    const own = `seller_id = (SELECT bound_seller())`;
    await runner.query(`ALTER TABLE money_sheets ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY money_sheets_floor ON money_sheets TO floor_worker USING (true) WITH CHECK (true)`,
    );
    await runner.query(
      `CREATE POLICY money_sheets_own ON money_sheets TO floor_seller USING (${own}) WITH CHECK (${own})`,
    );
    await runner.query(
      `GRANT SELECT, UPDATE (lines_sealed, judged_sealed, updated_at) ON money_sheets TO floor_worker`,
    );
    await runner.query(`GRANT SELECT, INSERT, DELETE,
      UPDATE (status, status_changed_at, columns, lines_sealed, judged_sealed, counts, updated_at)
      ON money_sheets TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE money_sheets`);
  }
}
