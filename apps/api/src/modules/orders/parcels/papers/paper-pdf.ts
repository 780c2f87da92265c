import { dataFilePath } from '../../../../platform/data/data-files.js';
import { newPdf } from '../../../../platform/pdf/new-pdf.js';

/** Points of a millimetre. */
export const MM = 72 / 25.4;

/** Papers of the demo say so, so that none is taken for one of a real parcel. */
export const SAMPLE = 'MẪU – KHÔNG GIAO';

/** A sheet in the fonts of the house, drawn by `draw`, as bytes. */
export async function paperPdf(
  { size, title, author, made }: { size: 'A4' | 'A5' | 'A6'; title: string; author: string; made?: Date },
  draw: (pdf: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  const pdf = await newPdf({
    size,
    margin: (size === 'A4' ? 18 : 8) * MM,
    lang: 'vi',
    displayTitle: true,
    info: { Title: title, Author: author, ...(made === undefined ? {} : { CreationDate: made }) },
  });
  pdf.registerFont('plain', dataFilePath('programme/fonts/BeVietnamPro-Regular.ttf'));
  pdf.registerFont('bold', dataFilePath('programme/fonts/BeVietnamPro-SemiBold.ttf'));
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve, reject) => {
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  draw(pdf);
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

/** A rule across the sheet, with room above and below. */
export function rule(pdf: PDFKit.PDFDocument): void {
  const { left, right } = pdf.page.margins;
  pdf.y += 4;
  pdf.moveTo(left, pdf.y).lineTo(pdf.page.width - right, pdf.y);
  pdf.lineWidth(0.7).stroke('#000000');
  pdf.y += 6;
}
