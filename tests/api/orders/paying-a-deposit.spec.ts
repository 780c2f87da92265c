import { randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { UnconfirmedOrders } from '../../../apps/api/src/modules/orders/confirming/unconfirmed-orders.js';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { PaymentMessages } from '../../../apps/api/src/modules/orders/payment/payment-messages.js';
import { TellShopOfMoney } from '../../../apps/api/src/modules/orders/payment/tell-shop-of-money.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import type { Answer, PlacedBody, ProblemBody } from '../../support/buyer.js';
import { callAs, type Told } from '../../support/caller.js';
import { SEEDED_AT } from '../../support/clock.js';
import { buyWithDeposit } from '../../support/deposits.js';
import { comesIn, moneyOf, refundsOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { eventsOf } from '../../support/order-events.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

/** Ten pieces, a million, of which three tenths are paid first; the way costs 32.000 đ. */
const TEN = 10;
const DEPOSIT = 300_000;

let shop: SmallShop;
let desk: OrderDesk;
let goods: SmallProduct;
let phones = 0;

interface Terms {
  version: number;
  fromVnd: number | null;
  percent: number | null;
  aboveLimit: boolean;
  possible: boolean;
}

beforeAll(async () => {
  shop = await openSmallShop();
  desk = await OrderDesk.of(shop, new People(shop.app, shop.database, shop.clock), shop.seller);
  goods = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller, onHand: 5_000 });
});
afterAll(() => shop.close());
beforeEach(() => shop.clock.set(SEEDED_AT));

const contact = (): object => ({
  name: 'Người Mua Mẫu',
  phone: `08${String((phones += 1)).padStart(8, '0')}`,
});
const at = <Body>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Told<Body>> =>
  callAs(shop.app, desk.owner, method, `/seller/${shop.seller.slug}${path}`, body);
const terms = (): Promise<Told<Terms>> => at('GET', '/deposit-terms');
const pays = (code: string, amountVnd: number, more: object = {}): ReturnType<typeof comesIn> =>
  comesIn(shop.app, { pays: { orderCode: code }, amountVnd, ...more });

async function place(pieces: number, more: object = {}): Promise<Answer<PlacedBody & ProblemBody>> {
  const cartId = await shop.buyer.cart({ [goods.variantId]: pieces });
  return shop.buyer.place(cartId, await shop.buyer.quote(cartId), { contact: contact(), ...more });
}

/** An order whose deposit is waited for, or has come. */
async function ordered(paid: boolean): Promise<{ code: string; totalVnd: number; placed: PlacedBody }> {
  const placed = await buyWithDeposit(shop.buyer, { [goods.variantId]: TEN }, { contact: contact() });
  const code = placed.orders[0]?.code ?? '';
  if (paid) expect((await pays(code, DEPOSIT)).outcome).toBe('deposit');
  return { code, totalVnd: placed.totalVnd, placed };
}

const pageOf = async (placed: PlacedBody) => (await shop.buyer.page(placed)).body.orders[0];
const cashOf = (code: string): Promise<{ vnd: number }[]> =>
  shop.database.query(
    `SELECT k.amount_vnd::int AS vnd FROM payment_receipts k JOIN payments p ON p.id = k.payment_id
     JOIN orders o ON o.id = p.payable_id WHERE o.code = $1 AND k.source = 'cash'`,
    [code],
  );

async function expectEverythingInOrder(): Promise<void> {
  await expectStockInOrder(shop.database, shop.app);
  await shop.app.get(PostLedger).run();
  expect(await shop.app.get(CheckLedger).run()).toEqual([]);
}

it('a shop asks nothing ahead until it says so, under the version it read, amount and per cent together', async () => {
  expect((await terms()).body).toEqual({
    version: 0,
    fromVnd: null,
    percent: null,
    aboveLimit: false,
    possible: true,
  });
  expect((await place(TEN)).status).toBe(201);
  const half = await at<ProblemBody>('PUT', '/deposit-terms', {
    version: 0,
    fromVnd: 1_000_000,
    percent: null,
    aboveLimit: false,
  });
  expect([half.status, half.body.errors?.[0]?.path]).toEqual([400, 'percent']);
  const wish = { version: 0, fromVnd: 1_000_000, percent: 30, aboveLimit: false };
  expect((await at<Terms>('PUT', '/deposit-terms', wish)).body).toEqual({
    ...wish,
    version: 1,
    possible: true,
  });
  expect((await at('PUT', '/deposit-terms', wish)).code).toBe('stale_version');
});

