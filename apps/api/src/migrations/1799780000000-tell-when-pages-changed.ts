import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When goods and shops were last changed, for search engines: their public views say what stands there, not since when. */
export class TellWhenPagesChanged1799780000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE VIEW shop_changes AS
      SELECT id, updated_at AS changed_at FROM products WHERE published_at IS NOT NULL
      UNION ALL
      SELECT id, updated_at FROM sellers WHERE status IN ('approved', 'suspended', 'closed')`);
    await runner.query(`GRANT SELECT ON shop_changes TO floor_app, floor_buyer, floor_officer, floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW shop_changes');
  }
}
