import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCESS = 'session_hash varchar, seller_slug varchar, wanted varchar, at timestamptz';
const ENTERED = `seller_id uuid, producer_id uuid, name varchar, status varchar, account_id uuid, capacity varchar,
  mandate_id uuid, allowed boolean`;

/**
 * What the generated suites found missing in the wall between shops: keys that every shop's side could read, a
 * transaction that could change hands, and work under a mandate that could still be saved after its withdrawal.
 */
export class TightenTheWall1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Sealed or not, a shop needs its own key and those of its buyers, and no other.
    await runner.query(`ALTER TABLE data_keys ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY data_keys_floor ON data_keys TO floor_account, floor_buyer, floor_officer, floor_worker
      USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY data_keys_own ON data_keys FOR SELECT TO floor_seller USING (
      subject_id = (SELECT bound_seller()) OR subject_id IN (SELECT order_group_id FROM orders))`);

    await runner.query(`
      CREATE OR REPLACE FUNCTION enter_seller(${ACCESS}) RETURNS TABLE (${ENTERED})
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        entering record;
        bound transaction_actors;
      BEGIN
        SELECT * INTO entering FROM seller_access(session_hash, seller_slug, wanted, at);
        IF NOT FOUND THEN
          RETURN;
        END IF;
        IF entering.allowed THEN
          SELECT * INTO bound FROM transaction_actors
          WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id_if_assigned();
          IF FOUND AND (bound.seller_id <> entering.seller_id OR bound.account_id <> entering.account_id) THEN
            RAISE EXCEPTION 'one transaction works for one shop, and for one person in it';
          END IF;
          -- A withdrawal waits for what is being saved under the mandate; nothing is saved under it afterwards.
          IF entering.mandate_id IS NOT NULL THEN
            PERFORM FROM mandates WHERE id = entering.mandate_id AND mandates.status = 'active' FOR SHARE;
            IF NOT FOUND THEN
              RETURN;
            END IF;
          END IF;
          INSERT INTO transaction_actors AS known (pid, xid, account_id, seller_id, producer_id, mandate_id)
          VALUES (pg_backend_pid(), pg_current_xact_id(), entering.account_id, entering.seller_id, entering.producer_id,
            entering.mandate_id)
          ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, account_id = excluded.account_id,
            seller_id = excluded.seller_id, producer_id = excluded.producer_id, mandate_id = excluded.mandate_id;
        END IF;
        RETURN QUERY SELECT entering.seller_id, entering.producer_id, entering.name, entering.status, entering.account_id,
          entering.capacity, entering.mandate_id, entering.allowed;
      END $$`);

    // Of two owners who leave at once the second waits for the first, and then sees that nobody else is left.
    await runner.query(`
      CREATE FUNCTION seller_members_keep_an_owner() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM FROM sellers WHERE id = OLD.seller_id FOR NO KEY UPDATE;
        IF NOT EXISTS (SELECT FROM seller_members
          WHERE seller_id = OLD.seller_id AND role = 'owner' AND ended_at IS NULL) THEN
          RAISE EXCEPTION 'a shop keeps an owner'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seller_members_last_owner_check';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER seller_members_keep_an_owner AFTER UPDATE OF role, ended_at ON seller_members FOR EACH ROW
      WHEN (OLD.role = 'owner' AND OLD.ended_at IS NULL AND (NEW.role <> 'owner' OR NEW.ended_at IS NOT NULL))
      EXECUTE FUNCTION seller_members_keep_an_owner()`);

    // A shop sees who works there and who did something to it; of all other people it sees nothing.
    await runner.query(`
      CREATE FUNCTION people_of_bound_seller(ids uuid[])
      RETURNS TABLE (account_id uuid, name_sealed varchar, key_sealed varchar)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT a.id, a.name_sealed, k.sealed
        FROM accounts a JOIN data_keys k ON k.subject_id = a.id
        WHERE a.id = ANY (ids) AND a.name_sealed IS NOT NULL AND (
          EXISTS (SELECT FROM seller_members m WHERE m.account_id = a.id AND m.seller_id = bound_seller())
          OR EXISTS (SELECT FROM mandates d WHERE d.staff_account_id = a.id AND d.seller_id = bound_seller())
          OR EXISTS (SELECT FROM audit_records r WHERE r.actor_id = a.id
            AND (r.seller_id = bound_seller() OR r.subject_type = 'seller' AND r.subject_id = bound_seller())));
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION people_of_bound_seller(uuid[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION people_of_bound_seller(uuid[]) TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION people_of_bound_seller(uuid[])`);
    await runner.query(`DROP TRIGGER seller_members_keep_an_owner ON seller_members`);
    await runner.query(`DROP FUNCTION seller_members_keep_an_owner()`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION enter_seller(${ACCESS}) RETURNS TABLE (${ENTERED})
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        entering record;
      BEGIN
        SELECT * INTO entering FROM seller_access(session_hash, seller_slug, wanted, at);
        IF NOT FOUND THEN
          RETURN;
        END IF;
        IF entering.allowed THEN
          IF bound_seller() IS DISTINCT FROM entering.seller_id AND bound_seller() IS NOT NULL THEN
            RAISE EXCEPTION 'one transaction works for one shop';
          END IF;
          INSERT INTO transaction_actors AS known (pid, xid, account_id, seller_id, producer_id, mandate_id)
          VALUES (pg_backend_pid(), pg_current_xact_id(), entering.account_id, entering.seller_id, entering.producer_id,
            entering.mandate_id)
          ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, account_id = excluded.account_id,
            seller_id = excluded.seller_id, producer_id = excluded.producer_id, mandate_id = excluded.mandate_id;
        END IF;
        RETURN QUERY SELECT entering.seller_id, entering.producer_id, entering.name, entering.status, entering.account_id,
          entering.capacity, entering.mandate_id, entering.allowed;
      END $$`);
    await runner.query(`DROP POLICY data_keys_own ON data_keys`);
    await runner.query(`DROP POLICY data_keys_floor ON data_keys`);
    await runner.query(`ALTER TABLE data_keys DISABLE ROW LEVEL SECURITY`);
  }
}