it('nobody owes a deposit they were not told of: the quote says it, and an order that does not agree to it writes nothing', async () => {
  const cartId = await shop.buyer.cart({ [goods.variantId]: TEN });
  const quote = await shop.buyer.quote(cartId);
  const offers = quote.sellers[0]?.paymentMethods ?? [];
  expect(offers.find(({ method }) => method === 'cod')).toEqual({
    method: 'cod',
    available: true,
    depositVnd: DEPOSIT,
  });
  const before = await everyRow(shop.database);
  for (const agreed of [{}, { sellers: { [shop.seller.slug]: { depositVnd: DEPOSIT - 1_000 } } }]) {
    const { status, body } = await shop.buyer.place<ProblemBody>(cartId, quote, agreed);
    expect([status, body.code, body.reason]).toEqual([422, 'deposit_required', 'shop']);
    expect(body.deposits).toEqual([
      {
        seller: { slug: shop.seller.slug, name: `Gian hàng ${shop.seller.slug}` },
        depositVnd: DEPOSIT,
        doorVnd: quote.totalVnd - DEPOSIT,
      },
    ]);
  }
  expect(await everyRow(shop.database)).toEqual(before);
  // Below its amount, or paid by transfer, the shop asks nothing.
  expect((await place(TEN - 1)).body.orders[0]?.payment).toEqual({ method: 'cod', status: 'pending' });
  expect((await place(TEN, { payment: 'bank_transfer' })).body.orders[0]?.payment.depositVnd).toBeUndefined();
});

it('is paid by a code of its amount; only then the shop takes the order on, and the door collects what is left', async () => {
  const { code, totalVnd, placed } = await ordered(false);
  const doorVnd = totalVnd - DEPOSIT;
  const { payment } = placed.orders[0] ?? {};
  expect(payment).toMatchObject({ method: 'cod', status: 'pending', depositVnd: DEPOSIT, doorVnd });
  expect(payment?.vietqr?.payload).toContain(`5406${DEPOSIT}`);
  expect(payment?.vietqr?.purpose).toContain(code);
  expect(payment?.expiresAt).toBe(new Date(SEEDED_AT.getTime() + DAY_MS).toISOString());
  expect((await desk.read(code)).body.step).toBe('wait_payment');
  expect((await desk.confirm(code)).code).toBe('state_conflict');
  expect(await pageOf(placed)).toMatchObject({ nextStep: 'pay_deposit', canCancel: true });
  const { body: waiting } = await at<{ items: object[] }>('GET', '/waiting-payments');
  expect(waiting.items).toContainEqual(
    expect.objectContaining({ orderCode: code, depositVnd: DEPOSIT, missingVnd: DEPOSIT }),
  );

  expect((await pays(code, 100_000)).outcome).toBe('under');
  expect((await pageOf(placed))?.payment).toMatchObject({ receivedVnd: 100_000, missingVnd: 200_000 });
  const { receiptId, outcome } = await pays(code, 200_000);
  expect(outcome).toBe('deposit');
  await shop.app.get(PaymentMessages).received(receiptId ?? '');
  await shop.app.get(TellShopOfMoney).received(receiptId ?? '');
  const messages = await readMessages(shop.database);
  expect(messages.find(({ id }) => id === `payment-receipt-${receiptId}`)?.text).toContain(
    'bạn trả khi nhận hàng',
  );
  expect(messages.find(({ id }) => id === `shop-paid-${receiptId}`)?.text).toMatch(
    /trả trước 300\.000.*thu nốt/u,
  );
  const page = await pageOf(placed);
  expect(page).toMatchObject({ nextStep: 'seller_confirms', payment: { depositVnd: DEPOSIT, doorVnd } });
  expect([page?.payment.vietqr, page?.payment.expiresAt, page?.payment.missingVnd]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);

  const { order, parcelId } = await desk.send(code);
  expect(order.payment).toMatchObject({ missingVnd: doorVnd, aheadVnd: DEPOSIT });
  // Once more the same, by mistake: it goes back, and the door collects what its papers say.
  expect((await pays(code, DEPOSIT)).outcome).toBe('double');
  expect((await desk.read(code)).body.payment).toMatchObject({ missingVnd: doorVnd, aheadVnd: DEPOSIT });
  await desk.arrive(code, parcelId);
  expect(await cashOf(code)).toEqual([{ vnd: doorVnd }]);
  expect(await moneyOf(shop.database, code)).toMatchObject({
    payment: 'paid',
    receivedVnd: totalVnd + DEPOSIT,
    refundsVnd: DEPOSIT,
  });
  expect(await refundsOf(shop.database, code)).toMatchObject([{ reason: 'double', amountVnd: DEPOSIT }]);
  expect(await eventsOf(shop.database, code)).toEqual(
    expect.arrayContaining(['deposit: asked → paid by gateway', 'payment: pending → paid by seller']),
  );
  await expectEverythingInOrder();
});

