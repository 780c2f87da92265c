import ExcelJS from 'exceljs';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InvoiceMessages } from '../../../apps/api/src/modules/orders/invoices/invoice-messages.js';
import { CompleteDeliveredOrders } from '../../../apps/api/src/modules/orders/parcels/complete-delivered-orders.js';
import { codeOf, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { VoucherCounter } from '../../support/voucher-counter.js';

interface InvoiceData {
  buyer: object | null;
  requestedAt: string | null;
  lines: { name: string; quantity: number; goodsVnd: number; floorDiscountVnd: number; payVnd: number }[];
  payVnd: number;
  deliveredAt: string | null;
  completedAt: string | null;
  invoices: { version: number; series: string; number: number; correction: string | null }[];
  canWrite: boolean;
}
interface Page {
  invoice: { requested: object | null; canAsk: boolean };
  orders: { invoices: InvoiceData['invoices'] }[];
}

const COMPANY = {
  name: 'Công ty TNHH Thủy Sản Mẫu',
  taxCode: '0000000017',
  address: 'Số 1 đường Mẫu, phường Tân Thành, tỉnh Cà Mau',
  email: 'ke-toan@mau.example.vn',
};
const PAPER = { series: '1C26TAA', number: 12, issuedOn: '2026-11-23' };

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example.vn' } });
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  await people.signIn(desk.owner);
  goods = await shop.floor.product({
    slug: `mam-${(made += 1)}`,
    seller: shop.seller,
    priceVnd: 100_000,
    onHand: 50,
  });
});

const buy = (quantity: number, more: object = {}): Promise<PlacedBody> =>
  shop.buyer.buy({ [goods.variantId]: quantity }, more);
const dataOf = (placed: PlacedBody): Promise<Told<InvoiceData>> =>
  callAs(shop.app, desk.owner, 'GET', `/seller/rach-goc/orders/${codeOf(placed)}/invoice`);
const write = (placed: PlacedBody, more: object = {}): Promise<Told<InvoiceData & ProblemBody>> =>
  callAs(shop.app, desk.owner, 'POST', `/seller/rach-goc/orders/${codeOf(placed)}/invoices`, {
    ...PAPER,
    ...more,
  });
const ask = (placed: PlacedBody, invoice: object = COMPANY, token = placed.accessToken) =>
  shop.buyer.call<Page & ProblemBody>('PUT', `/order-groups/${placed.code}/invoice-request`, invoice, {
    'order-token': token,
  });
const page = async (placed: PlacedBody): Promise<Page> =>
  (await shop.buyer.page(placed)).body as unknown as Page;

