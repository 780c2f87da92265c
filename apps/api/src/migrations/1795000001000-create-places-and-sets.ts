import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Provinces and communes of the two-level government since 1 July 2025, tourism points, OCOP groups and sets. */
export class CreatePlacesAndSets1795000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE provinces (
        code varchar(2) PRIMARY KEY,
        name varchar(100) NOT NULL,
        region varchar(10) NOT NULL CHECK (region IN ('north', 'central', 'south')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE communes (
        code varchar(5) PRIMARY KEY,
        province_code varchar(2) NOT NULL CONSTRAINT communes_province_fk REFERENCES provinces ON DELETE RESTRICT,
        name varchar(100) NOT NULL,
        full_name varchar(120) NOT NULL,
        kind varchar(12) NOT NULL CHECK (kind IN ('commune', 'ward', 'special_zone')),
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        former_names varchar(120)[] NOT NULL DEFAULT '{}',
        former_districts varchar(120)[] NOT NULL DEFAULT '{}',
        former_province varchar(100),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE tourism_points (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        slug varchar(120) NOT NULL CONSTRAINT tourism_points_slug_key UNIQUE,
        name varchar(160) NOT NULL,
        kind varchar(30) NOT NULL,
        commune_code varchar(5) NOT NULL CONSTRAINT tourism_points_commune_fk REFERENCES communes ON DELETE RESTRICT,
        place varchar(200),
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        access varchar(20) NOT NULL CHECK (access IN ('road', 'boat', 'road_and_boat')),
        description varchar(2000) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE product_groups (
        code varchar(3) PRIMARY KEY,
        name varchar(120) NOT NULL,
        slug varchar(120) NOT NULL CONSTRAINT product_groups_slug_key UNIQUE,
        position smallint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE product_sets (
        no smallint PRIMARY KEY,
        group_code varchar(3) NOT NULL CONSTRAINT product_sets_group_fk REFERENCES product_groups ON DELETE RESTRICT,
        name varchar(200) NOT NULL,
        ministry varchar(120) NOT NULL,
        alcohol boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    for (const table of ['provinces', 'communes', 'tourism_points', 'product_groups', 'product_sets']) {
      await runner.query(`GRANT SELECT ON ${table} TO floor_app, floor_buyer, floor_officer, floor_worker`);
      await runner.query(`GRANT INSERT, UPDATE ON ${table} TO floor_officer`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE product_sets, product_groups, tourism_points, communes, provinces`);
  }
}
