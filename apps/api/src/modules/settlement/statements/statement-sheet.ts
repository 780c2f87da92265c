import type ExcelJS from 'exceljs';
import { formatDateTime } from '#kernel/time';
import type { FloorProfile } from '../../../platform/data/floor-profile.js';
import { guardText } from '../../../platform/spreadsheet/write-sheet.js';
import { newWorkbook } from '../../../platform/spreadsheet/new-workbook.js';
import { COUNTING, monthWords, shortDigest, spacedCode, statementNumber } from './statement-content.js';
import type { StatementPaper } from './statement-pdf.js';
import { sheetTables, type SheetTable } from './statement-tables.js';

const MONEY = '#,##0';

/** The same statement as a workbook: figures as numbers, sums as they were stated, no formula anywhere. */
export async function statementSheet(
  { statement, content, checkUrl, publicUrl }: StatementPaper,
  floor: FloorProfile,
): Promise<Buffer> {
  const workbook = await newWorkbook();
  workbook.creator = floor.operator.name;
  workbook.created = statement.issuedAt;
  workbook.modified = statement.issuedAt;
  const about: readonly (readonly [string, string])[] = [
    ...(floor.demo ? [['', 'MẪU – BẢNG KÊ CỦA BẢN TRÌNH DIỄN'] as const] : []),
    ['Bảng kê doanh số bán hàng', floor.province.floorName],
    ['Số', statementNumber(statement)],
    ['Thời gian', `${monthWords(content.fromMonth)} – ${monthWords(content.toMonth)}`],
    ['Lập lúc', formatDateTime(statement.issuedAt)],
    ['Chủ thể', content.legalName],
    ['Mã số thuế', content.taxCode],
    ['Địa chỉ', content.address],
    ['Gian hàng', content.shopName],
    ['Đường dẫn gian hàng', `${publicUrl}/nguoi-ban/${content.slug}`],
    ['Mã kiểm tra', spacedCode(statement.code)],
    ['Kiểm tra tại', checkUrl],
    ['Mã băm số liệu', shortDigest(statement.digest)],
    ['Cách tính', COUNTING[content.form]],
  ];
  const page = workbook.addWorksheet('Bảng kê');
  page.columns = [{ width: 26 }, { width: 90 }];
  for (const [name, value] of about)
    page.addRow([name, guardText(value)]).alignment = { wrapText: true, vertical: 'top' };
  for (const table of sheetTables(content)) addTable(workbook, table);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function addTable(workbook: ExcelJS.Workbook, { name, headings, rows, sum }: SheetTable): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headings.map((header) => ({ header, width: header === 'Sản phẩm' ? 44 : 20 }));
  sheet.getRow(1).font = { bold: true };
  for (const cells of [...rows, sum])
    sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? guardText(cell) : cell))).numFmt = MONEY;
  // Months stay text: a sheet would make days of them.
  sheet.getColumn(1).numFmt = '@';
  sheet.getRow(rows.length + 2).font = { bold: true };
}
