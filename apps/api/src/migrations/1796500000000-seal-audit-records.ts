import type { MigrationInterface, QueryRunner } from 'typeorm';

const HISTORY = ['audit_records', 'audit_batches'] as const;

/**
 * History that shows when somebody laid hands on it. Records are appended plainly; a job of the worker binds them into
 * batches, each of which carries the digest of the one before and a seal under a key the database does not have.
 */
export class SealAuditRecords1796500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What of a record is sealed: all of it. A column added later is appended only where it is not null, so that the
    // digests of the rows before it stay what they are. A value that is absent differs from JSON's null.
    await runner.query(`
      CREATE FUNCTION audit_record_digest(r audit_records) RETURNS bytea LANGUAGE sql STABLE
      RETURN sha256(convert_to(json_build_array(r.id, (extract(epoch FROM r.occurred_at) * 1000000)::bigint, r.actor_kind,
        r.actor_id, r.action, r.subject_type, r.subject_id, r.before::text, r.after::text, r.request_id, r.seller_id,
        r.mandate_id)::text, 'UTF8'))`);
    await runner.query(`
      CREATE FUNCTION audit_batch_digest(no bigint, previous varchar, sealed_at timestamptz, record_ids uuid[],
        record_digests bytea) RETURNS varchar LANGUAGE sql STABLE
      RETURN encode(sha256(convert_to(json_build_array(no, previous, (extract(epoch FROM sealed_at) * 1000)::bigint,
        record_ids)::text, 'UTF8') || record_digests), 'hex')`);
    // Its number is its name: numbers have no gap, so a batch that is gone is missed. Nothing in it ever changes.
    await runner.query(`
      CREATE TABLE audit_batches (
        no bigint PRIMARY KEY CHECK (no > 0),
        record_ids uuid[] NOT NULL CHECK (cardinality(record_ids) <= 5000),
        -- 32 bytes a record, in the same order: they tell which record was changed, not only that one was.
        record_digests bytea NOT NULL,
        previous varchar(64) NOT NULL,
        digest varchar(64) NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
        seal varchar(80) NOT NULL,
        -- Of the database's own clock, as the times inside the records' ids are.
        sealed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT audit_batches_digests_check CHECK (octet_length(record_digests) = 32 * cardinality(record_ids)),
        CONSTRAINT audit_batches_previous_check CHECK (previous ~ '^[0-9a-f]{64}$' AND (no = 1) = (previous = repeat('0', 64)))
      )`);
    // The sealer asks which records the batches of the last hours hold.
    await runner.query(`CREATE INDEX audit_batches_sealed_at ON audit_batches (sealed_at)`);
    // The browser shows the newest of all, or of a span of days.
    await runner.query(`CREATE INDEX audit_records_occurred_at ON audit_records (occurred_at, id)`);
    await runner.query(`GRANT SELECT, INSERT ON audit_batches TO floor_worker`);
    await runner.query(`GRANT SELECT ON audit_records TO floor_worker`);
    await runner.query(`
      CREATE FUNCTION refuse_rewriting_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$`);
    for (const table of HISTORY) {
      await runner.query(`CREATE TRIGGER ${table}_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_history()`);
      // Always: a session that plays the replica (session_replication_role) would pass an ordinary trigger.
      await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_is_only_added_to`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of HISTORY) await runner.query(`DROP TRIGGER ${table}_is_only_added_to ON ${table}`);
    await runner.query(`DROP FUNCTION refuse_rewriting_history()`);
    await runner.query(`REVOKE SELECT ON audit_records FROM floor_worker`);
    await runner.query(`DROP INDEX audit_records_occurred_at`);
    await runner.query(`DROP TABLE audit_batches`);
    await runner.query(`DROP FUNCTION audit_batch_digest(bigint, varchar, timestamptz, uuid[], bytea)`);
    await runner.query(`DROP FUNCTION audit_record_digest(audit_records)`);
  }
}
