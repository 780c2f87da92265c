import type { MigrationInterface, QueryRunner } from 'typeorm';

/** "My shops" asks the door itself which mandates open: post and communes count as well. */
export class ListShopsThatOpen1797300002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `GRANT EXECUTE ON FUNCTION seller_access(varchar, varchar, varchar, timestamptz) TO floor_account`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `REVOKE EXECUTE ON FUNCTION seller_access(varchar, varchar, varchar, timestamptz) FROM floor_account`,
    );
  }
}
