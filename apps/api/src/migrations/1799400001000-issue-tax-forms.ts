import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Forms for the tax office as they were issued: a month's return with its list, a year's certificates. */
export class IssueTaxForms1799400001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tax_forms (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- A month, or a year.
        period varchar(7) NOT NULL CHECK (period ~ '^20[0-9]{2}(-(0[1-9]|1[0-2]))?$'),
        -- 1 is the first; a later one corrects it.
        version smallint NOT NULL CHECK (version > 0),
        -- The figures as they were, as JSON text: the digest is of its letters.
        content varchar(10000000) NOT NULL,
        digest varchar(64) NOT NULL CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
        issued_at timestamptz NOT NULL,
        issued_by uuid NOT NULL CONSTRAINT tax_forms_issued_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT tax_forms_version_key UNIQUE (period, version)
      )`);
    // Nobody is granted a change of one.
    await runner.query(`GRANT SELECT, INSERT ON tax_forms TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE tax_forms`);
  }
}
