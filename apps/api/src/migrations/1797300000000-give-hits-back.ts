import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request that was refused in the end counts no longer against the limits it had passed before. */
export class GiveHitsBack1797300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION give_hits_back(counters varchar[]) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        UPDATE throttle_counters SET hits = hits - 1 WHERE key = ANY (counters) AND hits > 0;
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION give_hits_back(varchar[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION give_hits_back(varchar[]) TO floor_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION give_hits_back(varchar[])`);
  }
}
