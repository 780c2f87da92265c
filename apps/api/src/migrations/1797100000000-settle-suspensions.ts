import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Only a shop that sells or is suspended can have a suspension open, and none stays open on one that is closed. */
export class SettleSuspensions1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE suspensions x SET ended_at = greatest(s.status_changed_at, x.noticed_at), updated_at = now()
      FROM sellers s WHERE s.id = x.seller_id AND x.ended_at IS NULL AND s.status = 'closed'`);
    // The lock makes a notice and a closing that come at once wait for each other: one of them sees what the other did.
    await runner.query(`
      CREATE FUNCTION suspensions_demand_open_shop() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM FROM sellers WHERE id = NEW.seller_id AND status IN ('approved', 'suspended') FOR SHARE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'only a shop that is on the floor is suspended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'suspensions_open_shop_check';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER suspensions_demand_open_shop BEFORE INSERT OR UPDATE OF seller_id, ended_at ON suspensions
      FOR EACH ROW WHEN (NEW.ended_at IS NULL) EXECUTE FUNCTION suspensions_demand_open_shop()`);
    await runner.query(`
      CREATE FUNCTION sellers_close_in_order() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM suspensions WHERE seller_id = NEW.id AND ended_at IS NULL) THEN
          RAISE EXCEPTION 'a shop that closes has no suspension open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sellers_closed_check';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER sellers_close_in_order AFTER UPDATE OF status ON sellers
      FOR EACH ROW WHEN (NEW.status = 'closed') EXECUTE FUNCTION sellers_close_in_order()`);
    // The sweep ends a notice that nothing is left to begin, and whoever had it in hand is free.
    await runner.query(`GRANT UPDATE (ended_at) ON suspensions TO floor_worker`);
    await runner.query(`GRANT UPDATE (released_at, updated_at) ON work_assignments TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (released_at, updated_at) ON work_assignments FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (ended_at) ON suspensions FROM floor_worker`);
    await runner.query(`DROP TRIGGER sellers_close_in_order ON sellers`);
    await runner.query(`DROP FUNCTION sellers_close_in_order()`);
    await runner.query(`DROP TRIGGER suspensions_demand_open_shop ON suspensions`);
    await runner.query(`DROP FUNCTION suspensions_demand_open_shop()`);
  }
}
