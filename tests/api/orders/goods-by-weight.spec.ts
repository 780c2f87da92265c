import { randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '#kernel/time';
import { QRPay } from 'vietnam-qr-pay';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExpireUnpaidOrders } from '../../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { OrderMessages } from '../../../apps/api/src/modules/orders/order-messages.js';
import { EndUnweighedOrders } from '../../../apps/api/src/modules/orders/weighing/end-unweighed-orders.js';
import { WeighingMessages } from '../../../apps/api/src/modules/orders/weighing/weighing-messages.js';
import { codeOf, type CartBody, type PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { Scales } from '../../support/weighed-goods.js';

let shop: SmallShop;
let people: People;
let scales: Scales;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example.vn' } });
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  scales = await Scales.of(shop, people, `can-${(made += 1)}`);
});

const orderOf = async (placed: PlacedBody) => (await shop.buyer.page(placed)).body.orders[0];
const catchWeight = { kgPriceVnd: 450_000, maxGrams: 500 };

describe('before the scales', () => {
  it('cart, quote and order say the price of a kilogram and the most it can be', async () => {
    const cartId = await shop.buyer.cart({ [scales.crab.variantId]: 2 });
    const cart = await shop.buyer.call<CartBody>('GET', `/carts/${cartId}`);
    expect(cart.body.lines).toMatchObject([{ unitPriceVnd: 225_000, totalVnd: 450_000, catchWeight }]);
    const quote = await shop.buyer.quote(cartId);
    expect(quote.sellers[0]?.lines).toMatchObject([{ totalVnd: 450_000, catchWeight }]);
    const placed = await shop.buyer.place(cartId, quote, { payment: 'bank_transfer' });
    expect(placed.body.orders[0]).toMatchObject({ totalVnd: 470_000, awaitsWeighing: true });
    expect(placed.body.orders[0]?.payment).toEqual({ method: 'bank_transfer', status: 'pending' });
    const order = await orderOf(placed.body);
    expect(order).toMatchObject({ nextStep: 'seller_weighs', orderedTotalVnd: 470_000, canCancel: true });
    expect(order?.lines).toMatchObject([{ totalVnd: 450_000, catchWeight }]);
    expect(order?.lines[0]?.weighedGrams).toBeUndefined();
  });

  it('goods at a fixed price say nothing of it, and card and wallet are offered to nobody', async () => {
    const dried = await shop.floor.product({ slug: `kho-${made}`, seller: scales.seller });
    const quote = await shop.buyer.quote(
      await shop.buyer.cart({ [dried.variantId]: 1, [scales.crab.variantId]: 1 }),
    );
    const lines = quote.sellers[0]?.lines ?? [];
    expect(lines.map((line) => 'catchWeight' in line).sort()).toEqual([false, true]);
    expect(quote.sellers[0]?.paymentMethods.filter((one) => one.available).map((one) => one.method)).toEqual([
      'cod',
      'bank_transfer',
    ]);
  });

  it('a quote is of its price of a kilogram: changed meanwhile, it is shown afresh', async () => {
    const cartId = await shop.buyer.cart({ [scales.crab.variantId]: 1 });
    const quote = await shop.buyer.quote(cartId);
    await shop.database.query(`UPDATE variants SET kg_price_vnd = 500000, max_grams = 450 WHERE id = $1`, [
      scales.crab.variantId,
    ]);
    expect((await shop.buyer.place(cartId, quote)).status).toBe(409);
  });

  it('the shop’s list has it, the longest waiting first, with the hour it must be weighed by', async () => {
    const first = await scales.buy();
    shop.clock.advance(HOUR_MS);
    const second = await scales.buy('bank_transfer');
    const waiting = await scales.waiting();
    expect(waiting.map(({ code }) => code)).toEqual([codeOf(first), codeOf(second)]);
    expect(waiting[0]).toMatchObject({
      paymentMethod: 'cod',
      totalVnd: 470_000,
      lines: [{ quantity: 2, ...catchWeight }],
    });
    expect(new Date(waiting[0]?.weighBy ?? '').getTime()).toBe(SEEDED_AT.getTime() + 72 * HOUR_MS);
    await scales.weigh(codeOf(first), [900]);
    await shop.buyer.cancel(codeOf(second), second.accessToken);
    expect(await scales.waiting()).toEqual([]);
  });
});

