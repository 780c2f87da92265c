import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who want their account erased, and what the worker needs to do it. */
export class CreateErasures1796600004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasures (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL CONSTRAINT erasures_account_fk REFERENCES accounts ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'cancelled')),
        status_changed_at timestamptz NOT NULL,
        requested_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        -- When it was due and something stood in the way: since when.
        held_up_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT erasures_due_check CHECK (due_at >= requested_at)
      )`);
    // One at a time for an account.
    await runner.query(
      `CREATE UNIQUE INDEX erasures_open ON erasures (account_id) WHERE status IN ('waiting', 'running')`,
    );
    // The sweep asks for what is due, and for what died on its way.
    await runner.query(
      `CREATE INDEX erasures_due ON erasures (due_at) WHERE status IN ('waiting', 'running')`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON erasures TO floor_account`);
    await runner.query(`GRANT SELECT ON erasures TO floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE ON erasures TO floor_worker`);

    await runner.query(`GRANT UPDATE (status, status_changed_at, name_sealed, phone_hash, phone_sealed, email_hash,
      email_sealed, updated_at) ON accounts TO floor_worker`);
    await runner.query(`GRANT UPDATE (ended_at, updated_at) ON seller_members TO floor_worker`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, updated_at) ON mandates TO floor_worker`);
    await runner.query(`GRANT UPDATE (account_id, updated_at) ON carts TO floor_worker`);
    await runner.query(`GRANT SELECT ON sellers, audit_records, work_assignments TO floor_worker`);
    await runner.query(`GRANT SELECT ON sellers, officer_duties, floor_settings TO floor_account`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT ON sellers, officer_duties, floor_settings FROM floor_account`);
    await runner.query(`REVOKE SELECT ON audit_records, work_assignments FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (account_id, updated_at) ON carts FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (status, status_changed_at, updated_at) ON mandates FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (ended_at, updated_at) ON seller_members FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (status, status_changed_at, name_sealed, phone_hash, phone_sealed, email_hash,
      email_sealed, updated_at) ON accounts FROM floor_worker`);
    await runner.query(`DROP TABLE erasures`);
  }
}
