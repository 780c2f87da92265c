import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every room stands on: text folding, settings, audit, idempotency.
 * fold_vi is written with translate() and not with the unaccent dictionary because it must be IMMUTABLE to be
 * indexed, and because its TypeScript twin (kernel/text) has to give the same answer character for character.
 */
export class CreateFoundations1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS fuzzystrmatch`);
    await runner.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO floor_app, floor_buyer, floor_officer, floor_worker`);
    await runner.query(`
      CREATE FUNCTION fold_vi(value text) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN btrim(regexp_replace(
        replace(regexp_replace(normalize(lower(value COLLATE "pg_c_utf8"), NFD), U&'[\\0300-\\036F]', '', 'g'), 'đ', 'd'),
        '[^a-z0-9]+', ' ', 'g'))`);
    await runner.query(`
      CREATE TABLE floor_settings (
        key varchar(60) PRIMARY KEY,
        value jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(
      `GRANT SELECT ON floor_settings TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`GRANT INSERT, UPDATE ON floor_settings TO floor_officer`);
    await runner.query(`
      CREATE TABLE audit_records (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        occurred_at timestamptz NOT NULL,
        actor_kind varchar(20) NOT NULL CHECK (actor_kind IN ('buyer', 'officer', 'worker')),
        actor_id uuid,
        action varchar(80) NOT NULL,
        subject_type varchar(40) NOT NULL,
        subject_id uuid NOT NULL,
        before jsonb,
        after jsonb,
        request_id varchar(64)
      )`);
    // "What happened to this order?" is the one question asked of the history by subject.
    await runner.query(`CREATE INDEX audit_records_subject ON audit_records (subject_type, subject_id, id)`);
    await runner.query(`GRANT INSERT ON audit_records TO floor_buyer, floor_officer, floor_worker`);
    await runner.query(`
      CREATE TABLE idempotency_keys (
        key varchar(64) PRIMARY KEY CHECK (char_length(key) >= 8),
        request_digest varchar(64) NOT NULL,
        subject_id uuid NOT NULL,
        -- json, not jsonb: a repeated request gets the very same text back, key order included.
        response json NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    // The nightly sweep deletes keys older than a day.
    await runner.query(`CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at)`);
    await runner.query(`GRANT SELECT, INSERT ON idempotency_keys TO floor_buyer`);
    await runner.query(`GRANT SELECT, DELETE ON idempotency_keys TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_keys, audit_records, floor_settings`);
    await runner.query(`DROP FUNCTION fold_vi(text)`);
  }
}
