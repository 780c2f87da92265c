import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The worker takes files away that were brought for the register and never confirmed. */
export class GiveUpAnnexes1798380000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Held by its whole row while it is decided, so that it is not taken away under an officer's hands.
    await runner.query(`GRANT DELETE ON annex_imports, annex_import_rows TO floor_worker`);
    await runner.query(`GRANT SELECT (import_id) ON annex_import_rows TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT (import_id) ON annex_import_rows FROM floor_worker`);
    await runner.query(`REVOKE DELETE ON annex_imports, annex_import_rows FROM floor_worker`);
  }
}