describe('at the scales', () => {
  it('line, order, purchase and payment fall together; the fee stays, and it is written down', async () => {
    const other = await shop.floor.product({ slug: `ban-${made}`, seller: shop.seller });
    const placed = await scales.buy('cod', { [other.variantId]: 1 });
    const mine = placed.orders.find((order) => order.totalVnd === 470_000)?.code ?? '';
    const { status, body } = await scales.weigh(mine, [850]);
    expect([status, body.itemsVnd, body.shippingFeeVnd, body.totalVnd, body.orderedTotalVnd, body.payBy]).toEqual([
      200, 382_500, 20_000, 402_500, 470_000, null,
    ]); // prettier-ignore
    const group = (await shop.buyer.page(placed)).body;
    expect([group.totalVnd, group.orderedTotalVnd]).toEqual([placed.totalVnd - 67_500, placed.totalVnd]);
    const order = group.orders.find(({ code }) => code === mine);
    expect(order).toMatchObject({ totalVnd: 402_500, awaitsWeighing: false, nextStep: 'seller_confirms' });
    expect(order?.lines).toMatchObject([{ weighedGrams: 850, totalVnd: 382_500, unitPriceVnd: 225_000 }]);
    await expectStockInOrder(shop.database, shop.app);
    const history = await shop.database.query(
      `SELECT actor_kind, actor_id, a.seller_id, before, after FROM audit_records a JOIN orders o ON o.id = a.subject_id
       WHERE o.code = $1 AND action = 'order.weighed'`,
      [mine],
    );
    expect(history).toEqual([
      {
        actor_kind: 'seller',
        actor_id: scales.owner.accountId,
        seller_id: scales.seller.sellerId,
        before: { totalVnd: 470_000 },
        after: { totalVnd: 402_500, weighedGrams: 850 },
      },
    ]);
  });

  it('a transfer gets its code and its 24 hours only now, and is swept only after them', async () => {
    const placed = await scales.buy('bank_transfer');
    shop.clock.advance(2 * DAY_MS);
    expect(await shop.app.get(ExpireUnpaidOrders).run()).toBe(0);
    expect((await orderOf(placed))?.payment.vietqr).toBeUndefined();
    const { body } = await scales.weigh(codeOf(placed), [801]);
    expect(body.payBy).toBe(new Date(SEEDED_AT.getTime() + 3 * DAY_MS).toISOString());
    const order = await orderOf(placed);
    expect(order?.nextStep).toBe('pay_by_transfer');
    // 801 g at 450.000 đ a kilogram: 360.450 đ.
    expect(new QRPay(order?.payment.vietqr?.payload ?? '').amount).toBe('380450');
    shop.clock.advance(DAY_MS - 1);
    expect(await shop.app.get(ExpireUnpaidOrders).run()).toBe(0);
    shop.clock.advance(1);
    expect((await scales.weigh(codeOf(placed), [800])).code).toBe('state_conflict');
    expect(await shop.app.get(ExpireUnpaidOrders).run()).toBe(1);
    expect(await stockOf(shop.database, scales.crab.variantId)).toEqual({ onHand: 100, reserved: 0 });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('a key weighs once; said anew it must say the same, and another key may only lower it', async () => {
    const placed = await scales.buy('bank_transfer');
    const code = codeOf(placed);
    const key = randomUUID();
    const first = await scales.weigh(code, [900], { key });
    const before = await everyRow(shop.database);
    expect(await scales.weigh(code, [900], { key })).toEqual(first);
    expect((await scales.weigh(code, [899], { key })).code).toBe('idempotency_conflict');
    expect((await scales.weigh(code, [901])).code).toBe('validation_failed');
    expect(await everyRow(shop.database)).toEqual(before);
    shop.clock.advance(HOUR_MS);
    const lower = await scales.weigh(code, [880]);
    expect([lower.body.totalVnd, lower.body.payBy]).toEqual([416_000, first.body.payBy]);
    await expectStockInOrder(shop.database, shop.app);
  });

  it.each([
    ['more than was ordered', [1_001], 'lines.0.grams'],
    ['nothing', [0], 'lines.0.grams'],
    ['a line of somebody else', [500, 500], 'lines.1.lineId'],
  ])('refuses %s', async (_what, grams, path) => {
    const placed = await scales.buy();
    const before = await everyRow(shop.database);
    const { status, body } = await scales.weigh(codeOf(placed), grams);
    expect([status, body]).toMatchObject([400, { errors: [{ path }] }]);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('takes all lines that wait at once, not some of them', async () => {
    const second = await shop.floor.product({
      slug: `ghe-${made}`,
      seller: scales.seller,
      byWeight: { kgPriceVnd: 300_001, maxGrams: 333 },
    });
    const placed = await scales.buy('cod', { [second.variantId]: 3 });
    expect((await scales.weigh(codeOf(placed), [700])).body).toMatchObject({ errors: [{ path: 'lines' }] });
    const { body } = await scales.weigh(codeOf(placed), [700, 999]);
    expect(body.lines.map(({ totalVnd }) => totalVnd)).toEqual([315_000, 299_700]);
    await expectStockInOrder(shop.database, shop.app);
  });

  it.each([
    ['cancelled', `UPDATE orders SET status = 'cancelled', cancellation_reason = 'buyer' WHERE code = $1`],
    ['completed', `UPDATE orders SET status = 'completed' WHERE code = $1`],
    ['paid', `UPDATE payments p SET status = 'paid' FROM orders o WHERE o.id = p.payable_id AND o.code = $1`],
    [
      'handed over',
      `INSERT INTO fulfillments (order_id, status, status_changed_at, handed_over_at)
       SELECT id, 'handed_over', now(), now() FROM orders WHERE code = $1`,
    ],
  ])('refuses an order that is %s', async (_what, change) => {
    const placed = await scales.buy();
    await shop.database.query(change, [codeOf(placed)]);
    const before = await everyRow(shop.database);
    expect((await scales.weigh(codeOf(placed), [800])).code).toBe('state_conflict');
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('also after the shop confirmed it, and with flagged goods, whose flag stays', async () => {
    const placed = await scales.buy();
    await shop.database.query(`UPDATE orders SET status = 'confirmed' WHERE code = $1`, [codeOf(placed)]);
    await shop.database.query(
      `INSERT INTO order_line_flags (order_line_id, certification_id, flagged_at)
       SELECT l.id, l.certification_id, $2 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.code = $1`,
      [codeOf(placed), SEEDED_AT],
    );
    expect((await scales.weigh(codeOf(placed), [1_000])).body.totalVnd).toBe(470_000);
    expect((await orderOf(placed))?.lines[0]?.flag?.reason).toBe('certificate_revoked');
  });

  it('is for whoever works on the shop’s orders, and staff under its mandate', async () => {
    const [listings, orders, stranger] = await people.persons([{}, {}, {}]);
    await people.member(listings as Person, scales.seller, ['listings']);
    await people.member(orders as Person, scales.seller, ['orders']);
    const staff = await people.officer('assisting_staff');
    const mandateId = await people.mandate(staff, scales.seller);
    const code = codeOf(await scales.buy());
    const told = [];
    for (const as of [null, stranger, listings, orders, staff] as (Person | null)[])
      told.push((await scales.weigh(code, [1_000 - told.length], { as })).status);
    expect(told).toEqual([401, 404, 403, 200, 200]);
    const rows = await shop.database.query(
      `SELECT mandate_id FROM audit_records WHERE action = 'order.weighed' AND actor_id = $1`,
      [staff.accountId],
    );
    expect(rows).toEqual([{ mandate_id: mandateId }]);
  });
});

describe('what nobody weighs', () => {
  it('is cancelled after 72 hours, its goods are free, and the buyer hears that nothing is owed', async () => {
    const placed = await scales.buy('bank_transfer');
    const weighed = await scales.buy();
    await scales.weigh(codeOf(weighed), [1_000]);
    const sweep = () => shop.app.get(EndUnweighedOrders).run();
    shop.clock.advance(72 * HOUR_MS - 1);
    expect(await sweep()).toBe(0);
    shop.clock.advance(1);
    await Promise.all([sweep(), sweep()]);
    expect(await sweep()).toBe(0);
    const ends = await shop.database.query(
      `SELECT a.id FROM audit_records a JOIN orders o ON o.id = a.subject_id
       WHERE o.code = $1 AND action = 'order.unweighed'`,
      [codeOf(placed)],
    );
    expect(ends).toHaveLength(1);
    expect(await orderOf(placed)).toMatchObject({ status: 'cancelled', nextStep: 'cancelled_unweighed' });
    expect((await orderOf(weighed))?.status).toBe('placed');
    expect(await stockOf(shop.database, scales.crab.variantId)).toEqual({ onHand: 100, reserved: 2 });
    const [job] = await shop.database.query<{ data: { orderId: string } }>(
      `SELECT j.data FROM pgboss.job j JOIN orders o ON o.id = (j.data->>'orderId')::uuid
       WHERE j.name = 'order-unweighed' AND o.code = $1`,
      [codeOf(placed)],
    );
    for (let twice = 0; twice < 2; twice += 1)
      await shop.app.get(WeighingMessages).ended(job?.data.orderId ?? '');
    const told = (await readMessages(shop.database)).filter(({ id }) => id.includes(codeOf(placed)));
    expect(told.map(({ id }) => id)).toEqual([`order-unweighed-${codeOf(placed)}`]);
    expect(told[0]?.text).toContain('không phải trả gì');
  });
});

it('the confirmation says that it is the most, and that a transfer waits for the scales', async () => {
  const placed = await scales.buy('bank_transfer');
  const [group] = await shop.database.query<{ id: string }>(`SELECT id FROM order_groups WHERE code = $1`, [
    placed.code,
  ]);
  await shop.app.get(OrderMessages).confirm(group?.id ?? '');
  const told = (await readMessages(shop.database)).find(
    ({ id }) => id === `order-confirmation-${placed.code}`,
  );
  expect(told?.text).toContain('tổng cộng nhiều nhất 470.000\u00a0₫');
  expect(told?.text).toContain('chuyển khoản sau khi người bán cân hàng');
});

it('a weighing tells the buyer once, by a job of its own transaction: weight, amount, and how to pay', async () => {
  const placed = await scales.buy('bank_transfer');
  await scales.weigh(codeOf(placed), [850]);
  const jobs = await shop.database.query<{ id: string }>(
    `SELECT w.id FROM pgboss.job j JOIN order_weighings w ON w.id = (j.data->>'weighingId')::uuid
     JOIN orders o ON o.id = w.order_id WHERE j.name = 'order-weighed' AND o.code = $1`,
    [codeOf(placed)],
  );
  expect(jobs).toHaveLength(1);
  for (let twice = 0; twice < 2; twice += 1) await shop.app.get(WeighingMessages).weighed(jobs[0]?.id ?? '');
  const told = (await readMessages(shop.database)).filter(({ id }) => id.includes(codeOf(placed)));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('850 g, 450.000\u00a0₫/kg, thành 382.500\u00a0₫');
  expect(told[0]?.text).toContain('402.500\u00a0₫, ít hơn mức cao nhất lúc đặt (470.000\u00a0₫)');
  expect(told[0]?.text).toContain('trước 10:00 ngày 24/11/2026');
  expect(told[0]?.text).toContain(`/don-hang/${placed.code}?token=${placed.accessToken}`);
});
