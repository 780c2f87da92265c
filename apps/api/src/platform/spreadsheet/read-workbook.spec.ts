import ExcelJS from 'exceljs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSheet } from './read-sheet.js';
import { SheetRefused, type Sheet, type SheetCell } from './sheet.js';

const LIMITS = { rows: 1_000, columns: 30 };
const BOOK = `<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const RELATIONS = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`;

/** A ZIP as a program would write it, or as nobody honest would. */
function zip(parts: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const book = (sheet: string | Buffer, more: Record<string, string> = {}): Buffer =>
  zip({
    'xl/workbook.xml': BOOK,
    'xl/_rels/workbook.xml.rels': RELATIONS,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  });

const cellsOf = (sheet: Sheet, row = 0): SheetCell[] => [...(sheet.rows[row]?.cells.values() ?? [])];

async function refusal(bytes: Buffer): Promise<string> {
  try {
    await readSheet(bytes, LIMITS);
    return 'taken';
  } catch (error) {
    if (error instanceof SheetRefused) return error.code;
    throw error;
  }
}

describe('reading a workbook', () => {
  it('reads what the library writes: texts, numbers, days, yes and no, and sees formulas', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Sổ');
    sheet.addRow(['Hợp tác xã "Mẫu" & bạn', 42, new Date('2015-03-05T00:00:00Z'), true]);
    sheet.getCell('C1').numFmt = 'dd/mm/yyyy';
    sheet.getCell('F1').value = { formula: 'A1', result: 'x' };
    sheet.getCell('H1').value = { richText: [{ text: 'Đất ' }, { text: 'Mũi', font: { bold: true } }] };
    sheet.getCell('J1').value = { error: '#N/A' };
    const read = await readSheet(Buffer.from(await workbook.xlsx.writeBuffer()), LIMITS);
    expect(cellsOf(read)).toEqual([
      { kind: 'text', text: 'Hợp tác xã "Mẫu" & bạn' },
      { kind: 'number', value: 42 },
      { kind: 'day', day: '2015-03-05' },
      { kind: 'boolean', value: true },
      { kind: 'formula' },
      { kind: 'text', text: 'Đất Mũi' },
      { kind: 'formula' },
    ]);
    expect([...(read.rows[0]?.cells.keys() ?? [])]).toEqual([0, 1, 2, 3, 5, 7, 9]);
  });

  it('reads inline texts, names with a prefix, entities, and days counted from 1904', async () => {
    const sheet = `<?xml version="1.0"?><x:worksheet><x:sheetData><x:row r="7">
      <x:c r="B7" t="inlineStr"><x:is><x:t>&#272;&#x1EA5;t &lt;M&#361;i&gt;</x:t><x:rPh><x:t>no</x:t></x:rPh></x:is></x:c>
      <x:c s="0"><x:v>0</x:v></x:c><x:c s="1"><x:v>41702</x:v></x:c></x:row></x:sheetData>
      <x:mergeCells><x:mergeCell ref="A1:C2"/></x:mergeCells></x:worksheet>`;
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`;
    const workbook = BOOK.replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
    const read = await readSheet(
      book(sheet, { 'xl/workbook.xml': workbook, 'xl/styles.xml': styles }),
      LIMITS,
    );
    expect(read.rows.map(({ no }) => no)).toEqual([7]);
    expect(cellsOf(read)).toEqual([
      { kind: 'text', text: 'Đất <Mũi>' },
      { kind: 'number', value: 0 },
      { kind: 'day', day: '2018-03-05' },
    ]);
    expect(read.merged).toEqual([{ ref: 'A1:C2', top: 1, bottom: 2 }]);
  });
});

describe('a hostile workbook', () => {
  const row = (no: number): string => `<row r="${no}"><c><v>1</v></c></row>`;

  it.each([
    ['a torn archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]), 'unreadable'],
    ['an archive of something else', zip({ 'word/document.xml': '<a/>' }), 'unreadable'],
    ['a file with a password, or of 2003', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_format'],
    ['entities of its own', book(`<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`), 'unreadable'],
    ['tags that never end', book(`<worksheet ${'a '.repeat(100_000)}`), 'unreadable'],
    ['a cell far to the right', book(`<row r="1"><c r="XFD1"><v>1</v></c></row>`), 'too_many_columns'],
    ['nothing', book('<worksheet/>'), 'empty'],
    ['no number where one is said to be', book(`<row><c><v>x</v></c></row>`), 'unreadable'],
  ])('with %s is refused', async (_what, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('of a few kilobytes that unpacks to hundreds of megabytes is refused at once', async () => {
    const bytes = book(Buffer.alloc(300 * 1024 * 1024, ' '));
    expect(bytes.length).toBeLessThan(1024 * 1024);
    const began = performance.now();
    expect(await refusal(bytes)).toBe('opens_too_large');
    expect(performance.now() - began).toBeLessThan(6_000);
  });

  it('of 100,000 rows is refused after the first row too many', async () => {
    const bytes = book(Array.from({ length: 100_000 }, (_, i) => row(i + 1)).join(''));
    const began = performance.now();
    expect(await refusal(bytes)).toBe('too_many_rows');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('whose ranges and columns span everything costs no more than what is in it', async () => {
    const sheet = `<worksheet><cols><col min="1" max="999999999"/></cols><sheetData>${row(1)}</sheetData>
      <mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>
      <dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations></worksheet>`;
    const began = performance.now();
    const read = await readSheet(book(sheet), LIMITS);
    expect(read.merged).toEqual([{ ref: 'A1:XFD1048576', top: 1, bottom: 1_048_576 }]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
