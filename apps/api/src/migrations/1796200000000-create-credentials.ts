import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people prove themselves with: one-time codes, passwords, second factors, passkeys; and what slows guessing down. */
export class CreateCredentials1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE one_time_codes (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        purpose varchar(30) NOT NULL CHECK (purpose IN ('sign_in', 'fresh_check', 'mandate_consent',
          'assisted_application')),
        -- Keyed digest of the phone number or e-mail address the code went to.
        target_hash varchar(64) NOT NULL,
        -- What it is for: a mandate, a request; null where the number itself is what is proven.
        subject_id uuid,
        ticket_hash varchar(64) NOT NULL,
        -- Keyed digest of the address that asked; whoever asked from there may redeem it without the ticket.
        asked_from varchar(64),
        code_hash varchar(64) NOT NULL,
        -- The message under a key from the environment, until it was sent.
        message varchar(2400),
        tries_left smallint NOT NULL CHECK (tries_left BETWEEN 0 AND 5),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        sent_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT one_time_codes_requester_check CHECK (asked_from IS NOT NULL OR subject_id IS NOT NULL)
      )`);
    // Redeeming asks for the newest live code of a number.
    await runner.query(`CREATE INDEX one_time_codes_target ON one_time_codes (target_hash, purpose, created_at)
      WHERE used_at IS NULL`);
    // The sweep takes away what expired.
    await runner.query(`CREATE INDEX one_time_codes_expires_at ON one_time_codes (expires_at)`);
    await runner.query(`
      CREATE TABLE message_spendings (
        day date PRIMARY KEY,
        spent_vnd bigint NOT NULL CHECK (spent_vnd >= 0),
        messages integer NOT NULL CHECK (messages >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE passwords (
        account_id uuid PRIMARY KEY CONSTRAINT passwords_account_fk REFERENCES accounts ON DELETE RESTRICT,
        hash varchar(200) NOT NULL CHECK (hash LIKE '$argon2id$%'),
        changed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE totp_secrets (
        account_id uuid PRIMARY KEY CONSTRAINT totp_secrets_account_fk REFERENCES accounts ON DELETE RESTRICT,
        secret_sealed varchar(200) NOT NULL,
        confirmed_at timestamptz,
        -- The last time step that was used: none counts twice.
        last_step bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE recovery_codes (
        account_id uuid NOT NULL CONSTRAINT recovery_codes_account_fk REFERENCES accounts ON DELETE RESTRICT,
        code_hash varchar(64) NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, code_hash)
      )`);
    await runner.query(`
      CREATE TABLE passkeys (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        account_id uuid NOT NULL CONSTRAINT passkeys_account_fk REFERENCES accounts ON DELETE RESTRICT,
        credential_id varchar(1400) NOT NULL CONSTRAINT passkeys_credential_key UNIQUE,
        public_key bytea NOT NULL,
        counter bigint NOT NULL CHECK (counter >= 0),
        label varchar(120) NOT NULL,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // A person's keys, to list, to exclude from a second registration and to remove.
    await runner.query(`CREATE INDEX passkeys_account ON passkeys (account_id)`);
    await runner.query(`
      CREATE TABLE challenges (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        kind varchar(20) NOT NULL CHECK (kind IN ('passkey_sign_in', 'passkey_register', 'second_factor', 'sign_up')),
        secret_hash varchar(64) NOT NULL CONSTRAINT challenges_secret_key UNIQUE,
        account_id uuid CONSTRAINT challenges_account_fk REFERENCES accounts ON DELETE RESTRICT,
        -- Of a proven phone or e-mail on its way to an account: its keyed digest.
        target_hash varchar(64),
        tries_left smallint NOT NULL DEFAULT 5 CHECK (tries_left BETWEEN 0 AND 5),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The sweep takes away what expired.
    await runner.query(`CREATE INDEX challenges_expires_at ON challenges (expires_at)`);
    // Counters may be lost with a crash of the server and cost no write-ahead log.
    await runner.query(`
      CREATE UNLOGGED TABLE throttle_counters (
        key varchar(160) PRIMARY KEY,
        hits integer NOT NULL,
        window_ends_at timestamptz NOT NULL
      ) WITH (fillfactor = 70)`);
    // The sweep takes away windows that have ended.
    await runner.query(`CREATE INDEX throttle_counters_window ON throttle_counters (window_ends_at)`);
    // One statement counts, whoever else counts at the same moment; nothing reads first.
    await runner.query(`
      CREATE FUNCTION count_hit(counter varchar, window_seconds integer, at timestamptz)
      RETURNS TABLE (hits integer, window_ends_at timestamptz)
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        INSERT INTO throttle_counters AS known (key, hits, window_ends_at)
        VALUES (counter, 1, at + make_interval(secs => window_seconds))
        ON CONFLICT (key) DO UPDATE SET
          hits = CASE WHEN known.window_ends_at <= at THEN 1 ELSE least(known.hits + 1, 1000000) END,
          window_ends_at = CASE WHEN known.window_ends_at <= at THEN excluded.window_ends_at ELSE known.window_ends_at END
        RETURNING known.hits, known.window_ends_at;
      END`);
    await runner.query(`
      CREATE FUNCTION forget_hits(counters varchar[]) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        DELETE FROM throttle_counters WHERE key = ANY (counters);
      END`);
    const functions = 'count_hit(varchar, integer, timestamptz), forget_hits(varchar[])';
    await runner.query(`REVOKE EXECUTE ON FUNCTION ${functions} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${functions} TO floor_app`);
    await runner.query(`GRANT SELECT ON floor_settings TO floor_account`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON one_time_codes TO floor_account, floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON message_spendings TO floor_account, floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON passwords, totp_secrets, recovery_codes, passkeys
      TO floor_account`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON challenges TO floor_account`);
    await runner.query(`GRANT SELECT, UPDATE, DELETE ON one_time_codes TO floor_worker`);
    await runner.query(`GRANT SELECT, DELETE ON challenges, message_spendings, throttle_counters, passwords, totp_secrets,
      recovery_codes, passkeys TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT ON floor_settings FROM floor_account`);
    await runner.query(`DROP FUNCTION forget_hits(varchar[]), count_hit(varchar, integer, timestamptz)`);
    await runner.query(`DROP TABLE throttle_counters, challenges, passkeys, recovery_codes, totp_secrets, passwords,
      message_spendings, one_time_codes`);
  }
}
