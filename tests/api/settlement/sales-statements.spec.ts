import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SalesDto } from '../../../apps/api/src/modules/settlement/statements/statement.dto.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { FIRST_FORM, keepFirstStatement } from '../../support/first-statement.js';
import { OfficerClient, type Answer } from '../../support/officer.js';
import { pdfText } from '../../support/pdf-text.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from '../../support/small-floor.js';

interface Statement {
  id: string;
  number: string;
  code: string;
}

let database: TestDatabase;
let app: TestApp;
let people: People;
let shop: SmallSeller;
let shrimp: SmallProduct;
let crab: SmallProduct;
let owner: Person;
const clock = clockAtSeeding();

/** Buys at that moment; the code of the shop's order in it. */
async function buyAt(
  moment: string,
  lines: Record<string, number>,
): Promise<{ code: string; token: string }> {
  clock.set(moment);
  const placed = await new Buyer(app.url).buy(lines);
  const order = placed.orders.find(({ seller }) => seller.slug === shop.slug);
  return { code: order?.code ?? '', token: placed.accessToken };
}

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
  shop = await floor.seller('htx-ba-khia');
  const neighbour = await floor.seller('htx-ben-canh');
  shrimp = await floor.product({ slug: 'tom-kho', seller: shop, priceVnd: 185_000, onHand: 500 });
  crab = await floor.product({ slug: 'ba-khia', seller: shop, priceVnd: 77_777, onHand: 500 });
  const other = await floor.product({ slug: 'mam-ca', seller: neighbour, onHand: 500 });
  // A name that a spreadsheet would run.
  await floor.rename(crab, '=HYPERLINK("http://mau.example","Ba khía")');
  await buyAt('2026-10-31T16:59:59Z', { [shrimp.variantId]: 3, [other.variantId]: 1 });
  await buyAt('2026-10-31T17:00:00Z', { [shrimp.variantId]: 2, [crab.variantId]: 5 });
  const cancelled = await buyAt('2026-11-02T03:00:00Z', { [shrimp.variantId]: 20 });
  await new Buyer(app.url).cancel(cancelled.code, cancelled.token);
  const completed = await buyAt('2026-11-05T03:00:00Z', { [crab.variantId]: 7 });
  await database.query(`UPDATE orders SET status = 'completed' WHERE code = $1`, [completed.code]);
  await buyAt('2026-08-15T03:00:00Z', { [crab.variantId]: 1 });
  clock.set(SEEDED_AT);
  owner = await people.person();
  await people.member(owner, shop);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const call = <Body>(person: Person, method: string, path: string, body?: object): Promise<Answer<Body>> =>
  new OfficerClient(app, person).call<Body>(method, `/seller/${shop.slug}/${path}`, body);
