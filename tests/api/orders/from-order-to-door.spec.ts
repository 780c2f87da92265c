import { DAY_MS, HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptanceToken } from '../../../apps/api/src/modules/orders/confirming/acceptance-token.js';
import { UnconfirmedOrders } from '../../../apps/api/src/modules/orders/confirming/unconfirmed-orders.js';
import { CompleteDeliveredOrders } from '../../../apps/api/src/modules/orders/parcels/complete-delivered-orders.js';
import { codeOf, type PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn, moneyOf, refundsOf } from '../../support/incoming-money.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { eventsOf } from '../../support/order-events.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { TEST_SECRETS } from '../../support/secrets.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let desk: OrderDesk;
let goods: SmallProduct;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
  desk = await OrderDesk.of(shop, people, shop.seller);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  goods = await shop.floor.product({ slug: `tom-${(made += 1)}`, seller: shop.seller, onHand: 10 });
});

const buy = (quantity: number, payment = 'cod'): Promise<PlacedBody> =>
  shop.buyer.buy({ [goods.variantId]: quantity }, { payment });
const stock = () => stockOf(shop.database, goods.variantId);
const accept = (method: string, code: string, token: string) =>
  shop.buyer.call(
    'GET' === method ? 'GET' : 'POST',
    `/orders/${code}/acceptance`,
    method === 'GET' ? undefined : {},
    {
      'acceptance-token': token,
    },
  );

