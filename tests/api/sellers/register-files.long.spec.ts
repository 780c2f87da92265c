import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { OfficerClient, refusalOf, type ProblemBody } from '../../support/officer.js';
import { People } from '../../support/people.js';
import { csvOf, HEADING, xlsxOf } from '../../support/sheet-file.js';
import { loggedStatements } from '../../support/statements.js';
import { zipBomb } from '../../support/zip-bomb.js';

let database: TestDatabase;
let app: TestApp;
let officer: OfficerClient;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database, clock, env: { DATABASE_POOL_SIZE: '1' } });
  officer = new OfficerClient(app, await new People(app, database, clock).officer('administrator'));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface ImportBody {
  id: string;
  created: number;
  updated: number;
  unchanged: number;
  faulty: number;
}

const upload = (bytes: Uint8Array, name = 'so.xlsx') =>
  officer.upload<ImportBody>('/admin/cooperative-imports', { name, bytes });
const row = (number: number | string): string[] => [
  `TEP-${number}`,
  `Hợp tác xã Mẫu ${number}`,
  'NN',
  'Xã Đất Mũi',
];

describe('a file that is handed out', () => {
  it.each(['xlsx', 'csv'])('as .%s comes back as an import that changes nothing', async (ending) => {
    const file = await officer.download(`/admin/cooperatives/export.${ending}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="so-hop-tac-xa.${ending}"`);
    const [all] = await database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM cooperatives`,
    );
    const { body } = await upload(file.bytes, `so.${ending}`);
    expect(body).toMatchObject({ created: 0, updated: 0, faulty: 0, unchanged: all?.count });
  });

  it('is filtered as the list is, and holds no text a spreadsheet would run', async () => {
    await officer.call('POST', '/admin/cooperatives', {
      registerNumber: 'TEP-CONG-THUC',
      name: '=HYPERLINK("http://mau.example","bấm")',
      field: 'non_agriculture',
      fieldDetail: '+84 900 000 000',
      communeCode: '32248',
    });
    const csv = (await officer.download('/admin/cooperatives/export.csv?q=TEP-CONG-THUC')).bytes.toString(
      'utf8',
    );
    const [heading = '', line = '', ...rest] = csv.split('\r\n');
    expect(heading.startsWith('\ufeffSố đăng ký;Tên hợp tác xã;')).toBe(true);
    expect(line).toContain(`"'=HYPERLINK(""http://mau.example"",""bấm"")"`);
    expect(line).toContain(`;'+84 900 000 000;`);
    expect(rest).toEqual(['']);
    const { body } = await upload(Buffer.from(csv), 'so.csv');
    expect(body).toMatchObject({ unchanged: 1 });
    const workbook = new ExcelJS.Workbook();
    const file = await officer.download('/admin/cooperatives/export.xlsx?q=TEP-CONG-THUC');
    await workbook.xlsx.load(Uint8Array.from(file.bytes).buffer);
    const cell = workbook.worksheets[0]?.getCell('B2');
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
    expect(cell?.value).toBe(`'=HYPERLINK("http://mau.example","bấm")`);
  });

  it('is an empty form too, with its columns explained and its words offered', async () => {
    const file = await officer.download('/admin/cooperative-imports/template.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(file.bytes).buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Sổ hợp tác xã', 'Hướng dẫn']);
    expect(workbook.worksheets[0]?.getCell('D2').dataValidation.formulae).toEqual([
      '"Nông nghiệp,Phi nông nghiệp"',
    ]);
    expect(refusalOf(await upload(file.bytes))).toBe('400 validation_failed, file empty');
  });
});

describe('a large file', () => {
  it('of 5,000 rows is read and taken in seconds, with as many statements as one of two', async () => {
    const taken = async (count: number): Promise<number> => {
      const file = csvOf([HEADING, ...Array.from({ length: count }, (_, i) => row(`${count}-${i}`))]);
      const before = await everyRow(database);
      const statements = await loggedStatements(app, async () => {
        const { body } = await upload(file, 'so.csv');
        expect(body).toMatchObject({ created: count, faulty: 0 });
        const confirmed = await officer.call('POST', `/admin/cooperative-imports/${body.id}/confirmation`, {
          rows: 'all',
        });
        expect(confirmed.status).toBe(204);
        const undone = await officer.call('DELETE', `/admin/cooperative-imports/${body.id}/confirmation`);
        expect(undone.status).toBe(204);
      });
      const after = await everyRow(database);
      expect(after['public.cooperatives']).toBe(before['public.cooperatives']);
      return statements.length;
    };
    const few = await taken(2);
    const began = performance.now();
    expect(await taken(5_000)).toBe(few);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(few).toBeLessThan(45);
  });
});

