import type { RecognitionKind } from '#kernel/certificate-chain';
import { foldVietnamese } from '#kernel/text';
import type { Day } from '#kernel/time';
import {
  cellText,
  FORMULA,
  readDay,
  readText,
  shownCell,
  type Read,
} from '../../../platform/spreadsheet/read-cells.js';
import type { SheetCell } from '../../../platform/spreadsheet/sheet.js';
import { matchAddress, type NamedCommune } from '../../places/index.js';
import type { HolderKind } from '../certificates/certificate-words.js';
import {
  ANNEX_COLUMN_KEYS,
  HOLDER_KIND_WORDS,
  KIND_WORDS,
  type AnnexColumnKey,
  type ColumnMapping,
} from './annex-columns.js';

/** Something wrong with one cell, or worth a look before it is taken; `decision` is what stands on the form. */
export interface AnnexFinding {
  column: AnnexColumnKey | 'decision';
  code: string;
  /** In Vietnamese, as the file is. */
  message: string;
}

/** What a row says; a field that is not there was left empty. */
export interface AnnexValues {
  productName?: string;
  holderName?: string;
  communeCode?: string;
  productCode?: string;
  stars?: number;
  score?: number;
  setNo?: number;
  holderKind?: HolderKind;
  taxCode?: string;
  registerNumber?: string;
  kind?: RecognitionKind;
  filedOn?: Day;
  certificateNumber?: string;
  issuedOn?: Day;
  expiresOn?: Day;
  decisionNumber?: string;
}

/** A row as it was read: its cells for showing, its values for the register, and what could not be read. */
export interface ReadAnnexRow {
  no: number;
  cells: Partial<Record<AnnexColumnKey, string>>;
  values: AnnexValues;
  problems: AnnexFinding[];
}

/** What cells are read against. */
export interface AnnexWords {
  communes: readonly NamedCommune[];
  sets: readonly { no: number; name: string }[];
}

export function readAnnexRow(
  { no, cells }: { no: number; cells: ReadonlyMap<number, SheetCell> },
  mapping: ColumnMapping,
  words: AnnexWords,
): ReadAnnexRow {
  const row: ReadAnnexRow = { no, cells: {}, values: {}, problems: [] };
  for (const column of ANNEX_COLUMN_KEYS) {
    const at = mapping[column];
    const cell = at === undefined ? undefined : cells.get(at);
    if (cell === undefined) continue;
    row.cells[column] = shownCell(cell);
    const read: Read<unknown> = cell.kind === 'formula' ? FORMULA : READERS[column](cell, words);
    if ('value' in read) Object.assign(row.values, { [column]: read.value });
    else row.problems.push({ column, code: read.code, message: read.message });
  }
  return row;
}

const READERS: Record<AnnexColumnKey, (cell: SheetCell, words: AnnexWords) => Read<unknown>> = {
  productName: (cell) => readText(cell, 160),
  holderName: (cell) => readText(cell, 200),
  communeCode: readCommune,
  productCode: readProductCode,
  stars: readStars,
  score: readScore,
  setNo: readSet,
  holderKind: (cell) =>
    readWord(cell, HOLDER_KIND_WORDS, ALSO_HOLDER, 'Ghi một trong sáu loại hình chủ thể, như “Hợp tác xã”'),
  taxCode: readTaxCode,
  registerNumber: (cell) => readText(cell, 30),
  kind: (cell) =>
    readWord(cell, KIND_WORDS, ALSO_KIND, 'Ghi “Công nhận lần đầu”, “Nâng hạng” hoặc “Đánh giá lại”'),
  filedOn: readDay,
  certificateNumber: (cell) => readText(cell, 60),
  issuedOn: readDay,
  expiresOn: readDay,
  decisionNumber: (cell) => readText(cell, 60),
};

const ALSO_KIND: Readonly<Record<string, RecognitionKind>> = {
  'lan dau': 'first',
  'cong nhan moi': 'first',
  'cong nhan': 'first',
  'danh gia lan dau': 'first',
  moi: 'first',
  'nang sao': 'upgrade',
  'nang hang sao': 'upgrade',
  'danh gia nang hang': 'upgrade',
  'cong nhan lai': 'renewal',
  'danh gia phan hang lai': 'renewal',
};

const ALSO_HOLDER: Readonly<Record<string, HolderKind>> = {
  htx: 'cooperative',
  tht: 'cooperative_group',
  'doanh nghiep': 'small_enterprise',
  dnnvv: 'small_enterprise',
  'cong ty': 'small_enterprise',
  'doanh nghiep tu nhan': 'small_enterprise',
  'ho kinh doanh': 'household',
  'ho san xuat': 'household',
  'ho gia dinh': 'household',
  hkd: 'household',
  hoi: 'association',
  'hiep hoi': 'association',
};

