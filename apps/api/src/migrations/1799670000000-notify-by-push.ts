import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers that take notices (Web Push) for whoever is signed in on them. */
export class NotifyByPush1799670000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE push_subscriptions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL CONSTRAINT push_subscriptions_account_fk REFERENCES accounts ON DELETE RESTRICT,
        -- One a device; it means nothing without its session and goes with it.
        session_id uuid NOT NULL CONSTRAINT push_subscriptions_session_key UNIQUE
          CONSTRAINT push_subscriptions_session_fk REFERENCES sessions ON DELETE CASCADE,
        address_sealed varchar(3000) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Each notice asks for the devices of one account.
    await runner.query(`CREATE INDEX push_subscriptions_account ON push_subscriptions (account_id)`);
    // A session is ended in many places: signing out, a lost device, a new password, a blocked or erased account. None of
    // them can forget the notices.
    await runner.query(`
      CREATE FUNCTION sessions_end_push() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM push_subscriptions WHERE session_id = NEW.id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER sessions_end_push AFTER UPDATE OF ended_at ON sessions FOR EACH ROW
      WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION sessions_end_push()`);
    await runner.query(`GRANT SELECT, INSERT, DELETE, UPDATE (address_sealed, updated_at)
      ON push_subscriptions TO floor_account`);
    await runner.query(`GRANT SELECT, DELETE ON push_subscriptions TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER sessions_end_push ON sessions`);
    await runner.query(`DROP FUNCTION sessions_end_push()`);
    await runner.query(`DROP TABLE push_subscriptions`);
  }
}
