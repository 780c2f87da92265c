import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEGINNINGS = `new_seller uuid, new_producer uuid, new_member uuid, kind varchar, legal_name varchar, name varchar,
  slug varchar, commune_code varchar, phone varchar, at timestamptz`;
const BEGINNING_TYPES = `uuid, uuid, uuid, varchar, varchar, varchar, varchar, varchar, varchar, timestamptz`;
const DRAFT = `EXISTS (SELECT FROM sellers s WHERE s.id = (SELECT bound_seller()) AND s.status = 'draft')`;

/**
 * Beginning a shop needs no rights over other shops any more: one function founds a draft and puts the caller, known by
 * their session, into it. And a shop's own side changes its application only while it is a draft, sent back ones included.
 */
export class NarrowApplications1797200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // false: the slug is another shop's, and nothing was written.
    await runner.query(`
      CREATE FUNCTION found_shop(owner_id uuid, ${BEGINNINGS}) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        broken text;
      BEGIN
        INSERT INTO producers (id, kind, legal_name, commune_code, cooperative_status, illustrative, created_at, updated_at)
        VALUES (new_producer, found_shop.kind, found_shop.legal_name, found_shop.commune_code,
          CASE found_shop.kind WHEN 'cooperative' THEN 'active' END, '{}', at, at);
        INSERT INTO sellers (id, producer_id, slug, name, phone, story, status, status_changed_at, accepts_cod,
          accepts_bank_transfer, created_at, updated_at)
        VALUES (new_seller, new_producer, found_shop.slug, found_shop.name, found_shop.phone, '', 'draft', at, true, false,
          at, at);
        INSERT INTO seller_members (id, seller_id, account_id, role, permissions, created_at, updated_at)
        VALUES (new_member, new_seller, owner_id, 'owner', '{}', at, at);
        INSERT INTO seller_applications (seller_id, started_by, created_at, updated_at)
        VALUES (new_seller, owner_id, at, at);
        RETURN true;
      EXCEPTION WHEN unique_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        IF broken = 'sellers_slug_key' THEN
          RETURN false;
        END IF;
        RAISE;
      END $$`);
    await runner.query(`
      CREATE FUNCTION found_own_shop(session_hash varchar, ${BEGINNINGS}) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        who uuid;
      BEGIN
        SELECT account_id INTO STRICT who FROM session_of(session_hash, at);
        RETURN found_shop(who, new_seller, new_producer, new_member, kind, legal_name, name, slug, commune_code, phone, at);
      END $$`);
    await runner.query(`
      CREATE FUNCTION own_drafts(session_hash varchar, at timestamptz)
      RETURNS TABLE (slug varchar, legal_name varchar)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT s.slug, p.legal_name FROM session_of(session_hash, at) who
        JOIN seller_members m ON m.account_id = who.account_id AND m.role = 'owner' AND m.ended_at IS NULL
        JOIN sellers s ON s.id = m.seller_id AND s.status = 'draft' JOIN producers p ON p.id = s.producer_id;
      END`);
    for (const [signature, audience] of [
      [`found_shop(uuid, ${BEGINNING_TYPES})`, 'floor_officer'],
      [`found_own_shop(varchar, ${BEGINNING_TYPES})`, 'floor_account'],
      [`own_drafts(varchar, timestamptz)`, 'floor_account'],
    ]) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${audience}`);
    }
    await runner.query(`DROP POLICY seller_applications_change ON seller_applications`);
    await runner.query(`CREATE POLICY seller_applications_change ON seller_applications FOR UPDATE TO floor_seller
      USING (seller_id = (SELECT bound_seller()) AND ${DRAFT})`);
    // What an officer asked for is the officer's to take back.
    await runner.query(`REVOKE UPDATE (additions, additions_until) ON seller_applications FROM floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT UPDATE (additions, additions_until) ON seller_applications TO floor_seller`);
    await runner.query(`DROP POLICY seller_applications_change ON seller_applications`);
    await runner.query(`CREATE POLICY seller_applications_change ON seller_applications FOR UPDATE TO floor_seller
      USING (seller_id = (SELECT bound_seller()))`);
    for (const name of ['own_drafts', 'found_own_shop', 'found_shop'])
      await runner.query(`DROP FUNCTION ${name}`);
  }
}
