import { describe, expect, it } from 'vitest';
import { readSheet } from './read-sheet.js';
import { guardText, unguardText, writeCsv, writeWorkbook, type SheetColumn } from './write-sheet.js';

const COLUMNS: SheetColumn[] = [
  { header: 'Tên', width: 30, kind: 'text' },
  { header: 'Số người', width: 10, kind: 'number' },
  { header: 'Ngày', width: 12, kind: 'day' },
];
const ROWS = [
  ['Hợp tác xã "Mẫu"; một', 21, '2015-03-05'],
  [`=HYPERLINK("http://mau")`, null, null],
  ['0012', 0, null],
];
const LIMITS = { rows: 100, columns: 20 };

describe('a file that is handed out', () => {
  it('never holds a text that a spreadsheet would run', () => {
    for (const text of ['=1+1', '+84 900', '-2', '@SUM(A1)', '\t=1', "'=1"]) {
      expect(guardText(text)).toBe(`'${text}`);
      expect(unguardText(guardText(text))).toBe(text);
    }
    for (const text of ['Đất Mũi', '1-2', "'Mẫu'"]) {
      expect(guardText(text)).toBe(text);
      expect(unguardText(text)).toBe(text);
    }
  });

  it('is CSV with a byte order mark, semicolons and quotes where needed', () => {
    expect(writeCsv(COLUMNS, ROWS).toString('utf8')).toBe(
      '\ufeffTên;Số người;Ngày\r\n' +
        '"Hợp tác xã ""Mẫu""; một";21;2015-03-05\r\n' +
        `"'=HYPERLINK(""http://mau"")";;\r\n` +
        '0012;0;\r\n',
    );
  });

  it('is a workbook whose days are days and whose texts are texts', async () => {
    const { rows } = await readSheet(await writeWorkbook('Sổ', COLUMNS, ROWS), LIMITS);
    expect(rows.map(({ cells }) => [...cells.values()])).toEqual([
      [
        { kind: 'text', text: 'Tên' },
        { kind: 'text', text: 'Số người' },
        { kind: 'text', text: 'Ngày' },
      ],
      [
        { kind: 'text', text: 'Hợp tác xã "Mẫu"; một' },
        { kind: 'number', value: 21 },
        { kind: 'day', day: '2015-03-05' },
      ],
      [{ kind: 'text', text: `'=HYPERLINK("http://mau")` }],
      [
        { kind: 'text', text: '0012' },
        { kind: 'number', value: 0 },
      ],
    ]);
  });
});
