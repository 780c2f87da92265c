import type { EntityManager } from 'typeorm';
import type { SheetCell } from '../../../platform/spreadsheet/sheet.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import type { RecordCertificationInput } from '../certificates/certificate-input.dto.js';
import type { ColumnMapping } from './annex-columns.js';
import type { AnnexHeading, AnnexList } from './find-list.js';
import type { AnnexDecision, AnnexOutcome, JudgedAnnexRow } from './judge-annex.js';

export const ANNEX_STATUSES = ['columns', 'previewed', 'waiting', 'confirmed', 'refused', 'undone'] as const;
export type AnnexStatus = (typeof ANNEX_STATUSES)[number];

export interface AnnexRecord extends AnnexDecision {
  id: string;
  fileName: string;
  status: AnnexStatus;
  createdAt: string;
  statusChangedAt: string;
  /** When the worker began to write it. */
  startedAt: string | null;
  created: number;
  unchanged: number;
  faulty: number;
  warned: number;
  headings: AnnexHeading[];
  mapping: ColumnMapping;
  leftOut: number[];
  refusal: string | null;
}

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const RECORD = `i.id, i.file_name AS "fileName", i.decision_number AS "decisionNumber",
  i.decision_date::text AS "decisionDate", i.issued_by AS "issuedBy", i.status, ${instant('i.created_at')} AS "createdAt",
  ${instant('i.status_changed_at')} AS "statusChangedAt", ${instant('i.started_at')} AS "startedAt",
  i.rows_created AS created, i.rows_unchanged AS unchanged, i.rows_faulty AS faulty, i.rows_warned AS warned,
  i.headings, i.mapping, i.left_out AS "leftOut", i.refusal`;

/** An officer sees what they brought themselves, and what lies in their communes as a whole. */
const VISIBLE = (account: string, communes: string): string => `
  (i.created_by = ${account} OR ${communes}::varchar[] IS NULL
    OR i.communes <@ ${communes}::varchar[] AND i.communes <> '{}')`;

/** Writes a read file with all its rows in one statement; nothing is judged yet. */
export async function insertAnnex(
  tx: EntityManager,
  of: AnnexDecision & { id: string; fileName: string; createdBy: string; mapping: ColumnMapping },
  { headings, rows, leftOut }: AnnexList,
  now: Date,
): Promise<void> {
  const raw = rows.map(({ no, cells }) => ({ no, raw: Object.fromEntries(cells) }));
  await tx.query(
    `WITH brought AS (
       INSERT INTO annex_imports (id, file_name, created_by, decision_number, decision_date, issued_by, status,
         status_changed_at, communes, headings, mapping, left_out, rows_created, rows_unchanged, rows_faulty, rows_warned,
         created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'columns', $7, '{}', $8, $9, $10, 0, 0, 0, 0, $7, $7))
     INSERT INTO annex_import_rows (import_id, row_no, raw, cells, problems, warnings, created_at, updated_at)
     SELECT $1, r.no, r.raw, '{}', '[]', '[]', $7, $7 FROM jsonb_to_recordset($11::jsonb) AS r(no integer, raw jsonb)`,
    [
      of.id,
      of.fileName,
      of.createdBy,
      of.decisionNumber,
      of.decisionDate,
      of.issuedBy,
      now,
      JSON.stringify(headings),
      JSON.stringify(of.mapping),
      leftOut,
      JSON.stringify(raw),
    ],
  );
}

/** Imports the officer may see, newest first, after the one with that id. */
export function annexesOf(
  tx: EntityManager,
  { accountId, communes }: Officer,
  { limit, after }: { limit: number; after: string | null },
): Promise<AnnexRecord[]> {
  return tx.query(
    `SELECT ${RECORD} FROM annex_imports i WHERE ${VISIBLE('$1', '$2')} AND ($3::uuid IS NULL OR i.id < $3)
     ORDER BY i.id DESC LIMIT $4`,
    [accountId, communes, after, limit],
  );
}

