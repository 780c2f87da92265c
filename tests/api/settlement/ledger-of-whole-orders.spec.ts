import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskDto } from '../../../apps/api/src/modules/identity/desk/desk.dto.js';
import type { SalesDto } from '../../../apps/api/src/modules/settlement/statements/statement.dto.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { callAs } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn } from '../../support/incoming-money.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import { ReturnCounter } from '../../support/return-counter.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { asHousehold, balancesOf, decided, Selling, type Sold } from '../../support/sold-goods.js';

let shop: SmallShop;
let desk: OrderDesk;
let selling: Selling;
let goods: SmallProduct;

beforeAll(async () => {
  shop = await openSmallShop();
  const people = new People(shop.app, shop.database, shop.clock);
  shop.clock.set(SEEDED_AT);
  desk = await OrderDesk.of(shop, people, shop.seller);
  selling = new Selling(shop);
  await asHousehold(shop.database, shop.seller);
  goods = await shop.floor.product({
    slug: 'tra-mang-cau',
    seller: shop.seller,
    priceVnd: 100_000,
    onHand: 50,
  });
  const { accountId } = await people.officer('administrator');
  for (const channel of ['cod', 'bank_transfer'])
    await decided(shop.database, accountId, channel, 'seller_owes');
});
afterAll(() => shop.close());

const buy = (quantity: number, payment = 'cod'): Promise<Sold> =>
  selling.order({ [goods.variantId]: quantity }, undefined, { payment });
async function refuse(order: Sold, quantity: number): Promise<void> {
  const sent = await desk.send(order.code);
  const lineId = sent.order.lines[0]?.id ?? '';
  const arrived = await desk.arrive(order.code, sent.parcelId, [{ lineId, quantity }]);
  expect(arrived.status).toBe(200);
}

it('agrees with orders as shops, buyers and banks move them: refused in part or whole, paid over, twice and too late', async () => {
  const [atTheDoor, refused, paidAndRefused, partly, over, cancelled, unpaid] = [
    await buy(5),
    await buy(2),
    await buy(2, 'bank_transfer'),
    await buy(4, 'bank_transfer'),
    await buy(1, 'bank_transfer'),
    await buy(1, 'bank_transfer'),
    await buy(1, 'bank_transfer'),
  ];
  for (const order of [paidAndRefused, partly, cancelled]) await selling.pay(order);
  await refuse(atTheDoor, 3);
  await refuse(refused, 2);
  await refuse(paidAndRefused, 2);
  await refuse(partly, 1);
  await selling.post();
  await comesIn(shop.app, { pays: { orderCode: over.code }, amountVnd: over.totalVnd + 7_000 });
  await comesIn(shop.app, { pays: { orderCode: over.code }, amountVnd: 5_000 });
  await desk.confirm(over.code);
  await desk.confirm(cancelled.code);
  await selling.post();
  await desk.cancel(cancelled.code);
  await desk.cancel(unpaid.code);
  await selling.pay(unpaid);
  await selling.post();
  expect(await selling.differences()).toEqual([]);

  const balances = (order: Sold): Promise<Record<string, number>> => balancesOf(shop.database, order);
  // 2 of 5 were taken and paid in cash, delivery with them.
  const taken = await balances(atTheDoor);
  expect(taken).toMatchObject({ sales: -200_000, collected_seller: 200_000 - (taken['delivery_fees'] ?? 0) });
  expect(taken['buyer']).toBeUndefined();
  expect(await balances(refused)).toEqual({});
  for (const order of [paidAndRefused, cancelled, unpaid])
    expect(await balances(order)).toEqual({
      collected_seller: order.totalVnd,
      refund_owed: 0 - order.totalVnd,
    });
  expect(await balances(over)).toMatchObject({ refund_owed: -12_000, sales: -100_000 });
  const left = await balances(partly);
  expect((left['sales'] ?? 0) + (left['delivery_fees'] ?? 0)).toBe(100_000 - partly.totalVnd);
});

it('states the same sales: what was ordered, what came back at the door, unsent or later, and what is left', async () => {
  const counter = new ReturnCounter(shop, desk);
  const given = await counter.delivered({ [goods.variantId]: 3 }, 'bank_transfer');
  const code = given.orders[0]?.code ?? '';
  const asked = await counter.asked(given, { [goods.variantId]: 1 });
  await counter.agree(code, asked.id);
  await counter.goodsBack(code, asked.id);
  const half = await buy(2, 'bank_transfer');
  await selling.pay(half);
  const [line] = (await desk.read(half.code)).body.lines;
  await desk.confirm(half.code);
  const packed = await desk.pack(half.code, [{ lineId: line?.id ?? '', quantity: 1 }]);
  await desk.handOver(half.code, packed.body.parcels[0]?.id ?? '');
  expect((await desk.endRest(half.code, 'out_of_stock')).status).toBe(200);
  await selling.post();
  expect(await selling.differences()).toEqual([]);

  const { body } = await callAs<SalesDto>(shop.app, desk.owner, 'GET', `/seller/${shop.seller.slug}/sales`);
  // 5 of which 3 were refused, 4 and 1, 1, 3 and 1 returned, 2 and 1 unsent.
  expect(body.rows).toMatchObject([
    {
      quantity: 15,
      returnedQuantity: 6,
      itemsVnd: 1_500_000,
      returnedItemsVnd: 600_000,
      netItemsVnd: 900_000,
    },
  ]);
  const [ledger] = await shop.database.query<{ vnd: number }>(
    `SELECT -sum(e.amount_vnd)::float8 AS vnd FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE e.account IN ('sales', 'delivery_fees', 'floor_owes')`,
  );
  expect(body.sum.netVnd).toBe(ledger?.vnd);
  expect(body.sum.totalVnd - (body.sum.returnedVnd ?? 0)).toBe(ledger?.vnd);
});

it('lays what disagrees on the desk of administrators, once, until it agrees again', async () => {
  const order = await buy(1, 'bank_transfer');
  await selling.post();
  await selling.pay(order);
  const admin = await new People(shop.app, shop.database, shop.clock).officer('administrator');
  const check = shop.app.get(CheckLedger);
  const reported = async (): Promise<unknown[]> => {
    const { body } = await callAs<DeskDto>(shop.app, admin, 'GET', '/admin/desk');
    return body.items.filter(({ queue }) => queue === 'ledger_differences').map(({ title }) => title);
  };
  await check.report();
  await check.report();
  const of = `${order.code} · Gian hàng rach-goc`;
  // The receipt and the move of the payment wait to be posted.
  expect((await reported()).sort()).toEqual([
    `${of}: tiền đã thu 0/${order.totalVnd}`,
    `${of}: việc chưa ghi sổ 0/2`,
  ]);
  await selling.post();
  expect(await check.report()).toEqual([]);
  expect(await reported()).toEqual([]);
});
