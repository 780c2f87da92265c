import type ExcelJS from 'exceljs';
import type { Day } from '#kernel/time';
import { newWorkbook } from './new-workbook.js';

/** A column of a file that is handed out. */
export interface SheetColumn {
  header: string;
  /** In characters. */
  width: number;
  kind: 'text' | 'number' | 'day';
  /** The words the column takes, offered as a list. */
  choices?: readonly string[];
}

export type OutCell = string | number | null;

const BOM = '\ufeff';
const DAY_FORMAT = 'dd/mm/yyyy';
/** How many rows of an empty form get their lists of words and their formats. */
const PREPARED_ROWS = 500;

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it, as a person would type it: a cell that
 * begins with =, +, - or @ could otherwise run something on the machine of whoever opens the file. Reading takes it away.
 */
export function guardText(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** What `guardText` was given. */
export function unguardText(text: string): string {
  return /^''*[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** CSV as spreadsheets here open it at a double click: UTF-8 with a byte order mark, separated by semicolons. */
export function writeCsv(columns: readonly SheetColumn[], rows: readonly (readonly OutCell[])[]): Buffer {
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) =>
    cells
      .map((cell) => (typeof cell === 'string' ? quote(guardText(cell)) : (cell ?? '').toString()))
      .join(';'),
  );
  return Buffer.from(`${BOM}${lines.join('\r\n')}\r\n`);
}

function quote(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A workbook of one sheet with a heading that stays, and where given a second one with explanations. */
export async function writeWorkbook(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly (readonly OutCell[])[],
  notes?: { name: string; lines: readonly (readonly [string, string])[] },
): Promise<Buffer> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header, width }) => ({ header, width }));
  const heading = sheet.getRow(1);
  heading.font = { bold: true };
  heading.alignment = { wrapText: true, vertical: 'middle' };
  for (const row of rows) {
    sheet.addRow(row.map((cell, index) => (columns[index]?.kind === 'day' ? asDate(cell) : asValue(cell))));
  }
  columns.forEach(({ kind, choices }, index) => {
    // Without a format of its own a column of numbers loses the zeros it begins with.
    sheet.getColumn(index + 1).numFmt = kind === 'day' ? DAY_FORMAT : kind === 'text' ? '@' : '0';
    if (choices !== undefined) offerChoices(sheet, index + 1, choices, rows.length);
  });
  if (notes !== undefined) {
    const page = workbook.addWorksheet(notes.name);
    page.columns = [{ width: 26 }, { width: 90 }];
    for (const line of notes.lines) page.addRow([...line]).alignment = { wrapText: true, vertical: 'top' };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function offerChoices(
  sheet: ExcelJS.Worksheet,
  column: number,
  choices: readonly string[],
  rowCount: number,
): void {
  if (rowCount > 0) return;
  for (let row = 2; row <= PREPARED_ROWS; row += 1) {
    sheet.getCell(row, column).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${choices.join(',')}"`],
    };
  }
}

const asValue = (cell: OutCell | undefined): string | number | null =>
  typeof cell === 'string' ? guardText(cell) : (cell ?? null);

/** Excel knows no time zones: a day is its midnight in UTC. */
const asDate = (cell: OutCell | undefined): Date | null =>
  typeof cell === 'string' ? new Date(`${cell satisfies Day}T00:00:00Z`) : null;
