import { foldVietnamese } from '#kernel/text';
import type { MergedRange, Sheet, SheetCell } from '../../../../platform/spreadsheet/sheet.js';

export type ColumnKey =
  | 'registerNumber' | 'name' | 'taxCode' | 'field' | 'fieldDetail' | 'communeCode' | 'foundedOn' | 'enteredOn'
  | 'status' | 'statusFrom' | 'members' | 'workers' | 'countedOn' | 'hasOffice' | 'hasComputer' | 'hasWebsite'; // prettier-ignore

/** A column of the register's spreadsheet: the one it hands out and the one it takes. */
export interface RegisterColumn {
  key: ColumnKey;
  header: string;
  /** Other headings under which people keep the same, folded. */
  also: readonly string[];
  kind: 'text' | 'number' | 'day';
  width: number;
  choices?: readonly string[];
  hint: string;
}

export const FIELD_WORDS = { agriculture: 'Nông nghiệp', non_agriculture: 'Phi nông nghiệp' } as const;
export const STATUS_WORDS = {
  active: 'Đang hoạt động',
  ceased: 'Ngừng hoạt động',
  dissolved: 'Đã giải thể',
} as const;
const YES_NO = ['Có', 'Không'] as const;
export const yesNo = (has: boolean | null): string => (has === null ? '' : has ? YES_NO[0] : YES_NO[1]);

const column = (
  key: ColumnKey,
  header: string,
  rest: Partial<RegisterColumn> & { hint: string },
): RegisterColumn => ({ key, header, also: [], kind: 'text', width: 16, ...rest });

/** In the order in which they are handed out; a file that comes back may have them in any. */
export const REGISTER_COLUMNS: readonly RegisterColumn[] = [
  column('registerNumber', 'Số đăng ký', {
    also: ['so dang ky htx', 'so dang ky hop tac xa', 'ma so dang ky', 'so dkkd'],
    hint: 'Bắt buộc. Mỗi hợp tác xã một số; dòng có số đã ở trong sổ sẽ sửa hợp tác xã đó.',
  }),
  column('name', 'Tên hợp tác xã', {
    also: ['ten', 'ten htx', 'hop tac xa'],
    width: 44,
    hint: 'Bắt buộc khi thêm mới.',
  }),
  column('taxCode', 'Mã số thuế', {
    also: ['mst'],
    hint: '10 chữ số, hoặc 10 chữ số, dấu gạch và 3 chữ số.',
  }),
  column('field', 'Lĩnh vực', {
    also: ['nganh', 'loai hinh'],
    width: 18,
    choices: Object.values(FIELD_WORDS),
    hint: 'Bắt buộc khi thêm mới: Nông nghiệp hoặc Phi nông nghiệp.',
  }),
  column('fieldDetail', 'Ngành nghề cụ thể', {
    also: ['nganh nghe', 'nganh nghe kinh doanh'],
    width: 34,
    hint: 'Ghi tự do.',
  }),
  column('communeCode', 'Xã, phường', {
    also: ['xa phuong', 'xa', 'dia ban', 'dia chi', 'xa phuong dac khu'],
    width: 26,
    hint: 'Bắt buộc khi thêm mới. Ghi tên hiện nay, tên cũ trước 01/07/2025, hoặc mã xã. Tên cũ trùng nhau thì ghi thêm huyện cũ: “Xã Tân Tiến, huyện Đầm Dơi”.',
  }),
  column('foundedOn', 'Ngày thành lập', { kind: 'day', hint: 'Ngày/tháng/năm.' }),
  column('enteredOn', 'Ngày vào sổ', {
    kind: 'day',
    hint: 'Ngày hợp tác xã được tính vào sổ; để trống là ngày nhập tệp.',
  }),
  column('status', 'Tình trạng', {
    also: ['tinh trang hoat dong', 'trang thai'],
    width: 18,
    choices: Object.values(STATUS_WORDS),
    hint: 'Để trống: hợp tác xã mới là đang hoạt động, hợp tác xã cũ giữ nguyên.',
  }),
  column('statusFrom', 'Từ ngày', {
    also: ['tinh trang tu ngay', 'ngay ngung hoat dong'],
    kind: 'day',
    hint: 'Ngày ngừng hoạt động, giải thể hoặc hoạt động lại; bắt buộc khi tình trạng thay đổi.',
  }),
  column('members', 'Số thành viên', { also: ['thanh vien'], kind: 'number', width: 12, hint: 'Số nguyên.' }),
  column('workers', 'Lao động thường xuyên', {
    also: ['so lao dong', 'lao dong', 'so lao dong thuong xuyen'],
    kind: 'number',
    width: 14,
    hint: 'Số nguyên; ghi cùng với số thành viên.',
  }),
  column('countedOn', 'Ngày thống kê', {
    kind: 'day',
    hint: 'Ngày của hai con số trên; để trống là ngày nhập tệp.',
  }),
  column('hasOffice', 'Có trụ sở', {
    also: ['tru so'],
    width: 12,
    choices: YES_NO,
    hint: 'Có, Không, hoặc để trống nếu chưa rõ.',
  }),
  column('hasComputer', 'Có máy tính', { also: ['may tinh'], width: 12, choices: YES_NO, hint: 'Như trên.' }),
  column('hasWebsite', 'Có trang web', {
    also: ['trang web', 'website', 'co website'],
    width: 12,
    choices: YES_NO,
    hint: 'Như trên.',
  }),
];

