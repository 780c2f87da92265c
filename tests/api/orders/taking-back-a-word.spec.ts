import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { PaymentMessages } from '../../../apps/api/src/modules/orders/payment/payment-messages.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn, moneyOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { eventsOf } from '../../support/order-events.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  desk = await OrderDesk.of(shop, new People(shop.app, shop.database, shop.clock), shop.seller);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `kho-${(made += 1)}`, seller: shop.seller, onHand: 9 });
});

interface Receipt {
  id: string;
  orderCode: string | null;
  outcome: string;
  mayWithdraw: boolean;
}

const at = <Body>(method: 'GET' | 'POST', path: string, body?: object): Promise<Told<Body>> =>
  callAs(shop.app, desk.owner, method, `/seller/${shop.seller.slug}${path}`, body);
const withdraw = ({ id }: Receipt): Promise<Told<object>> => at('POST', `/receipts/${id}/withdrawal`, {});

/** An order by transfer (or cash) of which its shop says that so much came; all of it unless given. */
async function said(
  payment = 'bank_transfer',
  less = 0,
): Promise<{ code: string; totalVnd: number; receipt: Receipt }> {
  const placed = await shop.buyer.buy({ [goods.variantId]: 2 }, { payment });
  const code = placed.orders[0]?.code ?? '';
  const amountVnd = placed.totalVnd - less;
  expect((await at('POST', `/orders/${code}/receipts`, { key: randomUUID(), amountVnd })).status).toBe(200);
  return { code, totalVnd: placed.totalVnd, receipt: await receiptOf(code) };
}

async function receiptOf(code: string): Promise<Receipt> {
  const { body } = await at<{ items: Receipt[] }>('GET', '/receipts');
  const receipt = body.items.find(({ orderCode }) => orderCode === code);
  if (receipt === undefined) throw new Error(`Nothing came for ${code}`);
  return receipt;
}

async function expectEverythingInOrder(): Promise<void> {
  await expectStockInOrder(shop.database, shop.app);
  await shop.app.get(PostLedger).run();
  expect(await shop.app.get(CheckLedger).run()).toEqual([]);
}

it('brings a paid order that was taken on back to waiting for its money, for a day, and the buyer hears of it', async () => {
  const { code, totalVnd, receipt } = await said();
  await desk.confirm(code);
  await desk.pack(code);
  await shop.app.get(PostLedger).run();
  expect(receipt).toMatchObject({ outcome: 'settled', mayWithdraw: true });
  shop.clock.advance(2 * DAY_MS);
  expect((await withdraw(receipt)).status).toBe(204);
  expect(await moneyOf(shop.database, code)).toMatchObject({
    order: 'placed',
    payment: 'pending',
    receivedVnd: 0,
  });
  expect(await receiptOf(code)).toMatchObject({ outcome: 'withdrawn', mayWithdraw: false });
  expect((await desk.confirm(code)).code).toBe('state_conflict');
  expect((await eventsOf(shop.database, code)).slice(-2)).toEqual([
    'order: confirmed → placed by seller',
    'payment: paid → pending by seller',
  ]);
  await shop.app.get(PaymentMessages).received(receipt.id);
  const told = (await readMessages(shop.database)).find(({ id }) => id === `payment-withdrawn-${receipt.id}`);
  expect(told?.text).toMatch(
    /báo nhầm là nhận.*tiền chưa về[^]*mời bạn chuyển trước 10:00 ngày 26\/11\/2026/u,
  );
  await expectEverythingInOrder();
  // The money comes after all: sold a second time, packed as it was.
  expect((await comesIn(shop.app, { pays: { orderCode: code }, amountVnd: totalVnd })).outcome).toBe(
    'settled',
  );
  expect((await desk.confirm(code)).body.step).toBe('hand_over');
  await expectEverythingInOrder();
});

it('frees the goods where the money does not come within that day', async () => {
  const { code, receipt } = await said();
  await desk.confirm(code);
  await withdraw(receipt);
  shop.clock.advance(DAY_MS);
  expect(await shop.app.get(ExpireUnpaidOrders).run()).toBe(1);
  expect(await moneyOf(shop.database, code)).toMatchObject({
    order: 'cancelled',
    reason: 'unpaid',
    refundsVnd: 0,
  });
  expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 9, reserved: 0 });
  await expectEverythingInOrder();
});

it('takes away a part that was said, and leaves cash at the door to be paid there', async () => {
  const part = await said('bank_transfer', 1_000);
  await withdraw(part.receipt);
  expect(await moneyOf(shop.database, part.code)).toMatchObject({ payment: 'pending', receivedVnd: 0 });
  const { code, receipt } = await said('cod');
  await desk.confirm(code);
  await shop.app.get(PostLedger).run();
  await withdraw(receipt);
  expect(await moneyOf(shop.database, code)).toMatchObject({ order: 'confirmed', payment: 'pending' });
  await expectEverythingInOrder();
  const { parcelId } = await desk.sendConfirmed(code);
  expect((await desk.arrive(code, parcelId)).body.payment.status).toBe('paid');
  await expectEverythingInOrder();
});

it('is refused once a bank says so too, something has left the shop, or it was taken back; then nothing changes', async () => {
  const confirmed = await said();
  const sent = await said();
  await comesIn(shop.app, { pays: { orderCode: confirmed.code }, amountVnd: confirmed.totalVnd });
  await desk.send(sent.code);
  const twice = await said('bank_transfer', 1_000);
  expect((await Promise.all([withdraw(twice.receipt), withdraw(twice.receipt)])).map(({ status }) => status).sort()).toEqual([204, 409]); // prettier-ignore
  for (const { code, receipt } of [confirmed, sent]) {
    expect((await receiptOf(code)).mayWithdraw).toBe(false);
    const before = await everyRow(shop.database);
    expect((await withdraw(receipt)).code).toBe('state_conflict');
    expect(await everyRow(shop.database)).toEqual(before);
  }
});
