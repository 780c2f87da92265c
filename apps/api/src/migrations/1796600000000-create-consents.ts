import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people agreed to, in which version, and what they took back: a history that is only added to. */
export class CreateConsents1796600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consents (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL CONSTRAINT consents_account_fk REFERENCES accounts ON DELETE RESTRICT,
        purpose varchar(40) NOT NULL CHECK (purpose ~ '^[a-z][a-z_]*$'),
        version varchar(20) NOT NULL CHECK (version <> ''),
        granted boolean NOT NULL,
        -- On a page of the floor, by a code read out over the telephone, or by an officer on somebody's letter.
        channel varchar(10) NOT NULL CHECK (channel IN ('page', 'code', 'officer')),
        request_id varchar(64),
        given_at timestamptz NOT NULL
      )`);
    // What holds now is the newest line of each purpose.
    await runner.query(`CREATE INDEX consents_account ON consents (account_id, purpose, id)`);
    await runner.query(`GRANT SELECT, INSERT ON consents TO floor_account, floor_officer`);
    await runner.query(`GRANT SELECT ON consents TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE consents`);
  }
}
