import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCESS = 'session_hash varchar, seller_slug varchar, wanted varchar, at timestamptz';
const ENTERED = `seller_id uuid, producer_id uuid, name varchar, status varchar, account_id uuid, capacity varchar,
  mandate_id uuid, allowed boolean`;
const TYPES = 'varchar, varchar, varchar, timestamptz';

/**
 * Whether a session, a mandate or a post is over is no longer a question of what time the caller says it is: whoever can
 * send a statement on a seller's side could enter a shop as of last year. A demo and a test move their clock; their
 * databases say so in a table that the owner alone writes, and production refuses such a database.
 */
export class AskNoCallerForTheTime1797300001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE movable_clocks (
        reason varchar(10) PRIMARY KEY CHECK (reason IN ('demo', 'test'))
      )`);
    await runner.query(`GRANT SELECT ON movable_clocks TO floor_app`);
    await runner.query(`
      CREATE FUNCTION present_time(told timestamptz) RETURNS timestamptz
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      RETURN CASE WHEN EXISTS (SELECT FROM movable_clocks) THEN told ELSE statement_timestamp() END`);
    await runner.query(`ALTER FUNCTION seller_access(${TYPES}) RENAME TO seller_access_at`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION seller_access_at(${TYPES}) FROM floor_app`);
    await runner.query(`
      CREATE FUNCTION seller_access(${ACCESS}) RETURNS TABLE (${ENTERED})
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT * FROM seller_access_at(session_hash, seller_slug, wanted, present_time(at));
      END`);
    await runner.query(
      `REVOKE EXECUTE ON FUNCTION present_time(timestamptz), seller_access(${TYPES}) FROM PUBLIC`,
    );
    await runner.query(`GRANT EXECUTE ON FUNCTION seller_access(${TYPES}) TO floor_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION seller_access(${TYPES})`);
    await runner.query(`ALTER FUNCTION seller_access_at(${TYPES}) RENAME TO seller_access`);
    await runner.query(`GRANT EXECUTE ON FUNCTION seller_access(${TYPES}) TO floor_app`);
    await runner.query(`DROP FUNCTION present_time(timestamptz)`);
    await runner.query(`DROP TABLE movable_clocks`);
  }
}
