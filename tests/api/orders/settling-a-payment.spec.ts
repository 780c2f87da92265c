import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#kernel/time';
import { QRPay } from 'vietnam-qr-pay';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import { PaymentMessages } from '../../../apps/api/src/modules/orders/payment/payment-messages.js';
import type { PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn, moneyOf, noticesOf, refundsOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { readMessages } from '../../support/outbox.js';
import { People } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { Scales } from '../../support/weighed-goods.js';

let shop: SmallShop;
let goods: SmallProduct;
let placed: PlacedBody;
let code: string;
let totalVnd: number;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `hang-${(made += 1)}`, seller: shop.seller, onHand: 2 });
  placed = await shop.buyer.buy({ [goods.variantId]: 2 }, { payment: 'bank_transfer' });
  [code, totalVnd] = [placed.orders[0]?.code ?? '', placed.orders[0]?.totalVnd ?? 0];
});

const pay = (amountVnd: number, more: Partial<Parameters<typeof comesIn>[1]> = {}) =>
  comesIn(shop.app, { pays: { orderCode: code }, amountVnd, ...more });
/** The order on its buyer's page. */
const shown = async () => {
  const [order] = (await shop.buyer.page(placed)).body.orders;
  if (order === undefined) throw new Error('The purchase has no order');
  return order;
};
const expire = async (): Promise<void> => {
  shop.clock.advance(DAY_MS);
  expect(await shop.app.get(ExpireUnpaidOrders).run()).toBe(1);
};
/** What the buyer was written about the latest receipt. */
const told = async ({ receiptId }: { receiptId: string | null }): Promise<string> => {
  await shop.app.get(PaymentMessages).received(receiptId ?? '');
  const messages = await readMessages(shop.database);
  return messages.find(({ id }) => id === `payment-receipt-${receiptId}`)?.text ?? '';
};

/** Everything the buyer is written about the end of the order: by its event, and by a notice of a refund if there is one. */
const toldOfEnd = async (): Promise<string[]> => {
  const jobs = await shop.database.query<{ name: string; eventId: string }>(
    `SELECT j.name, j.data->>'eventId' AS "eventId" FROM pgboss.job j LEFT JOIN order_events e ON e.id::text = j.data->>'eventId'
     LEFT JOIN refunds r ON r.id::text = j.data->>'refundId' LEFT JOIN payments p ON p.id = r.payment_id
     JOIN orders o ON o.id = coalesce(e.order_id, p.payable_id)
     WHERE o.code = $1 AND (j.name = 'refund-notice' OR j.name = 'order-event' AND e.to_status = 'cancelled')`,
    [code],
  );
  for (const { eventId } of jobs) await shop.app.get(TellOfOrders).moved(eventId);
  const ids = jobs.map(({ name, eventId }) => (name === 'order-event' ? `order-event-${eventId}` : name));
  const messages = await readMessages(shop.database);
  return ids.map((wanted) => messages.find(({ id }) => id === wanted)?.text ?? wanted);
};

