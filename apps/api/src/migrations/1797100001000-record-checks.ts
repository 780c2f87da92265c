import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officers checked about an application, by which method and with which result; it stays with the decision. */
export class RecordChecks1797100001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE verification_checks (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT verification_checks_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        subject varchar(30) NOT NULL CHECK (subject IN ('producer', 'registration_number', 'tax_code', 'representative',
          'account_name', 'papers', 'register')),
        method varchar(10) NOT NULL CHECK (method IN ('manual', 'vneid')),
        result varchar(15) NOT NULL CHECK (result IN ('matches', 'differs', 'not_applicable')),
        note varchar(500) NOT NULL DEFAULT '',
        checked_by uuid NOT NULL CONSTRAINT verification_checks_checked_by_fk REFERENCES accounts ON DELETE RESTRICT,
        checked_at timestamptz NOT NULL,
        -- The letter of the decision it was part of; until then it may be corrected.
        letter_id uuid CONSTRAINT verification_checks_letter_fk REFERENCES letters ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- VNeID knows people, and says yes or no.
        CONSTRAINT verification_checks_vneid_check
          CHECK (method = 'manual' OR subject = 'representative' AND result <> 'not_applicable'),
        -- Whoever finds that something differs, or that it need not be checked, says what they saw.
        CONSTRAINT verification_checks_words_check CHECK (result = 'matches' OR method = 'vneid' OR note <> '')
      )`);
    // One result per thing and method until the decision.
    await runner.query(`CREATE UNIQUE INDEX verification_checks_open ON verification_checks (seller_id, subject, method)
      WHERE letter_id IS NULL`);
    // A shop's record, decision by decision.
    await runner.query(
      `CREATE INDEX verification_checks_seller ON verification_checks (seller_id, letter_id)`,
    );
    await runner.query(`
      CREATE FUNCTION verification_checks_stay() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'what a decision was founded on stays as it was'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'verification_checks_decided_check';
      END $$`);
    await runner.query(`CREATE TRIGGER verification_checks_stay BEFORE UPDATE ON verification_checks
      FOR EACH ROW WHEN (OLD.letter_id IS NOT NULL) EXECUTE FUNCTION verification_checks_stay()`);
    await runner.query(`ALTER TABLE verification_checks ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY verification_checks_floor ON verification_checks
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY verification_checks_own ON verification_checks FOR SELECT TO floor_seller
      USING (seller_id = (SELECT bound_seller()))`);
    await runner.query(`GRANT SELECT ON verification_checks TO floor_seller, floor_worker`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON verification_checks TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE verification_checks`);
    await runner.query(`DROP FUNCTION verification_checks_stay()`);
  }
}
