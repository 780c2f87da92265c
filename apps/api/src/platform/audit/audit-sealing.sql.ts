import { uuidv7 } from '#kernel/ids';

/** What stands as `previous` in the first batch. */
export const NO_PREVIOUS = '0'.repeat(64);

/** So many records one batch holds at most; a statement handles one batch. */
export const BATCH_SIZE = 5_000;

/**
 * The sealer looks back this far behind its last run. A record is seen only when its transaction commits, with an id from
 * when it was written; the pool ends every transaction after half of this (`transaction_timeout`), so none commits
 * behind the sealer's back. A record that is older and not sealed was put there by other hands.
 */
export const LOOK_BACK_MS = 60 * 60 * 1_000;

/** The smallest id a record of that moment can have. */
export function firstIdAt(moment: Date): string {
  return uuidv7(Math.max(0, moment.getTime()), new Uint8Array(10));
}

/** No record's id comes after it. */
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** One sealer at a time; whoever comes second goes home. The number is this project's own. */
export const TAKE_TURN = `SELECT pg_try_advisory_xact_lock(7031999) AS mine`;

/** The database's own clock, which the ids of records carry too, to the millisecond that a Date can hold. */
export const DATABASE_TIME = `SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;

export interface BatchRow {
  no: number;
  previous: string;
  digest: string;
  seal: string;
  sealedAt: Date;
}

export const LAST_BATCH = `
  SELECT no::int, previous, digest, seal, sealed_at AS "sealedAt" FROM audit_batches ORDER BY no DESC LIMIT 1`;

/**
 * The next records that stand in no batch, in the order of their ids, and the batch they would make.
 * $1 ids after this one, $2 batches sealed since can hold them, $3 how many, $4 number, $5 previous digest, $6 sealed at.
 */
export const NEXT_BATCH = `
  WITH sealed AS MATERIALIZED (SELECT unnest(record_ids) AS id FROM audit_batches WHERE sealed_at >= $2::timestamptz),
  unsealed AS (
    SELECT r.id, audit_record_digest(r) AS digest FROM audit_records r
    WHERE r.id > $1::uuid AND NOT EXISTS (SELECT FROM sealed WHERE sealed.id = r.id)
    ORDER BY r.id LIMIT $3::int
  ),
  batch AS (
    SELECT coalesce(array_agg(id ORDER BY id), '{}') AS ids, coalesce(string_agg(digest, '' ORDER BY id), '') AS digests
    FROM unsealed
  )
  SELECT ids, encode(digests, 'hex') AS digests,
    audit_batch_digest($4::bigint, $5::varchar, $6::timestamptz, ids, digests) AS digest
  FROM batch`;

/** $1 number, $2 previous, $3 ids, $4 digests in hex, $5 digest, $6 seal, $7 sealed at. */
export const ADD_BATCH = `
  INSERT INTO audit_batches (no, previous, record_ids, record_digests, digest, seal, sealed_at)
  VALUES ($1, $2, $3::uuid[], decode($4, 'hex'), $5, $6, $7)`;

/** Batches after number $1, $2 of them, each with whether its digest is still that of what it holds. */
export const READ_BATCHES = `
  SELECT no::int, previous, digest, seal, sealed_at AS "sealedAt", cardinality(record_ids) AS records,
    audit_batch_digest(no, previous, sealed_at, record_ids, record_digests) = digest AS intact
  FROM audit_batches WHERE no > $1 ORDER BY no LIMIT $2`;

/** Records of the batches $1 to $2 that are gone or no longer what was sealed, the first $3 of them. */
export const CHANGED_RECORDS = `
  SELECT b.no::int, s.id, r.id IS NULL AS missing
  FROM audit_batches b
  CROSS JOIN LATERAL unnest(b.record_ids) WITH ORDINALITY AS s(id, place)
  LEFT JOIN audit_records r ON r.id = s.id
  WHERE b.no BETWEEN $1 AND $2
    AND (r.id IS NULL OR audit_record_digest(r) <> substring(b.record_digests FROM (s.place::int - 1) * 32 + 1 FOR 32))
  ORDER BY b.no, s.place LIMIT $3`;

/** Records before the id $1 that stand in no batch, the first $2 of them. */
export const UNSEALED_RECORDS = `
  WITH sealed AS MATERIALIZED (SELECT unnest(record_ids) AS id FROM audit_batches)
  SELECT r.id FROM audit_records r WHERE r.id < $1::uuid AND NOT EXISTS (SELECT FROM sealed WHERE sealed.id = r.id)
  ORDER BY r.id LIMIT $2`;
