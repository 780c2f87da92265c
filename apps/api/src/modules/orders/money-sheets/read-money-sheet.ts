import type { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { cellText } from '../../../platform/spreadsheet/read-cells.js';
import { readSheet } from '../../../platform/spreadsheet/read-sheet.js';
import { SHEET_REFUSALS } from '../../../platform/spreadsheet/sheet-refusals.js';
import { SheetRefused, type SheetCell, type SheetRefusal } from '../../../platform/spreadsheet/sheet.js';

/** A busy shop's month; every line is settled by itself, some milliseconds each. */
export const MOST_SHEET_LINES = 1_000;
export const LARGEST_SHEET_BYTES = 4 * 1024 * 1024;
const LIMITS = { rows: MOST_SHEET_LINES, columns: 40, legacyText: true };
/** Of all that is read, as it is sealed; forty columns of words on every line are no list of money. */
const MOST_BYTES = 6 * 1024 * 1024;
/** Of one cell; a bank's remark has a few hundred. */
const LONGEST_CELL = 500;

/** A row of the file as text; a computed cell is `=`, because its value is no fact somebody entered. */
export interface SheetLine {
  /** As the program that made the file counts it, from 1. */
  no: number;
  cells: (string | null)[];
}

const WORDS: Readonly<Record<SheetRefusal, readonly [vi: string, en: string]>> = {
  ...SHEET_REFUSALS,
  opens_too_large: [
    'Tệp mở ra quá lớn; mỗi lần gửi tối đa 1.000 dòng',
    'The file unpacks to too much; at most 1,000 rows at a time',
  ],
  too_many_rows: [
    'Tệp có quá nhiều dòng; mỗi lần gửi tối đa 1.000 dòng, bác tải bảng kê ngắn ngày hơn',
    'Too many rows; at most 1,000 at a time',
  ],
  too_many_columns: ['Tệp có quá nhiều cột', 'Too many columns'],
};

/**
 * The rows of an .xlsx workbook or a CSV file (UTF-8, UTF-16 or Windows-1258, as banks write them).
 *
 * @throws Problem validation_failed at `file`: why it cannot be taken as a list
 */
export async function readMoneySheet(bytes: Buffer): Promise<SheetLine[]> {
  const sheet = await readSheet(bytes, LIMITS).catch((error: unknown) => {
    throw error instanceof SheetRefused ? refusal(error.code) : error;
  });
  const width = sheet.rows.reduce(
    (most, { cells }) => Math.max(most, ...[...cells.keys()].map((at) => at + 1)),
    0,
  );
  const lines = sheet.rows.map(({ no, cells }) => ({
    no,
    cells: Array.from({ length: width }, (_, at) => textOf(cells.get(at))),
  }));
  if (Buffer.byteLength(JSON.stringify(lines)) > MOST_BYTES) throw refusal('opens_too_large');
  return lines;
}

function refusal(code: SheetRefusal): Problem {
  const [vi, en] = WORDS[code];
  return fieldProblem('file', code, vi, en);
}

function textOf(cell: SheetCell | undefined): string | null {
  if (cell === undefined) return null;
  if (cell.kind === 'formula') return '=';
  if (cell.kind === 'day') return cell.day;
  // What ends a line or rings a bell is no part of a remark, and PostgreSQL takes no NUL.
  const text = cellText(cell)
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return text === '' ? null : text.slice(0, LONGEST_CELL);
}