describe('a file that is no list', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a picture', () => Buffer.from('ffd8ffe000104a46494600', 'hex'), '400 validation_failed, file not_utf8'],
    ['an .xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), '400 validation_failed, file old_format'],
    ['a zip bomb', zipBomb, '400 validation_failed, file opens_too_large'],
    ['a torn archive', () => Buffer.from('PK\x03\x04torn'), '400 validation_failed, file unreadable'],
    ['nothing', () => Buffer.alloc(0), '400 validation_failed, file required'],
    ['no heading', () => csvOf([row(1)]), '400 validation_failed, file no_heading'],
    ['a heading only', () => csvOf([HEADING]), '400 validation_failed, file empty'],
    [
      'a heading twice',
      () => csvOf([[...HEADING, 'Tên HTX'], row(1)]),
      '400 validation_failed, file heading_twice',
    ],
    [
      '100,000 rows',
      () => csvOf([HEADING, ...Array.from({ length: 100_000 }, (_, i) => row(i))]),
      '400 validation_failed, file too_many_rows',
    ],
    [
      'joined cells in its list',
      () => xlsxOf([HEADING, row(1), row(2)], (sheet) => sheet.mergeCells('B2:B3')),
      '400 validation_failed, file merged_cells',
    ],
    ['more than 10 MB', () => Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), '413 too_large'],
    ['far more than 10 MB', () => Buffer.alloc(30 * 1024 * 1024, 'a'), '413 too_large'],
  ])('(%s) is refused quickly and in words, and changes nothing', async (_what, make, refusal) => {
    const bytes = await make();
    const before = await everyRow(database);
    const began = performance.now();
    const answer = await upload(bytes);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(refusalOf(answer)).toBe(refusal);
    for (const { message } of (answer.body as unknown as ProblemBody).errors ?? [])
      expect(message).toMatch(/[ăâđêôơưáàảãạ]/);
    expect(await everyRow(database)).toEqual(before);
  });

  it('names the joined range', async () => {
    const file = await xlsxOf([HEADING, row(1)], (sheet) => sheet.mergeCells('C2:D2'));
    const { body } = await upload(file);
    expect((body as unknown as ProblemBody).errors?.[0]?.message).toContain('(C2:D2)');
  });

  it('is also a form without a file, two files, and JSON', async () => {
    const send = async (body: string | FormData, headers: Record<string, string> = {}) => {
      const response = await fetch(`${app.url}/api/v1/admin/cooperative-imports`, {
        method: 'POST',
        headers: { ...officer.person.headers, ...headers },
        body,
      });
      return refusalOf({ status: response.status, body: await response.json() });
    };
    const none = new FormData();
    none.append('note', 'x');
    expect(await send(none)).toBe('400 validation_failed, file required');
    const two = new FormData();
    for (const name of ['a.csv', 'b.csv']) two.append('file', new Blob(['a;b']), name);
    expect(await send(two)).toBe('400 malformed_body');
    expect(await send('{}', { 'content-type': 'application/json' })).toBe('415 unsupported_type');
    expect(await send('--x\r\ntorn', { 'content-type': 'multipart/form-data; boundary=x' })).toBe(
      '400 malformed_body',
    );
  });
});

it('the register sent into an empty one makes the same register', async () => {
  const file = await officer.download('/admin/cooperatives/export.xlsx');
  const register = `SELECT register_number, name, tax_code, field, field_detail, commune_code, founded_on, entered_on,
    status, CASE status WHEN 'active' THEN NULL ELSE status_from END AS since, has_office, has_computer, has_website,
    (SELECT (counted_on, members, workers)::text FROM cooperative_counts n WHERE n.cooperative_id = c.id
      ORDER BY counted_on DESC LIMIT 1) AS people FROM cooperatives c ORDER BY register_number`;
  const before = await database.query(register);
  for (const table of ['producers', 'certifications', 'seller_applications'])
    await database.query(`UPDATE ${table} SET cooperative_id = NULL`);
  for (const table of ['cooperative_statuses', 'cooperative_counts', 'cooperatives'])
    await database.query(`DELETE FROM ${table}`);
  const { body } = await upload(file.bytes);
  expect(body).toMatchObject({ created: before.length, faulty: 0, updated: 0, unchanged: 0 });
  await officer.call('POST', `/admin/cooperative-imports/${body.id}/confirmation`, { rows: 'all' });
  expect(await database.query(register)).toEqual(before);
});