describe('money for an order', () => {
  it('that is exactly what is owed pays it, and its goods lose the end of their hold', async () => {
    expect(await pay(totalVnd)).toMatchObject({ outcome: 'settled', orderCode: code });
    expect(await moneyOf(shop.database, code)).toEqual({
      order: 'placed', reason: null, payment: 'paid', receivedVnd: totalVnd, refundsVnd: 0,
    }); // prettier-ignore
    shop.clock.advance(2 * DAY_MS);
    expect(await shop.app.get(ExpireUnpaidOrders).run()).toBe(0);
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 2, reserved: 2 });
    expect((await shop.buyer.cancel(code, placed.accessToken)).status).toBe(409);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('told of again changes nothing at all', async () => {
    const externalId = randomUUID();
    const first = await pay(totalVnd, { externalId });
    expect(await told(first)).toContain('hàng được giữ cho bạn');
    const before = await everyRow(shop.database);
    expect((await pay(totalVnd, { externalId })).outcome).toBe('repeated');
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('that is too little is kept, the buyer hears what is missing, and the rest completes it', async () => {
    const first = await pay(totalVnd - 5_000);
    expect(first.outcome).toBe('under');
    expect(await moneyOf(shop.database, code)).toMatchObject({
      payment: 'pending',
      receivedVnd: totalVnd - 5_000,
    });
    expect(await told(first)).toContain('Còn thiếu 5.000');
    const { payment } = await shown();
    expect(payment).toMatchObject({ receivedVnd: totalVnd - 5_000, missingVnd: 5_000 });
    expect(new QRPay(payment.vietqr?.payload ?? '').amount).toBe('5000');
    expect((await pay(5_000)).outcome).toBe('settled');
    expect(await moneyOf(shop.database, code)).toMatchObject({ payment: 'paid', refundsVnd: 0 });
  });

  it('that is too much pays it, and the surplus goes back within 30 days', async () => {
    const paid = await pay(totalVnd + 7_000);
    expect(paid.outcome).toBe('over');
    expect(await refundsOf(shop.database, code)).toEqual([
      { reason: 'surplus', amountVnd: 7_000, status: 'owed', dueOn: '2026-12-23' },
    ]);
    expect(await shown()).toMatchObject({
      payment: { status: 'paid' },
      refunds: [{ amountVnd: 7_000, status: 'owed', dueOn: '2026-12-23', reference: null }],
    });
    expect(await told(paid)).toMatch(/trả lại bạn 7\.000.*23\/12\/2026/);
  });

  it('that comes a second time goes back whole', async () => {
    await pay(totalVnd);
    const second = await pay(totalVnd);
    expect(second.outcome).toBe('double');
    expect(await moneyOf(shop.database, code)).toMatchObject({
      payment: 'paid', receivedVnd: 2 * totalVnd, refundsVnd: totalVnd,
    }); // prettier-ignore
    expect(await told(second)).toContain('đã được trả đủ tiền từ trước');
  });

  it('that is missing a part when the hour is over goes back with the order’s end', async () => {
    await pay(totalVnd - 1);
    await expire();
    expect(await refundsOf(shop.database, code)).toMatchObject([
      { reason: 'unpaid', amountVnd: totalVnd - 1, status: 'owed' },
    ]);
    expect(await toldOfEnd()).toEqual([expect.stringContaining('phải trả lại bạn 219.999')]);
    const late = await pay(totalVnd - 1);
    expect(late.outcome).toBe('too_late');
    expect(await moneyOf(shop.database, code)).toMatchObject({
      order: 'cancelled',
      receivedVnd: 2 * totalVnd - 2,
    });
  });

  it('goes back whole when the buyer takes the order back after paying a part', async () => {
    await pay(10_000);
    expect((await shop.buyer.cancel(code, placed.accessToken)).status).toBe(201);
    expect(await refundsOf(shop.database, code)).toMatchObject([{ reason: 'cancelled', amountVnd: 10_000 }]);
    expect(await toldOfEnd()).toEqual([expect.stringContaining('phải trả lại bạn 10.000')]);
    expect((await pay(totalVnd)).outcome).toBe('too_late');
    expect(await refundsOf(shop.database, code)).toMatchObject([
      {},
      { reason: 'too_late', amountVnd: totalVnd },
    ]);
  });

  it('that comes late finds the goods still there: the order lives again', async () => {
    await expire();
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 2, reserved: 0 });
    const late = await pay(totalVnd);
    expect(late.outcome).toBe('late');
    expect(await moneyOf(shop.database, code)).toMatchObject({
      order: 'placed',
      reason: null,
      payment: 'paid',
    });
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 2, reserved: 2 });
    expect(await told(late)).toContain('đơn của bạn được tiếp tục');
    await expectStockInOrder(shop.database, shop.app);
  });

  it('that comes late when the goods went to others goes back, and the buyer is told in the next job', async () => {
    await expire();
    await shop.buyer.buy({ [goods.variantId]: 1 });
    const late = await pay(totalVnd);
    expect(late.outcome).toBe('too_late');
    expect(await moneyOf(shop.database, code)).toMatchObject({ order: 'cancelled', payment: 'expired' });
    expect(await refundsOf(shop.database, code)).toMatchObject([{ reason: 'too_late', amountVnd: totalVnd }]);
    expect(await noticesOf(shop.database, code)).toBe(1);
    expect(await told(late)).toContain('không giữ được hàng nữa');
    await expectStockInOrder(shop.database, shop.app);
  });

  it('that comes late does not bring back goods that left the floor', async () => {
    await expire();
    await shop.floor.revoke(goods, '2026-11-20');
    expect((await pay(totalVnd)).outcome).toBe('too_late');
    expect(await stockOf(shop.database, goods.variantId)).toEqual({ onHand: 2, reserved: 0 });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('after the hour but before the sweep holds the goods, unless others took them meanwhile', async () => {
    shop.clock.advance(DAY_MS);
    expect((await pay(totalVnd)).outcome).toBe('settled');
    const other = await shop.floor.product({ slug: `khac-${made}`, seller: shop.seller, onHand: 1 });
    const lost = await shop.buyer.buy({ [other.variantId]: 1 }, { payment: 'bank_transfer' });
    const lostCode = lost.orders[0]?.code ?? '';
    shop.clock.advance(DAY_MS);
    await shop.buyer.buy({ [other.variantId]: 1 });
    const late = await comesIn(shop.app, { pays: { orderCode: lostCode }, amountVnd: lost.totalVnd });
    expect(late.outcome).toBe('too_late');
    expect(await moneyOf(shop.database, lostCode)).toMatchObject({
      order: 'cancelled', reason: 'unpaid', payment: 'expired', refundsVnd: lost.totalVnd,
    }); // prettier-ignore
    await expectStockInOrder(shop.database, shop.app);
  });

  it('is never given back beyond what came in, whoever asks', async () => {
    await pay(totalVnd);
    await expect(
      shop.database.query(
        `INSERT INTO refunds (seller_id, payment_id, idempotency_key, amount_vnd, reason, status, status_changed_at, owed_at, due_on)
         SELECT o.seller_id, p.id, 'x', $2, 'cancelled', 'owed', now(), now(), '2026-12-01'
         FROM payments p JOIN orders o ON o.id = p.payable_id WHERE o.code = $1`,
        [code, totalVnd + 1],
      ),
    ).rejects.toThrow('payments_refunds_check');
  });
});

