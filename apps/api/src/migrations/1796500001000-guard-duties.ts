import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the database itself refuses about duties, and which open work is whose. */
export class GuardDuties1796500001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Checked at the commit, so that a handover may end one duty before it begins the other. Of two administrators who
    // end each other at once the second waits here for the first, and then sees that nobody else is left.
    await runner.query(`
      CREATE FUNCTION keep_an_administrator() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        at timestamptz;
      BEGIN
        IF TG_TABLE_NAME = 'accounts' THEN
          at := NEW.status_changed_at;
          IF NOT EXISTS (SELECT FROM officer_duties WHERE account_id = NEW.id AND role = 'administrator'
            AND communes IS NULL AND delegated_from IS NULL AND ended_at IS NULL) THEN
            RETURN NULL;
          END IF;
        ELSE
          at := coalesce(NEW.ended_at, NEW.updated_at);
        END IF;
        PERFORM pg_advisory_xact_lock(7032000);
        IF NOT EXISTS (SELECT FROM officer_duties d JOIN accounts a ON a.id = d.account_id
          WHERE d.role = 'administrator' AND d.communes IS NULL AND d.delegated_from IS NULL AND d.ended_at IS NULL
            AND d.ends_at IS NULL AND d.starts_at <= at AND a.status = 'active') THEN
          RAISE EXCEPTION 'the province keeps an administrator'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_duties_last_administrator_check';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE CONSTRAINT TRIGGER officer_duties_keep_an_administrator AFTER UPDATE ON officer_duties
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (OLD.role = 'administrator' AND OLD.communes IS NULL AND OLD.delegated_from IS NULL AND OLD.ended_at IS NULL
        AND OLD.ends_at IS NULL)
      EXECUTE FUNCTION keep_an_administrator()`);
    await runner.query(`
      CREATE CONSTRAINT TRIGGER accounts_keep_an_administrator AFTER UPDATE OF status ON accounts
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status = 'active' AND NEW.status <> 'active')
      EXECUTE FUNCTION keep_an_administrator()`);
    // A cover gives no more than the duty it covers, covers no cover, and outlasts it in nothing. The lock makes whoever
    // ends that duty at the same moment wait, and find the cover.
    await runner.query(`
      CREATE FUNCTION officer_duties_check_cover() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        covered officer_duties;
      BEGIN
        SELECT * INTO covered FROM officer_duties WHERE id = NEW.delegated_from FOR SHARE;
        IF covered.ended_at IS NOT NULL OR covered.delegated_from IS NOT NULL OR covered.account_id = NEW.account_id
          OR covered.role <> NEW.role OR NEW.ends_at > covered.ends_at OR covered.communes IS NOT NULL
          AND (NEW.communes IS NULL OR NOT NEW.communes <@ covered.communes) THEN
          RAISE EXCEPTION 'a cover gives no more than the duty it covers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'officer_duties_cover_check';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER officer_duties_check_cover BEFORE INSERT OR UPDATE OF account_id, role, communes, ends_at, delegated_from
      ON officer_duties FOR EACH ROW WHEN (NEW.delegated_from IS NOT NULL) EXECUTE FUNCTION officer_duties_check_cover()`);
    // Which piece of open work an officer took up; it follows the duty when that is handed over.
    await runner.query(`
      CREATE TABLE work_assignments (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        subject_type varchar(40) NOT NULL CHECK (subject_type <> ''),
        subject_id uuid NOT NULL,
        -- The permission the work needs, and where it lies: together they say which duty it belongs to.
        permission varchar(30) NOT NULL CHECK (permission <> ''),
        commune_code varchar(5) CONSTRAINT work_assignments_commune_fk REFERENCES communes ON DELETE RESTRICT,
        account_id uuid NOT NULL CONSTRAINT work_assignments_account_fk REFERENCES accounts ON DELETE RESTRICT,
        assigned_at timestamptz NOT NULL,
        released_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // One officer a piece of work; asked for with every desk.
    await runner.query(`CREATE UNIQUE INDEX work_assignments_open ON work_assignments (subject_type, subject_id)
      WHERE released_at IS NULL`);
    // What an officer has in hand, to show and to hand over.
    await runner.query(
      `CREATE INDEX work_assignments_account ON work_assignments (account_id) WHERE released_at IS NULL`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON work_assignments TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE work_assignments`);
    await runner.query(`DROP TRIGGER officer_duties_check_cover ON officer_duties`);
    await runner.query(`DROP FUNCTION officer_duties_check_cover()`);
    await runner.query(`DROP TRIGGER accounts_keep_an_administrator ON accounts`);
    await runner.query(`DROP TRIGGER officer_duties_keep_an_administrator ON officer_duties`);
    await runner.query(`DROP FUNCTION keep_an_administrator()`);
  }
}
