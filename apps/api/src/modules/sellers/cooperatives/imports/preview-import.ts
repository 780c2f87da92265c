import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { OneAtATime } from '../../../../platform/files/one-at-a-time.js';
import { shownFileName, type Upload } from '../../../../platform/http/upload.js';
import { readSheet } from '../../../../platform/spreadsheet/read-sheet.js';
import { SheetRefused, type SheetCell } from '../../../../platform/spreadsheet/sheet.js';
import type { Officer } from '../../../identity/index.js';
import { namedCommunes } from '../../../places/index.js';
import { cooperativesByNumber } from '../read-cooperatives.sql.js';
import { findHeading, type ColumnKey } from './columns.js';
import { fileProblem } from './file-problem.js';
import { insertImport } from './imports.sql.js';
import { judgeRows, type JudgedRow } from './judge-rows.js';
import { readRow } from './read-row.js';

/** A province has a few hundred cooperatives; the country some thirty thousand. */
export const MOST_IMPORT_ROWS = 5_000;
export const LARGEST_IMPORT_BYTES = 10 * 1024 * 1024;
/** Of the sheet as a whole: with letterhead above and notes below the list. */
const SHEET_LIMITS = { rows: MOST_IMPORT_ROWS + 50, columns: 60 };

/**
 * Reads a spreadsheet and holds it against the register, row by row and cell by cell. Nothing of the register changes:
 * what confirming would do is written down and shown first.
 */
@Injectable()
export class PreviewImport {
  /** Reading a large file takes the process for a moment; two at once would take it for two. */
  private readonly queue = new OneAtATime();

  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed at `file`: why it cannot be taken as a list of cooperatives */
  async run(
    officer: Officer,
    { fileName, bytes }: Pick<Upload, 'fileName' | 'bytes'>,
  ): Promise<{ id: string }> {
    const { rows, ignored } = await this.queue.run(() => readList(bytes));
    const now = this.clock.now();
    const today = vietnamDay(now);
    const id = uuidv7(now.getTime());
    await this.transactions.run('officer', async (tx) => {
      const communes = await namedCommunes(tx);
      const read = rows.map(({ no, cells }) => readRow(no, cells, communes));
      const wanted = new Map(
        read.flatMap(({ values: { registerNumber, countedOn = today } }) =>
          registerNumber === undefined ? [] : [[registerNumber, { registerNumber, countedOn }] as const],
        ),
      );
      const there = await cooperativesByNumber(tx, [...wanted.values()]);
      const known = new Map(there.map((cooperative) => [cooperative.registerNumber, cooperative]));
      const judged = judgeRows(read, { known, officer, today, now });
      const of = {
        id,
        fileName: shownFileName(fileName),
        createdBy: officer.accountId,
        communes: communesOf(judged),
        ignoredColumns: ignored,
      };
      await insertImport(tx, of, judged, now);
      const after = { fileName: of.fileName, rows: judged.length };
      const subject = { subjectType: 'cooperative_import', subjectId: id };
      await recordAudit(tx, [
        { at: now, actorKind: 'officer', action: 'cooperative_import.previewed', ...subject, after },
      ]);
    });
    return { id };
  }
}

interface ListRow {
  no: number;
  cells: ReadonlyMap<ColumnKey, SheetCell>;
}

async function readList(bytes: Buffer): Promise<{ rows: ListRow[]; ignored: readonly string[] }> {
  const sheet = await readSheet(bytes, SHEET_LIMITS).catch((error: unknown) => {
    throw error instanceof SheetRefused ? fileProblem(error.code) : error;
  });
  const heading = findHeading(sheet);
  if ('code' in heading)
    throw fileProblem(
      heading.code,
      'header' in heading ? heading.header : 'ref' in heading ? heading.ref : '',
    );
  const rows = sheet.rows
    .filter(({ no }) => no > heading.rowNo)
    .map(({ no, cells }) => ({
      no,
      cells: new Map(
        [...cells].flatMap(([index, cell]) => {
          const key = heading.columnOf.get(index);
          return key === undefined ? [] : [[key, cell] as const];
        }),
      ),
    }))
    .filter(({ cells }) => cells.size > 0);
  if (rows.length === 0) throw fileProblem('empty');
  if (rows.length > MOST_IMPORT_ROWS) throw fileProblem('too_many_rows');
  return { rows, ignored: heading.ignored.slice(0, 30) };
}

/** Where the cooperatives are that it enters or changes, and where those were. */
function communesOf(rows: readonly JudgedRow[]): string[] {
  const codes = rows.flatMap(({ target, before }) => [target?.communeCode, before?.state.communeCode]);
  return [...new Set(codes.filter((code) => code !== undefined))].sort();
}
