import { foldVietnamese } from '#kernel/text';
import type { SheetColumn } from '../../../platform/spreadsheet/write-sheet.js';

/** What a column of an annex can say; the decision itself stands on the form. */
export const ANNEX_COLUMN_KEYS = [
  'productName', 'holderName', 'communeCode', 'productCode', 'stars', 'score', 'setNo', 'holderKind', 'taxCode',
  'registerNumber', 'kind', 'filedOn', 'certificateNumber', 'issuedOn', 'expiresOn', 'decisionNumber',
] as const; // prettier-ignore
export type AnnexColumnKey = (typeof ANNEX_COLUMN_KEYS)[number];

/** Without these no row can be a certificate. */
export const NEEDED_COLUMNS = [
  'productName', 'holderName', 'communeCode', 'productCode', 'stars',
] as const satisfies readonly AnnexColumnKey[]; // prettier-ignore

/** Which column of the file says what, from 0. */
export type ColumnMapping = Partial<Record<AnnexColumnKey, number>>;

interface AnnexColumn extends SheetColumn {
  key: AnnexColumnKey;
  /** Headings under which decisions and offices write the same, folded. */
  also: readonly string[];
  hint: string;
}

export const KIND_WORDS = {
  first: 'Công nhận lần đầu',
  upgrade: 'Nâng hạng',
  renewal: 'Đánh giá lại',
} as const;
export const HOLDER_KIND_WORDS = {
  cooperative: 'Hợp tác xã',
  cooperative_group: 'Tổ hợp tác',
  small_enterprise: 'Doanh nghiệp nhỏ và vừa',
  farm: 'Trang trại',
  household: 'Hộ sản xuất, hộ kinh doanh',
  association: 'Hội, hiệp hội',
} as const;

const column = (
  key: AnnexColumnKey,
  header: string,
  rest: Partial<AnnexColumn> & { hint: string },
): AnnexColumn => ({ key, header, also: [], kind: 'text', width: 16, ...rest });

