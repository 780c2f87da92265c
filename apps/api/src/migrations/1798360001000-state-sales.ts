import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;

/** Statements of what a shop sold: numbered, dated and never changed, so that whoever is handed one can check it. */
export class StateSales1798360001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sales_statements (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT sales_statements_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        year smallint NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        -- What an assessor types from the paper. Whoever has it may read the statement, so it cannot be guessed.
        code varchar(12) NOT NULL CONSTRAINT sales_statements_code_key UNIQUE CHECK (code ~ '^[A-Z2-9]{12}$'),
        from_month varchar(7) NOT NULL CHECK (from_month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
        to_month varchar(7) NOT NULL CHECK (to_month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
        -- The figures as they were, as JSON text: the digest is of its letters.
        content varchar(1000000) NOT NULL,
        digest varchar(64) NOT NULL CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
        issued_on date NOT NULL,
        issued_at timestamptz NOT NULL,
        issued_by uuid NOT NULL CONSTRAINT sales_statements_issued_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT sales_statements_number_key UNIQUE (seller_id, year, number),
        CONSTRAINT sales_statements_months_check CHECK (from_month <= to_month)
      )`);
    // The same figures asked for twice on a day (a button pressed twice) are the same statement.
    await runner.query(`CREATE UNIQUE INDEX sales_statements_once ON sales_statements
      (seller_id, issued_on, from_month, to_month, digest)`);
    await runner.query(`ALTER TABLE sales_statements ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY sales_statements_floor ON sales_statements
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY sales_statements_own ON sales_statements FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY sales_statements_add ON sales_statements FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    // Public facts, which a shop's page of evidence names.
    await runner.query(`GRANT SELECT ON tourism_points TO floor_seller`);
    // Nobody is granted a change of one.
    await runner.query(`GRANT SELECT, INSERT ON sales_statements TO floor_seller`);
    await runner.query(`GRANT SELECT ON sales_statements TO floor_buyer, floor_officer, floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT ON tourism_points FROM floor_seller`);
    await runner.query(`DROP TABLE sales_statements`);
  }
}