describe('the shop takes an order on', () => {
  it('and sends it: what was set aside leaves the shelf, is paid at the door, and the order ends after a week', async () => {
    const placed = await buy(3);
    const code = codeOf(placed);
    expect((await desk.list()).map((order) => [order.code, order.step])).toContainEqual([code, 'confirm']);
    const confirmed = await desk.confirm(code);
    expect([confirmed.status, confirmed.body.status, confirmed.body.step]).toEqual([
      200,
      'confirmed',
      'pack',
    ]);
    expect(confirmed.body.recipient).toEqual({
      name: 'Người Mua Mẫu',
      phone: '+84912345678',
      method: 'ship',
      place: 'Số 1, ấp 2, Xã Năm Căn, Tỉnh Cà Mau',
      hours: null,
      note: null,
    });
    const packed = await desk.pack(code);
    const parcelId = packed.body.parcels[0]?.id ?? '';
    expect([packed.body.step, await stock()]).toEqual(['hand_over', { onHand: 10, reserved: 3 }]);
    const sent = await desk.handOver(code, parcelId, { carrier: 'Xe Phương Mẫu', trackingCode: 'MAU123' });
    expect([sent.body.step, await stock()]).toEqual(['deliver', { onHand: 7, reserved: 0 }]);
    const page = (await shop.buyer.page(placed)).body.orders[0];
    expect(page).toMatchObject({
      nextStep: 'on_the_way',
      fulfillment: { status: 'handed_over' },
      canReceive: true,
      parcels: [{ number: 1, carrier: 'Xe Phương Mẫu', trackingCode: 'MAU123', pieces: 3 }],
    });
    const arrived = await desk.arrive(code, parcelId);
    expect([arrived.body.step, arrived.body.payment.status]).toEqual(['wait_completion', 'paid']);
    const sweep = () => shop.app.get(CompleteDeliveredOrders).run();
    shop.clock.advance(7 * DAY_MS - 1);
    expect(await sweep()).toBe(0);
    shop.clock.advance(1);
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    // All on one instant but the last; axis by axis then.
    expect(await eventsOf(shop.database, code)).toEqual([
      'order: placed by buyer',
      'order: placed → confirmed by seller',
      'payment: pending → paid by seller',
      'fulfillment: packing by seller',
      'fulfillment: packing → handed_over by seller',
      'fulfillment: handed_over → delivered by seller',
      'order: confirmed → completed by worker',
    ]);
    expect((await desk.read(code)).body.recipient).toBeNull();
    await expectStockInOrder(shop.database, shop.app);
  });

  it('once: of two that confirm, and of a confirmation and a cancellation at the same moment, one wins', async () => {
    const [twice, race] = [codeOf(await buy(1)), codeOf(await buy(1))];
    const both = await Promise.all([desk.confirm(twice), desk.confirm(twice)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [confirmed, cancelled] = await Promise.all([desk.confirm(race), desk.cancel(race)]);
    // A shop may cancel what it confirmed; the other way round nothing is left to confirm.
    expect([cancelled.status, [200, 409].includes(confirmed.status)]).toEqual([200, true]);
    expect((await desk.read(race)).body.status).toBe('cancelled');
    await expectStockInOrder(shop.database, shop.app);
  });

  it('or its buyer takes it back, never both', async () => {
    const placed = await buy(1);
    const [confirmed, taken] = await Promise.all([
      desk.confirm(codeOf(placed)),
      shop.buyer.cancel(codeOf(placed), placed.accessToken),
    ]);
    expect([confirmed.status === 200, taken.status === 201].filter(Boolean)).toHaveLength(1);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('not before a transfer came; and what nobody weighed does not leave', async () => {
    const transfer = codeOf(await buy(1, 'bank_transfer'));
    expect([(await desk.read(transfer)).body.step, (await desk.confirm(transfer)).code]).toEqual([
      'wait_payment',
      'state_conflict',
    ]);
    await comesIn(shop.app, { pays: { orderCode: transfer }, amountVnd: 120_000 });
    expect((await desk.confirm(transfer)).body.step).toBe('pack');
    const crab = await shop.floor.product({
      slug: `cua-${made}`,
      seller: shop.seller,
      byWeight: { kgPriceVnd: 450_000, maxGrams: 500 },
    });
    const heavy = codeOf(await shop.buyer.buy({ [crab.variantId]: 1 }));
    expect((await desk.read(heavy)).body.step).toBe('weigh');
    await desk.confirm(heavy);
    const parcelId = (await desk.pack(heavy)).body.parcels[0]?.id ?? '';
    expect((await desk.handOver(heavy, parcelId)).code).toBe('state_conflict');
    expect(await stockOf(shop.database, crab.variantId)).toEqual({ onHand: 100, reserved: 1 });
  });

  it('by the link of its notice, which shows nobody and does nothing else', async () => {
    const code = codeOf(await buy(2));
    const [{ id } = { id: '' }] = await shop.database.query<{ id: string }>(
      `SELECT id FROM orders WHERE code = $1`,
      [code],
    );
    const token = acceptanceToken(id, TEST_SECRETS.SESSION_SECRET);
    const before = await everyRow(shop.database);
    const asked = await accept('GET', code, token);
    expect([asked.status, asked.body]).toEqual([
      200,
      {
        code,
        status: 'placed',
        shop: 'Gian hàng rach-goc',
        totalVnd: 220_000,
        aheadVnd: 0,
        paymentMethod: 'cod',
        lines: [{ name: `Sản phẩm ${goods.slug}`, variantName: 'Gói 500 g', quantity: 2 }],
      },
    ]);
    const others = [
      await accept('POST', codeOf(await buy(1)), token),
      await accept('POST', code, 'x'.repeat(43)),
    ];
    expect(others.map(({ status }) => status)).toEqual([404, 404]);
    expect((await everyRow(shop.database))['public.orders']).not.toEqual(before['public.orders']);
    const taken = await accept('POST', code, token);
    expect([taken.status, taken.body['status']]).toEqual([201, 'confirmed']);
    expect((await accept('POST', code, token)).body['code']).toBe('state_conflict');
    const late = codeOf(await buy(1));
    shop.clock.advance(72 * HOUR_MS);
    expect((await accept('POST', late, token)).status).toBe(404);
  });

  it('under a mandate as the staff that did it, who leaves a line when reading whom it is for', async () => {
    const code = codeOf(await buy(1));
    const staff = await people.officer('assisting_staff');
    await people.mandate(staff, shop.seller);
    await desk.as(staff).confirm(code);
    expect((await eventsOf(shop.database, code)).at(-1)).toBe('order: placed → confirmed by staff');
    expect(
      await shop.database.query(
        `SELECT DISTINCT action, actor_id AS who FROM audit_records WHERE action IN ('order.contact_read', 'order.confirmed')
         AND subject_id = (SELECT id FROM orders WHERE code = $1) ORDER BY action`,
        [code],
      ),
    ).toEqual([
      { action: 'order.confirmed', who: staff.accountId },
      { action: 'order.contact_read', who: staff.accountId },
    ]);
  });
});

describe('the shop cancels', () => {
  it('for a reason of the list: the goods are free, what was paid is owed back, the buyer reads why', async () => {
    const placed = await buy(2, 'bank_transfer');
    const code = codeOf(placed);
    await comesIn(shop.app, { pays: { orderCode: code }, amountVnd: 220_000 });
    await desk.confirm(code);
    const cancelled = await desk.cancel(code, 'out_of_stock', 'Mưa suốt, khô không kịp.');
    expect([cancelled.status, cancelled.body.step, cancelled.body.cancellationReason]).toEqual([
      200,
      'cancelled',
      'out_of_stock',
    ]);
    expect(await refundsOf(shop.database, code)).toMatchObject([
      { reason: 'cancelled', amountVnd: 220_000, status: 'owed' },
    ]);
    expect(await stock()).toEqual({ onHand: 10, reserved: 0 });
    expect((await shop.buyer.page(placed)).body.orders[0]).toMatchObject({
      nextStep: 'cancelled_by_seller',
      cancellation: { reason: 'out_of_stock', words: 'Mưa suốt, khô không kịp.' },
    });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('not what is on its way, nor for a reason that is none', async () => {
    const code = codeOf(await buy(1));
    expect((await desk.cancel(code, 'unpaid')).code).toBe('validation_failed');
    await desk.send(code);
    const before = await everyRow(shop.database);
    expect((await desk.cancel(code)).code).toBe('state_conflict');
    expect(await everyRow(shop.database)).toEqual(before);
  });
});

describe('an order nobody takes on', () => {
  it('is told of after a day and cancelled after three; a paid one is owed back, a transfer waits for its money first', async () => {
    const [cash, paid, unpaid] = [
      codeOf(await buy(1)),
      codeOf(await buy(2, 'bank_transfer')),
      await buy(1, 'bank_transfer'),
    ];
    const sweep = () => shop.app.get(UnconfirmedOrders).run();
    shop.clock.advance(HOUR_MS);
    await comesIn(shop.app, { pays: { orderCode: paid }, amountVnd: 220_000 });
    shop.clock.advance(23 * HOUR_MS);
    const told = async () =>
      shop.database.query(
        `SELECT o.code FROM pgboss.job j JOIN orders o ON o.id = (j.data->>'orderId')::uuid
         WHERE j.name = 'order-unconfirmed' AND o.code = ANY ($1)`,
        [[cash, paid, codeOf(unpaid)]],
      );
    await sweep();
    await sweep();
    expect(await told()).toEqual([{ code: cash }]);
    shop.clock.advance(48 * HOUR_MS);
    await sweep();
    expect(await moneyOf(shop.database, cash)).toMatchObject({ order: 'cancelled', reason: 'unconfirmed' });
    expect((await moneyOf(shop.database, paid)).order).toBe('placed');
    shop.clock.advance(HOUR_MS);
    await sweep();
    expect(await moneyOf(shop.database, paid)).toMatchObject({ order: 'cancelled', refundsVnd: 220_000 });
    expect((await moneyOf(shop.database, codeOf(unpaid))).order).toBe('placed');
    await expectStockInOrder(shop.database, shop.app);
  });
});
