import type { MigrationInterface, QueryRunner } from 'typeorm';

const READERS = 'floor_app, floor_buyer, floor_officer, floor_worker';

/** Photographs that whoever keeps a point shows of it, beside the pictures the province has. */
export class ShowPhotosOfPoints1799860001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createPhotos(runner);
    await this.bindKeepers(runner);
    await this.wall(runner);
    // Drawn pictures stand in only as long as nobody has shown the place itself.
    await runner.query(`
      CREATE VIEW shop_point_pictures AS
        SELECT p.tourism_point_id, p.position, p.sha, p.width, p.height, p.alt, NULL::varchar AS alt_en, p.illustration
        FROM point_pictures p
        WHERE NOT p.illustration OR NOT EXISTS (SELECT FROM point_photos f
          WHERE f.tourism_point_id = p.tourism_point_id AND f.taken_down_at IS NULL)
        UNION ALL
        SELECT f.tourism_point_id, (12 + f.position)::smallint, f.sha, f.width, f.height, f.alt, f.alt_en, false
        FROM point_photos f WHERE f.taken_down_at IS NULL`);
    await runner.query(`GRANT SELECT ON shop_point_pictures TO ${READERS}`);
    await this.announce(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW shop_point_pictures`);
    await runner.query(`DROP TABLE point_photos`);
    await runner.query(
      `DROP FUNCTION point_photos_announce_pages(), enter_point(varchar, varchar, timestamptz)`,
    );
    await runner.query(`DROP FUNCTION bound_point()`);
    await runner.query(`DROP TABLE transaction_points`);
  }

  private async createPhotos(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE point_photos (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        tourism_point_id uuid NOT NULL CONSTRAINT point_photos_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        -- Among the photographs of its point, the cover first; null once taken down. Its end is the limit.
        position smallint CONSTRAINT point_photos_position_check CHECK (position BETWEEN 1 AND 6),
        sha varchar(64) NOT NULL CHECK (sha ~ '^[0-9a-f]{64}$'),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        -- What it shows, for whoever cannot see it.
        alt varchar(200) NOT NULL CHECK (alt <> ''),
        alt_en varchar(200) CHECK (alt_en <> ''),
        added_by uuid NOT NULL CONSTRAINT point_photos_added_by_fk REFERENCES accounts ON DELETE RESTRICT,
        taken_down_at timestamptz,
        taken_down_by uuid CONSTRAINT point_photos_taken_down_by_fk REFERENCES accounts ON DELETE RESTRICT,
        taken_down_reason varchar(300) CHECK (taken_down_reason <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- Looked at when a statement ends, so that one statement may put them in another order.
        CONSTRAINT point_photos_position_key UNIQUE (tourism_point_id, position) DEFERRABLE,
        -- Sent again it is the same one, and one that was taken down does not come back.
        CONSTRAINT point_photos_sha_key UNIQUE (tourism_point_id, sha),
        CONSTRAINT point_photos_down_check CHECK ((taken_down_at IS NULL) = (position IS NOT NULL)
          AND (taken_down_at IS NULL) = (taken_down_by IS NULL) AND (taken_down_at IS NULL) = (taken_down_reason IS NULL))
      )`);
    // Whether a file is still shown, asked with every picture and by the sweep.
    await runner.query(`CREATE INDEX point_photos_sha ON point_photos (sha) WHERE taken_down_at IS NULL`);
  }

  /** As shops are entered (1796000001000): the function looks at session and charge itself, and the policy reads what it bound. */
  private async bindKeepers(runner: QueryRunner): Promise<void> {
    // One row a connection, overwritten by its next transaction; the transaction's own number says whether it still holds.
    await runner.query(`
      CREATE UNLOGGED TABLE transaction_points (
        pid integer PRIMARY KEY,
        xid xid8 NOT NULL,
        tourism_point_id uuid NOT NULL
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE FUNCTION bound_point() RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      RETURN (SELECT tourism_point_id FROM transaction_points
        WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id_if_assigned())`);
    // No row: to whoever holds that session the point has nothing to keep. Acts on one point come one after another.
    await runner.query(`
      CREATE FUNCTION enter_point(session_hash varchar, point_slug varchar, at timestamptz)
      RETURNS TABLE (point_id uuid, account_id uuid)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        entered uuid;
        keeper uuid;
      BEGIN
        SELECT t.id, who.account_id INTO entered, keeper
        FROM session_of(session_hash, at) who JOIN tourism_points t ON t.slug = point_slug
        JOIN point_keepers k ON k.tourism_point_id = t.id AND k.account_id = who.account_id AND k.ended_at IS NULL;
        -- A stranger makes nobody wait.
        IF NOT FOUND THEN
          RETURN;
        END IF;
        IF bound_point() IS DISTINCT FROM entered AND bound_point() IS NOT NULL THEN
          RAISE EXCEPTION 'one transaction works for one point';
        END IF;
        PERFORM FROM tourism_points t WHERE t.id = entered FOR NO KEY UPDATE;
        -- An officer who ended the charge meanwhile held that lock.
        PERFORM FROM point_keepers k
        WHERE k.tourism_point_id = entered AND k.account_id = keeper AND k.ended_at IS NULL;
        IF NOT FOUND THEN
          RETURN;
        END IF;
        INSERT INTO transaction_points AS known (pid, xid, tourism_point_id)
        VALUES (pg_backend_pid(), pg_current_xact_id(), entered)
        ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, tourism_point_id = excluded.tourism_point_id;
        RETURN QUERY SELECT entered, keeper;
      END $$`);
    for (const signature of ['bound_point()', 'enter_point(varchar, varchar, timestamptz)']) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO floor_account`);
    }
  }

  private async wall(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE point_photos ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY point_photos_kept ON point_photos TO floor_account
      USING (tourism_point_id = (SELECT bound_point())) WITH CHECK (tourism_point_id = (SELECT bound_point()))`);
    // What an officer took down stays as it is, with the reason.
    for (const act of ['UPDATE', 'DELETE'])
      await runner.query(`CREATE POLICY point_photos_shown_${act.toLowerCase()} ON point_photos AS RESTRICTIVE FOR ${act}
        TO floor_account USING (taken_down_at IS NULL)`);
    await runner.query(`CREATE POLICY point_photos_floor ON point_photos TO floor_officer, floor_worker
      USING (true) WITH CHECK (true)`);
    await runner.query(`GRANT SELECT, INSERT, DELETE, UPDATE (position, alt, alt_en, updated_at)
      ON point_photos TO floor_account`);
    await runner.query(`GRANT SELECT,
      UPDATE (position, taken_down_at, taken_down_by, taken_down_reason, updated_at) ON point_photos TO floor_officer`);
    await runner.query(`GRANT SELECT ON point_photos TO floor_worker`);
  }

  /** Which pages show them, as 1799800002000 says it of the other pictures. */
  private async announce(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION point_photos_announce_pages() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM announce_pages(array(
          SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id
          UNION SELECT 'points'))
        WHERE EXISTS (SELECT FROM changed);
        RETURN NULL;
      END $$`);
    for (const event of ['INSERT', 'UPDATE', 'DELETE'])
      await runner.query(`
        CREATE TRIGGER point_photos_announce_pages_${event.toLowerCase()} AFTER ${event} ON point_photos
        REFERENCING ${event === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION point_photos_announce_pages()`);
  }
}
