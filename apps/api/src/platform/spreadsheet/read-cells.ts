import { isPlainText } from '#kernel/text';
import { isDay, type Day } from '#kernel/time';
import type { SheetCell } from './sheet.js';
import { unguardText } from './write-sheet.js';

/** A cell that is read, or why not, in words for whoever made the file. */
export type Read<T> =
  { value: T } | { code: string; message: string; candidates?: readonly { value: string; label: string }[] };

/** What is said of a cell that is computed: its value is no fact somebody entered. */
export const FORMULA = {
  code: 'formula',
  message: 'Ô này là công thức hoặc đang báo lỗi; hãy dán lại dưới dạng giá trị',
} as const;

const LONGEST_SHOWN = 200;

/** A cell as it is shown beside what is said of it. */
export function shownCell(cell: SheetCell): string {
  switch (cell.kind) {
    case 'text':
      return unguardText(cell.text).slice(0, LONGEST_SHOWN);
    case 'number':
      return String(cell.value);
    case 'day':
      return cell.day.split('-').reverse().join('/');
    case 'boolean':
      return cell.value ? 'Có' : 'Không';
    case 'formula':
      return '(công thức)';
  }
}

/** A cell as text, whatever it is. */
export const cellText = (cell: SheetCell): string =>
  cell.kind === 'text'
    ? unguardText(cell.text).normalize('NFC')
    : cell.kind === 'number'
      ? String(cell.value)
      : shownCell(cell);

/** Text of one line, at most so many characters. */
export function readText(cell: SheetCell, max: number): Read<string> {
  const value = cellText(cell).replace(/\s+/g, ' ').trim();
  if (value.length > max) return { code: 'too_long', message: `Dài quá ${max} ký tự` };
  if (!isPlainText(value)) return { code: 'bad_characters', message: 'Có ký tự không dùng được' };
  return { value };
}

/** A day the sheet itself knows as one, or as it is written in Vietnam (`5/3/2015`) or by machines (`2015-03-05`). */
export function readDay(cell: SheetCell): Read<Day> {
  if (cell.kind === 'day') return { value: cell.day };
  const written = cellText(cell).trim();
  const [, date = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? [];
  const value = year === '' ? written : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (isDay(value) && value >= '1900-01-01') return { value };
  return { code: 'bad_day', message: 'Không phải một ngày có thật; hãy ghi ngày/tháng/năm, như 05/03/2015' };
}
