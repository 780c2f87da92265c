import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.js';
import { SheetRefused } from './sheet.js';

const LIMITS = { rows: 100, columns: 20 };
const texts = (text: string): string[][] =>
  readCsv(Buffer.from(text), LIMITS).rows.map(({ cells }) =>
    Array.from({ length: Math.max(...cells.keys()) + 1 }, (_, column) => {
      const cell = cells.get(column);
      return cell?.kind === 'text' ? cell.text : '';
    }),
  );
const refusal = (bytes: Uint8Array, limits = LIMITS): string => {
  try {
    readCsv(bytes, limits);
  } catch (error) {
    if (error instanceof SheetRefused) return error.code;
    throw error;
  }
  return 'taken';
};

describe('reading CSV', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\n1\t2'],
    ['a byte order mark', '\ufeffa;b\n1;2'],
  ])('understands %s', (_what, text) => {
    expect(texts(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps separators, quotes and line breaks inside quotes', () => {
    expect(texts('a,b\n"Nuôi tôm, cua","Hợp tác xã ""Mẫu""\nĐất Mũi"\n')).toEqual([
      ['a', 'b'],
      ['Nuôi tôm, cua', 'Hợp tác xã "Mẫu"\nĐất Mũi'],
    ]);
  });

  it('counts rows as a spreadsheet does, and leaves empty ones out', () => {
    const { rows } = readCsv(Buffer.from('a;b\n;;\n\n1;\n'), LIMITS);
    expect(rows.map(({ no }) => no)).toEqual([1, 4]);
  });

  it('does not lose a last empty field, nor invent a row at the end', () => {
    expect(texts('a;b;c\n1;2;')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2'],
    ]);
  });

  it('reads what older programs of banks write where that is wanted: UTF-16, Windows-1258, a letterhead', () => {
    const limits = { ...LIMITS, legacyText: true };
    const first = (bytes: Uint8Array): unknown => readCsv(bytes, limits).rows[0]?.cells.get(0);
    const utf16 = Buffer.from('\ufeffNội dung\tSố tiền', 'utf16le');
    expect(first(utf16)).toEqual({ kind: 'text', text: 'Nội dung' });
    const windows1258 = Buffer.from([0x4e, 0xf4, 0xf2, 0x69, 0x3b, 0x31]);
    expect(first(windows1258)).toEqual({ kind: 'text', text: 'Nội' });
    const { rows } = readCsv(Buffer.from('NGÂN HÀNG MẪU\nChi nhánh 1, Cà Mau\na;b;c;d\n'), limits);
    expect(rows.at(-1)?.cells.size).toBe(4);
  });

  it('refuses other encodings, torn quotes, binary and what is too much', () => {
    expect(refusal(Buffer.from([0x61, 0x2c, 0xe3]))).toBe('not_utf8');
    expect(refusal(Buffer.from('a,"b'))).toBe('unreadable');
    expect(refusal(Buffer.from('a,"b"c'))).toBe('unreadable');
    expect(refusal(Buffer.from('a,b\0'))).toBe('unreadable');
    expect(refusal(Buffer.from('a\n'.repeat(101)))).toBe('too_many_rows');
    expect(refusal(Buffer.from(`${'a,'.repeat(30)}a`))).toBe('too_many_columns');
  });

  it('stops at the first row too many, however long the file is', () => {
    const began = performance.now();
    expect(refusal(Buffer.from('mau;xa\n'.repeat(1_400_000)))).toBe('too_many_rows');
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
