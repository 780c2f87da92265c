import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Day } from '#kernel/time';
import type { Cooperative } from './cooperative.entity.js';
import type { CooperativeStatus } from './cooperative-status.js';

export interface StatusRow {
  status: CooperativeStatus;
  fromOn: Day;
}

export interface CountRow {
  countedOn: Day;
  members: number;
  workers: number;
}

/** Everything an officer can say of a cooperative, and where it stands. */
export type CooperativeState = Omit<Cooperative, 'statusChangedAt' | 'createdAt' | 'updatedAt'>;

/** A new cooperative with its past; the last of its statuses is where it stands. */
export type NewCooperative = CooperativeState & {
  statuses: readonly StatusRow[];
  counts: readonly CountRow[];
};

/** A cooperative as it is to be, from the version that was read, with what is new in its histories. */
export type ChangedCooperative = CooperativeState & { newStatus?: StatusRow; newCount?: CountRow };

const COLUMNS = `"registerNumber" text, name text, "taxCode" text, field text, "fieldDetail" text, "communeCode" text,
  "foundedOn" date, "enteredOn" date, "hasOffice" boolean, "hasComputer" boolean, "hasWebsite" boolean, status text,
  "statusFrom" date, version integer, illustrative jsonb`;

/** A state for somebody who enters the register today, or entered it long ago. */
export function newState(of: Omit<CooperativeState, 'id' | 'version'>, now: Date): CooperativeState {
  return { ...of, id: uuidv7(now.getTime()), version: 1 };
}

/**
 * Enters all of them with their histories in one statement. A register number that is taken leaves out its whole row.
 *
 * @returns the ids that were entered
 */
export async function insertCooperatives(
  tx: EntityManager,
  rows: readonly NewCooperative[],
  now: Date,
): Promise<string[]> {
  const inserted = await tx.query<{ id: string }[]>(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, ${COLUMNS}, statuses jsonb, counts jsonb)),
     entered AS (
       INSERT INTO cooperatives (id, register_number, name, tax_code, field, field_detail, commune_code, founded_on,
         entered_on, has_office, has_computer, has_website, status, status_from, status_changed_at, version, illustrative,
         created_at, updated_at)
       SELECT id, "registerNumber", name, "taxCode", field, "fieldDetail", "communeCode", "foundedOn", "enteredOn",
         "hasOffice", "hasComputer", "hasWebsite", status, "statusFrom", $2, version,
         array(SELECT jsonb_array_elements_text(illustrative)), $2, $2
       FROM given ORDER BY "registerNumber"
       ON CONFLICT ON CONSTRAINT cooperatives_register_number_key DO NOTHING RETURNING id),
     statuses AS (
       INSERT INTO cooperative_statuses (cooperative_id, status, from_on, created_at, updated_at)
       SELECT g.id, s.status, s."fromOn", $2, $2 FROM given g JOIN entered USING (id)
       CROSS JOIN LATERAL jsonb_to_recordset(g.statuses) AS s(status text, "fromOn" date)),
     counts AS (
       INSERT INTO cooperative_counts (cooperative_id, counted_on, members, workers, created_at, updated_at)
       SELECT g.id, c."countedOn", c.members, c.workers, $2, $2 FROM given g JOIN entered USING (id)
       CROSS JOIN LATERAL jsonb_to_recordset(g.counts) AS c("countedOn" date, members integer, workers integer))
     SELECT id FROM entered`,
    [JSON.stringify(rows), now],
  );
  return inserted.map(({ id }) => id);
}

/**
 * Brings all of them to what they are to be in one statement, each only from the version that was read; shops follow
 * where the status moved. Which were changed is the answer: fewer than given means that somebody was faster.
 */
export async function changeCooperatives(
  tx: EntityManager,
  rows: readonly ChangedCooperative[],
  now: Date,
): Promise<string[]> {
  const changed = await tx.query<{ id: string }[]>(
    `WITH given AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, ${COLUMNS}, "newStatus" jsonb, "newCount" jsonb)),
     changed AS (
       UPDATE cooperatives c SET register_number = g."registerNumber", name = g.name, tax_code = g."taxCode",
         field = g.field, field_detail = g."fieldDetail", commune_code = g."communeCode", founded_on = g."foundedOn",
         entered_on = g."enteredOn", has_office = g."hasOffice", has_computer = g."hasComputer",
         has_website = g."hasWebsite", status = g.status, status_from = g."statusFrom",
         status_changed_at = CASE WHEN c.status = g.status THEN c.status_changed_at ELSE $2 END,
         version = c.version + 1, illustrative = array(SELECT jsonb_array_elements_text(g.illustrative)), updated_at = $2
       FROM given g WHERE c.id = g.id AND c.version = g.version RETURNING c.id),
     statuses AS (
       INSERT INTO cooperative_statuses (cooperative_id, status, from_on, created_at, updated_at)
       SELECT g.id, g."newStatus"->>'status', (g."newStatus"->>'fromOn')::date, $2, $2
       FROM given g JOIN changed USING (id) WHERE g."newStatus" IS NOT NULL),
     counts AS (
       INSERT INTO cooperative_counts AS k (cooperative_id, counted_on, members, workers, created_at, updated_at)
       SELECT g.id, (g."newCount"->>'countedOn')::date, (g."newCount"->>'members')::integer,
         (g."newCount"->>'workers')::integer, $2, $2
       FROM given g JOIN changed USING (id) WHERE g."newCount" IS NOT NULL
       ON CONFLICT ON CONSTRAINT cooperative_counts_day_key DO UPDATE SET members = excluded.members,
         workers = excluded.workers, updated_at = excluded.updated_at)
     SELECT id FROM changed`,
    [JSON.stringify(rows), now],
  );
  const ids = changed.map(({ id }) => id);
  await followInShops(tx, ids, now);
  return ids;
}

/**
 * Brings the producers of these cooperatives to what the register says. Nothing of a ceased or dissolved one is listed
 * from then on (trigger of the listings), while orders that were placed go on.
 */
export async function followInShops(
  tx: EntityManager,
  cooperativeIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE producers p SET cooperative_status = CASE c.status WHEN 'active' THEN 'active' ELSE 'ceased' END, updated_at = $2
     FROM cooperatives c WHERE p.cooperative_id = c.id AND c.id = ANY ($1)
       AND p.cooperative_status IS DISTINCT FROM CASE c.status WHEN 'active' THEN 'active' ELSE 'ceased' END`,
    [cooperativeIds, now],
  );
}
