import { create } from 'qrcode';
import { formatInteger } from '#kernel/money';
import { formatDateTime } from '#kernel/time';
import { dataFilePath } from '../../../platform/data/data-files.js';
import type { FloorProfile } from '../../../platform/data/floor-profile.js';
import { newPdf } from '../../../platform/pdf/new-pdf.js';
import type { SalesStatement } from './sales-statement.entity.js';
import {
  COUNTING,
  monthWords,
  shortDigest,
  spacedCode,
  statementNumber,
  type FirstForm,
  type StatementContent,
} from './statement-content.js';
import { paperTables, type Column, type PaperTable } from './statement-tables.js';

/** A statement on its way onto paper or into a sheet. */
export interface StatementPaper {
  statement: SalesStatement;
  content: StatementContent | FirstForm;
  /** Where an assessor checks it. */
  checkUrl: string;
  publicUrl: string;
}

/** A4 with the margins of Decree 30/2020/NĐ-CP on official papers, in points: top and bottom 20, left 30, right 15 mm. */
const MARGINS = { top: 57, bottom: 57, left: 85, right: 43 };
const WIDTH = 595.28 - MARGINS.left - MARGINS.right;
const QR_SIDE = 76;
const ROW_GAP = 4;

/** Draws a statement as a paper to file with a dossier: the same paper whenever it is asked for. */
export async function statementPdf(paper: StatementPaper, floor: FloorProfile): Promise<Buffer> {
  const { statement, content } = paper;
  const title = `Bảng kê số ${statementNumber(statement)}: doanh số của ${content.shopName}`;
  const pdf = await newPdf({
    size: 'A4',
    margins: MARGINS,
    lang: 'vi',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: floor.operator.name, CreationDate: statement.issuedAt },
  });
  pdf.registerFont('plain', dataFilePath('programme/fonts/BeVietnamPro-Regular.ttf'));
  pdf.registerFont('bold', dataFilePath('programme/fonts/BeVietnamPro-SemiBold.ttf'));
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  writeHead(pdf, paper, floor);
  writeTables(pdf, content);
  writeCheck(pdf, paper, floor);
  numberPages(pdf, statement);
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

function writeHead(
  pdf: PDFKit.PDFDocument,
  { statement, content, publicUrl }: StatementPaper,
  floor: FloorProfile,
): void {
  pdf.font('bold').fontSize(10).text(floor.province.floorName.toUpperCase());
  pdf.font('plain').fontSize(9).text(floor.operator.name);
  if (floor.demo)
    pdf.moveDown().font('bold').fontSize(11).text('MẪU – BẢNG KÊ CỦA BẢN TRÌNH DIỄN', { align: 'center' });
  pdf.moveDown(1.5).font('bold').fontSize(14);
  pdf.text('BẢNG KÊ DOANH SỐ BÁN HÀNG TRÊN SÀN', { align: 'center' });
  pdf.font('plain').fontSize(10.5);
  pdf.text(`Số: ${statementNumber(statement)}`, { align: 'center' });
  pdf.text(`Từ tháng ${monthWords(content.fromMonth)} đến tháng ${monthWords(content.toMonth)}`, {
    align: 'center',
  });
  pdf.text(`Lập lúc ${formatDateTime(statement.issuedAt)}`, { align: 'center' }).moveDown();
  for (const [name, value] of [
    ['Chủ thể', content.legalName],
    ['Mã số thuế', content.taxCode],
    ['Địa chỉ', content.address],
    ['Gian hàng', content.shopName],
    ['Đường dẫn gian hàng', `${publicUrl}/nguoi-ban/${content.slug}`],
  ] as const) {
    if (value !== '') pdf.font('bold').text(`${name}: `, { continued: true }).font('plain').text(value);
  }
  pdf.moveDown(0.6).fontSize(9).text(COUNTING[content.form], { lineGap: 2 }).moveDown(0.8);
}

function writeTables(pdf: PDFKit.PDFDocument, content: StatementPaper['content']): void {
  heading(pdf, '1. Theo sản phẩm và tháng');
  if (content.rows.length === 0) {
    pdf.font('plain').fontSize(10).text('Trong thời gian này gian hàng không có đơn hàng nào được tính.');
    return;
  }
  const { goods, months } = paperTables(content);
  table(pdf, goods);
  heading(pdf, '2. Đối chiếu với đơn hàng');
  table(pdf, months);
}

