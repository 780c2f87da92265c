import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of what is in season begin with the few goods that have one. */
export class FindGoodsInSeason1799820000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The few products sold by season, without reading all others.
    await runner.query(`CREATE INDEX products_season ON products (order_until) WHERE order_from IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX products_season`);
  }
}
