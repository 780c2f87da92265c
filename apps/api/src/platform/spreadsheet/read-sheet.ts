import { readCsv } from './read-csv.js';
import { readWorkbook } from './read-workbook.js';
import { SheetRefused, type Sheet, type SheetLimits } from './sheet.js';

const begins = (bytes: Buffer, hex: string): boolean => bytes.toString('hex', 0, hex.length / 2) === hex;

/**
 * The first sheet of what somebody sent, judged by its content and not by its name: an .xlsx workbook or CSV text.
 *
 * @throws SheetRefused
 */
export async function readSheet(bytes: Buffer, limits: SheetLimits): Promise<Sheet> {
  // OLE: Excel until 2003, and any Excel file with a password.
  if (begins(bytes, 'd0cf11e0')) throw new SheetRefused('old_format');
  const sheet = begins(bytes, '504b0304')
    ? await readWorkbook(bytes, limits).catch(unreadableWhereTooDeep)
    : readCsv(bytes, limits);
  if (sheet.rows.length === 0) throw new SheetRefused('empty');
  return sheet;
}

/** A tag of many megabytes exhausts what a pattern may remember. */
function unreadableWhereTooDeep(error: unknown): never {
  throw error instanceof RangeError ? new SheetRefused('unreadable') : error;
}