const issue = async (period: object, person = owner): Promise<Statement> => {
  const answer = await call<Statement>(person, 'POST', 'sales-statements', period);
  expect(answer.status).toBe(201);
  return answer.body;
};
const check = async (code: string): Promise<Answer<Record<string, unknown>>> => {
  const answer = await app.http.get(`/api/v1/sales-statements/${encodeURIComponent(code)}`);
  return { status: answer.status, body: answer.body as Record<string, unknown> };
};
async function fileOf({ id }: Statement, kind: 'pdf' | 'xlsx'): Promise<{ bytes: Buffer; headers: Headers }> {
  const answer = await fetch(`${app.url}/api/v1/seller/${shop.slug}/sales-statements/${id}.${kind}`, {
    headers: owner.headers,
  });
  expect(answer.status).toBe(200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}
const AUTUMN = { fromMonth: '2026-08', toMonth: '2026-11' };

describe('what counts', () => {
  it('is every order that was not cancelled, in the month of Vietnam in which it was placed, to the đồng', async () => {
    const { body } = await call<SalesDto>(owner, 'GET', 'sales?fromMonth=2026-08&toMonth=2026-11');
    const name = '=HYPERLINK("http://mau.example","Ba khía")';
    const row = (month: string, product: string, quantity: number, price: number, completed = 0) => ({
      month,
      product,
      unit: 'gói 500 g',
      quantity,
      itemsVnd: quantity * price,
      returnedQuantity: 0,
      returnedItemsVnd: 0,
      netItemsVnd: quantity * price,
      completedVnd: completed * price,
    });
    expect(body.rows).toMatchObject([
      row('2026-08', name, 1, 77_777),
      row('2026-10', 'Sản phẩm tom-kho', 3, 185_000),
      row('2026-11', name, 12, 77_777, 7),
      row('2026-11', 'Sản phẩm tom-kho', 2, 185_000),
    ]);
    expect(body.months.map(({ month, orders }) => [month, orders])).toEqual([
      ['2026-08', 1],
      ['2026-10', 1],
      ['2026-11', 2],
    ]);
    expect(body.sum).toMatchObject({
      orders: 4,
      itemsVnd: 13 * 77_777 + 5 * 185_000,
      completedVnd: 7 * 77_777,
    });
  });

  it('agrees with the orders themselves, counted another way', async () => {
    const { body } = await call<SalesDto>(owner, 'GET', 'sales?fromMonth=2026-08&toMonth=2026-11');
    const orders = await database.query<{ total: string; items: string }>(
      `SELECT total_vnd AS total, items_vnd AS items FROM orders WHERE seller_id = $1 AND status <> 'cancelled'`,
      [shop.sellerId],
    );
    const sum = (name: 'total' | 'items'): number =>
      orders.reduce((all, order) => all + Number(order[name]), 0);
    expect([body.sum.totalVnd, body.sum.itemsVnd]).toEqual([sum('total'), sum('items')]);
    expect(body.rows.reduce((all, { itemsVnd }) => all + itemsVnd, 0)).toBe(sum('items'));
  });

  it('is a period that has been: not to come, not backwards, not longer than a certificate', async () => {
    const refused = async (fromMonth: string, toMonth: string): Promise<string[]> => {
      const { status, body } = await call<{ errors: { path: string; code: string }[] }>(
        owner,
        'POST',
        'sales-statements',
        { fromMonth, toMonth },
      );
      expect(status).toBe(400);
      return body.errors.map(({ path, code }) => `${path} ${code}`);
    };
    expect(await refused('2026-11', '2026-12')).toEqual(['toMonth in_the_future']);
    expect(await refused('2026-11', '2026-10')).toEqual(['fromMonth after_the_end']);
    expect(await refused('2023-11', '2026-11')).toEqual(['fromMonth too_long']);
    expect(await refused('2026-13', '2026-11')).toEqual(['fromMonth bad_month']);
  });
});

describe('a statement', () => {
  it('is issued once for the same figures of a day, and anew when there are others', async () => {
    const first = await issue(AUTUMN);
    expect(first.number).toMatch(/^\d\d\/2026\/BKBH$/);
    expect(await issue(AUTUMN)).toEqual(first);
    const [one, other] = await Promise.all([
      issue({ ...AUTUMN, fromMonth: '2026-09' }),
      issue({ ...AUTUMN, fromMonth: '2026-10' }),
    ]);
    expect(new Set([first.number, one.number, other.number]).size).toBe(3);
    const { body } = await call<{ items: Statement[] }>(owner, 'GET', 'sales-statements');
    expect(body.items.map(({ number }) => number)).toEqual(
      [first, one, other]
        .map(({ number }) => number)
        .sort()
        .reverse(),
    );
  });

  it('is a paper in whole Vietnamese that adds up and says how it is checked', async () => {
    const statement = await issue(AUTUMN);
    const { bytes, headers } = await fileOf(statement, 'pdf');
    const text = pdfText(bytes);
    for (const said of [
      'BẢNG KÊ DOANH SỐ BÁN HÀNG TRÊN SÀN',
      `Số: ${statement.number}`,
      'Từ tháng 08/2026 đến tháng 11/2026',
      'Lập lúc 10:00 ngày 23/11/2026',
      'Chủ thể: HTX Mẫu htx-ba-khia',
      '/nguoi-ban/htx-ba-khia',
      'không tính đơn đã hủy',
      '10/2026 Sản phẩm tom-kho gói 500 g 3 555.000 0 555.000 0',
      'Cộng 1.936.101 0 1.936.101 544.439',
      'Đối chiếu với đơn hàng',
      `Mã kiểm tra: ${statement.code.replace(/(.{4})(?=.)/g, '$1 ')}`,
      `/xac-nhan/${statement.code}`,
    ])
      expect.soft(text).toContain(said);
    expect(text).not.toContain('\uFFFD');
    expect(text).toBe(text.normalize('NFC'));
    expect(headers.get('content-disposition')).toMatch(/filename="bang-ke-\d\d-2026-htx-ba-khia\.pdf"/);
    // Drawn again, it is the same paper.
    expect(pdfText((await fileOf(statement, 'pdf')).bytes)).toBe(text);
  });

  it('is a sheet of numbers and text in which nothing can run', async () => {
    const statement = await issue(AUTUMN);
    const workbook = new ExcelJS.Workbook();
    const { bytes } = await fileOf(statement, 'xlsx');
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const formulas: string[] = [];
    for (const sheet of workbook.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.type === ExcelJS.ValueType.Formula || /^[=+\-@]/.test(cell.text))
            formulas.push(cell.address);
        }),
      );
    expect(formulas).toEqual([]);
    const goods = workbook.getWorksheet('Sản phẩm theo tháng');
    expect(goods?.getRow(2).values).toEqual([
      undefined,
      '08/2026',
      `'=HYPERLINK("http://mau.example","Ba khía")`,
      'gói 500 g',
      1,
      77_777,
      0,
      0,
      77_777,
      0,
    ]);
    expect(goods?.lastRow?.getCell(5).value).toBe(1_936_101);
    expect(workbook.getWorksheet('Đối chiếu đơn hàng')?.lastRow?.getCell(2).value).toBe(4);
  });

  it('can be checked by whoever was handed it, and stays what it was whatever is sold later', async () => {
    const statement = await issue(AUTUMN);
    const asked = await check(`${statement.code.slice(0, 4).toLowerCase()} ${statement.code.slice(4)}`);
    expect(asked.status).toBe(200);
    expect(asked.body).toMatchObject({
      number: statement.number,
      unchanged: true,
      shopName: 'Gian hàng htx-ba-khia',
      legalName: 'HTX Mẫu htx-ba-khia',
      sum: { orders: 4, itemsVnd: 1_936_101 },
    });
    expect(pdfText((await fileOf(statement, 'pdf')).bytes)).toContain(
      `Mã băm số liệu: ${String(asked.body['digest'])}`,
    );
    await buyAt('2026-11-23T04:00:00Z', { [shrimp.variantId]: 1 });
    expect((await check(statement.code)).body).toEqual(asked.body);
    expect((await issue(AUTUMN)).number).not.toBe(statement.number);
  });

  it('that somebody changed in the database is found out, and the database does not take it either', async () => {
    const statement = await issue(AUTUMN);
    const change = (): Promise<unknown> =>
      database.query(
        `UPDATE sales_statements SET content = replace(content, '"itemsVnd":', '"itemsVnd":9') WHERE id = $1`,
        [statement.id],
      );
    await expect(change()).rejects.toThrow('sales_statements_check');
    await database.query(`ALTER TABLE sales_statements DROP CONSTRAINT sales_statements_check`);
    await change();
    expect((await check(statement.code)).body).toMatchObject({ unchanged: false });
    await database.query(
      `UPDATE sales_statements SET content = replace(content, '"itemsVnd":9', '"itemsVnd":')`,
    );
  });

  it('of before returns were told apart stays the paper it was, and its page says no more than it does', async () => {
    await keepFirstStatement(database, (await issue(AUTUMN)).id);
    const text = pdfText((await fileOf({ ...FIRST_FORM, number: '' }, 'pdf')).bytes);
    expect(text).toContain('11/2026 Ba khía muối hũ 12 933.324 544.439');
    expect(text).toContain('Cộng 933.324 544.439');
    expect(text).not.toContain('rả lại');
    expect((await check(FIRST_FORM.code)).body).toMatchObject({
      unchanged: true,
      rows: [{ itemsVnd: 933_324, completedVnd: 544_439, returnedQuantity: null, netItemsVnd: null }],
      months: [{ totalVnd: 958_324, netVnd: null }],
      sum: { orders: 2, itemsVnd: 933_324, netItemsVnd: null, returnedVnd: null },
    });
  });

  it('does not exist for a code nobody was given', async () => {
    for (const code of ['CDFHJKMNPRTV', 'x', '%00', "' OR 1=1 --"])
      expect((await check(code)).status).toBe(404);
  });
});

