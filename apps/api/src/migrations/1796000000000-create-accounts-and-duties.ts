import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People: accounts, the keys their personal values are sealed with, sessions, officers' duties. */
export class CreateAccountsAndDuties1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT USAGE ON SCHEMA public TO floor_account, floor_seller`);
    await runner.query(`
      CREATE TABLE data_keys (
        subject_id uuid PRIMARY KEY,
        kind varchar(12) NOT NULL CHECK (kind IN ('account', 'seller', 'order_group')),
        sealed varchar(200) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        status varchar(10) NOT NULL CHECK (status IN ('active', 'blocked', 'erased')),
        status_changed_at timestamptz NOT NULL,
        name_sealed varchar(800),
        phone_hash varchar(64) CONSTRAINT accounts_phone_key UNIQUE,
        phone_sealed varchar(200),
        email_hash varchar(64) CONSTRAINT accounts_email_key UNIQUE,
        email_sealed varchar(600),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT accounts_phone_check CHECK ((phone_hash IS NULL) = (phone_sealed IS NULL)),
        CONSTRAINT accounts_email_check CHECK ((email_hash IS NULL) = (email_sealed IS NULL)),
        CONSTRAINT accounts_reachable_check CHECK (CASE status
          WHEN 'erased' THEN phone_hash IS NULL AND email_hash IS NULL AND name_sealed IS NULL
          ELSE name_sealed IS NOT NULL AND (phone_hash IS NOT NULL OR email_hash IS NOT NULL) END)
      )`);
    await runner.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        token_hash varchar(64) NOT NULL CONSTRAINT sessions_token_key UNIQUE,
        account_id uuid NOT NULL CONSTRAINT sessions_account_fk REFERENCES accounts ON DELETE RESTRICT,
        kind varchar(10) NOT NULL CHECK (kind IN ('session', 'bearer')),
        label varchar(120) NOT NULL,
        scopes varchar(60)[],
        second_factor boolean NOT NULL DEFAULT false,
        fresh_at timestamptz,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT sessions_scopes_check CHECK ((kind = 'bearer') = (scopes IS NOT NULL)),
        CONSTRAINT sessions_bearer_is_never_fresh_check CHECK (kind = 'session' OR fresh_at IS NULL)
      )`);
    // A person's devices, to list and to end.
    await runner.query(`CREATE INDEX sessions_account ON sessions (account_id) WHERE ended_at IS NULL`);
    // The sweep takes away what expired.
    await runner.query(`CREATE INDEX sessions_expires_at ON sessions (expires_at)`);
    await runner.query(`
      CREATE TABLE officer_duties (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL CONSTRAINT officer_duties_account_fk REFERENCES accounts ON DELETE RESTRICT,
        role varchar(30) NOT NULL CHECK (role IN ('assisting_staff', 'commune_checker', 'certification_officer',
          'approver', 'support', 'administrator')),
        -- NULL: the whole province.
        communes varchar(5)[] CHECK (cardinality(communes) > 0),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz,
        ended_at timestamptz,
        granted_by uuid CONSTRAINT officer_duties_granted_by_fk REFERENCES accounts ON DELETE RESTRICT,
        ended_by uuid CONSTRAINT officer_duties_ended_by_fk REFERENCES accounts ON DELETE RESTRICT,
        -- Whose leave this covers; it gives no more than that duty and ends with it.
        delegated_from uuid CONSTRAINT officer_duties_delegated_from_fk REFERENCES officer_duties ON DELETE RESTRICT,
        -- Whose post this was before.
        handed_over_from uuid CONSTRAINT officer_duties_handed_over_from_fk REFERENCES officer_duties ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT officer_duties_end_check CHECK (ends_at > starts_at),
        CONSTRAINT officer_duties_ended_check CHECK (ended_at IS NOT NULL OR ended_by IS NULL),
        CONSTRAINT officer_duties_delegation_ends_check CHECK (delegated_from IS NULL OR ends_at IS NOT NULL),
        CONSTRAINT officer_duties_own_grant_check CHECK (granted_by <> account_id)
      )`);
    // One open duty of a kind a person; a cover for somebody's leave stands beside it.
    await runner.query(`CREATE UNIQUE INDEX officer_duties_open ON officer_duties (account_id, role)
      WHERE ended_at IS NULL AND delegated_from IS NULL`);
    // One cover at a time for a duty, and one way to find it.
    await runner.query(`CREATE UNIQUE INDEX officer_duties_delegation ON officer_duties (delegated_from)
      WHERE ended_at IS NULL AND delegated_from IS NOT NULL`);
    // A duty is handed over once.
    await runner.query(`CREATE UNIQUE INDEX officer_duties_handover ON officer_duties (handed_over_from)
      WHERE handed_over_from IS NOT NULL`);
    // Every request of an officer asks for that account's duties.
    await runner.query(
      `CREATE INDEX officer_duties_account ON officer_duties (account_id) WHERE ended_at IS NULL`,
    );

    // Duties in force at a moment. The cover of a leave lasts only while the duty it covers does.
    await runner.query(`
      CREATE FUNCTION duties_in_force(of_account uuid, at timestamptz) RETURNS SETOF officer_duties
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT d.* FROM officer_duties d
        LEFT JOIN officer_duties covered ON covered.id = d.delegated_from
        WHERE d.account_id = of_account AND d.ended_at IS NULL AND d.starts_at <= at
          AND (d.ends_at IS NULL OR d.ends_at > at)
          AND (d.delegated_from IS NULL OR covered.ended_at IS NULL AND (covered.ends_at IS NULL OR covered.ends_at > at));
      END`);
    // Who a token belongs to: the one question the application's own login may ask about sessions.
    await runner.query(`
      CREATE FUNCTION session_of(hash varchar, at timestamptz)
      RETURNS TABLE (session_id uuid, account_id uuid, kind varchar, scopes varchar[], second_factor boolean,
        fresh_at timestamptz, last_seen_at timestamptz, duties jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT s.id, s.account_id, s.kind, s.scopes, s.second_factor, s.fresh_at, s.last_seen_at,
          coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'role', d.role, 'communes', d.communes) ORDER BY d.id)
            FROM duties_in_force(s.account_id, at) d), '[]')
        FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at AND a.status = 'active';
      END`);
    for (const signature of ['duties_in_force(uuid, timestamptz)', 'session_of(varchar, timestamptz)']) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
    }
    await runner.query(`GRANT EXECUTE ON FUNCTION session_of(varchar, timestamptz) TO floor_app`);
    await runner.query(
      `GRANT EXECUTE ON FUNCTION duties_in_force(uuid, timestamptz) TO floor_account, floor_officer, floor_worker`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON accounts, sessions TO floor_account`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON officer_duties TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON accounts TO floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE ON sessions TO floor_officer`);
    await runner.query(`GRANT SELECT ON accounts, officer_duties TO floor_worker`);
    await runner.query(`GRANT SELECT, UPDATE, DELETE ON sessions TO floor_worker`);
    // The kind decides who may hold what; erasing a person is deleting one row of it.
    await runner.query(`GRANT SELECT, INSERT ON data_keys TO floor_account, floor_officer`);
    await runner.query(`GRANT SELECT ON data_keys TO floor_seller, floor_buyer`);
    await runner.query(`GRANT SELECT, UPDATE, DELETE ON data_keys TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION session_of(varchar, timestamptz)`);
    await runner.query(`DROP FUNCTION duties_in_force(uuid, timestamptz)`);
    await runner.query(`DROP TABLE officer_duties, sessions, accounts, data_keys`);
  }
}