/** @throws Problem not_found (also: not the officer's) */
export async function findAnnex(
  tx: EntityManager,
  { accountId, communes }: Officer,
  id: string,
): Promise<AnnexRecord> {
  const [found] = await tx.query<AnnexRecord[]>(
    `SELECT ${RECORD} FROM annex_imports i WHERE i.id = $3 AND ${VISIBLE('$1', '$2')}`,
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
export async function moveAnnex(
  tx: EntityManager,
  officer: Officer,
  { id, from, to }: { id: string; from: AnnexStatus; to: AnnexStatus },
  now: Date,
): Promise<AnnexRecord> {
  await findAnnex(tx, officer, id);
  const [moved] = await tx.query<(AnnexRecord & { theirs: boolean })[]>(
    `WITH i AS (UPDATE annex_imports SET status = $3, status_changed_at = $4, updated_at = $4, decided_by = $6,
         started_at = NULL, refusal = NULL
       WHERE id = $1 AND status = $2 RETURNING *)
     SELECT ${RECORD}, $5::varchar[] IS NULL OR i.communes <@ $5::varchar[] AS theirs FROM i`,
    [id, from, to, now, officer.communes, officer.accountId],
  );
  if (moved === undefined) throw new Problem('state_conflict');
  if (!moved.theirs) throw new Problem('not_allowed');
  return moved;
}

/** Holds an import whose columns may still be chosen; two who choose at once take turns. @throws Problem state_conflict */
export async function holdUndecided(tx: EntityManager, id: string): Promise<void> {
  const held = await tx.query<unknown[]>(
    `SELECT 1 FROM annex_imports WHERE id = $1 AND status IN ('columns', 'previewed', 'refused') FOR UPDATE`,
    [id],
  );
  if (held.length === 0) throw new Problem('state_conflict');
}

/** The rows as they were read. */
export async function rawRows(
  tx: EntityManager,
  id: string,
): Promise<{ no: number; cells: ReadonlyMap<number, SheetCell> }[]> {
  const rows = await tx.query<{ no: number; raw: Record<string, SheetCell> }[]>(
    `SELECT row_no AS no, raw FROM annex_import_rows WHERE import_id = $1 ORDER BY row_no`,
    [id],
  );
  return rows.map(({ no, raw }) => ({
    no,
    cells: new Map(Object.entries(raw).map(([at, cell]) => [Number(at), cell])),
  }));
}

/** Writes what every row would do, in one statement; without rows the columns are still to be chosen. */
export async function writeJudged(
  tx: EntityManager,
  { id, mapping, communes }: { id: string; mapping: ColumnMapping; communes: readonly string[] },
  rows: readonly JudgedAnnexRow[],
  now: Date,
): Promise<void> {
  const count = (outcome: AnnexOutcome): number => rows.filter((row) => row.outcome === outcome).length;
  await tx.query(
    `WITH judged AS (
       UPDATE annex_imports SET status = $2, status_changed_at = $3, updated_at = $3, mapping = $4,
         -- Where nothing can be taken any more, whoever chose its columns still sees it.
         communes = CASE WHEN $5::varchar[] = '{}' THEN communes ELSE $5 END,
         rows_created = $6, rows_unchanged = $7, rows_faulty = $8, rows_warned = $9, refusal = NULL
       WHERE id = $1)
     UPDATE annex_import_rows a SET outcome = r.outcome, cells = coalesce(r.cells, '{}'),
       problems = coalesce(r.problems, '[]'), warnings = coalesce(r.warnings, '[]'), subject = r.subject, target = r.target,
       updated_at = $3
     FROM annex_import_rows w LEFT JOIN jsonb_to_recordset($10::jsonb) AS r(no integer, outcome text, cells jsonb,
       problems jsonb, warnings jsonb, subject jsonb, target jsonb) ON r.no = w.row_no
     WHERE w.import_id = $1 AND a.import_id = w.import_id AND a.row_no = w.row_no`,
    [
      id,
      rows.length === 0 ? 'columns' : 'previewed',
      now,
      JSON.stringify(mapping),
      communes,
      count('create'),
      count('unchanged'),
      count('faulty'),
      rows.filter(({ warnings }) => warnings.length > 0).length,
      JSON.stringify(rows),
    ],
  );
}

/** Rows of an import, of one outcome or all, after a row number. */
export function annexRows(
  tx: EntityManager,
  id: string,
  { outcome, after, limit }: { outcome: AnnexOutcome | 'warned' | null; after: number; limit: number },
): Promise<(Omit<JudgedAnnexRow, 'target' | 'communeCode'> & { certificateId: string | null })[]> {
  return tx.query(
    // After an undoing, or once the entry was taken back, there is no such certificate to open.
    `SELECT row_no AS no, outcome, cells, problems, warnings, subject,
       (SELECT c.id FROM certifications c WHERE c.id = certification_id) AS "certificateId"
     FROM annex_import_rows
     WHERE import_id = $1 AND outcome IS NOT NULL AND row_no > $3
       AND ($2::text IS NULL OR outcome = $2 OR $2 = 'warned' AND warnings <> '[]')
     ORDER BY row_no LIMIT $4`,
    [id, outcome, after, limit],
  );
}

/** What taking the import enters, in the order of the file. */
export function rowsToTake(
  tx: EntityManager,
  id: string,
): Promise<{ no: number; target: RecordCertificationInput }[]> {
  return tx.query(
    `SELECT row_no AS no, target FROM annex_import_rows WHERE import_id = $1 AND outcome = 'create' ORDER BY row_no`,
    [id],
  );
}
