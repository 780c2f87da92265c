import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a payment officers see how much of it has come, so that they can tell whether money without an order fits one. */
export class ShowOfficersWhatShopsOwe1799620001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `GRANT SELECT (method, status, amount_vnd, received_vnd, refunds_vnd) ON payments TO floor_officer`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `REVOKE SELECT (method, status, amount_vnd, received_vnd, refunds_vnd) ON payments FROM floor_officer`,
    );
  }
}
