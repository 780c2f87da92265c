import { foldVietnamese, isPlainText } from '#kernel/text';
import { isDay, type Day } from '#kernel/time';
import type { SheetCell } from '../../../../platform/spreadsheet/sheet.js';
import { unguardText } from '../../../../platform/spreadsheet/write-sheet.js';
import type { CooperativeField } from '../cooperative.entity.js';
import type { CooperativeStatus } from '../cooperative-status.js';
import { asRegisterNumber, MOST_PEOPLE, REGISTER_NUMBER, TAX_CODE } from '../cooperative.dto.js';
import { FIELD_WORDS, STATUS_WORDS, type ColumnKey } from './columns.js';
import { matchCommune, type NamedCommune } from './match-commune.js';

/** Something wrong with one cell, in words for whoever made the file. */
export interface CellProblem {
  column: ColumnKey;
  code: string;
  message: string;
  /** What may have been meant. */
  candidates?: readonly { value: string; label: string }[];
}

/** What a row says; a field that is not there was left empty. */
export interface RowValues {
  registerNumber?: string;
  name?: string;
  taxCode?: string;
  field?: CooperativeField;
  fieldDetail?: string;
  communeCode?: string;
  foundedOn?: Day;
  enteredOn?: Day;
  status?: CooperativeStatus;
  statusFrom?: Day;
  members?: number;
  workers?: number;
  countedOn?: Day;
  hasOffice?: boolean;
  hasComputer?: boolean;
  hasWebsite?: boolean;
}

/** A row as it was read: its cells for showing, its values for the register, and what could not be read. */
export interface ReadRow {
  no: number;
  cells: Partial<Record<ColumnKey, string>>;
  values: RowValues;
  problems: CellProblem[];
}

/** A cell that is read, or why not. */
type Read<T> = { value: T } | { code: string; message: string; candidates?: CellProblem['candidates'] };

const LONGEST_SHOWN = 200;

export function readRow(
  no: number,
  cells: ReadonlyMap<ColumnKey, SheetCell>,
  communes: readonly NamedCommune[],
): ReadRow {
  const row: ReadRow = { no, cells: {}, values: {}, problems: [] };
  for (const [column, cell] of cells) {
    row.cells[column] = shown(cell);
    const read: Read<unknown> =
      cell.kind === 'formula'
        ? { code: 'formula', message: 'Ô này là công thức hoặc đang báo lỗi; hãy dán lại dưới dạng giá trị' }
        : readers(communes)[column](cell);
    if ('value' in read) Object.assign(row.values, { [column]: read.value });
    else row.problems.push({ column, ...read });
  }
  return row;
}

const readers = (communes: readonly NamedCommune[]): Record<ColumnKey, (cell: SheetCell) => Read<unknown>> => ({
  registerNumber: (cell) => matching(cell, REGISTER_NUMBER, asRegisterNumber, 'Số đăng ký chỉ gồm chữ in, chữ số và các dấu / . -, tối đa 30 ký tự'),
  name: (cell) => text(cell, 200),
  taxCode: (cell) =>
    matching(cell, TAX_CODE, (code) => code.replace(/\s/g, ''), 'Mã số thuế phải có 10 chữ số (nếu mất số 0 ở đầu, hãy định dạng ô là Văn bản)'),
  field: (cell) => word(cell, FIELD_WORDS, ALSO_FIELD, 'Ghi “Nông nghiệp” hoặc “Phi nông nghiệp”'),
  fieldDetail: (cell) => text(cell, 200),
  communeCode: (cell) => commune(cell, communes),
  foundedOn: day,
  enteredOn: day,
  status: (cell) => word(cell, STATUS_WORDS, ALSO_STATUS, 'Ghi “Đang hoạt động”, “Ngừng hoạt động” hoặc “Đã giải thể”'),
  statusFrom: day,
  members: people,
  workers: people,
  countedOn: day,
  hasOffice: yesOrNo,
  hasComputer: yesOrNo,
  hasWebsite: yesOrNo,
}); // prettier-ignore

const ALSO_FIELD: Readonly<Record<string, CooperativeField>> = {
  nn: 'agriculture',
  pnn: 'non_agriculture',
  'khong nong nghiep': 'non_agriculture',
  'linh vuc khac': 'non_agriculture',
};