describe('whom an invoice is for', () => {
  it('is asked with the order, sealed, and shown to its shop with lines and sums', async () => {
    const placed = await buy(2, { invoice: COMPANY });
    const { body } = await dataOf(placed);
    expect(body).toMatchObject({ buyer: COMPANY, canWrite: false, deliveredAt: null, invoices: [] });
    expect(body.requestedAt).toBe(SEEDED_AT.toISOString());
    expect(body.lines.map(({ quantity, goodsVnd }) => [quantity, goodsVnd])).toEqual([
      [2, 200_000],
      [1, placed.totalVnd - 200_000],
    ]);
    expect(body.payVnd).toBe(placed.totalVnd);
    expect(JSON.stringify(await everyRow(shop.database))).not.toContain(COMPANY.address);
    expect((await page(placed)).invoice).toEqual({
      requested: { name: COMPANY.name, taxCode: COMPANY.taxCode },
      canAsk: true,
    });
    const stranger = await people.person();
    await people.member(stranger, await shop.floor.seller(`khac-${made}`));
    const other = await callAs(
      shop.app,
      stranger,
      'GET',
      `/seller/khac-${made}/orders/${codeOf(placed)}/invoice`,
    );
    expect([other.status, other.code]).toEqual([404, 'not_found']);
  });

  it('is asked later, until a week after the order was completed; its shop is told, and never in the message whom for', async () => {
    const placed = await buy(1);
    expect((await dataOf(placed)).body.buyer).toBeNull();
    const { parcelId } = await desk.send(codeOf(placed));
    await desk.arrive(codeOf(placed), parcelId);
    shop.clock.advance(8 * DAY_MS);
    await shop.app.get(CompleteDeliveredOrders).run();
    shop.clock.advance(6 * DAY_MS);
    const asked = await ask(placed);
    expect([asked.status, asked.body.invoice]).toEqual([
      200,
      { requested: { name: COMPANY.name, taxCode: COMPANY.taxCode }, canAsk: true },
    ]);
    await people.signIn(desk.owner);
    expect((await dataOf(placed)).body.buyer).toEqual(COMPANY);
    const [job] = await shop.database.query<{ data: { orderGroupId: string; askedAt: string } }>(
      `SELECT data FROM pgboss.job WHERE name = 'invoice-asked'`,
    );
    for (let twice = 0; twice < 2; twice += 1)
      await shop.app.get(InvoiceMessages).asked(job?.data.orderGroupId ?? '', job?.data.askedAt ?? '');
    const told = (await readMessages(shop.database)).filter(({ id }) => id.startsWith('invoice-asked-'));
    expect(told.map(({ subject }) => subject)).toEqual([`Đơn ${codeOf(placed)}: khách xin hóa đơn`]);
    expect(JSON.stringify(told)).not.toMatch(/Thủy Sản|đường Mẫu|ke-toan/);
    shop.clock.advance(2 * DAY_MS);
    const before = await everyRow(shop.database);
    const late = await ask(placed, { ...COMPANY, name: 'Công ty Khác' });
    expect([late.status, late.body.code]).toEqual([409, 'state_conflict']);
    expect((await page(placed)).invoice.canAsk).toBe(false);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('needs the purchase’s secret and a tax code whose digits check', async () => {
    const placed = await buy(1);
    const before = await everyRow(shop.database);
    for (const [invoice, token, told] of [
      [COMPANY, 'x'.repeat(43), '404 not_found'],
      [{ ...COMPANY, taxCode: '0000000018' }, placed.accessToken, '400 taxCode bad_tax_code'],
      [{ ...COMPANY, taxCode: '17' }, placed.accessToken, '400 taxCode bad_format'],
      [{ ...COMPANY, email: 'x' }, placed.accessToken, '400 email bad_email'],
    ] as const) {
      const { status, body } = await ask(placed, invoice, token);
      const [error] = body.errors ?? [];
      const why = error === undefined ? body.code : `${error.path} ${error.code}`;
      expect(`${status} ${why}`).toBe(told);
    }
    expect(await everyRow(shop.database)).toEqual(before);
  });
});

it('goods have come once the last piece has, not with the first of several parcels', async () => {
  const placed = await buy(2);
  const code = codeOf(placed);
  const { body } = await desk.confirm(code);
  const lineId = body.lines[0]?.id ?? '';
  for (const nth of [0, 1]) {
    const packed = await desk.pack(code, [{ lineId, quantity: 1 }]);
    const parcelId = packed.body.parcels[nth]?.id ?? '';
    await desk.handOver(code, parcelId);
    await desk.arrive(code, parcelId);
    expect((await dataOf(placed)).body.deliveredAt).toBe(nth === 0 ? null : SEEDED_AT.toISOString());
  }
});

describe('the invoice a shop issued', () => {
  it('is written down once the order is taken on, shown to the buyer, who is told, and put right with its history', async () => {
    const placed = await buy(1, { invoice: COMPANY });
    expect((await write(placed)).code).toBe('state_conflict');
    await desk.confirm(codeOf(placed));
    const link = { lookupCode: 'MAU7Q2', lookupUrl: 'https://hoadon.example.vn/tra-cuu' };
    const written = await write(placed, link);
    expect([written.status, written.body.invoices]).toEqual([
      200,
      [{ version: 1, ...PAPER, ...link, correction: null, writtenAt: SEEDED_AT.toISOString() }],
    ]);
    expect((await write(placed)).code).toBe('state_conflict');
    const righted = await write(placed, { number: 13, correction: 'mistyped' });
    expect(righted.body.invoices.map(({ version, number }) => [version, number])).toEqual([
      [2, 13],
      [1, 12],
    ]);
    expect((await page(placed)).orders[0]?.invoices.map(({ number }) => number)).toEqual([13, 12]);
    const rows = await shop.database.query<{ id: string }>(`SELECT id FROM order_invoices ORDER BY version`);
    for (const { id } of rows) await shop.app.get(InvoiceMessages).written(id);
    const told = (await readMessages(shop.database)).filter(({ id }) => id.startsWith('order-invoice-'));
    // The number that was mistyped is not told any more.
    expect(told.map(({ subject }) => subject)).toEqual([`Đơn ${codeOf(placed)}: hóa đơn 1C26TAA số 13`]);
    expect(told[0]?.text).toContain('Người bán ghi lại số hóa đơn vì lần trước ghi nhầm.');
    const history = await shop.database.query<{ before: object | null; after: object }>(
      `SELECT before, after FROM audit_records WHERE action = 'order.invoice_written' ORDER BY id`,
    );
    expect(history).toMatchObject([
      { after: { number: 12 } },
      { before: { number: 12 }, after: { number: 13, correction: 'mistyped' } },
    ]);
    expect(JSON.stringify(history)).not.toContain('MAU7Q2');
  });

  it('has a number of its own and a day between the order and today', async () => {
    const [one, two] = [await buy(1), await buy(1)];
    for (const placed of [one, two]) await desk.confirm(codeOf(placed));
    await write(one, { number: 77 });
    const before = await everyRow(shop.database);
    for (const [more, told] of [
      [{ number: 77 }, 'number taken'],
      [{ number: 78, issuedOn: '2026-11-22' }, 'issuedOn bad_date'],
      [{ number: 78, issuedOn: '2026-11-24' }, 'issuedOn bad_date'],
      [{ number: 78, series: '1C26TA' }, 'series bad_series'],
      [{ number: 78, lookupUrl: 'http://hoadon.example.vn' }, 'lookupUrl bad_address'],
    ] as const) {
      const [error] = (await write(two, more)).body.errors ?? [];
      expect(`${error?.path} ${error?.code}`).toBe(told);
    }
    expect(await everyRow(shop.database)).toEqual(before);
  });
});

it('a month’s workbook has a row for each line that was taken, with whoever bears a discount', async () => {
  const counter = await VoucherCounter.open(shop, people, shop.seller);
  await counter.ofFloor('SANGIAM', { amountVnd: 30_000 });
  const placed = await counter.buy({ [goods.variantId]: 3 }, 'SANGIAM', undefined, {
    payment: 'cod',
    invoice: COMPANY,
  });
  const code = codeOf(placed.body);
  const { order, parcelId } = await desk.send(code);
  await desk.arrive(code, parcelId, [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }]);
  await write(placed.body, { number: 500 });
  const [payment] = await shop.database.query<{ vnd: number }>(
    `SELECT p.amount_vnd::float8 AS vnd FROM payments p JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
    [code],
  );
  expect((await dataOf(placed.body)).body.payVnd).toBe(payment?.vnd);
  const answer = await fetch(`${shop.app.url}/api/v1/seller/rach-goc/invoice-data.xlsx?month=2026-11`, {
    headers: desk.owner.headers,
  });
  expect(answer.headers.get('content-disposition')).toContain('du-lieu-hoa-don-2026-11-rach-goc.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  const rows = (workbook.getWorksheet('Dữ liệu hóa đơn')?.getSheetValues() ?? []).filter(
    (row): row is ExcelJS.CellValue[] => Array.isArray(row) && row[1] === code,
  );
  const feeVnd = (payment?.vnd ?? 0) - 180_000;
  // Person, tax code, number of the line, name, unit, quantity, price, goods, shop's and floor's discount, to pay.
  expect(rows.map((row) => [row[4], row[5], row[9], ...row.slice(11, 18), row[20], row[21]])).toEqual([
    [COMPANY.name, COMPANY.taxCode, 1, 'gói 500 g', 2, 100_000, 200_000, 0, 20_000, 180_000, '1C26TAA', 500],
    [COMPANY.name, COMPANY.taxCode, 2, 'lần', 1, feeVnd, feeVnd, 0, 0, feeVnd, '1C26TAA', 500],
  ]);
  const [taken] = await shop.database.query<{ after: object }>(
    `SELECT after FROM audit_records WHERE action = 'invoice_data.taken'`,
  );
  expect(taken?.after).toMatchObject({ month: '2026-11' });
});