const NAMES_OF_KINDS: readonly (readonly [RegExp, HolderKind])[] = [
  [/^(htx|hop tac xa|lien hiep htx|lien hiep hop tac xa)\b/, 'cooperative'],
  [/^(tht|to hop tac)\b/, 'cooperative_group'],
  [/^(cong ty|cty|dntn|doanh nghiep)\b/, 'small_enterprise'],
  [/^trang trai\b/, 'farm'],
  [/^(hkd|ho kinh doanh|ho san xuat|ho gia dinh|ho|co so)\b/, 'household'],
  [/^(hoi|hiep hoi|trung tam dieu hanh)\b/, 'association'],
];

/** The kind a holder's name begins with; undefined where it says none. */
export function kindOfName(holderName: string): HolderKind | undefined {
  const folded = foldVietnamese(holderName);
  return NAMES_OF_KINDS.find(([form]) => form.test(folded))?.[1];
}

function readWord<T extends string>(
  cell: SheetCell,
  words: Readonly<Record<T, string>>,
  also: Readonly<Record<string, T>>,
  message: string,
): Read<T> {
  const folded = foldVietnamese(cellText(cell));
  const entries = Object.entries(words) as [T, string][];
  const named = entries.find(([, label]) => foldVietnamese(label) === folded);
  const value = named?.[0] ?? (Object.hasOwn(also, folded) ? also[folded] : undefined);
  return value === undefined ? { code: 'not_allowed_value', message } : { value };
}

function readCommune(cell: SheetCell, { communes }: AnnexWords): Read<string> {
  const match = matchAddress(cellText(cell), communes);
  if ('code' in match) return { value: match.code };
  const names = match.candidates.map(({ fullName }) => fullName).join(', ');
  return names === ''
    ? { code: 'unknown_commune', message: 'Không có xã, phường nào tên như vậy trong tỉnh' }
    : { code: 'unclear_commune', message: `Chưa rõ xã, phường nào; có thể là: ${names}` };
}

/** As it is written; blanks around the hyphens of a code are a typist's. */
function readProductCode(cell: SheetCell): Read<string> {
  const read = readText(cell, 40);
  return 'value' in read ? { value: read.value.replace(/\s*[-–]\s*/g, '-') } : read;
}

/** `3`, `3 sao`, `Hạng 3 sao`, `OCOP 3 sao`, `***`; whether so many stars are a certificate is the rules' business. */
function readStars(cell: SheetCell): Read<number> {
  const written = cellText(cell).replace(/\s/g, '');
  if (/^[*★⭐]{1,5}$/u.test(written)) return { value: [...written].length };
  const [, stars] =
    /^(?:dat )?(?:ocop )?(?:hang )?0?([1-5])(?: sao)?$/.exec(foldVietnamese(cellText(cell))) ?? [];
  if (cell.kind !== 'day' && stars !== undefined) return { value: Number(stars) };
  return { code: 'bad_stars', message: 'Ghi số sao: 3, 4 hoặc 5' };
}

/** Points with at most one decimal, after a comma or a dot. */
function readScore(cell: SheetCell): Read<number> {
  const written = cellText(cell)
    .replace(/\s|điểm/gi, '')
    .replace(',', '.');
  const value = Number(written);
  const tenths = Math.round(value * 10);
  if (cell.kind === 'day' || !/^\d{1,3}(\.\d+)?$/.test(written) || Math.abs(value * 10 - tenths) > 1e-6)
    return {
      code: 'bad_score',
      message: 'Phải là số điểm từ 0 đến 100, tối đa một chữ số thập phân, như 72,5',
    };
  return { value: tenths / 10 };
}

function readSet(cell: SheetCell, { sets }: AnnexWords): Read<number> {
  const folded = foldVietnamese(cellText(cell));
  const [, number] = /^(?:bo )?(?:so )?0?(\d{1,2})$/.exec(folded) ?? [];
  const set =
    number === undefined
      ? sets.find(({ name }) => foldVietnamese(name) === folded)
      : sets.find(({ no }) => no === Number(number));
  if (set !== undefined) return { value: set.no };
  return {
    code: 'unknown_set',
    message: 'Ghi số bộ sản phẩm từ 1 đến 26, hoặc tên bộ như trong Quyết định 26/2026/QĐ-TTg',
  };
}

function readTaxCode(cell: SheetCell): Read<string> {
  const value = cellText(cell).replace(/\s/g, '');
  if (/^(\d{10}(-\d{3})?|\d{12})$/.test(value)) return { value };
  return {
    code: 'bad_format',
    message: 'Mã số thuế phải có 10 hoặc 12 chữ số (nếu mất số 0 ở đầu, hãy định dạng ô là Văn bản)',
  };
}