function heading(pdf: PDFKit.PDFDocument, text: string): void {
  if (pdf.y > bottomOf(pdf) - 80) pdf.addPage();
  pdf.font('bold').fontSize(11).text(text, MARGINS.left, pdf.y, { width: WIDTH }).moveDown(0.4);
}

function table(pdf: PDFKit.PDFDocument, { columns, rows, sum }: PaperTable): void {
  const head = (): void =>
    line(
      pdf,
      columns,
      columns.map(({ title }) => title),
      'bold',
    );
  head();
  for (const [index, written] of [...rows, sum].entries()) {
    const cells = written.map((cell) => (typeof cell === 'number' ? formatInteger(cell) : cell));
    const font = index === rows.length ? 'bold' : 'plain';
    pdf.font(font).fontSize(9);
    // A row is not torn in two, and on a new page the columns are named again.
    if (pdf.y + heightOf(pdf, columns, cells) > bottomOf(pdf)) {
      pdf.addPage();
      head();
    }
    line(pdf, columns, cells, font);
  }
  pdf.x = MARGINS.left;
  pdf.moveDown(1);
}

function line(
  pdf: PDFKit.PDFDocument,
  columns: readonly Column[],
  cells: readonly string[],
  font: 'plain' | 'bold',
): void {
  pdf.font(font).fontSize(9);
  const top = pdf.y;
  const height = heightOf(pdf, columns, cells);
  let left = MARGINS.left;
  for (const [index, { width, right }] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell !== '')
      pdf.text(cell, left + 2, top + ROW_GAP / 2, { width: width - 4, align: right ? 'right' : 'left' });
    left += width;
  }
  pdf.y = top + height;
  pdf
    .moveTo(MARGINS.left, pdf.y)
    .lineTo(MARGINS.left + WIDTH, pdf.y)
    .lineWidth(0.4)
    .stroke('#999999');
}

const heightOf = (pdf: PDFKit.PDFDocument, columns: readonly Column[], cells: readonly string[]): number =>
  Math.max(
    ...columns.map(({ width }, index) => pdf.heightOfString(cells[index] || ' ', { width: width - 4 })),
  ) + ROW_GAP;

const bottomOf = (pdf: PDFKit.PDFDocument): number => pdf.page.height - MARGINS.bottom;

function writeCheck(
  pdf: PDFKit.PDFDocument,
  { statement, checkUrl }: StatementPaper,
  floor: FloorProfile,
): void {
  if (pdf.y + QR_SIDE + 20 > bottomOf(pdf)) pdf.addPage();
  const top = pdf.y + 8;
  const { size, data } = create(checkUrl, { errorCorrectionLevel: 'M' }).modules;
  const module = QR_SIDE / size;
  for (let place = 0; place < size * size; place += 1) {
    if (data[place] === 0) continue;
    pdf.rect(MARGINS.left + (place % size) * module, top + Math.floor(place / size) * module, module, module);
  }
  pdf.fill('#000000');
  const [left, width] = [MARGINS.left + QR_SIDE + 14, WIDTH - QR_SIDE - 14];
  pdf
    .font('bold')
    .fontSize(10)
    .text(`Mã kiểm tra: ${spacedCode(statement.code)}`, left, top, { width });
  pdf.font('plain').fontSize(9);
  for (const text of [
    `Kiểm tra bảng kê tại ${checkUrl}`,
    `Mã băm số liệu: ${shortDigest(statement.digest)}`,
    `Bảng kê do ${floor.province.floorName} lập tự động từ đơn hàng, không cần chữ ký và con dấu. Trang kiểm tra nêu đúng số liệu đã lập và cho biết số liệu có còn nguyên.`,
  ])
    pdf.text(text, { width, lineGap: 1 });
}

function numberPages(pdf: PDFKit.PDFDocument, statement: SalesStatement): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin, where text would begin a page of its own.
    pdf.page.margins.bottom = 0;
    pdf.font('plain').fontSize(8);
    pdf.text(
      `Bảng kê số ${statementNumber(statement)} · trang ${page + 1}/${count}`,
      MARGINS.left,
      pdf.page.height - 36,
      { width: WIDTH, align: 'right', lineBreak: false },
    );
  }
}
