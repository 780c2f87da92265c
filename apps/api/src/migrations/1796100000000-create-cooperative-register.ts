import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register of cooperatives: who they are, how they stood from which day on, whom they counted on which day. A
 * producer that is a cooperative points to its entry, and follows it.
 */
export class CreateCooperativeRegister1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cooperatives (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        register_number varchar(30) NOT NULL CONSTRAINT cooperatives_register_number_key UNIQUE
          CHECK (register_number ~ '^[0-9A-ZĐ][0-9A-ZĐ/.-]*$'),
        name varchar(200) NOT NULL CHECK (name <> ''),
        tax_code varchar(14) CHECK (tax_code ~ '^[0-9]{10}(-[0-9]{3})?$'),
        field varchar(20) NOT NULL CHECK (field IN ('agriculture', 'non_agriculture')),
        field_detail varchar(200) NOT NULL DEFAULT '',
        commune_code varchar(5) NOT NULL CONSTRAINT cooperatives_commune_fk REFERENCES communes ON DELETE RESTRICT,
        founded_on date,
        entered_on date NOT NULL,
        -- NULL: nobody has asked.
        has_office boolean,
        has_computer boolean,
        has_website boolean,
        -- As the last row of cooperative_statuses says; without one it has been active since it was founded.
        status varchar(10) NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'ceased', 'dissolved')),
        status_from date,
        status_changed_at timestamptz NOT NULL,
        -- Counts every change of the entry or of its histories: whoever changes it says which one they saw.
        version integer NOT NULL DEFAULT 1 CHECK (version > 0),
        illustrative varchar(40)[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT cooperatives_status_from_check CHECK (status = 'active' OR status_from IS NOT NULL),
        CONSTRAINT cooperatives_entered_after_founding_check CHECK (founded_on <= entered_on),
        CONSTRAINT cooperatives_status_after_founding_check CHECK (founded_on <= status_from)
      )`);
    // The register of one commune; what an officer of a few communes reads.
    await runner.query(`CREATE INDEX cooperatives_commune ON cooperatives (commune_code)`);
    // Changes only: before its first row a cooperative is active.
    await runner.query(`
      CREATE TABLE cooperative_statuses (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        cooperative_id uuid NOT NULL CONSTRAINT cooperative_statuses_cooperative_fk REFERENCES cooperatives ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('active', 'ceased', 'dissolved')),
        from_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT cooperative_statuses_day_key UNIQUE (cooperative_id, from_on)
      )`);
    await runner.query(`
      CREATE TABLE cooperative_counts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        cooperative_id uuid NOT NULL CONSTRAINT cooperative_counts_cooperative_fk REFERENCES cooperatives ON DELETE RESTRICT,
        counted_on date NOT NULL,
        members integer NOT NULL CHECK (members BETWEEN 0 AND 100000),
        workers integer NOT NULL CHECK (workers BETWEEN 0 AND 100000),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT cooperative_counts_day_key UNIQUE (cooperative_id, counted_on)
      )`);
    await runner.query(`ALTER TABLE producers
      ADD COLUMN cooperative_id uuid CONSTRAINT producers_cooperative_fk REFERENCES cooperatives ON DELETE RESTRICT,
      ADD CONSTRAINT producers_registered_cooperative_check CHECK (cooperative_id IS NULL OR kind = 'cooperative')`);
    // One shop's producer a cooperative; found again when the register's status moves.
    await runner.query(`CREATE UNIQUE INDEX producers_cooperative ON producers (cooperative_id)
      WHERE cooperative_id IS NOT NULL`);
    for (const table of ['cooperatives', 'cooperative_statuses', 'cooperative_counts'])
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE producers DROP CONSTRAINT producers_registered_cooperative_check,
      DROP COLUMN cooperative_id`);
    await runner.query(`DROP TABLE cooperative_counts, cooperative_statuses, cooperatives`);
  }
}
