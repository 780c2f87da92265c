import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `fulfillment_id IN (SELECT id FROM fulfillments)`;

/** When tourism points are open, and the codes by which parcels that wait there are given out. */
export class OpenPointsAndGiveCodes1799630000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE point_hours (
        tourism_point_id uuid NOT NULL CONSTRAINT point_hours_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        -- ISO 8601: 1 is Monday. A day without a row is a day on which it is closed.
        weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        opens_at time NOT NULL,
        closes_at time NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tourism_point_id, weekday, opens_at),
        CONSTRAINT point_hours_times_check CHECK (closes_at > opens_at)
      )`);
    await runner.query(`
      CREATE TABLE point_exceptions (
        tourism_point_id uuid NOT NULL CONSTRAINT point_exceptions_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        day date NOT NULL,
        -- Both null: closed all day.
        opens_at time,
        closes_at time,
        words varchar(120) CHECK (words <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tourism_point_id, day),
        CONSTRAINT point_exceptions_times_check CHECK (num_nulls(opens_at, closes_at) IN (0, 2) AND closes_at > opens_at)
      )`);
    for (const table of ['point_hours', 'point_exceptions']) {
      await runner.query(
        `GRANT SELECT ON ${table} TO floor_app, floor_buyer, floor_seller, floor_officer, floor_worker`,
      );
      await runner.query(`GRANT INSERT, DELETE ON ${table} TO floor_officer`);
    }
    await runner.query(`
      CREATE TABLE pickup_codes (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        fulfillment_id uuid NOT NULL CONSTRAINT pickup_codes_fulfillment_key UNIQUE
          CONSTRAINT pickup_codes_fulfillment_fk REFERENCES fulfillments ON DELETE RESTRICT,
        order_group_id uuid NOT NULL CONSTRAINT pickup_codes_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        code_hash varchar(64) NOT NULL,
        -- With the purchase's own key: its buyer reads the code again, its shop never.
        code_sealed varchar(400) NOT NULL,
        tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 20),
        locked_until timestamptz,
        used_at timestamptz,
        -- Given out by the shop's word, and why.
        without_code varchar(20) CHECK (without_code IN ('code_lost', 'known_buyer', 'papers_shown')),
        reminded_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The purchase's own page asks for its codes, and so does a change of keys.
    await runner.query(`CREATE INDEX pickup_codes_group ON pickup_codes (order_group_id)`);
    await runner.query(`ALTER TABLE pickup_codes ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY pickup_codes_floor ON pickup_codes
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY pickup_codes_own ON pickup_codes FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY pickup_codes_add ON pickup_codes FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY pickup_codes_change ON pickup_codes FOR UPDATE TO floor_seller USING (${OWN})`,
    );
    await runner.query(`GRANT INSERT ON pickup_codes TO floor_seller`);
    await runner.query(`GRANT SELECT (id, fulfillment_id, order_group_id, code_hash, tries, locked_until, used_at,
      without_code, reminded_at, created_at, updated_at) ON pickup_codes TO floor_seller`);
    await runner.query(`GRANT UPDATE (tries, locked_until, used_at, without_code, updated_at) ON pickup_codes
      TO floor_seller`);
    await runner.query(`GRANT SELECT ON pickup_codes TO floor_buyer, floor_worker`);
    // The worker reminds, and brings digests under another key.
    await runner.query(`GRANT UPDATE (reminded_at, code_hash, updated_at) ON pickup_codes TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE pickup_codes, point_exceptions, point_hours`);
  }
}