describe('who may have one', () => {
  it('is the owner, and staff under a mandate in the shop’s name; both are history', async () => {
    const staff = await people.officer('assisting_staff');
    const mandateId = await people.mandate(staff, shop, ['shop']);
    const statement = await issue({ fromMonth: '2026-11', toMonth: '2026-11' }, staff);
    await fileOf(statement, 'xlsx');
    const acts = await database.query(
      `SELECT action, actor_id, mandate_id, seller_id, after ->> 'format' FROM audit_records
       WHERE subject_type = 'sales_statement' AND subject_id = $1 ORDER BY id`,
      [statement.id],
    );
    expect(acts.map(Object.values)).toEqual([
      ['sales_statement.issued', staff.accountId, mandateId, shop.sellerId, null],
      ['sales_statement.taken', owner.accountId, null, shop.sellerId, 'xlsx'],
    ]);
  });
});

it('names the pages that count as evidence', async () => {
  const { body } = await call(owner, 'GET', 'evidence');
  expect(body).toMatchObject({
    slug: 'htx-ba-khia',
    products: [
      {
        slug: 'ba-khia',
        hasStory: false,
        traceCode: expect.stringMatching(/^[A-Z2-9]{8}$/) as string,
        pictures: 0,
        listed: true,
        points: [],
      },
      { slug: 'tom-kho', listed: true },
    ],
  });
});