describe('a remark', () => {
  const byRemark = (remark: string, more: Partial<Parameters<typeof comesIn>[1]> = {}) =>
    comesIn(shop.app, { pays: { sellerId: shop.seller.sellerId }, amountVnd: totalVnd, remark, ...more });

  it('names its order or purchase wherever it stands; without one, the money waits for somebody', async () => {
    expect(await byRemark(`MBVCB.4711.${code.toLowerCase()} OCOP.CT tu 0011 NGUYEN VAN A`)).toMatchObject({
      outcome: 'settled', orderCode: code,
    }); // prettier-ignore
    expect((await byRemark(`tra tien ${placed.code}`)).outcome).toBe('double');
    expect(await byRemark('tien tom kho')).toMatchObject({ outcome: 'unmatched', orderCode: null });
  });

  it('never names an order of another shop', async () => {
    const other = await shop.floor.seller(`ben-${made}`);
    expect(await byRemark(code, { pays: { sellerId: other.sellerId } })).toMatchObject({
      outcome: 'unmatched',
    });
    expect(await moneyOf(shop.database, code)).toMatchObject({ payment: 'pending', receivedVnd: 0 });
  });
});

describe('money that is told of twice', () => {
  const day = new Date('2026-11-20T03:00:00Z');

  it('by the shop and then by its bank and its statement is one payment; a real second one goes back', async () => {
    expect((await pay(totalVnd, { source: 'seller' })).outcome).toBe('settled');
    expect((await pay(totalVnd)).outcome).toBe('same');
    expect((await pay(totalVnd, { source: 'statement', account: 'sao-ke' })).outcome).toBe('same');
    expect(await moneyOf(shop.database, code)).toMatchObject({ receivedVnd: totalVnd, refundsVnd: 0 });
    expect((await pay(totalVnd)).outcome).toBe('double');
  });

  it('by the bank and on its statement is one, by its number or the day; two of one amount are two', async () => {
    await pay(10_000, { reference: 'FT1', paidAt: day });
    await pay(10_000, { reference: 'FT2', paidAt: day });
    const line = (reference: string | undefined) =>
      pay(10_000, { source: 'statement', account: 'sao-ke', reference, paidAt: day });
    expect([(await line('FT2')).outcome, (await line(undefined)).outcome]).toEqual(['same', 'same']);
    expect(await moneyOf(shop.database, code)).toMatchObject({ receivedVnd: 20_000 });
    expect((await line('FT3')).outcome).toBe('under');
  });
});

it('money that came before the scales waits, and pays once they said how much', async () => {
  const people = new People(shop.app, shop.database, shop.clock);
  const scales = await Scales.of(shop, people, `can-${made}`);
  const crab = await scales.buy('bank_transfer');
  const crabCode = crab.orders[0]?.code ?? '';
  const early = await comesIn(shop.app, { pays: { orderCode: crabCode }, amountVnd: 470_000 });
  expect(early.outcome).toBe('early');
  expect((await scales.weigh(crabCode, [800])).status).toBe(200);
  expect(await moneyOf(shop.database, crabCode)).toMatchObject({ payment: 'paid', receivedVnd: 470_000 });
  // 800 g at 450.000 đ a kilogram and 20.000 đ of shipping: 380.000 đ.
  expect(await refundsOf(shop.database, crabCode)).toMatchObject([{ reason: 'surplus', amountVnd: 90_000 }]);
  await expectStockInOrder(shop.database, shop.app);
});
