import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CarrierCashAnswer } from '../../../apps/api/src/modules/orders/money-sheets/money-sheet.dto.js';
import type { ShopOrderAnswer } from '../../../apps/api/src/modules/orders/shop-orders/shop-orders.dto.js';
import type { JournalDto } from '../../../apps/api/src/modules/settlement/journal/journal.dto.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { DataKeys } from '../../../apps/api/src/platform/sealing/data-keys.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { MoneySheets } from '../../support/money-sheets.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

const HEADING = ['Mã vận đơn', 'Tiền thu hộ COD', 'Phí dịch vụ', 'Ngày chuyển tiền'];
const TODAY = '23/11/2026';

let shop: SmallShop;
let desk: OrderDesk;
let goods: SmallProduct;
let sheets: MoneySheets;
let phones = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  shop.clock.set(SEEDED_AT);
  const people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
  await shop.app
    .get(Transactions)
    .run('officer', (tx) => shop.app.get(DataKeys).create(tx, 'seller', shop.seller.sellerId));
  goods = await shop.floor.product({
    slug: 'tom-kho',
    seller: shop.seller,
    priceVnd: 100_000,
    onHand: 1_000,
  });
  sheets = new MoneySheets(shop, desk.owner, 'cod_remittance');
});
afterAll(() => shop.close());

/** An order paid at the door, sent in as many parcels as there are codes, each with so many pieces. */
async function sent(...parcels: (readonly [code: string, pieces: number])[]): Promise<{
  code: string;
  vnd: number;
  lineId: string;
  parcelIds: string[];
}> {
  const pieces = parcels.reduce((sum, [, count]) => sum + count, 0);
  const contact = { name: 'Người Mua Mẫu', phone: `0912345${String((phones += 1)).padStart(3, '0')}` };
  const placed = await shop.buyer.buy({ [goods.variantId]: pieces }, { contact });
  const code = placed.orders[0]?.code ?? '';
  const lineId = (await desk.confirm(code)).body.lines[0]?.id ?? '';
  const parcelIds: string[] = [];
  for (const [trackingCode, quantity] of parcels) {
    const packed = await desk.pack(code, [{ lineId, quantity }]);
    const parcelId = packed.body.parcels.at(-1)?.id ?? '';
    expect((await desk.handOver(code, parcelId, { carrier: 'GHN', trackingCode })).status).toBe(200);
    parcelIds.push(parcelId);
  }
  return { code, vnd: placed.totalVnd, lineId, parcelIds };
}
async function delivered(...parcels: (readonly [code: string, pieces: number])[]): ReturnType<typeof sent> {
  const order = await sent(...parcels);
  for (const parcelId of order.parcelIds) await desk.arrive(order.code, parcelId);
  return order;
}
const held = async (): Promise<CarrierCashAnswer> =>
  (await callAs<CarrierCashAnswer>(shop.app, desk.owner, 'GET', `/seller/${shop.seller.slug}/carrier-cash`))
    .body;
const remitted = (
  code: string,
): Promise<{ collected: number; fee: number; expected: number; paidOn: string }[]> =>
  shop.database.query(
    `SELECT r.collected_vnd::int AS collected, r.fee_vnd::int AS fee, r.expected_vnd::int AS expected, r.paid_on::text AS "paidOn"
     FROM cod_remittances r JOIN orders o ON o.id = r.order_id WHERE o.code = $1 ORDER BY r.id`,
    [code],
  );

