import type { EntityManager } from 'typeorm';
import { Problem } from '../../../../platform/http/problem.js';
import type { Officer } from '../../../identity/index.js';
import type { JudgedRow, RowOutcome } from './judge-rows.js';

export type ImportStatus = 'previewed' | 'confirmed' | 'undone';

export interface ImportRecord {
  id: string;
  fileName: string;
  status: ImportStatus;
  createdAt: string;
  statusChangedAt: string;
  created: number;
  updated: number;
  unchanged: number;
  faulty: number;
  ignoredColumns: string[];
}

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const RECORD = `i.id, i.file_name AS "fileName", i.status, ${instant('i.created_at')} AS "createdAt",
  ${instant('i.status_changed_at')} AS "statusChangedAt", i.rows_created AS created, i.rows_updated AS updated,
  i.rows_unchanged AS unchanged, i.rows_faulty AS faulty, i.ignored_columns AS "ignoredColumns"`;

/** An officer sees what they brought themselves, and what lies in their communes as a whole. */
const VISIBLE = (account: string, communes: string): string => `
  (i.created_by = ${account} OR ${communes}::varchar[] IS NULL
    OR i.communes <@ ${communes}::varchar[] AND i.communes <> '{}')`;

/** Writes a read file with all its rows in one statement. */
export async function insertImport(
  tx: EntityManager,
  of: {
    id: string;
    fileName: string;
    createdBy: string;
    communes: string[];
    ignoredColumns: readonly string[];
  },
  rows: readonly JudgedRow[],
  now: Date,
): Promise<void> {
  const count = (outcome: RowOutcome): number => rows.filter((row) => row.outcome === outcome).length;
  await tx.query(
    `WITH brought AS (
       INSERT INTO cooperative_imports (id, file_name, created_by, status, status_changed_at, communes, rows_created,
         rows_updated, rows_unchanged, rows_faulty, ignored_columns, created_at, updated_at)
       VALUES ($1, $2, $3, 'previewed', $4, $5, $6, $7, $8, $9, $10, $4, $4))
     INSERT INTO cooperative_import_rows (import_id, row_no, outcome, cells, problems, cooperative_id, target, before,
       created_at, updated_at)
     SELECT $1, r.no, r.outcome, r.cells, r.problems, r."cooperativeId", r.target, r.before, $4, $4
     FROM jsonb_to_recordset($11::jsonb) AS r(no integer, outcome text, cells jsonb, problems jsonb,
       "cooperativeId" uuid, target jsonb, before jsonb)`,
    [
      of.id,
      of.fileName,
      of.createdBy,
      now,
      of.communes,
      count('create'),
      count('update'),
      count('unchanged'),
      count('faulty'),
      of.ignoredColumns,
      JSON.stringify(rows),
    ],
  );
}

/** Imports the officer may see, newest first, after the one with that id. */
export function importsOf(
  tx: EntityManager,
  { accountId, communes }: Officer,
  { limit, after }: { limit: number; after: string | null },
): Promise<ImportRecord[]> {
  return tx.query(
    `SELECT ${RECORD} FROM cooperative_imports i WHERE ${VISIBLE('$1', '$2')} AND ($3::uuid IS NULL OR i.id < $3)
     ORDER BY i.id DESC LIMIT $4`,
    [accountId, communes, after, limit],
  );
}

/** @throws Problem not_found (also: not the officer's) */
export async function findImport(
  tx: EntityManager,
  { accountId, communes }: Officer,
  id: string,
): Promise<ImportRecord> {
  const [found] = await tx.query<ImportRecord[]>(
    `SELECT ${RECORD} FROM cooperative_imports i WHERE i.id = $3 AND ${VISIBLE('$1', '$2')}`,
    [accountId, communes, id],
  );
  if (found === undefined) throw new Problem('not_found');
  return found;
}

/**
 * Moves an import on, once: of two officers at the same button the second is refused. Whoever decides answers for every
 * commune it touches, also where they brought it themselves and have lost some since.
 *
 * @throws Problem not_found, not_allowed, state_conflict
 */
export async function moveImport(
  tx: EntityManager,
  officer: Officer,
  { id, from, to }: { id: string; from: ImportStatus; to: ImportStatus },
  now: Date,
): Promise<ImportRecord> {
  await findImport(tx, officer, id);
  const [moved] = await tx.query<(ImportRecord & { theirs: boolean })[]>(
    `WITH i AS (UPDATE cooperative_imports SET status = $3, status_changed_at = $4, updated_at = $4
       WHERE id = $1 AND status = $2 RETURNING *)
     SELECT ${RECORD}, $5::varchar[] IS NULL OR i.communes <@ $5::varchar[] AS theirs FROM i`,
    [id, from, to, now, officer.communes],
  );
  if (moved === undefined) throw new Problem('state_conflict');
  if (!moved.theirs) throw new Problem('not_allowed');
  return moved;
}

/** Rows of an import, of one outcome or all, after a row number. */
export function importRows(
  tx: EntityManager,
  id: string,
  { outcome, after, limit }: { outcome: RowOutcome | null; after: number; limit: number },
): Promise<Pick<JudgedRow, 'no' | 'outcome' | 'cells' | 'problems' | 'cooperativeId'>[]> {
  return tx.query(
    `SELECT row_no AS no, outcome, cells, problems, cooperative_id AS "cooperativeId" FROM cooperative_import_rows
     WHERE import_id = $1 AND ($2::text IS NULL OR outcome = $2) AND row_no > $3 ORDER BY row_no LIMIT $4`,
    [id, outcome, after, limit],
  );
}

/** The rows that enter or change something, whole. */
export function effectiveRows(tx: EntityManager, id: string): Promise<JudgedRow[]> {
  return tx.query(
    `SELECT row_no AS no, outcome, cells, problems, cooperative_id AS "cooperativeId", target, before
     FROM cooperative_import_rows WHERE import_id = $1 AND outcome IN ('create', 'update') ORDER BY row_no`,
    [id],
  );
}

/** Holds these cooperatives in one order, so that two imports cannot wait for each other; their versions by id. */
export async function holdAll(tx: EntityManager, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; version: number }[]>(
    `SELECT id, version FROM cooperatives WHERE id = ANY ($1) ORDER BY id FOR UPDATE`,
    [ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}
