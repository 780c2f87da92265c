import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Annexes of decisions on their way into the register of certificates: read, looked at, taken by the worker, undone. A
 * certificate may now be removed, by undoing alone; its product's listings follow, as they follow any other change.
 */
export class ImportAnnexes1798330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE annex_imports (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        file_name varchar(200) NOT NULL CHECK (file_name <> ''),
        created_by uuid NOT NULL CONSTRAINT annex_imports_created_by_fk REFERENCES accounts ON DELETE RESTRICT,
        decision_number varchar(60) NOT NULL CHECK (decision_number <> ''),
        decision_date date NOT NULL,
        issued_by varchar(160) NOT NULL CHECK (issued_by <> ''),
        status varchar(10) NOT NULL
          CHECK (status IN ('columns', 'previewed', 'waiting', 'confirmed', 'refused', 'undone')),
        status_changed_at timestamptz NOT NULL,
        -- Of all certificates it enters: an officer who answers for all of them may see and decide it.
        communes varchar(5)[] NOT NULL,
        headings jsonb NOT NULL CHECK (jsonb_typeof(headings) = 'array'),
        mapping jsonb NOT NULL CHECK (jsonb_typeof(mapping) = 'object'),
        left_out integer[] NOT NULL,
        rows_created integer NOT NULL CHECK (rows_created >= 0),
        rows_unchanged integer NOT NULL CHECK (rows_unchanged >= 0),
        rows_faulty integer NOT NULL CHECK (rows_faulty >= 0),
        rows_warned integer NOT NULL CHECK (rows_warned BETWEEN 0 AND rows_created + rows_unchanged),
        decided_by uuid CONSTRAINT annex_imports_decided_by_fk REFERENCES accounts ON DELETE RESTRICT,
        -- When the worker began; a second worker that takes it up begins anew.
        started_at timestamptz,
        refusal varchar(500),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT annex_imports_decided_check
          CHECK (decided_by IS NOT NULL OR status NOT IN ('waiting', 'confirmed', 'refused', 'undone')),
        CONSTRAINT annex_imports_refusal_check CHECK ((status = 'refused') = (refusal IS NOT NULL))
      )`);
    // What the worker still has to take, looked for every minute.
    await runner.query(
      `CREATE INDEX annex_imports_waiting ON annex_imports (status_changed_at) WHERE status = 'waiting'`,
    );
    await runner.query(`
      CREATE TABLE annex_import_rows (
        import_id uuid NOT NULL CONSTRAINT annex_import_rows_import_fk REFERENCES annex_imports ON DELETE RESTRICT,
        row_no integer NOT NULL CHECK (row_no > 0),
        -- The cells as they were read, by column; emptied when the import is taken.
        raw jsonb NOT NULL CHECK (jsonb_typeof(raw) = 'object'),
        outcome varchar(10) CHECK (outcome IN ('create', 'unchanged', 'faulty')),
        cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'object'),
        problems jsonb NOT NULL CHECK (jsonb_typeof(problems) = 'array'),
        warnings jsonb NOT NULL CHECK (jsonb_typeof(warnings) = 'array'),
        subject jsonb CHECK (jsonb_typeof(subject) = 'object'),
        target jsonb CHECK (jsonb_typeof(target) = 'object'),
        -- No foreign key: after an undoing there is no such certificate.
        certification_id uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (import_id, row_no),
        CONSTRAINT annex_import_rows_has_problem_check
          CHECK ((outcome IS NOT DISTINCT FROM 'faulty') = (jsonb_array_length(problems) > 0)),
        CONSTRAINT annex_import_rows_has_target_check
          CHECK ((outcome IS NOT DISTINCT FROM 'create') = (target IS NOT NULL)),
        CONSTRAINT annex_import_rows_taken_check CHECK (certification_id IS NULL OR target IS NOT NULL)
      )`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON annex_imports, annex_import_rows TO floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE (started_at, updated_at) ON annex_imports TO floor_worker`);
    await runner.query(`GRANT DELETE ON certifications TO floor_officer`);
    // Whether anything was sold under a certificate; officers may not look into orders for it.
    await runner.query(`CREATE INDEX order_lines_certification ON order_lines (certification_id)`);
    await runner.query(`
      CREATE FUNCTION ordered_under(certificates uuid[]) RETURNS SETOF uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT certification_id FROM order_lines WHERE certification_id = ANY (certificates) $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION ordered_under(uuid[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ordered_under(uuid[]) TO floor_officer`);
    // Taking the latest certificate away brings the days of an earlier one back.
    await runner.query(`CREATE TRIGGER certifications_delete_listings AFTER DELETE ON certifications
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION certifications_refresh_listings()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER certifications_delete_listings ON certifications`);
    await runner.query(`DROP FUNCTION ordered_under(uuid[])`);
    await runner.query(`DROP INDEX order_lines_certification`);
    await runner.query(`REVOKE DELETE ON certifications FROM floor_officer`);
    await runner.query(`DROP TABLE annex_import_rows, annex_imports`);
  }
}
