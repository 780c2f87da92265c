import type ExcelJS from 'exceljs';
import { taxedKinds, type TaxedKind } from '#kernel/withholding';
import { formatDateTime } from '#kernel/time';
import type { FloorProfile } from '../../../platform/data/floor-profile.js';
import { newWorkbook } from '../../../platform/spreadsheet/new-workbook.js';
import { taxRules } from '../ledger/tax-rules.js';
import { addMoneyTable, type MoneyCell } from '../money-table.js';
import { monthWords, shortDigest } from '../statements/statement-content.js';
import { isYear, sumsOf, type TaxFormContent, type TaxRow } from './tax-form-content.js';

interface TaxFormPaper {
  period: string;
  version: number;
  digest: string;
  issuedAt: Date;
  content: TaxFormContent;
}

const KINDS: Record<TaxedKind, string> = {
  goods: 'Phân phối, cung cấp hàng hóa',
  services: 'Dịch vụ, xây dựng không bao thầu nguyên vật liệu',
  transport: 'Sản xuất, vận tải, dịch vụ có gắn với hàng hóa',
  unknown: 'Không xác định được',
};
const industryOf = (kind: TaxedKind): string => taxRules.rates[kind].industry;
const taxOf = ({ vatVnd, pitVnd }: Pick<TaxRow, 'vatVnd' | 'pitVnd'>): number => vatVnd + pitVnd;

/** A month: the return 01/CNKD-TMĐT and its list 01-1/BK-CNKD-TMĐT. A year: the certificates 01/CTKT-TMĐT, a sheet a shop. */
export async function taxFormSheet(paper: TaxFormPaper, floor: FloorProfile): Promise<Buffer> {
  const workbook = await newWorkbook();
  workbook.creator = floor.operator.name;
  workbook.created = paper.issuedAt;
  workbook.modified = paper.issuedAt;
  if (isYear(paper.period)) addCertificates(workbook, paper, floor);
  else {
    addReturn(workbook, paper, floor);
    addList(workbook, paper, floor);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function addReturn(workbook: ExcelJS.Workbook, paper: TaxFormPaper, floor: FloorProfile): void {
  const { content } = paper;
  const sheet = addMoneyTable(
    workbook,
    '01-CNKD-TMĐT',
    ['Mã ngành', 'Nhóm ngành', 'Doanh thu tính thuế', 'Thuế GTGT', 'Thuế TNCN', 'Tổng số thuế'],
    [
      ...taxedKinds.map((kind): MoneyCell[] => {
        const sums = sumsOf(content.rows.filter((row) => row.kind === kind));
        return [industryOf(kind), KINDS[kind], sums.revenueVnd, sums.vatVnd, sums.pitVnd, taxOf(sums)];
      }),
      ['Cộng', '', content.sum.revenueVnd, content.sum.vatVnd, content.sum.pitVnd, taxOf(content.sum)],
    ],
  );
  sheet.addRow([]);
  for (const line of head(
    paper,
    floor,
    'Tờ khai thuế khấu trừ trên nền tảng thương mại điện tử',
    '01/CNKD-TMĐT',
  ))
    sheet.addRow(line);
}

function addList(workbook: ExcelJS.Workbook, { content }: TaxFormPaper, floor: FloorProfile): void {
  addMoneyTable(
    workbook,
    '01-1-BK-CNKD-TMĐT',
    [
      'STT',
      'Nền tảng',
      'Mã quản lý người bán',
      'Tên gian hàng',
      'Tên người bán',
      'Mã số thuế, CCCD',
      'Không cư trú',
      'Mã ngành',
      'Doanh thu phát sinh',
      'Doanh thu hủy, trả lại',
      'Doanh thu tính thuế',
      'Thuế GTGT',
      'Thuế TNCN',
      'Tổng số thuế',
      'Trong đó người bán còn phải nộp lại sàn',
    ],
    [
      ...content.rows.map((row, index): MoneyCell[] => [
        String(index + 1),
        floor.province.floorName,
        row.slug,
        row.shopName,
        row.sellerName,
        row.taxCode ?? '',
        '',
        industryOf(row.kind),
        row.soldVnd,
        row.takenBackVnd,
        row.revenueVnd,
        row.vatVnd,
        row.pitVnd,
        taxOf(row),
        row.owedBySellerVnd,
      ]),
      [
        'Cộng',
        ...Array.from({ length: 9 }, () => ''),
        content.sum.revenueVnd,
        content.sum.vatVnd,
        content.sum.pitVnd,
        taxOf(content.sum),
      ],
    ],
  );
}

function addCertificates(workbook: ExcelJS.Workbook, paper: TaxFormPaper, floor: FloorProfile): void {
  const slugs = [...new Set(paper.content.rows.map(({ slug }) => slug))];
  if (slugs.length === 0) addMoneyTable(workbook, '01-CTKT-TMĐT', ['Trong năm không khấu trừ của ai'], []);
  slugs.forEach((slug, index) => {
    const rows = paper.content.rows.filter((row) => row.slug === slug);
    const [first] = rows;
    const sum = sumsOf(rows);
    const sheet = addMoneyTable(
      workbook,
      `${index + 1} ${slug}`,
      ['Tháng', 'Mã ngành', 'Doanh thu tính thuế', 'Thuế GTGT', 'Thuế TNCN', 'Tổng số thuế'],
      [
        ...rows.map((row): MoneyCell[] => [
          monthWords(row.month),
          industryOf(row.kind),
          row.revenueVnd,
          row.vatVnd,
          row.pitVnd,
          taxOf(row),
        ]),
        ['Cộng', '', sum.revenueVnd, sum.vatVnd, sum.pitVnd, taxOf(sum)],
      ],
    );
    sheet.addRow([]);
    for (const line of [
      ...head(paper, floor, 'Chứng từ khấu trừ thuế', '01/CTKT-TMĐT'),
      ['Người bán', first?.sellerName ?? ''],
      ['Mã số thuế, CCCD', first?.taxCode ?? ''],
      ['Gian hàng', first?.shopName ?? ''],
    ])
      sheet.addRow(line);
  });
}

function head(
  { period, version, digest, issuedAt }: TaxFormPaper,
  floor: FloorProfile,
  title: string,
  form: string,
): string[][] {
  return [
    ...(floor.demo ? [['', 'MẪU – SỐ LIỆU CỦA BẢN TRÌNH DIỄN']] : []),
    [title, `Mẫu số ${form}`],
    ['Kỳ tính thuế', isYear(period) ? `Năm ${period}` : `Tháng ${monthWords(period)}`],
    ['Lần lập', version === 1 ? 'Lần đầu' : `Bổ sung lần ${version - 1}`],
    ['Lập lúc', formatDateTime(issuedAt)],
    ['Đơn vị quản lý nền tảng', floor.operator.name],
    ['Địa chỉ', floor.operator.address],
    ['Mã băm số liệu', shortDigest(digest)],
  ];
}
