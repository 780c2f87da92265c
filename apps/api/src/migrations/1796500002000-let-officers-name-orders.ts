import type { MigrationInterface, QueryRunner } from 'typeorm';

/** History names orders by their code and finds their shop's commune; of the purchase itself officers read nothing. */
export class LetOfficersNameOrders1796500002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT SELECT (id, code, seller_id) ON orders TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT (id, code, seller_id) ON orders FROM floor_officer`);
  }
}
