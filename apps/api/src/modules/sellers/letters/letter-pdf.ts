import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foldVietnamese } from '#kernel/text';
import { vietnamDay } from '#kernel/time';
import type { FloorProfile } from '../../../platform/data/floor-profile.js';
import { newPdf } from '../../../platform/pdf/new-pdf.js';
import { letterNumber, type LetterContent, type LetterNumber } from './letter-words.js';

/** A4 with the margins of Decree 30/2020/NĐ-CP on official papers, in points: top and bottom 20, left 30, right 15 mm. */
const MARGINS = { top: 57, bottom: 57, left: 85, right: 43 };

/** Draws a letter as an official notice: who writes, country and motto, number and place, words, who gets it. */
export async function letterPdf(
  letter: LetterNumber & { issuedAt: Date },
  content: LetterContent,
  floor: FloorProfile,
): Promise<Buffer> {
  const fonts = fontFolder();
  const pdf = await newPdf({
    size: 'A4',
    margins: MARGINS,
    lang: 'vi',
    displayTitle: true,
    info: { Title: `${letterNumber(letter)}: ${content.subject}`, Author: floor.operator.name },
  });
  pdf.registerFont('plain', join(fonts, 'BeVietnamPro-Regular.ttf'));
  pdf.registerFont('bold', join(fonts, 'BeVietnamPro-SemiBold.ttf'));
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  writeHead(pdf, letter, floor);
  writeBody(pdf, content);
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

function writeHead(
  pdf: PDFKit.PDFDocument,
  letter: LetterNumber & { issuedAt: Date },
  floor: FloorProfile,
): void {
  const width = (pdf.page.width - MARGINS.left - MARGINS.right) / 2 - 10;
  const right = MARGINS.left + width + 20;
  const top = pdf.y;
  pdf.font('bold').fontSize(10).text(floor.operator.name, MARGINS.left, top, { width, align: 'center' });
  pdf.font('plain').text(`Số: ${letterNumber(letter)}`, { width, align: 'center' });
  const leftEnd = pdf.y;
  pdf.font('bold').text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', right, top, { width, align: 'center' });
  pdf.text('Độc lập - Tự do - Hạnh phúc', { width, align: 'center' });
  const [year, month, day] = vietnamDay(letter.issuedAt).split('-');
  pdf
    .font('plain')
    .text(`${floor.province.name}, ngày ${day} tháng ${month} năm ${year}`, { width, align: 'center' });
  pdf.x = MARGINS.left;
  pdf.y = Math.max(leftEnd, pdf.y) + 24;
  if (floor.demo)
    pdf.font('bold').fontSize(11).text('MẪU – THƯ CỦA BẢN TRÌNH DIỄN', { align: 'center' }).moveDown();
}

function writeBody(pdf: PDFKit.PDFDocument, content: LetterContent): void {
  pdf.font('bold').fontSize(14).text('THÔNG BÁO', { align: 'center' });
  pdf.fontSize(12).text(content.subject, { align: 'center' }).moveDown(1.5);
  pdf.font('plain').fontSize(12).text(`Kính gửi: ${content.to}`);
  if (content.address !== '') pdf.text(`Địa chỉ: ${content.address}`);
  pdf.moveDown();
  const grounds = content.grounds ?? [];
  for (const [index, ground] of grounds.entries())
    pdf.text(`Căn cứ ${ground}${index === grounds.length - 1 ? '.' : ';'}`, { lineGap: 3 });
  if (grounds.length > 0) pdf.moveDown(0.6);
  // Set left: justified lines lose the spaces between their words when somebody copies or listens to them.
  for (const paragraph of content.paragraphs) pdf.text(paragraph, { lineGap: 3 }).moveDown(0.6);
  for (const [index, point] of content.points.entries())
    pdf.text(`${index + 1}. ${point}`, { indent: 14, lineGap: 3 }).moveDown(0.4);
  pdf.moveDown(0.4).text(content.closing, { lineGap: 3 }).moveDown(2);
  pdf.font('bold').fontSize(10).text('Nơi nhận:');
  pdf.font('plain').text(`- ${content.to};`).text('- Lưu hồ sơ gian hàng.');
}

/** Fonts lie beside the sources; what is compiled finds them from the same root. */
function fontFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const fonts = join(folder, 'data', 'programme', 'fonts');
    if (existsSync(fonts)) return fonts;
  }
  throw new Error('The folder data/programme/fonts was not found above the program');
}

/** A letter's file name: what a person finds again among downloads. */
export const letterFileName = ({ year, number, sign }: LetterNumber): string =>
  `thong-bao-${String(number).padStart(2, '0')}-${year}-${foldVietnamese(sign).replaceAll(/[^a-z]+/g, '-')}.pdf`;
