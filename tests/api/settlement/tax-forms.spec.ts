import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { OfficerClient, type Answer } from '../../support/officer.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from '../../support/small-floor.js';
import { asHousehold, Selling, type Sold } from '../../support/sold-goods.js';

interface Row {
  slug: string;
  kind: string;
  soldVnd: number;
  takenBackVnd: number;
  revenueVnd: number;
  vatVnd: number;
  pitVnd: number;
  owedBySellerVnd: number;
}
interface Form {
  id: string;
  version: number;
  sum: { revenueVnd: number; vatVnd: number; pitVnd: number };
}
interface Period {
  over: boolean;
  rows: Row[];
  sum: Form['sum'];
  forms: Form[];
}

let database: TestDatabase;
let app: TestApp;
let selling: Selling;
let household: SmallSeller;
let cooperative: SmallSeller;
let tea: SmallProduct;
let shrimp: SmallProduct;
let people: People;
let administrator: Person;
let owner: Person;
let sold: Sold;
const clock = clockAtSeeding();
const PICKED_UP = { method: 'pickup', tourismPointSlug: 'mui-ca-mau' };

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  const floor = await SmallFloor.in(database);
  household = await floor.seller('ho-ba-tu');
  await asHousehold(database, household);
  cooperative = await floor.seller('htx-tom');
  tea = await floor.product({ slug: 'tra-mang-cau', seller: household, priceVnd: 185_000, onHand: 1_000 });
  shrimp = await floor.product({ slug: 'tom-kho', seller: cooperative, priceVnd: 185_000, onHand: 1_000 });
  await floor.servesPoint(household, 'mui-ca-mau');
  selling = new Selling({ app, database, clock });
  clock.set('2026-09-30T03:00:00Z');
  administrator = await people.officer('administrator');
  owner = await people.person();
  await people.member(owner, household);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** The clock goes on, and people sign in anew. */
async function itIs(moment: string): Promise<void> {
  clock.set(moment);
  for (const person of [administrator, owner]) await people.signIn(person);
}
const call = <Body>(
  method: string,
  path: string,
  body?: object,
  person = administrator,
): Promise<Answer<Body>> => new OfficerClient(app, person).call<Body>(method, path, body);
const decide = (wish: object): Promise<Answer<{ errors?: { path: string }[] }>> =>
  call('POST', '/admin/settlement-terms', { reason: 'Công văn mẫu của cơ quan thuế', ...wish });
const period = async (name: string): Promise<Period> =>
  (await call<Period>('GET', `/admin/tax-forms?period=${name}`)).body;
const issue = (name: string): Promise<Answer<Form>> => call('POST', '/admin/tax-forms', { period: name });
async function sheetsOf(path: string, person: Person): Promise<ExcelJS.Workbook> {
  const answer = await fetch(`${app.url}/api/v1${path}`, { headers: person.headers });
  expect(answer.status).toBe(200);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  return workbook;
}
const rowsOf = (workbook: ExcelJS.Workbook, sheet: string): unknown[][] => {
  const rows: unknown[][] = [];
  workbook.getWorksheet(sheet)?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
};

describe('what an administrator decides', () => {
  it('holds from tomorrow on at the earliest, for one channel or the fee, and says why', async () => {
    expect((await decide({ subject: 'cod', mode: 'withheld', effectiveFrom: '2026-09-30' })).status).toBe(
      400,
    );
    expect((await decide({ subject: 'cod', feeBasisPoints: 5, effectiveFrom: '2026-10-01' })).status).toBe(
      400,
    );
    expect((await decide({ subject: 'floor_fee', mode: 'none', effectiveFrom: '2026-10-01' })).status).toBe(
      400,
    );
    expect(
      (await decide({ subject: 'cod', mode: 'none', effectiveFrom: '2026-10-01', reason: '' })).status,
    ).toBe(400);
    const taken = await decide({ subject: 'bank_transfer', mode: 'withheld', effectiveFrom: '2026-10-01' });
    expect(taken.status).toBe(201);
    const { body } = await call<{ items: object[] }>('GET', '/admin/settlement-terms');
    expect(body.items).toMatchObject([
      { subject: 'bank_transfer', mode: 'withheld', effectiveFrom: '2026-10-01' },
    ]);
  });
});

