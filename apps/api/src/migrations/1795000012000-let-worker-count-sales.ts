import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The worker writes one column of the read model, and no other: how much was sold. */
export class LetWorkerCountSales1795000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT UPDATE (sold_quantity) ON listings TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (sold_quantity) ON listings FROM floor_worker`);
  }
}
