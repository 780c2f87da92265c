import { foldVietnamese } from '#kernel/text';
import type { Day } from '#kernel/time';
import {
  cellText,
  FORMULA,
  readDay,
  readText,
  shownCell,
  type Read,
} from '../../../../platform/spreadsheet/read-cells.js';
import type { SheetCell } from '../../../../platform/spreadsheet/sheet.js';
import { matchCommune, type NamedCommune } from '../../../places/index.js';
import type { CooperativeField } from '../cooperative.entity.js';
import type { CooperativeStatus } from '../cooperative-status.js';
import { asRegisterNumber, MOST_PEOPLE, REGISTER_NUMBER, TAX_CODE } from '../cooperative.dto.js';
import { FIELD_WORDS, STATUS_WORDS, type ColumnKey } from './columns.js';

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

export function readRow(
  no: number,
  cells: ReadonlyMap<ColumnKey, SheetCell>,
  communes: readonly NamedCommune[],
): ReadRow {
  const row: ReadRow = { no, cells: {}, values: {}, problems: [] };
  for (const [column, cell] of cells) {
    row.cells[column] = shownCell(cell);
    const read: Read<unknown> = cell.kind === 'formula' ? FORMULA : readers(communes)[column](cell);
    if ('value' in read) Object.assign(row.values, { [column]: read.value });
    else row.problems.push({ column, ...read });
  }
  return row;
}

const readers = (communes: readonly NamedCommune[]): Record<ColumnKey, (cell: SheetCell) => Read<unknown>> => ({
  registerNumber: (cell) => matching(cell, REGISTER_NUMBER, asRegisterNumber, 'Số đăng ký chỉ gồm chữ in, chữ số và các dấu / . -, tối đa 30 ký tự'),
  name: (cell) => readText(cell, 200),
  taxCode: (cell) =>
    matching(cell, TAX_CODE, (code) => code.replace(/\s/g, ''), 'Mã số thuế phải có 10 chữ số (nếu mất số 0 ở đầu, hãy định dạng ô là Văn bản)'),
  field: (cell) => word(cell, FIELD_WORDS, ALSO_FIELD, 'Ghi “Nông nghiệp” hoặc “Phi nông nghiệp”'),
  fieldDetail: (cell) => readText(cell, 200),
  communeCode: (cell) => commune(cell, communes),
  foundedOn: readDay,
  enteredOn: readDay,
  status: (cell) => word(cell, STATUS_WORDS, ALSO_STATUS, 'Ghi “Đang hoạt động”, “Ngừng hoạt động” hoặc “Đã giải thể”'),
  statusFrom: readDay,
  members: people,
  workers: people,
  countedOn: readDay,
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

function matching(
  cell: SheetCell,
  form: RegExp,
  normal: (text: string) => string,
  message: string,
): Read<string> {
  const value = normal(cellText(cell));
  return form.test(value) ? { value } : { code: 'bad_format', message };
}

function word<T extends string>(
  cell: SheetCell,
  words: Readonly<Record<T, string>>,
  also: Readonly<Record<string, T>>,
  message: string,
): Read<T> {
  const folded = foldVietnamese(cellText(cell));
  const entry = (Object.entries(words) as [T, string][]).find(
    ([, label]) => foldVietnamese(label) === folded,
  );
  const value = entry?.[0] ?? (Object.hasOwn(also, folded) ? also[folded] : undefined);
  return value === undefined ? { code: 'not_allowed_value', message } : { value };
}

function commune(cell: SheetCell, communes: readonly NamedCommune[]): Read<string> {
  const match = matchCommune(cellText(cell), communes);
  if ('code' in match) return { value: match.code };
  const candidates = match.candidates.map(({ code, fullName }) => ({ value: code, label: fullName }));
  if (candidates.length === 0)
    return { code: 'unknown_commune', message: 'Không có xã, phường nào tên như vậy trong tỉnh' };
  const names = candidates.map(({ label }) => label).join(', ');
  return { code: 'unclear_commune', message: `Chưa rõ xã, phường nào; có thể là: ${names}`, candidates };
}

/** A whole number, in digits or with dots between the thousands. */
function people(cell: SheetCell): Read<number> {
  const written = cellText(cell).replace(/\s/g, '');
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
  const folded = foldVietnamese(cellText(cell));
  if (YES.has(folded)) return { value: true };
  if (NO.has(folded)) return { value: false };
  return { code: 'not_boolean', message: 'Ghi “Có” hoặc “Không”, hoặc để trống nếu chưa rõ' };
}
