import { DAY_MS, HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FloorProfile } from '../../../apps/api/src/platform/data/floor-profile.js';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { codeOf, type CartBody, type PlacedBody, type ProblemBody } from '../../support/buyer.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { eventsOf } from '../../support/order-events.js';
import { SEEDED_AT } from '../../support/clock.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `cua-${(made += 1)}`, seller: shop.seller, onHand: 10 });
});

const buy = (quantity: number, payment = 'cod'): Promise<PlacedBody> =>
  shop.buyer.buy({ [goods.variantId]: quantity }, { payment });
const stepOf = async (placed: PlacedBody) => {
  const [order] = (await shop.buyer.page(placed)).body.orders;
  return [order?.status, order?.payment.status, order?.nextStep, order?.canCancel];
};
const availableNow = async (): Promise<number | undefined> =>
  (await shop.buyer.call<CartBody>('GET', `/carts/${await shop.buyer.cart({ [goods.variantId]: 1 })}`)).body
    .lines[0]?.available;
const sweep = () => shop.app.get(ExpireUnpaidOrders).run();

describe('the buyer cancels', () => {
  it('an order that nobody has begun: its stock is back at once, and it is written down', async () => {
    const placed = await buy(4, 'bank_transfer');
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 4 });
    const answer = await shop.buyer.cancel(codeOf(placed), placed.accessToken);
    expect([answer.status, answer.body.status, answer.body.nextStep, answer.body.canCancel]).toEqual([
      201,
      'cancelled',
      'cancelled_by_buyer',
      false,
    ]);
    expect(answer.body.payment).toEqual({
      method: 'bank_transfer',
      status: 'expired',
      expiresAt: '2026-11-24T03:00:00.000Z',
    });
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
    expect(
      await shop.database.query(
        `SELECT actor_kind, action FROM audit_records a JOIN orders o ON o.id = a.subject_id WHERE o.code = $1`,
        [codeOf(placed)],
      ),
    ).toEqual([{ actor_kind: 'buyer', action: 'order.cancelled' }]);
    expect(await eventsOf(shop.database, codeOf(placed))).toEqual([
      'order: placed by buyer',
      'order: placed → cancelled by buyer',
      'payment: pending → expired by buyer',
    ]);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('one seller’s order of a purchase and keeps the other', async () => {
    const seller = await shop.floor.seller(`con-lai-${made}`);
    const kept = await shop.floor.product({ slug: `giu-${made}`, seller });
    const placed = await shop.buyer.buy({ [goods.variantId]: 1, [kept.variantId]: 2 });
    await shop.buyer.cancel(codeOf(placed), placed.accessToken);
    const { body } = await shop.buyer.page(placed);
    expect(body.orders.map((order) => order.status)).toEqual(['cancelled', 'placed']);
    expect(await stockOf(shop.database, kept.variantId)).toEqual({ onHand: 100, reserved: 2 });
  });

  it('once: twice, and ten times at once, it gives the stock back one time', async () => {
    const placed = await buy(3);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => shop.buyer.cancel<ProblemBody>(codeOf(placed), placed.accessToken)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    expect(answers.filter((answer) => answer.status === 409).map((answer) => answer.body.code)).toEqual(
      Array.from({ length: 9 }, () => 'state_conflict'),
    );
    const before = await everyRow(shop.database);
    const again = await shop.buyer.cancel<ProblemBody>(codeOf(placed), placed.accessToken);
    expect([again.status, again.body.code]).toEqual([409, 'state_conflict']);
    expect(await everyRow(shop.database)).toEqual(before);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
  });

  it.each([
    ['the seller has confirmed', `UPDATE orders SET status = 'confirmed' WHERE code = $1`],
    ['it is completed', `UPDATE orders SET status = 'completed' WHERE code = $1`],
    [
      'it is paid',
      `UPDATE payments p SET status = 'paid' FROM orders o WHERE o.id = p.payable_id AND o.code = $1`,
    ],
  ])('not any more when %s', async (_when, change) => {
    const placed = await buy(2, 'bank_transfer');
    await shop.database.query(change, [codeOf(placed)]);
    const before = await everyRow(shop.database);
    const answer = await shop.buyer.cancel<ProblemBody>(codeOf(placed), placed.accessToken);
    expect([answer.status, answer.body.code]).toEqual([409, 'state_conflict']);
    expect((await shop.buyer.page(placed)).body.orders[0]?.canCancel).toBe(false);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('his own order only', async () => {
    const [mine, theirs] = [await buy(1), await buy(1)];
    const before = await everyRow(shop.database);
    const answers = [
      await shop.buyer.cancel<ProblemBody>(codeOf(theirs), mine.accessToken),
      await shop.buyer.cancel<ProblemBody>(codeOf(theirs), ''),
      await shop.buyer.cancel<ProblemBody>(theirs.code, theirs.accessToken),
      await shop.buyer.cancel<ProblemBody>('x', theirs.accessToken),
    ];
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
      [404, 'not_found'],
      [401, 'sign_in_required'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
    expect(await everyRow(shop.database)).toEqual(before);
  });
});

describe('a transfer that does not come', () => {
  it('ends after 24 hours: the page says so at once, the sweep cancels and gives the stock back', async () => {
    const placed = await buy(4, 'bank_transfer');
    expect(await stepOf(placed)).toEqual(['placed', 'pending', 'pay_by_transfer', true]);
    shop.clock.advance(DAY_MS - 1);
    expect(await sweep()).toBe(0);
    expect(await stepOf(placed)).toEqual(['placed', 'pending', 'pay_by_transfer', true]);
    expect(await availableNow()).toBe(6);
    shop.clock.advance(1);
    expect(await stepOf(placed)).toEqual(['placed', 'pending', 'payment_expired', true]);
    expect((await shop.buyer.page(placed)).body.orders[0]?.payment.vietqr).toBeUndefined();
    expect(await availableNow()).toBe(10);
    expect(await sweep()).toBe(1);
    expect(await stepOf(placed)).toEqual(['cancelled', 'expired', 'cancelled_unpaid', false]);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
    expect(await sweep()).toBe(0);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('is waited for as long as the province says', async () => {
    const { orderTimers } = shop.app.get(FloorProfile);
    const usual = orderTimers.transferHours;
    onTestFinished(() => {
      orderTimers.transferHours = usual;
    });
    orderTimers.transferHours = 6;
    const placed = await buy(1, 'bank_transfer');
    shop.clock.advance(6 * HOUR_MS - 1);
    expect(await stepOf(placed)).toEqual(['placed', 'pending', 'pay_by_transfer', true]);
    shop.clock.advance(1);
    expect(await stepOf(placed)).toEqual(['placed', 'pending', 'payment_expired', true]);
    expect(await sweep()).toBe(1);
  });

  it('frees its goods for the next buyer before any sweep, and the sweep then gives nothing back twice', async () => {
    const late = await buy(10, 'bank_transfer');
    shop.clock.advance(DAY_MS);
    const next = await buy(7);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 7 });
    await expectStockInOrder(shop.database, shop.app);
    expect(await sweep()).toBe(1);
    expect(await stepOf(late)).toEqual(['cancelled', 'expired', 'cancelled_unpaid', false]);
    expect(await stepOf(next)).toEqual(['placed', 'pending', 'seller_confirms', true]);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 7 });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('may still be cancelled by the buyer before the sweep, and is not swept then', async () => {
    const placed = await buy(1, 'bank_transfer');
    shop.clock.advance(DAY_MS);
    expect((await shop.buyer.cancel(codeOf(placed), placed.accessToken)).status).toBe(201);
    expect(await sweep()).toBe(0);
    expect(await stepOf(placed)).toEqual(['cancelled', 'expired', 'cancelled_by_buyer', false]);
  });

  it('leaves cash orders, paid and confirmed ones alone', async () => {
    const [cash, paid, confirmed] = [
      await buy(1),
      await buy(1, 'bank_transfer'),
      await buy(1, 'bank_transfer'),
    ];
    await shop.database.query(
      `UPDATE payments p SET status = 'paid' FROM orders o WHERE o.id = p.payable_id AND o.code = $1`,
      [codeOf(paid)],
    );
    await shop.database.query(`UPDATE orders SET status = 'confirmed' WHERE code = $1`, [codeOf(confirmed)]);
    shop.clock.advance(30 * DAY_MS);
    expect(await sweep()).toBe(0);
    expect((await stepOf(cash))[0]).toBe('placed');
    expect((await stepOf(paid))[0]).toBe('placed');
    expect((await stepOf(confirmed))[0]).toBe('confirmed');
  });

  it('is ended once by two sweeps at the same time', async () => {
    const placed = await Promise.all([
      buy(1, 'bank_transfer'),
      buy(2, 'bank_transfer'),
      buy(3, 'bank_transfer'),
    ]);
    shop.clock.advance(DAY_MS);
    const counts = await Promise.all([sweep(), sweep(), sweep()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(placed.length);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 10, reserved: 0 });
    await expectStockInOrder(shop.database, shop.app);
  });
});

describe('an expired hold and a buyer who wants more than is free', () => {
  it('leaves the hold as it is when the order is refused', async () => {
    await buy(4, 'bank_transfer');
    await buy(5);
    const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId);
    await shop.floor.countStock(goods, 9);
    shop.clock.advance(DAY_MS);
    expect((await shop.buyer.place(cartId, quote)).status).toBe(201);
    const greedy = await shop.buyer.cart({ [goods.variantId]: 3 });
    const seen = await shop.buyer.quote(greedy);
    await shop.floor.countStock(goods, 8);
    const before = await everyRow(shop.database);
    const refused = await shop.buyer.place<ProblemBody>(greedy, seen);
    expect([refused.status, refused.body.lines?.[0]]).toMatchObject([409, { requested: 3, available: 2 }]);
    expect(await everyRow(shop.database)).toEqual(before);
    await expectStockInOrder(shop.database, shop.app);
  });
});
