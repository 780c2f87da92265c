import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TellOfOrders } from '../../../apps/api/src/modules/orders/events/tell-of-orders.js';
import { CompleteDeliveredOrders } from '../../../apps/api/src/modules/orders/parcels/complete-delivered-orders.js';
import { CheckLedger } from '../../../apps/api/src/modules/settlement/ledger/check-ledger.js';
import { PostLedger } from '../../../apps/api/src/modules/settlement/ledger/post-ledger.js';
import { codeOf, type PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn, moneyOf, refundsOf } from '../../support/incoming-money.js';
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
  goods = await shop.floor.product({ slug: `tom-${(made += 1)}`, seller: shop.seller, onHand: 10 });
});

const stock = () => stockOf(shop.database, goods.variantId);

/** Five packets of which two are on their way, in the first parcel: 500,000 đ and 24,000 đ of shipping. */
async function sentInPart(
  payment: string,
): Promise<{ placed: PlacedBody; code: string; first: string; line: string }> {
  const placed = await shop.buyer.buy({ [goods.variantId]: 5 }, { payment });
  const code = codeOf(placed);
  if (payment !== 'cod') await comesIn(shop.app, { pays: { orderCode: code }, amountVnd: placed.totalVnd });
  const line = (await desk.confirm(code)).body.lines[0]?.id ?? '';
  const packed = await desk.pack(code, [{ lineId: line, quantity: 2 }]);
  const first = packed.body.parcels[0]?.id ?? '';
  expect((await desk.handOver(code, first)).status).toBe(200);
  return { placed, code, first, line };
}

/** Stock, ledger and what the buyer is told of the rest. */
async function expectEverythingInOrder(): Promise<void> {
  await expectStockInOrder(shop.database, shop.app);
  await shop.app.get(PostLedger).run();
  expect(await shop.app.get(CheckLedger).run()).toEqual([]);
}

async function toldOfRest(code: string): Promise<string[]> {
  const events = await shop.database.query<{ id: string }>(
    `SELECT e.id FROM pgboss.job j JOIN order_events e ON e.id::text = j.data->>'eventId' JOIN orders o ON o.id = e.order_id
     WHERE j.name = 'order-event' AND o.code = $1 AND e.to_status = 'unsent'`,
    [code],
  );
  for (const { id } of events) await shop.app.get(TellOfOrders).moved(id);
  const messages = await readMessages(shop.database);
  return events.map(({ id }) => messages.find((one) => one.id === `order-event-${id}`)?.text ?? '');
}

it('that was delivered in part and paid at the door is paid for what came, and completes', async () => {
  const { code, first } = await sentInPart('cod');
  expect((await desk.arrive(code, first)).body.step).toBe('pack');
  const ended = await desk.endRest(code, 'out_of_stock', 'Tôm hết mùa rồi ạ.');
  expect(ended.body).toMatchObject({
    status: 'confirmed',
    step: 'wait_completion',
    payment: { status: 'paid', amountVnd: 209_600 },
    parcels: [{ status: 'delivered' }, { status: 'unsent', lines: [{ quantity: 3 }] }],
  });
  expect(await stock()).toEqual({ onHand: 8, reserved: 0 });
  const [told, ...more] = await toldOfRest(code);
  expect(more).toEqual([]);
  expect(told).toMatch(
    /không gửi được phần còn lại.*vì người bán hết hàng:\n- 3 × [^]*Tôm hết mùa rồi ạ[^]*209\.600/u,
  );
  shop.clock.advance(8 * DAY_MS);
  expect(await shop.app.get(CompleteDeliveredOrders).run()).toBe(1);
  expect((await eventsOf(shop.database, code)).filter((event) => !event.startsWith('payment'))).toEqual([
    'order: placed by buyer',
    'order: placed → confirmed by seller',
    'fulfillment: packing by seller',
    'fulfillment: packing → handed_over by seller',
    'fulfillment: handed_over → delivered by seller',
    'fulfillment: packing by seller',
    'fulfillment: packing → unsent by seller',
    'order: confirmed → completed by worker',
  ]);
  await expectEverythingInOrder();
});

it('that was paid has its share back at once, and of what is refused at the door later the rest', async () => {
  const { placed, code, first, line } = await sentInPart('bank_transfer');
  // A parcel that is packed stays as well.
  await desk.pack(code, [{ lineId: line, quantity: 1 }]);
  const ended = await desk.endRest(code, 'cannot_deliver');
  expect(ended.body.parcels.map(({ status }) => status)).toEqual(['handed_over', 'unsent', 'unsent']);
  expect(await refundsOf(shop.database, code)).toMatchObject([
    { reason: 'cancelled', amountVnd: 314_400, status: 'owed' },
  ]);
  expect(await toldOfRest(code)).toEqual([expect.stringMatching(/- 1 × [^]*- 2 × [^]*trả lại bạn 314\.400/)]);
  expect(await stock()).toEqual({ onHand: 8, reserved: 0 });
  await desk.arrive(code, first, [{ lineId: line, quantity: 1 }]);
  expect(await refundsOf(shop.database, code)).toMatchObject([
    { amountVnd: 314_400 },
    { reason: 'refused', amountVnd: 100_000 },
  ]);
  expect(await moneyOf(shop.database, code)).toMatchObject({ payment: 'paid', receivedVnd: placed.totalVnd });
  await desk.takeBack(code, first);
  expect(await stock()).toEqual({ onHand: 9, reserved: 0 });
  await expectEverythingInOrder();
});

it('takes no goods again when the cash comes later, and is cancelled where nothing that came was taken', async () => {
  const { code, first, line } = await sentInPart('cod');
  await desk.endRest(code, 'other');
  // Others have the rest meanwhile.
  await shop.buyer.buy({ [goods.variantId]: 8 });
  expect((await desk.arrive(code, first)).body.payment).toMatchObject({ status: 'paid', amountVnd: 209_600 });
  expect(await stock()).toEqual({ onHand: 8, reserved: 8 });
  const other = await shop.floor.product({ slug: `cua-${made}`, seller: shop.seller, onHand: 10 });
  goods = other;
  const refused = await sentInPart('cod');
  await desk.endRest(refused.code, 'other');
  await desk.arrive(refused.code, refused.first, [{ lineId: refused.line, quantity: 2 }]);
  expect((await desk.read(refused.code)).body).toMatchObject({
    status: 'cancelled',
    cancellationReason: 'refused',
  });
  expect(line).not.toBe(refused.line);
  await expectEverythingInOrder();
});

it('is refused where nothing was sent, nothing is left, or the order is over; then nothing changes', async () => {
  const placed = await shop.buyer.buy({ [goods.variantId]: 2 });
  const code = codeOf(placed);
  await desk.confirm(code);
  const before = await everyRow(shop.database);
  expect((await desk.endRest(code, 'other')).code).toBe('state_conflict');
  expect(await everyRow(shop.database)).toEqual(before);
  const { parcelId } = await desk.sendConfirmed(code);
  const sent = await everyRow(shop.database);
  expect((await desk.endRest(code, 'other')).code).toBe('state_conflict');
  expect(await everyRow(shop.database)).toEqual(sent);
  await desk.arrive(code, parcelId);
  expect((await desk.endRest(code, 'other')).code).toBe('state_conflict');
});
