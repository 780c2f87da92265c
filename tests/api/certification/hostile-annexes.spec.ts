import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDecision, ANNEX_HEADING, AnnexDesk, annexRow } from '../../support/annex-desk.js';
import { everyRow } from '../../support/ledger.js';
import { refusalOf, type ProblemBody } from '../../support/officer.js';
import { csvOf, xlsxOf } from '../../support/sheet-file.js';
import { loggedStatements } from '../../support/statements.js';
import { zipBomb } from '../../support/zip-bomb.js';

let desk: AnnexDesk;
beforeAll(async () => {
  desk = await AnnexDesk.open({ DATABASE_POOL_SIZE: '1' });
});
afterAll(() => desk.close());

const rows = (count: number): string[][] => Array.from({ length: count }, () => annexRow().map(String));

describe('an annex that is none', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string, string]>([
    ['100,000 rows', () => csvOf([ANNEX_HEADING, ...rows(100_000)]), 'too_many_rows', 'tối đa 5.000 dòng'],
    ['a zip bomb', zipBomb, 'opens_too_large', 'mở ra quá lớn'],
    [
      'a holder joined over its products',
      () => xlsxOf([ANNEX_HEADING, annexRow(), annexRow()], (sheet) => sheet.mergeCells('C2:C3')),
      'merged_cells',
      'bỏ gộp, ghi đủ từng dòng rồi gửi lại (C2:C3)',
    ],
    ['a password', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_format', 'không mật khẩu'],
    ['a picture', () => Buffer.from('ffd8ffe000104a46494600', 'hex'), 'not_utf8', 'CSV UTF-8'],
    ['a torn archive', () => Buffer.from('PK\x03\x04torn'), 'unreadable', 'Không đọc được tệp'],
    ['a letter', () => Buffer.from('Kính gửi\r\nÔng, Bà\r\n'), 'no_heading', 'hãy dùng tệp mẫu'],
    ['a heading alone', () => csvOf([ANNEX_HEADING]), 'empty', 'không có dòng nào'],
    ['nothing', () => Buffer.alloc(0), 'required', 'Chưa chọn tệp'],
  ])('(%s) is refused quickly and in words, and changes nothing', async (_what, make, code, words) => {
    const bytes = await make();
    const before = await everyRow(desk.database);
    const began = performance.now();
    const answer = await desk.send(bytes);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(refusalOf(answer)).toBe(`400 validation_failed, file ${code}`);
    expect((answer.body as ProblemBody).errors?.[0]?.message).toContain(words);
    expect(await everyRow(desk.database)).toEqual(before);
  });

  it('of more than 10 MB is not read to its end', async () => {
    expect(refusalOf(await desk.send(Buffer.alloc(10 * 1024 * 1024 + 1, 'a')))).toBe('413 too_large');
  });
});

describe('an annex with odd cells', () => {
  it('has its formulas refused cell by cell and its days read from text; no word of it becomes SQL or a formula', async () => {
    const decision = aDecision();
    const nasty = `'); DROP TABLE certifications; --`;
    const file = await xlsxOf([
      [...ANNEX_HEADING, 'Ngày cấp', 'Hết hạn ngày'],
      [...annexRow(), '5/10/2026'],
      [...annexRow(), '05-10-2026'],
      [...annexRow(), 'mồng năm tháng mười'],
      [...annexRow({ 6: { formula: '1+2' } }), '2026-10-05'],
      annexRow({ 1: nasty }),
      annexRow({ 1: `'=HYPERLINK("http://mau.example")` }),
      annexRow({ 1: 'Mắm\u202emẫu' }),
      annexRow({ 1: 'M'.repeat(161) }),
      annexRow({ 4: 12_345, 7: 8.5 }),
    ]);
    const brought = await desk.preview(file, decision);
    const read = await desk.rows(brought.id);
    expect(
      read.map(
        ({ no, problems }) => `${no}: ${problems.map(({ column, code }) => `${column} ${code}`).join(', ')}`,
      ),
    ).toEqual([
      '2: ',
      '3: ',
      '4: issuedOn bad_day',
      '5: stars formula',
      '6: ',
      '7: ',
      '8: productName bad_characters',
      '9: productName too_long',
      '10: setNo unknown_set, productCode product_code_form',
    ]);
    expect(await desk.enter(brought.id, 'good')).toMatchObject({ status: 'confirmed' });
    const entered = await desk.entered(decision);
    expect(entered.map(({ productName }) => productName)).toContain(nasty);
    expect(entered.map(({ productName }) => productName)).toContain('=HYPERLINK("http://mau.example")');
    expect(entered.filter(({ issuedOn }) => issuedOn === '2026-10-05')).toHaveLength(2);
  });
});

describe('a large annex', () => {
  it('of 2,000 good rows is read, taken and undone in one pass, with as many statements as one of two', async () => {
    const taken = async (count: number): Promise<string[]> => {
      const decision = aDecision();
      const file = csvOf([ANNEX_HEADING, ...rows(count)]);
      return loggedStatements(desk.app, async () => {
        const { id, created, faulty } = await desk.preview(file, decision);
        expect({ created, faulty }).toEqual({ created: count, faulty: 0 });
        expect((await desk.confirm(id)).status).toBe(204);
        await desk.take(id);
        expect(await desk.entered(decision)).toHaveLength(count);
        expect((await desk.undo(id)).status).toBe(204);
        expect(await desk.entered(decision)).toEqual([]);
      });
    };
    // The first job of a process may learn about its queue; that is not the price of a row.
    await taken(1);
    const few = await taken(2);
    const began = performance.now();
    const many = await taken(2_000);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(many).toEqual(few);
    expect(few.length).toBeLessThan(70);
  });
});

describe('the template', () => {
  it('names every column that is read, explains it, and comes back as an annex without rows', async () => {
    const file = await desk.officer.download('/admin/annex-imports/template.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(file.bytes).buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Phụ lục', 'Hướng dẫn']);
    expect(refusalOf(await desk.send(file.bytes))).toBe('400 validation_failed, file empty');
    const csv = await desk.officer.download('/admin/annex-imports/template.csv');
    expect(csv.headers.get('content-disposition')).toContain('mau-phu-luc-quyet-dinh.csv');
    const text = csv.bytes.toString('utf8').trim();
    const row = [...annexRow().slice(1, 5), '3', '61,5', '8'].join(';');
    const brought = await desk.preview(Buffer.from(`${text}\r\n${row}\r\n`));
    expect(brought).toMatchObject({ created: 1, faulty: 0 });
    expect(brought.headings.every(({ column }) => column !== null)).toBe(true);
  });
});
