import type { EntityManager } from 'typeorm';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Problem } from '../../../platform/http/problem.js';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { countOutcomes, type JudgedLine } from './judged-line.js';
import type { Columns, SheetKind } from './layouts.js';
import type { SheetLine } from './read-money-sheet.js';

export type SheetStatus = 'uploaded' | 'previewed' | 'confirming' | 'confirmed';

/** A file of money as it is kept, without what stands in it. */
export interface StoredSheet {
  id: string;
  kind: SheetKind;
  fileName: string;
  status: SheetStatus;
  createdAt: Date;
  headingNo: number | null;
  columns: Columns | null;
  counts: Record<string, number>;
}

/** A file with its rows and what they are; both null once it was forgotten. */
export interface OpenSheet extends StoredSheet {
  lines: SheetLine[] | null;
  judged: JudgedLine[] | null;
}

const COLUMNS = `id, kind, file_name AS "fileName", status, created_at AS "createdAt", heading_no AS "headingNo", columns, counts`;
const LINES = 'money_sheets.lines_sealed';
const JUDGED = 'money_sheets.judged_sealed';

export const sealJudged = (key: DataKey, judged: readonly JudgedLine[]): string =>
  key.seal(JSON.stringify(judged), JUDGED);

export async function insertSheet(
  tx: EntityManager,
  key: DataKey,
  sheet: Omit<OpenSheet, 'createdAt' | 'counts'> & { sellerId: string; digest: string; lines: SheetLine[] },
  now: Date,
): Promise<void> {
  const { judged } = sheet;
  await tx.query(
    `INSERT INTO money_sheets (id, seller_id, kind, file_name, status, status_changed_at, heading_no, heading_digest, columns,
       lines_sealed, judged_sealed, counts, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $6, $6)`,
    [
      sheet.id,
      sheet.sellerId,
      sheet.kind,
      sheet.fileName,
      sheet.status,
      now,
      sheet.headingNo,
      sheet.digest,
      sheet.columns === null ? null : JSON.stringify(sheet.columns),
      key.seal(JSON.stringify(sheet.lines), LINES),
      judged === null ? null : sealJudged(key, judged),
      JSON.stringify(countOutcomes(judged ?? [])),
    ],
  );
}

/** How the columns of a file with that heading were named last, by the bound shop. */
export async function rememberedColumns(
  tx: EntityManager,
  kind: SheetKind,
  digest: string,
): Promise<Columns | null> {
  const [row] = await tx.query<{ columns: Columns }[]>(
    `SELECT columns FROM money_sheets WHERE kind = $1 AND heading_digest = $2 AND columns IS NOT NULL ORDER BY id DESC LIMIT 1`,
    [kind, digest],
  );
  return row?.columns ?? null;
}

/** The latest files of the bound shop. */
export function latestSheets(tx: EntityManager, kind: SheetKind): Promise<StoredSheet[]> {
  return tx.query(`SELECT ${COLUMNS} FROM money_sheets WHERE kind = $1 ORDER BY id DESC LIMIT 12`, [kind]);
}

/** @throws Problem not_found */
export async function openSheet(tx: EntityManager, key: DataKey, id: string): Promise<OpenSheet> {
  const [row] = await tx.query<(StoredSheet & { linesSealed: string | null; judgedSealed: string | null })[]>(
    `SELECT ${COLUMNS}, lines_sealed AS "linesSealed", judged_sealed AS "judgedSealed" FROM money_sheets WHERE id = $1`,
    [id],
  );
  if (row === undefined) throw new Problem('not_found');
  const { linesSealed, judgedSealed, ...sheet } = row;
  return {
    ...sheet,
    lines: linesSealed === null ? null : (JSON.parse(key.open(linesSealed, LINES)) as SheetLine[]),
    judged: judgedSealed === null ? null : (JSON.parse(key.open(judgedSealed, JUDGED)) as JudgedLine[]),
  };
}

/** Moves the sheet on, if it is where it may come from; whether it was. */
export async function moveSheet(
  tx: EntityManager,
  id: string,
  {
    to,
    from,
    now,
    more = {},
  }: {
    to: SheetStatus;
    from: readonly SheetStatus[];
    now: Date;
    more?: { columns?: Columns; judged?: { sealed: string; counts: Record<string, number> } };
  },
): Promise<boolean> {
  const moved = await changedRows(
    tx,
    `UPDATE money_sheets SET status = $2, status_changed_at = $3, updated_at = $3, columns = coalesce($5::jsonb, columns),
       judged_sealed = coalesce($6, judged_sealed), counts = coalesce($7::jsonb, counts)
     WHERE id = $1 AND status = ANY ($4) RETURNING id`,
    [
      id,
      to,
      now,
      from,
      more.columns === undefined ? null : JSON.stringify(more.columns),
      more.judged?.sealed ?? null,
      more.judged === undefined ? null : JSON.stringify(more.judged.counts),
    ],
  );
  return moved.length === 1;
}

/** Forgets a file nobody has confirmed; whether it was there. */
export async function deleteSheet(tx: EntityManager, id: string): Promise<boolean> {
  const gone = await changedRows(
    tx,
    `DELETE FROM money_sheets WHERE id = $1 AND status IN ('uploaded', 'previewed') RETURNING id`,
    [id],
  );
  return gone.length === 1;
}
