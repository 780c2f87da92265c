import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEGINNINGS = `new_seller uuid, new_producer uuid, new_member uuid, kind varchar, legal_name varchar, name varchar,
  slug varchar, commune_code varchar, phone varchar, at timestamptz`;

/** Who begins a shop is asked of a session as of now, as who enters one is, whatever time the caller tells. */
export class FoundShopsAtPresent1797310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.ask(runner, 'present_time(at)');
  }

  private async ask(runner: QueryRunner, moment: string): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION found_own_shop(session_hash varchar, ${BEGINNINGS}) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        who uuid;
      BEGIN
        SELECT account_id INTO STRICT who FROM session_of(session_hash, ${moment});
        RETURN found_shop(who, new_seller, new_producer, new_member, kind, legal_name, name, slug, commune_code, phone, at);
      END $$`);
    await runner.query(`
      CREATE OR REPLACE FUNCTION own_drafts(session_hash varchar, at timestamptz)
      RETURNS TABLE (slug varchar, legal_name varchar)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT s.slug, p.legal_name FROM session_of(session_hash, ${moment}) who
        JOIN seller_members m ON m.account_id = who.account_id AND m.role = 'owner' AND m.ended_at IS NULL
        JOIN sellers s ON s.id = m.seller_id AND s.status = 'draft' JOIN producers p ON p.id = s.producer_id;
      END`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.ask(runner, 'at');
  }
}