/** The heading is looked for below titles and letterheads, not further down. */
const LAST_HEADING_ROW = 20;

/** Where the list begins in a file, and which of its columns is which. */
export interface Heading {
  rowNo: number;
  columnOf: ReadonlyMap<number, ColumnKey>;
  /** Headings the register has no use for, as they are written. */
  ignored: readonly string[];
}

export type HeadingRefusal =
  { code: 'no_heading' } | { code: 'heading_twice'; header: string } | { code: 'merged_cells'; ref: string };

/**
 * Finds the heading: the first row that names the register number and one other column. Joined cells are the letterhead's
 * own affair above it; in or below it they would make one fact of many.
 */
export function findHeading({ rows, merged }: Sheet): Heading | HeadingRefusal {
  for (const row of rows) {
    if (row.no > LAST_HEADING_ROW) break;
    const named = [...row.cells].map(([index, cell]) => ({ index, text: headingText(cell) }));
    const known = named.map(({ index, text }) => ({ index, text, key: keyOf(text) }));
    const keys = known.flatMap(({ key }) => (key === undefined ? [] : [key]));
    if (!keys.includes('registerNumber') || keys.length < 2) continue;
    const twice = known.find(
      ({ key }, at) => key !== undefined && keys.indexOf(key) !== keys.lastIndexOf(key) && at > 0,
    );
    if (twice !== undefined) return { code: 'heading_twice', header: twice.text };
    const joined = merged.find(({ bottom }) => bottom >= row.no);
    if (joined !== undefined) return { code: 'merged_cells', ref: (joined satisfies MergedRange).ref };
    return {
      rowNo: row.no,
      columnOf: new Map(
        known.flatMap(({ index, key }) => (key === undefined ? [] : [[index, key] as const])),
      ),
      ignored: known.flatMap(({ text, key }) =>
        key === undefined && text !== '' ? [text.slice(0, 60)] : [],
      ),
    };
  }
  return { code: 'no_heading' };
}

const headingText = (cell: SheetCell): string =>
  cell.kind === 'text' ? cell.text.replace(/[\s*]+/g, ' ').trim() : '';

const KEYS: ReadonlyMap<string, ColumnKey> = new Map(
  REGISTER_COLUMNS.flatMap(({ key, header, also }) =>
    [foldVietnamese(header), ...also].map((text) => [text, key]),
  ),
);

const keyOf = (text: string): ColumnKey | undefined => KEYS.get(foldVietnamese(text));