/** In the order in which the template has them; a file may have them in any. */
export const ANNEX_COLUMNS: readonly AnnexColumn[] = [
  column('productName', 'Tên sản phẩm', {
    also: ['san pham', 'ten san pham ocop', 'san pham ocop', 'ten san pham dich vu'],
    width: 34,
    hint: 'Bắt buộc. Ghi đúng như trong quyết định.',
  }),
  column('holderName', 'Chủ thể', {
    also: [
      'ten chu the', 'chu the san xuat', 'chu the ocop', 'chu the san pham', 'ten chu the san xuat', 'co so san xuat',
      'don vi san xuat', 'ten co so',
    ], // prettier-ignore
    width: 40,
    hint: 'Bắt buộc. Tên chủ thể như trong quyết định.',
  }),
  column('communeCode', 'Xã, phường', {
    also: [
      'xa phuong',
      'xa',
      'dia chi',
      'dia chi san xuat',
      'dia ban',
      'xa phuong dac khu',
      'dia chi chu the',
    ],
    width: 28,
    hint: 'Bắt buộc. Tên hiện nay, tên cũ trước 01/07/2025, cả địa chỉ, hoặc mã xã. Tên cũ trùng nhau thì ghi thêm huyện cũ.',
  }),
  column('productCode', 'Mã sản phẩm', {
    also: ['ma so san pham', 'ma so', 'ma so ocop', 'ma san pham ocop'],
    width: 20,
    hint: 'Bắt buộc. Từ ngày 22/5/2026: mã tỉnh-mã xã-số thứ tự-năm, như 96-32248-01-2026; trước đó như trên phiếu.',
  }),
  column('stars', 'Hạng sao', {
    also: [
      'hang', 'xep hang', 'phan hang', 'ket qua phan hang', 'so sao', 'sao', 'ket qua', 'dat hang', 'hang sao dat',
      'ket qua xep hang', 'xep hang sao', 'hang san pham',
    ], // prettier-ignore
    width: 10,
    hint: 'Bắt buộc. 3, 4 hoặc 5; cũng đọc được “3 sao”, “***”.',
  }),
  column('score', 'Điểm', {
    also: ['diem danh gia', 'so diem', 'tong diem', 'diem trung binh', 'ket qua diem'],
    kind: 'number',
    width: 10,
    hint: 'Điểm trung bình của hội đồng, từ 0 đến 100, một chữ số thập phân; để trống nếu quyết định không ghi.',
  }),
  column('setNo', 'Bộ sản phẩm', {
    also: ['bo', 'bo san pham ocop', 'phan nhom', 'so bo san pham', 'nhom san pham'],
    width: 16,
    hint: 'Số từ 1 đến 26 hoặc tên bộ; để trống được khi sản phẩm đã có trên sàn hay trong sổ.',
  }),
  column('holderKind', 'Loại hình chủ thể', {
    also: ['loai hinh', 'loai chu the'],
    width: 24,
    choices: Object.values(HOLDER_KIND_WORDS).map((word) => word.replace(/,.*/, '')),
    hint: 'Để trống được khi tên chủ thể đã nói rõ: HTX, tổ hợp tác, công ty, hộ kinh doanh, trang trại, hội.',
  }),
  column('taxCode', 'Mã số thuế', {
    also: ['mst', 'ma so thue chu the'],
    hint: 'Để tìm đúng chủ thể trên sàn. 10 chữ số, hoặc 10 chữ số, dấu gạch và 3 chữ số.',
  }),
  column('registerNumber', 'Số đăng ký hợp tác xã', {
    also: ['so dang ky', 'so dang ky htx'],
    hint: 'Số trong sổ hợp tác xã, nếu chủ thể là hợp tác xã.',
  }),
  column('kind', 'Hình thức', {
    also: ['hinh thuc cong nhan', 'loai danh gia', 'hinh thuc danh gia'],
    width: 20,
    choices: Object.values(KIND_WORDS),
    hint: 'Để trống là công nhận lần đầu.',
  }),
  column('filedOn', 'Ngày nộp hồ sơ', {
    also: ['ngay nhan ho so'],
    kind: 'day',
    hint: 'Ngày/tháng/năm; cần có khi đánh giá lại.',
  }),
  column('certificateNumber', 'Số giấy chứng nhận', {
    also: ['so gcn', 'so giay chung nhan ocop'],
    width: 20,
    hint: 'Nếu quyết định có ghi.',
  }),
  column('issuedOn', 'Ngày cấp', {
    also: ['ngay cap giay', 'ngay cap gcn'],
    kind: 'day',
    hint: 'Để trống là cùng ngày ra quyết định.',
  }),
  column('expiresOn', 'Ngày hết hạn', {
    also: ['hieu luc den', 'co gia tri den', 'thoi han'],
    kind: 'day',
    hint: 'Để trống là đúng 36 tháng kể từ ngày cấp.',
  }),
  column('decisionNumber', 'Số quyết định', {
    also: ['quyet dinh so', 'so qd', 'quyet dinh'],
    hint: 'Không cần ghi; nếu ghi thì phải đúng là quyết định của tệp này.',
  }),
];

const KEYS: ReadonlyMap<string, AnnexColumnKey> = new Map(
  ANNEX_COLUMNS.flatMap(({ key, header, also }) =>
    [foldVietnamese(header), ...also].map((text) => [text, key]),
  ),
);

/** Which column people mean by a heading; notes in brackets, such as units, count for nothing. */
export function columnOfHeading(text: string): AnnexColumnKey | undefined {
  return KEYS.get(foldVietnamese(text)) ?? KEYS.get(foldVietnamese(text.replace(/\(.*?\)/g, ' ')));
}

/** Of two columns with the same heading the first counts; the other can be chosen by hand. */
export function guessMapping(headings: readonly { at: number; text: string }[]): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const { at, text } of headings) {
    const key = columnOfHeading(text);
    if (key !== undefined) mapping[key] ??= at;
  }
  return mapping;
}

/** What has to be chosen by hand before anything can be read. */
export const missingColumns = (mapping: ColumnMapping): AnnexColumnKey[] =>
  NEEDED_COLUMNS.filter((key) => mapping[key] === undefined);