describe('the monthly form', () => {
  it('declares what was sold in the month, and nothing of cooperatives or of the days before the decision', async () => {
    clock.set('2026-09-30T16:59:59Z');
    await selling.sold({ [tea.variantId]: 7 }, PICKED_UP);
    clock.set('2026-09-30T17:00:00Z');
    sold = await selling.sold({ [tea.variantId]: 1 }, PICKED_UP);
    await selling.sold({ [shrimp.variantId]: 1 });
    await itIs('2026-10-31T16:59:59Z');
    expect((await issue('2026-10')).status).toBe(400);
    clock.set('2026-10-31T17:00:00Z');
    expect((await issue('2026-10')).status).toBe(409);
    await selling.post();
    const { rows, over, sum } = await period('2026-10');
    expect(over).toBe(true);
    expect(rows).toMatchObject([
      {
        slug: 'ho-ba-tu',
        kind: 'goods',
        revenueVnd: 185_000,
        vatVnd: 1_850,
        pitVnd: 925,
        owedBySellerVnd: 0,
      },
    ]);
    expect(sum).toEqual({ revenueVnd: 185_000, vatVnd: 1_850, pitVnd: 925 });
    expect((await period('2026-09')).rows).toEqual([]);
  });

  it('stays as it was issued, and an order cancelled later is in the form of that later month', async () => {
    const first = (await issue('2026-10')).body;
    expect(first).toMatchObject({ version: 1, sum: { vatVnd: 1_850 } });
    await itIs('2026-11-10T03:00:00Z');
    await selling.move(sold, 'cancelled');
    await selling.owe(sold, 185_000, 'cancelled');
    await selling.sold({ [tea.variantId]: 2 }, PICKED_UP);
    await selling.post();
    expect((await issue('2026-10')).body).toEqual(first);
    const { rows, sum } = await period('2026-11');
    expect(rows).toMatchObject([{ soldVnd: 370_000, takenBackVnd: 185_000, revenueVnd: 185_000 }]);
    expect(sum).toEqual({ revenueVnd: 185_000, vatVnd: 1_850, pitVnd: 925 });
    expect((await period('2026-10')).forms).toEqual([first]);
  });

  it('is corrected by a next version, where something of the month became known late', async () => {
    const late = await selling.order({ [tea.variantId]: 1 }, PICKED_UP);
    clock.set('2026-10-20T03:00:00Z');
    await selling.move(late, 'confirmed');
    await selling.pay(late);
    clock.set('2026-11-11T03:00:00Z');
    await selling.post();
    const { body } = await issue('2026-10');
    expect(body).toMatchObject({ version: 2, sum: { revenueVnd: 370_000, vatVnd: 3_700, pitVnd: 1_850 } });
    expect((await period('2026-10')).forms.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('is a workbook of the return and its list, with who took it in the history', async () => {
    const [form] = (await period('2026-10')).forms;
    const workbook = await sheetsOf(`/admin/tax-forms/${form?.id}/file`, administrator);
    expect(rowsOf(workbook, '01-CNKD-TMĐT').slice(1, 6)).toEqual([
      ['01', 'Phân phối, cung cấp hàng hóa', 370_000, 3_700, 1_850, 5_550],
      ['02', 'Dịch vụ, xây dựng không bao thầu nguyên vật liệu', 0, 0, 0, 0],
      ['03', 'Sản xuất, vận tải, dịch vụ có gắn với hàng hóa', 0, 0, 0, 0],
      ['04', 'Không xác định được', 0, 0, 0, 0],
      ['Cộng', '', 370_000, 3_700, 1_850, 5_550],
    ]);
    expect(rowsOf(workbook, '01-1-BK-CNKD-TMĐT')[1]?.slice(2, 15)).toEqual([
      'ho-ba-tu',
      'Gian hàng ho-ba-tu',
      'Hộ kinh doanh Mẫu',
      '0000000017',
      '',
      '01',
      370_000,
      0,
      370_000,
      3_700,
      1_850,
      5_550,
      0,
    ]);
    const history = await database.query(
      `SELECT 1 FROM audit_records WHERE action = 'tax_form.taken' AND subject_id = $1`,
      [form?.id],
    );
    expect(history).toHaveLength(1);
    await expect(database.query(`UPDATE tax_forms SET content = content || ' '`)).rejects.toThrow(
      'tax_forms_check',
    );
  });

  it('has a certificate a shop and year, once the year is over', async () => {
    expect((await issue('2026')).status).toBe(400);
    await itIs('2027-01-02T03:00:00Z');
    const { body } = await issue('2026');
    const workbook = await sheetsOf(`/admin/tax-forms/${body.id}/file`, administrator);
    expect(rowsOf(workbook, '1 ho-ba-tu').slice(1, 4)).toEqual([
      ['10/2026', '01', 370_000, 3_700, 1_850, 5_550],
      ['11/2026', '01', 185_000, 1_850, 925, 2_775],
      ['Cộng', '', 555_000, 5_550, 2_775, 8_325],
    ]);
  });

  it('is the shop’s to fetch, which sees month by month what was kept back and what went back, and nobody else’s', async () => {
    const path = `/seller/${household.slug}/withholdings`;
    const { body } = await call<{ months: object[]; certificates: object[] }>('GET', path, undefined, owner);
    expect(body.months).toEqual([
      { month: '2026-11', revenueVnd: 185_000, withheldVnd: 5_550, owedVnd: 0, reversedVnd: 2_775 },
      { month: '2026-10', revenueVnd: 370_000, withheldVnd: 5_550, owedVnd: 0, reversedVnd: 0 },
    ]);
    expect(body.certificates).toMatchObject([{ year: '2026', version: 1, taxVnd: 8_325 }]);
    const file = `/seller/${household.slug}/tax-certificates/2026/file`;
    const workbook = await sheetsOf(file, owner);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['1 ho-ba-tu']);
    expect(rowsOf(workbook, '1 ho-ba-tu')[3]).toEqual(['Cộng', '', 555_000, 5_550, 2_775, 8_325]);
    const neighbour = await people.person();
    await people.member(neighbour, cooperative);
    const theirs = `/seller/${cooperative.slug}`;
    expect((await call('GET', `${theirs}/withholdings`, undefined, neighbour)).body).toEqual({
      months: [],
      certificates: [],
    });
    for (const missing of [`${theirs}/tax-certificates/2026/file`, `${theirs}/tax-certificates/x/file`])
      expect((await call('GET', missing, undefined, neighbour)).status).toBe(404);
    expect((await call('GET', file, undefined, neighbour)).status).toBe(404);
  });
});

describe('the sales journal of a shop', () => {
  interface Journal {
    rows: { code: string; goodsVnd: number; collectedVnd: number; bankVnd: number; taxVnd: number }[];
    sum: { goodsVnd: number; taxVnd: number; bankVnd: number; wordVnd: number };
  }
  const journal = async (month: string): Promise<Journal> =>
    (await call<Journal>('GET', `/seller/${household.slug}/sales-journal?month=${month}`, undefined, owner))
      .body;

  it('says what was sold and taken back, beside what the bank told', async () => {
    const { rows, sum } = await journal('2026-11');
    expect(sum).toMatchObject({ goodsVnd: 185_000, taxVnd: 2_775, bankVnd: 370_000, wordVnd: 0 });
    expect(rows.find(({ code }) => code === sold.code)).toMatchObject({
      goodsVnd: -185_000,
      collectedVnd: 0,
      taxVnd: -2_775,
    });
    expect((await journal('2026-10')).sum).toMatchObject({ goodsVnd: 370_000, bankVnd: 370_000 });
  });

  it('is a workbook too, and nobody’s but the shop’s', async () => {
    const path = `/seller/${household.slug}/sales-journal.xlsx?month=2026-11`;
    const rows = rowsOf(await sheetsOf(path, owner), 'Sổ bán hàng 11-2026');
    expect(rows.at(-3)?.slice(3, 8)).toEqual([185_000, 0, 185_000, 2_775, 0]);
    expect((await call('GET', path, undefined, administrator)).status).toBe(404);
  });
});