it('whoever transfers all of it owes nothing at the door, and what is too much goes back', async () => {
  const { code, totalVnd } = await ordered(false);
  expect((await pays(code, totalVnd + 1_000)).outcome).toBe('over');
  const { order, parcelId } = await desk.send(code);
  expect(order.payment).toMatchObject({ status: 'paid', missingVnd: 0 });
  await desk.arrive(code, parcelId);
  expect(await cashOf(code)).toEqual([]);
  expect(await refundsOf(shop.database, code)).toMatchObject([{ reason: 'surplus', amountVnd: 1_000 }]);
  await expectEverythingInOrder();
});

it('an order whose deposit does not come within its day ends, its goods are free and what came in part goes back; late it lives again while they are there', async () => {
  const { code, totalVnd, placed } = await ordered(false);
  await pays(code, 50_000);
  shop.clock.advance(DAY_MS);
  expect(await shop.app.get(ExpireUnpaidOrders).run()).toBeGreaterThan(0);
  expect(await moneyOf(shop.database, code)).toMatchObject({
    order: 'cancelled',
    reason: 'unpaid',
    payment: 'expired',
  });
  expect((await pays(code, DEPOSIT)).outcome).toBe('late');
  expect(await moneyOf(shop.database, code)).toMatchObject({ order: 'placed', payment: 'pending' });
  expect(await pageOf(placed)).toMatchObject({
    nextStep: 'seller_confirms',
    payment: { doorVnd: totalVnd - DEPOSIT },
  });
  const { parcelId } = await desk.send(code);
  await desk.arrive(code, parcelId);
  expect(await cashOf(code)).toEqual([{ vnd: totalVnd - DEPOSIT }]);
  expect(await refundsOf(shop.database, code)).toMatchObject([{ reason: 'unpaid', amountVnd: 50_000 }]);
  await expectEverythingInOrder();

  const other = await shop.floor.product({ slug: 'mam-tep', seller: shop.seller });
  const lost = await buyWithDeposit(shop.buyer, { [other.variantId]: TEN }, { contact: contact() });
  const lostCode = lost.orders[0]?.code ?? '';
  shop.clock.advance(DAY_MS);
  await shop.app.get(ExpireUnpaidOrders).run();
  await shop.floor.revoke(other, '2026-11-20');
  expect((await pays(lostCode, DEPOSIT)).outcome).toBe('too_late');
  expect(await refundsOf(shop.database, lostCode)).toMatchObject([
    { reason: 'too_late', amountVnd: DEPOSIT },
  ]);
  await expectEverythingInOrder();
});

