import type ExcelJS from 'exceljs';
import { guardText } from '../../platform/spreadsheet/write-sheet.js';

export type MoneyCell = string | number;

const MONEY = '#,##0';
/** A sheet's name is at most so long. */
const LONGEST_NAME = 31;

/** Adds a sheet with a heading that stays: figures as numbers, words guarded, what comes first always text. */
export function addMoneyTable(
  workbook: ExcelJS.Workbook,
  name: string,
  headings: readonly string[],
  rows: readonly (readonly MoneyCell[])[],
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name.replaceAll(/[*?:/\\[\]]/g, '-').slice(0, LONGEST_NAME), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.columns = headings.map((header) => ({
    header,
    width: Math.max(14, Math.min(header.length + 4, 40)),
  }));
  sheet.getRow(1).font = { bold: true };
  for (const cells of rows)
    sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? guardText(cell) : cell))).numFmt = MONEY;
  sheet.getColumn(1).numFmt = '@';
  return sheet;
}