it('holds a carrier’s statement against the parcels it was given, and writes down once what it handed on', async () => {
  const whole = await delivered(['GHN001A', 1]);
  const wrong = await delivered(['GHN002', 1]);
  const twoParcels = await delivered(['GHN003', 1], ['GHN004', 2]);
  const onItsWay = await sent(['GHN005', 1]);
  const before = await held();
  expect(before).toMatchObject({ count: 4, vnd: whole.vnd + wrong.vnd + twoParcels.vnd, late: 0 });
  expect(before.items[0]).toMatchObject({ orderCode: whole.code, carrier: 'GHN', trackingCode: 'GHN001A' });
  const [first = 0, second = 0] = before.items
    .filter(({ orderCode }) => orderCode === twoParcels.code)
    .map(({ expectedVnd }) => expectedVnd);
  expect(first + second).toBe(twoParcels.vnd);
  const file = [
    ['GIAO HÀNG MẪU'],
    HEADING,
    ['ghn-001 a', whole.vnd, '22.000', TODAY],
    ['GHN002', wrong.vnd - 10_000, -15_000, TODAY],
    ['GHN003', first, '', ''],
    ['GHN004', second, 0, TODAY],
    ['GHN005', onItsWay.vnd, 0, TODAY],
    ['GHN999', 50_000, 0, TODAY],
    ['GHN001A', whole.vnd, 0, TODAY],
    ['GHN777', 0, '18.000', TODAY],
    ['GHN888', 'x', 0, TODAY],
    ['Tổng cộng', 9_000_000, '', ''],
  ];
  const { id } = (await sheets.send(file)).body;
  const outcomes = [
    'matched',
    'differs',
    'matched',
    'matched',
    'not_delivered',
    'unknown',
    'known',
    'prepaid',
    'amount',
  ];
  expect(await sheets.outcomes(id)).toEqual(outcomes);
  expect(await remitted(whole.code)).toEqual([]);

  // Twice at once: written once.
  const [one, two] = await Promise.all([sheets.confirm(id), sheets.confirm(id)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(await remitted(whole.code)).toEqual([
    { collected: whole.vnd, fee: 22_000, expected: whole.vnd, paidOn: '2026-11-23' },
  ]);
  expect(await remitted(twoParcels.code)).toHaveLength(2);
  expect(await remitted(wrong.code)).toEqual([]);
  expect(await held()).toMatchObject({ count: 1, vnd: wrong.vnd });

  // The next statement repeats it; what differs is written down when the shop says so.
  const next = await sheets.send(file.slice(0, 4));
  expect(await sheets.outcomes(next.body.id)).toEqual(['known', 'differs']);
  await sheets.confirm(next.body.id, true);
  expect(await remitted(wrong.code)).toEqual([
    { collected: wrong.vnd - 10_000, fee: 15_000, expected: wrong.vnd, paidOn: '2026-11-23' },
  ]);
  expect(await held()).toEqual({ count: 0, vnd: 0, late: 0, days: 14, items: [] });

  // In the books it was the carrier's until then; what it kept back still is.
  await shop.app.get(PostLedger).run();
  expect(await collected(whole.code)).toEqual({ carrier: 0, seller: whole.vnd });
  expect(await collected(twoParcels.code)).toEqual({ carrier: 0, seller: twoParcels.vnd });
  expect(await collected(wrong.code)).toEqual({ carrier: 10_000, seller: wrong.vnd - 10_000 });
  expect(await shop.app.get(CheckLedger).run()).toEqual([]);

  // The order's page says of each parcel who took the cash and when it came on.
  const cashOf = async (code: string): Promise<unknown[]> =>
    ((await desk.read(code)).body as unknown as ShopOrderAnswer).parcels.map(
      ({ carrierCash }) => carrierCash,
    );
  const handedOn = { collectedVnd: wrong.vnd - 10_000, feeVnd: 15_000, paidOn: '2026-11-23' };
  expect(await cashOf(wrong.code)).toEqual([{ expectedVnd: wrong.vnd, handedOn }]);
  expect(await cashOf(twoParcels.code)).toMatchObject([{ expectedVnd: first }, { expectedVnd: second }]);
  expect(await cashOf(onItsWay.code)).toEqual([null]);
  const late = await delivered(['GHN006', 1]);
  expect(await cashOf(late.code)).toEqual([{ expectedVnd: late.vnd, handedOn: null }]);

  // And the journal of the month: who told of the cash, what came on, what is still out.
  await shop.app.get(PostLedger).run();
  const { body: journal } = await callAs<JournalDto>(
    shop.app,
    desk.owner,
    'GET',
    `/seller/${shop.seller.slug}/sales-journal?month=2026-11`,
  );
  const all = whole.vnd + wrong.vnd + twoParcels.vnd;
  expect(journal.sum).toMatchObject({
    collectedVnd: all + late.vnd,
    carrierVnd: all + late.vnd,
    remittedVnd: all - 10_000,
    wordVnd: 0,
    bankVnd: 0,
  });
  expect(journal.carriersHoldVnd).toBe(10_000 + late.vnd);
  expect(journal.rows.find(({ code }) => code === late.code)).toMatchObject({ remittedVnd: 0 });
  await sheets.confirm((await sheets.send([HEADING, ['GHN006', late.vnd, 0, TODAY]])).body.id);
});

/** In whose hands the ledger has the cash of an order. */
async function collected(code: string): Promise<{ carrier: number; seller: number } | undefined> {
  const [row] = await shop.database.query<{ carrier: number; seller: number }>(
    `SELECT coalesce(sum(e.amount_vnd) FILTER (WHERE e.account = 'collected_carrier'), 0)::int AS carrier,
       coalesce(sum(e.amount_vnd) FILTER (WHERE e.account = 'collected_seller'), 0)::int AS seller
     FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id JOIN orders o ON o.id = t.order_id
     WHERE o.code = $1`,
    [code],
  );
  return row;
}

it('counts what was refused at the door out, and lists what a carrier has kept for long', async () => {
  const order = await sent(['GHN010', 3]);
  await desk.arrive(order.code, order.parcelIds[0] ?? '', [{ lineId: order.lineId, quantity: 2 }]);
  const [paid] = await shop.database.query<{ vnd: number }>(
    `SELECT p.amount_vnd::int AS vnd FROM payments p JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
    [order.code],
  );
  expect(paid?.vnd).toBeLessThan(order.vnd);
  expect(await held()).toMatchObject({ count: 1, vnd: paid?.vnd, late: 0 });
  shop.clock.advance(15 * DAY_MS);
  expect(await held()).toMatchObject({ count: 1, late: 1, items: [{ orderCode: order.code, late: true }] });
  // Two parcels under one code: which of them, nobody can tell.
  await delivered(['GHN011', 1]);
  await delivered(['GHN011', 1]);
  const unclear = await sheets.send([HEADING, ['GHN011', 120_000, 0, '08/12/2026']]);
  expect(await sheets.outcomes(unclear.body.id)).toEqual(['unclear']);
});