it.each([
  ['the buyer takes it back', 'cancelled'],
  ['the shop cannot send it', 'cancelled'],
  ['nobody takes it on', 'cancelled'],
  ['everything is refused at the door', 'refused'],
])('all of a deposit goes back where %s', async (what, reason) => {
  const { code, placed } = await ordered(true);
  if (what.startsWith('the buyer')) {
    expect((await shop.buyer.cancel(code, placed.accessToken)).status).toBe(201);
  } else if (what.startsWith('the shop')) {
    await desk.confirm(code);
    expect((await desk.cancel(code)).status).toBe(200);
  } else if (what.startsWith('nobody')) {
    shop.clock.advance(72 * HOUR_MS);
    expect((await shop.app.get(UnconfirmedOrders).run()).cancelled).toBeGreaterThan(0);
  } else {
    const { order, parcelId } = await desk.send(code);
    await desk.arrive(code, parcelId, [{ lineId: order.lines[0]?.id ?? '', quantity: TEN }]);
    await desk.takeBack(code, parcelId);
  }
  expect(await moneyOf(shop.database, code)).toMatchObject({ order: 'cancelled', refundsVnd: DEPOSIT });
  expect(await refundsOf(shop.database, code)).toMatchObject([{ reason, amountVnd: DEPOSIT }]);
  expect(await cashOf(code)).toEqual([]);
  await expectEverythingInOrder();
});

it('the time the shop has to take it on begins when the deposit is there', async () => {
  const { code } = await ordered(false);
  shop.clock.advance(20 * HOUR_MS);
  await pays(code, DEPOSIT);
  shop.clock.advance(71 * HOUR_MS);
  await shop.app.get(UnconfirmedOrders).run();
  expect((await desk.read(code)).body.status).toBe('placed');
  shop.clock.advance(HOUR_MS);
  await shop.app.get(UnconfirmedOrders).run();
  expect((await desk.read(code)).body.status).toBe('cancelled');
});

it.each([
  [4, 'pays what is left for what was taken', 'cash'],
  [8, 'pays nothing more where the deposit covers it, and has the rest of it back', 'surplus'],
])('of ten pieces %i are refused: the buyer %s', async (refused, _what, how) => {
  const { code, totalVnd } = await ordered(true);
  const { order, parcelId } = await desk.send(code);
  await desk.arrive(code, parcelId, [{ lineId: order.lines[0]?.id ?? '', quantity: refused }]);
  const dueVnd = totalVnd - refused * goods.priceVnd;
  expect(await cashOf(code)).toEqual(how === 'cash' ? [{ vnd: dueVnd - DEPOSIT }] : []);
  expect(await refundsOf(shop.database, code)).toMatchObject(
    how === 'cash' ? [] : [{ reason: 'surplus', amountVnd: DEPOSIT - dueVnd }],
  );
  const { payment, receivedVnd, refundsVnd } = await moneyOf(shop.database, code);
  expect([payment, receivedVnd - refundsVnd]).toEqual(['paid', dueVnd]);
  await desk.takeBack(code, parcelId);
  await expectEverythingInOrder();
});

it('a shop that said by mistake that the deposit came waits for it again, and sends nothing before', async () => {
  const { code, totalVnd } = await ordered(false);
  const said = (amountVnd: number): Promise<Told<object>> =>
    at('POST', `/orders/${code}/receipts`, { key: randomUUID(), amountVnd });
  expect((await said(DEPOSIT)).status).toBe(200);
  // What is left comes at the door, or all of it otherwise: a part of it is said by nobody.
  expect((await said(10_000)).code).toBe('state_conflict');
  expect((await desk.confirm(code)).status).toBe(200);
  const { body } = await at<{ items: { id: string; orderCode: string }[] }>('GET', '/receipts');
  const receipt = body.items.find(({ orderCode }) => orderCode === code);
  expect((await at('POST', `/receipts/${receipt?.id ?? ''}/withdrawal`, {})).status).toBe(204);
  expect((await desk.read(code)).body).toMatchObject({ status: 'placed', step: 'wait_payment' });
  expect(await eventsOf(shop.database, code)).toEqual(
    expect.arrayContaining(['deposit: paid → asked by seller', 'order: confirmed → placed by seller']),
  );
  expect((await desk.confirm(code)).code).toBe('state_conflict');
  await pays(code, DEPOSIT);
  const { parcelId } = await desk.send(code);
  await desk.arrive(code, parcelId);
  expect(await moneyOf(shop.database, code)).toMatchObject({ payment: 'paid', receivedVnd: totalVnd });
  await expectEverythingInOrder();
});
