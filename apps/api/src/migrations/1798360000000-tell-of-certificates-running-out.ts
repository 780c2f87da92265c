import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = `('window_opens', 'window_runs', 'window_closes', 'month_left', 'week_left', 'last_day', 'lapsed')`;
const TABLES = ['certificate_messages', 'certificate_notices'];

/**
 * That a certificate runs out is told once a step to its shop and to officers. The rows are the messages: what waits in
 * them goes out, whatever happens to the worker in between.
 */
export class TellOfCertificatesRunningOut1798360000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE certificate_messages (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- To a shop, or to an officer.
        seller_id uuid CONSTRAINT certificate_messages_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        account_id uuid CONSTRAINT certificate_messages_account_fk REFERENCES accounts ON DELETE RESTRICT,
        day date NOT NULL,
        status varchar(15) NOT NULL DEFAULT 'waiting'
          CHECK (status IN ('waiting', 'sent', 'undelivered', 'dropped')),
        status_changed_at timestamptz NOT NULL,
        attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        try_after timestamptz NOT NULL,
        -- By which ways it went out already: a second try goes by the others only.
        phone_sent_at timestamptz,
        email_sent_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT certificate_messages_to_check CHECK (num_nonnulls(seller_id, account_id) = 1)
      )`);
    // A shop gets one message a day however many of its certificates there are to speak of; an officer one digest.
    await runner.query(`CREATE UNIQUE INDEX certificate_messages_shop_day ON certificate_messages (seller_id, day)
      WHERE seller_id IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX certificate_messages_officer_day ON certificate_messages (account_id, day)
      WHERE account_id IS NOT NULL`);
    // What is still to go out.
    await runner.query(`CREATE INDEX certificate_messages_waiting ON certificate_messages (try_after)
      WHERE status = 'waiting'`);
    await runner.query(`
      CREATE TABLE certificate_notices (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        certification_id uuid NOT NULL
          CONSTRAINT certificate_notices_certification_fk REFERENCES certifications ON DELETE RESTRICT,
        recipient varchar(10) NOT NULL CHECK (recipient IN ('seller', 'officer')),
        step varchar(15) NOT NULL CHECK (step IN ${STEPS}),
        -- The last day the step counts to: a late renewal moves it, and its steps are told anew.
        ends_on date NOT NULL,
        noticed_on date NOT NULL,
        seller_id uuid CONSTRAINT certificate_notices_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        message_id uuid CONSTRAINT certificate_notices_message_fk REFERENCES certificate_messages ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT certificate_notices_shop_check CHECK ((recipient = 'seller') = (seller_id IS NOT NULL)
          AND (seller_id IS NULL) = (message_id IS NULL)),
        -- Once each, whatever restarts, races or jumps.
        CONSTRAINT certificate_notices_once UNIQUE (certification_id, step, ends_on, recipient)
      )`);
    // What one message speaks of.
    await runner.query(
      `CREATE INDEX certificate_notices_message ON certificate_notices (message_id) WHERE message_id IS NOT NULL`,
    );
    // The officers' list, the latest first, and what a digest covers.
    await runner.query(`CREATE INDEX certificate_notices_latest ON certificate_notices (noticed_on, id)
      WHERE recipient = 'officer'`);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table} TO floor_account, floor_buyer, floor_officer, floor_worker
        USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller
        USING (seller_id = (SELECT bound_seller()))`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_seller, floor_officer`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO floor_worker`);
    }
    await runner.query(`GRANT UPDATE (status, status_changed_at, attempts, try_after, phone_sent_at, email_sent_at,
      updated_at) ON certificate_messages TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE certificate_notices, certificate_messages`);
  }
}
