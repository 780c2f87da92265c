import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people ask of the floor about their data without a page of their own, and what went wrong with data. */
export class CreateDataRequestsAndBreaches1796600005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE data_keys DROP CONSTRAINT data_keys_kind_check`);
    await runner.query(`ALTER TABLE data_keys ADD CONSTRAINT data_keys_kind_check
      CHECK (kind IN ('account', 'seller', 'order_group', 'application', 'data_request'))`);
    await runner.query(`
      CREATE TABLE data_requests (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT data_requests_no_key UNIQUE,
        kind varchar(12) NOT NULL CHECK (kind IN ('access', 'correction', 'restriction', 'objection', 'erasure')),
        channel varchar(10) NOT NULL CHECK (channel IN ('letter', 'phone', 'counter', 'email')),
        received_on date NOT NULL,
        -- Others hold the data too (a shop, a carrier): the law then gives more time.
        third_parties boolean NOT NULL,
        content_sealed varchar(16000),
        acknowledge_by date NOT NULL,
        acknowledged_at timestamptz,
        due_on date NOT NULL,
        extended_at timestamptz,
        status varchar(10) NOT NULL CHECK (status IN ('open', 'done', 'refused')),
        status_changed_at timestamptz NOT NULL,
        entered_by uuid NOT NULL CONSTRAINT data_requests_entered_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT data_requests_due_check CHECK (due_on > received_on AND acknowledge_by > received_on)
      )`);
    // The desk: what is open, the most urgent on top.
    await runner.query(`CREATE INDEX data_requests_open ON data_requests (due_on, id) WHERE status = 'open'`);
    // What was answered, the newest on top; and what has been kept long enough.
    await runner.query(
      `CREATE INDEX data_requests_closed ON data_requests (status_changed_at, id) WHERE status <> 'open'`,
    );
    await runner.query(`
      CREATE TABLE breaches (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT breaches_no_key UNIQUE,
        title varchar(160) NOT NULL CHECK (title <> ''),
        discovered_at timestamptz NOT NULL,
        what varchar(4000) NOT NULL CHECK (what <> ''),
        whose varchar(1000) NOT NULL CHECK (whose <> ''),
        people_count integer CHECK (people_count >= 0),
        notify_by timestamptz NOT NULL,
        authority_notified_at timestamptz,
        status varchar(10) NOT NULL CHECK (status IN ('open', 'closed')),
        status_changed_at timestamptz NOT NULL,
        entered_by uuid NOT NULL CONSTRAINT breaches_entered_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT breaches_closing_check CHECK (status = 'open' OR authority_notified_at IS NOT NULL)
      )`);
    // Open ones on top, then the newest.
    await runner.query(`CREATE INDEX breaches_list ON breaches (status DESC, discovered_at, id)`);
    await runner.query(`
      CREATE TABLE breach_entries (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        breach_id uuid NOT NULL CONSTRAINT breach_entries_breach_fk REFERENCES breaches ON DELETE RESTRICT,
        kind varchar(20) NOT NULL CHECK (kind IN ('measure', 'authority_notified', 'people_told', 'finding', 'closed')),
        at timestamptz NOT NULL,
        text varchar(4000) NOT NULL CHECK (text <> ''),
        entered_by uuid NOT NULL CONSTRAINT breach_entries_entered_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The history of one breach, as it was entered.
    await runner.query(`CREATE INDEX breach_entries_breach ON breach_entries (breach_id, id)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON data_requests, breaches TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT ON breach_entries TO floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE (content_sealed, updated_at) ON data_requests TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE breach_entries, breaches, data_requests`);
    await runner.query(`ALTER TABLE data_keys DROP CONSTRAINT data_keys_kind_check`);
    await runner.query(`DELETE FROM data_keys WHERE kind = 'data_request'`);
    await runner.query(`ALTER TABLE data_keys ADD CONSTRAINT data_keys_kind_check
      CHECK (kind IN ('account', 'seller', 'order_group', 'application'))`);
  }
}
