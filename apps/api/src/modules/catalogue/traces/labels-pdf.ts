import { spacedTraceCode } from '#kernel/trace-code';
import { dataFilePath } from '../../../platform/data/data-files.js';
import { newPdf } from '../../../platform/pdf/new-pdf.js';
import { labelQr } from './label-qr.js';
import { batchLines, LABEL_CAPTION, LABEL_SAMPLE } from './label-words.js';
import type { LabelAnswer } from './traces.dto.js';

/** Points of a millimetre. */
const MM = 72 / 25.4;
/** A4 in 3 × 8: the label sheets sold everywhere, 70 × 37 mm without margins. */
const [COLUMNS, ROWS] = [3, 8];
const [WIDTH, HEIGHT] = [(210 / COLUMNS) * MM, (297 / ROWS) * MM];
/** Printers leave about 4 mm blank at the edges of the sheet. */
const INSET = 4.5 * MM;
/**
 * The code with its quiet zone. An address of 42 letters takes 41 modules with it, 0.68 mm each: cheap phones read from
 * 0.5 mm up at arm's length of a packet.
 */
const QR_SIDE = 28 * MM;
const TEXT_LEFT = INSET + QR_SIDE + 1 * MM;
const TEXT_WIDTH = WIDTH - TEXT_LEFT - INSET;

/** Sheets of the same label, 24 to a page, drawn as outlines and text: sharp at any size. */
export async function labelsPdf(
  label: LabelAnswer,
  { count, cuts, demo }: { count: number; cuts: boolean; demo: boolean },
): Promise<Buffer> {
  const pdf = await newPdf({
    size: 'A4',
    margin: 0,
    lang: 'vi',
    autoFirstPage: false,
    displayTitle: true,
    info: { Title: `Tem truy xuất ${label.code}: ${label.productName}`, Author: label.producer },
  });
  pdf.registerFont('plain', dataFilePath('programme/fonts/BeVietnamPro-Regular.ttf'));
  pdf.registerFont('bold', dataFilePath('programme/fonts/BeVietnamPro-SemiBold.ttf'));
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  const qr = labelQr(label.url);
  for (let drawn = 0; drawn < count; drawn++) {
    const place = drawn % (COLUMNS * ROWS);
    if (place === 0) pdf.addPage();
    if (place === 0 && cuts) drawCuts(pdf);
    const [left, top] = [(place % COLUMNS) * WIDTH, Math.floor(place / COLUMNS) * HEIGHT];
    drawQr(pdf, qr, left + INSET, top + (HEIGHT - QR_SIDE) / 2);
    writeLabel(pdf, label, left + TEXT_LEFT, top + INSET, demo);
  }
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

function drawCuts(pdf: PDFKit.PDFDocument): void {
  for (let column = 1; column < COLUMNS; column++)
    pdf.moveTo(column * WIDTH, 0).lineTo(column * WIDTH, ROWS * HEIGHT);
  for (let row = 1; row < ROWS; row++) pdf.moveTo(0, row * HEIGHT).lineTo(COLUMNS * WIDTH, row * HEIGHT);
  pdf.lineWidth(0.3).dash(2, { space: 2 }).stroke('#999999').undash();
}

function drawQr(
  pdf: PDFKit.PDFDocument,
  { runs, size }: ReturnType<typeof labelQr>,
  left: number,
  top: number,
): void {
  const module = QR_SIDE / size;
  for (const { x, y, width } of runs) pdf.rect(left + x * module, top + y * module, width * module, module);
  pdf.fill('#000000');
}

function writeLabel(
  pdf: PDFKit.PDFDocument,
  label: LabelAnswer,
  left: number,
  top: number,
  demo: boolean,
): void {
  const line = (text: string, size: number, lines: number): void => {
    pdf.fontSize(size);
    // A name may be long; what does not fit is cut with dots, and never runs into the next label.
    const height = lines * pdf.currentLineHeight(true) + 0.1;
    pdf.text(text, left, pdf.y, { width: TEXT_WIDTH, height, ellipsis: true });
  };
  pdf.y = top;
  pdf.fillColor('#000000').font('bold');
  line(label.productName, 7.5, 2);
  pdf.font('plain');
  line(label.producer, 6.3, 2);
  for (const text of batchLines(label)) line(text, 6.3, 1);
  pdf.y += 1;
  line(demo ? `${LABEL_CAPTION} · ${LABEL_SAMPLE}` : LABEL_CAPTION, 5, 1);
  pdf.font('bold');
  line(spacedTraceCode(label.code), 9.5, 1);
}
