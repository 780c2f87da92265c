import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Routes of the province, which join points, communes and shops in the order in which they are travelled. */
export class JoinPointsByRoutes1799800001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tourism_routes (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        slug varchar(120) NOT NULL CONSTRAINT tourism_routes_slug_key UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name varchar(160) NOT NULL CHECK (name <> ''),
        summary varchar(600) NOT NULL CHECK (summary <> ''),
        access varchar(20) NOT NULL CHECK (access IN ('road', 'boat', 'road_and_boat')),
        published boolean NOT NULL,
        illustrative varchar(30)[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE tourism_route_stops (
        route_id uuid NOT NULL CONSTRAINT tourism_route_stops_route_fk REFERENCES tourism_routes ON DELETE RESTRICT,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 20),
        tourism_point_id uuid CONSTRAINT tourism_route_stops_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        seller_id uuid CONSTRAINT tourism_route_stops_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        commune_code varchar(5) CONSTRAINT tourism_route_stops_commune_fk REFERENCES communes ON DELETE RESTRICT,
        words varchar(300) CHECK (words <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (route_id, position),
        CONSTRAINT tourism_route_stops_place_check CHECK (num_nonnulls(tourism_point_id, seller_id, commune_code) = 1)
      )`);
    for (const table of ['tourism_routes', 'tourism_route_stops'])
      await runner.query(`GRANT SELECT ON ${table} TO floor_app, floor_buyer, floor_officer, floor_worker`);
    await runner.query(`GRANT INSERT, UPDATE ON tourism_routes TO floor_officer`);
    await runner.query(`GRANT INSERT, DELETE ON tourism_route_stops TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE tourism_route_stops, tourism_routes`);
  }
}