const ALSO_STATUS: Readonly<Record<string, CooperativeStatus>> = {
  'hoat dong': 'active',
  'dang hd': 'active',
  'hoat dong lai': 'active',
  ngung: 'ceased',
  'tam ngung': 'ceased',
  'tam ngung hoat dong': 'ceased',
  'ngung hd': 'ceased',
  'giai the': 'dissolved',
};

function shown(cell: SheetCell): string {
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

const textOf = (cell: SheetCell): string =>
  cell.kind === 'text'
    ? unguardText(cell.text).normalize('NFC')
    : cell.kind === 'number'
      ? String(cell.value)
      : shown(cell);

function text(cell: SheetCell, max: number): Read<string> {
  const value = textOf(cell).replace(/\s+/g, ' ').trim();
  if (value.length > max) return { code: 'too_long', message: `Dài quá ${max} ký tự` };
  if (!isPlainText(value)) return { code: 'bad_characters', message: 'Có ký tự không dùng được' };
  return { value };
}

function matching(
  cell: SheetCell,
  form: RegExp,
  normal: (text: string) => string,
  message: string,
): Read<string> {
  const value = normal(textOf(cell));
  return form.test(value) ? { value } : { code: 'bad_format', message };
}

function word<T extends string>(
  cell: SheetCell,
  words: Readonly<Record<T, string>>,
  also: Readonly<Record<string, T>>,
  message: string,
): Read<T> {
  const folded = foldVietnamese(textOf(cell));
  const entry = (Object.entries(words) as [T, string][]).find(
    ([, label]) => foldVietnamese(label) === folded,
  );
  const value = entry?.[0] ?? (Object.hasOwn(also, folded) ? also[folded] : undefined);
  return value === undefined ? { code: 'not_allowed_value', message } : { value };
}

function commune(cell: SheetCell, communes: readonly NamedCommune[]): Read<string> {
  const match = matchCommune(textOf(cell), communes);
  if ('code' in match) return { value: match.code };
  const candidates = match.candidates.map(({ code, fullName }) => ({ value: code, label: fullName }));
  if (candidates.length === 0)
    return { code: 'unknown_commune', message: 'Không có xã, phường nào tên như vậy trong tỉnh' };
  const names = candidates.map(({ label }) => label).join(', ');
  return { code: 'unclear_commune', message: `Chưa rõ xã, phường nào; có thể là: ${names}`, candidates };
}

/** A day the sheet itself knows as one, or as it is written in Vietnam (`5/3/2015`) or by machines (`2015-03-05`). */
function day(cell: SheetCell): Read<Day> {
  if (cell.kind === 'day') return { value: cell.day };
  const written = textOf(cell).trim();
  const [, date = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written) ?? [];
  const value = year === '' ? written : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (isDay(value) && value >= '1900-01-01') return { value };
  return { code: 'bad_day', message: 'Không phải một ngày có thật; hãy ghi ngày/tháng/năm, như 05/03/2015' };
}

/** A whole number, in digits or with dots between the thousands. */
function people(cell: SheetCell): Read<number> {
  const written = textOf(cell).replace(/\s/g, '');
  const value = /^\d{1,3}([.,]\d{3})+$/.test(written)
    ? Number(written.replace(/[.,]/g, ''))
    : Number(written);
  if (cell.kind === 'day' || !/^\d/.test(written) || !Number.isInteger(value) || value > MOST_PEOPLE)
    return { code: 'not_integer', message: 'Phải là số người, số nguyên từ 0 đến 100.000' };
  return { value };
}

const YES = new Set(['co', 'x', 'yes', '1', 'true', 'da co', 'roi']);
const NO = new Set(['khong', 'ko', 'k', 'no', '0', 'false', 'chua', 'chua co']);

function yesOrNo(cell: SheetCell): Read<boolean> {
  const folded = foldVietnamese(textOf(cell));
  if (YES.has(folded)) return { value: true };
  if (NO.has(folded)) return { value: false };
  return { code: 'not_boolean', message: 'Ghi “Có” hoặc “Không”, hoặc để trống nếu chưa rõ' };
}
