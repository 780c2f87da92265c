import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When DATA_KEY changes, people are found by digests under the new key. */
export class LetKeysRotate1796500003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT UPDATE (phone_hash, email_hash, updated_at) ON accounts TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (phone_hash, email_hash, updated_at) ON accounts FROM floor_worker`);
  }
}
