import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spreadsheets on their way into the register of cooperatives: read, looked at, confirmed, undone. */
export class ImportCooperatives1796100001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cooperative_imports (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        file_name varchar(200) NOT NULL CHECK (file_name <> ''),
        created_by uuid NOT NULL CONSTRAINT cooperative_imports_created_by_fk REFERENCES accounts ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('previewed', 'confirmed', 'undone')),
        status_changed_at timestamptz NOT NULL,
        -- Of all cooperatives it enters or changes: an officer who answers for all of them may see and decide it.
        communes varchar(5)[] NOT NULL,
        rows_created integer NOT NULL CHECK (rows_created >= 0),
        rows_updated integer NOT NULL CHECK (rows_updated >= 0),
        rows_unchanged integer NOT NULL CHECK (rows_unchanged >= 0),
        rows_faulty integer NOT NULL CHECK (rows_faulty >= 0),
        ignored_columns varchar(60)[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE cooperative_import_rows (
        import_id uuid NOT NULL CONSTRAINT cooperative_import_rows_import_fk REFERENCES cooperative_imports ON DELETE RESTRICT,
        row_no integer NOT NULL CHECK (row_no > 0),
        outcome varchar(10) NOT NULL CHECK (outcome IN ('create', 'update', 'unchanged', 'faulty')),
        cells jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'object'),
        problems jsonb NOT NULL CHECK (jsonb_typeof(problems) = 'array'),
        -- No foreign key: before the confirmation and after an undoing there is no such cooperative.
        cooperative_id uuid,
        target jsonb CHECK (jsonb_typeof(target) = 'object'),
        before jsonb CHECK (jsonb_typeof(before) = 'object'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (import_id, row_no),
        CONSTRAINT cooperative_import_rows_has_problem_check CHECK ((outcome = 'faulty') = (jsonb_array_length(problems) > 0)),
        CONSTRAINT cooperative_import_rows_has_target_check CHECK ((outcome IN ('create', 'update')) = (target IS NOT NULL))
      )`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE ON cooperative_imports, cooperative_import_rows TO floor_officer`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE cooperative_import_rows, cooperative_imports`);
  }
}
