import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where people have goods sent: saved by them, sealed with their key. */
export class CreateAddresses1796600003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE addresses (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL CONSTRAINT addresses_account_fk REFERENCES accounts ON DELETE RESTRICT,
        name_sealed varchar(800) NOT NULL,
        phone_sealed varchar(200) NOT NULL,
        province_code varchar(2) NOT NULL CONSTRAINT addresses_province_fk REFERENCES provinces ON DELETE RESTRICT,
        commune_code varchar(5) CONSTRAINT addresses_commune_fk REFERENCES communes ON DELETE RESTRICT,
        -- Commune or ward in another province, as it was typed.
        ward_sealed varchar(800),
        line_sealed varchar(1800) NOT NULL,
        is_default boolean NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT addresses_place_check CHECK ((commune_code IS NULL) = (ward_sealed IS NOT NULL))
      )`);
    // A person's addresses, in the order they were saved.
    await runner.query(`CREATE INDEX addresses_account ON addresses (account_id, id)`);
    // One address is the one that is filled in first.
    await runner.query(`CREATE UNIQUE INDEX addresses_default ON addresses (account_id) WHERE is_default`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON addresses TO floor_account`);
    await runner.query(`GRANT SELECT, DELETE ON addresses TO floor_worker`);
    await runner.query(`GRANT SELECT ON communes, provinces TO floor_account`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE addresses`);
  }
}
