import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where OCOP goods may be sold, as Decision 950/QĐ-BCT of 18 April 2023 lists the places. */
const PLACE_TYPES = [
  'station_port', 'rest_stop', 'market', 'tourist_area', 'restaurant', 'hotel', 'craft_village', 'service_centre',
  'fair_centre', 'post_office',
]; // prettier-ignore

/** What a point's page tells beside its goods, who keeps a point's shelf, and what whoever looked last saw on it. */
export class MakePointsWhole1799800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tourism_points
        ADD place_type varchar(20) CHECK (place_type IN ('${PLACE_TYPES.join(`', '`)}')),
        -- What is told to be sold or made there, in words, apart from what stands on its shelf.
        ADD goods varchar(400) CHECK (goods <> ''),
        ADD illustrative varchar(30)[] NOT NULL DEFAULT '{}',
        -- How to get there, said by an officer; null where nobody has said it.
        ADD by_road varchar(600) CHECK (by_road <> ''),
        ADD by_boat varchar(600) CHECK (by_boat <> '')`);
    await runner.query(`
      CREATE TABLE point_pictures (
        tourism_point_id uuid NOT NULL CONSTRAINT point_pictures_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 12),
        sha varchar(64) NOT NULL CHECK (sha ~ '^[0-9a-f]{64}$'),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        alt varchar(200) NOT NULL CHECK (alt <> ''),
        -- Drawn, no photograph of the place.
        illustration boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tourism_point_id, position)
      )`);
    // Whether a file is still shown, asked with every picture and by the sweep.
    await runner.query(`CREATE INDEX point_pictures_sha ON point_pictures (sha)`);
    await runner.query(
      `GRANT SELECT ON point_pictures TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`GRANT INSERT, DELETE ON point_pictures TO floor_officer`);

    await runner.query(`
      CREATE TABLE point_keepers (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        tourism_point_id uuid NOT NULL CONSTRAINT point_keepers_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        account_id uuid NOT NULL CONSTRAINT point_keepers_account_fk REFERENCES accounts ON DELETE RESTRICT,
        granted_by uuid NOT NULL CONSTRAINT point_keepers_granted_by_fk REFERENCES accounts ON DELETE RESTRICT,
        ended_at timestamptz,
        ended_by uuid CONSTRAINT point_keepers_ended_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // One open charge a point and person; asked for with everything a keeper does.
    await runner.query(`CREATE UNIQUE INDEX point_keepers_open ON point_keepers (account_id, tourism_point_id)
      WHERE ended_at IS NULL`);
    // Who keeps this point.
    await runner.query(
      `CREATE INDEX point_keepers_point ON point_keepers (tourism_point_id) WHERE ended_at IS NULL`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON point_keepers TO floor_officer`);
    await runner.query(`GRANT SELECT ON point_keepers TO floor_account, floor_worker`);

    await runner.query(`
      ALTER TABLE shelf_stocks
        ADD state varchar(10) NOT NULL DEFAULT 'there' CHECK (state IN ('there', 'restocked', 'gone'))`);
    await runner.query(`CREATE OR REPLACE VIEW shop_shelf_stocks AS
      SELECT product_id, tourism_point_id, checked_on, state FROM shelf_stocks`);
    // Whoever keeps a point writes its shelf, under their own account.
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON shelf_stocks TO floor_account`);
    await runner.query(`GRANT SELECT ON tourism_points TO floor_account`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE ALL ON shelf_stocks, tourism_points FROM floor_account`);
    await runner.query(`DROP VIEW shop_shelf_stocks`);
    await runner.query(`ALTER TABLE shelf_stocks DROP COLUMN state`);
    await runner.query(
      `CREATE VIEW shop_shelf_stocks AS SELECT product_id, tourism_point_id, checked_on FROM shelf_stocks`,
    );
    await runner.query(
      `GRANT SELECT ON shop_shelf_stocks TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`DROP TABLE point_keepers, point_pictures`);
    await runner.query(`ALTER TABLE tourism_points DROP COLUMN place_type, DROP COLUMN goods, DROP COLUMN illustrative,
      DROP COLUMN by_road, DROP COLUMN by_boat`);
  }
}
