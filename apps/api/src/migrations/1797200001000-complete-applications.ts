import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEW_COLUMNS = `date_of_birth_sealed, position_sealed, consents, step_versions, cooperative_id`;

/**
 * What an application still lacked: who the representative is beyond a name, consent to what the verification does with
 * their data, a number for each step so that nobody saves over what somebody else saved, and the entry of the register.
 */
export class CompleteApplications1797200001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE seller_applications
      ADD COLUMN date_of_birth_sealed varchar(200),
      ADD COLUMN position_sealed varchar(800),
      -- {purpose: {version, at, by}}
      ADD COLUMN consents jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(consents) = 'object'),
      -- {step: number}; a step that is not named stands at 1.
      ADD COLUMN step_versions jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(step_versions) = 'object'),
      ADD COLUMN cooperative_id uuid
        CONSTRAINT seller_applications_cooperative_fk REFERENCES cooperatives ON DELETE RESTRICT`);
    // An entry that leaves the register is taken out of what names it.
    await runner.query(`CREATE INDEX seller_applications_cooperative ON seller_applications (cooperative_id)
      WHERE cooperative_id IS NOT NULL`);
    await runner.query(`GRANT UPDATE (${NEW_COLUMNS}) ON seller_applications TO floor_seller`);
    // What anybody may read in the register: who a cooperative is and where. No people, no telephone.
    await runner.query(`GRANT SELECT (id, register_number, name, tax_code, field, commune_code, founded_on, status)
      ON cooperatives TO floor_seller`);
    // Whether a cooperative sells already: the producers of other shops are not seen from a shop.
    await runner.query(`
      CREATE FUNCTION cooperatives_with_shop(ids uuid[]) RETURNS SETOF uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT cooperative_id FROM producers
        WHERE cooperative_id = ANY (ids) AND id IS DISTINCT FROM bound_producer();
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION cooperatives_with_shop(uuid[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION cooperatives_with_shop(uuid[]) TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION cooperatives_with_shop(uuid[])`);
    await runner.query(`REVOKE SELECT (id, register_number, name, tax_code, field, commune_code, founded_on, status)
      ON cooperatives FROM floor_seller`);
    await runner.query(`ALTER TABLE seller_applications DROP COLUMN date_of_birth_sealed, DROP COLUMN position_sealed,
      DROP COLUMN consents, DROP COLUMN step_versions, DROP COLUMN cooperative_id`);
  }
}
