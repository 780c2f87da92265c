import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An administrator edits the fee table: an option may also leave a zone, or go altogether. */
export class EditShippingRates1799300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT DELETE ON shipping_rates TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE DELETE ON shipping_rates FROM floor_officer`);
  }
}
