import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a shop has seen of what staff did in its name, and what acting on behalf needs besides. */
export class AssistAndShowActivity1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE activity_confirmations (
        record_id uuid PRIMARY KEY,
        seller_id uuid NOT NULL CONSTRAINT activity_confirmations_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        confirmed_by uuid NOT NULL
          CONSTRAINT activity_confirmations_confirmed_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`ALTER TABLE activity_confirmations ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY activity_confirmations_own ON activity_confirmations FOR SELECT TO floor_seller
      USING (seller_id = (SELECT bound_seller()))`);
    await runner.query(`CREATE POLICY activity_confirmations_add ON activity_confirmations FOR INSERT TO floor_seller
      WITH CHECK (seller_id = (SELECT bound_seller()))`);
    await runner.query(`GRANT SELECT, INSERT ON activity_confirmations TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE activity_confirmations`);
  }
}
