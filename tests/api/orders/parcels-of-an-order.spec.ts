import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, type OrderPageBody, type PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { comesIn, moneyOf, refundsOf } from '../../support/incoming-money.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import { OrderDesk } from '../../support/order-desk.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
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
const receive = (placed: PlacedBody) =>
  shop.buyer.call<OrderPageBody & { code: string }>(
    'POST',
    `/orders/${codeOf(placed)}/receipt`,
    {},
    {
      'order-token': placed.accessToken,
    },
  );
describe('parcels', () => {
  it('several of one line: each leaves once, and together no more than was ordered', async () => {
    const code = codeOf(await buy(5));
    const line = (await desk.confirm(code)).body.lines[0]?.id ?? '';
    const key = 'mau-goi-0001';
    const packs = await Promise.all([
      desk.pack(code, [{ lineId: line, quantity: 3 }], key),
      desk.pack(code, [{ lineId: line, quantity: 3 }], key),
      desk.pack(code, [{ lineId: line, quantity: 3 }]),
    ]);
    expect(packs.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    const [first, second] = (await desk.pack(code)).body.parcels;
    expect((await desk.pack(code)).code).toBe('state_conflict');
    const twice = await Promise.all([
      desk.handOver(code, first?.id ?? ''),
      desk.handOver(code, first?.id ?? ''),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await stock()).toEqual({ onHand: 7, reserved: 2 });
    await expectStockInOrder(shop.database, shop.app);
    await desk.arrive(code, first?.id ?? '');
    expect((await moneyOf(shop.database, code)).payment).toBe('pending');
    await desk.handOver(code, second?.id ?? '');
    await desk.arrive(code, second?.id ?? '');
    expect([await stock(), (await moneyOf(shop.database, code)).payment]).toEqual([
      { onHand: 5, reserved: 0 },
      'paid',
    ]);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('refused partly: cash is paid for what was taken, and the rest comes back but for what is lost', async () => {
    const placed = await buy(5);
    const code = codeOf(placed);
    const { order, parcelId } = await desk.send(code);
    const lineId = order.lines[0]?.id ?? '';
    expect((await desk.arrive(code, parcelId, [{ lineId, quantity: 6 }])).code).toBe('state_conflict');
    const arrived = await desk.arrive(code, parcelId, [{ lineId, quantity: 3 }]);
    expect([arrived.body.step, arrived.body.payment]).toEqual([
      'take_back',
      {
        ...{ method: 'cod', status: 'paid', amountVnd: 224_000, missingVnd: 0 },
        ...{ aheadVnd: 0, depositDue: false, depositVnd: null },
      },
    ]);
    expect(await stock()).toEqual({ onHand: 5, reserved: 0 });
    await desk.takeBack(code, parcelId, [{ lineId, quantity: 1 }]);
    expect((await desk.takeBack(code, parcelId)).code).toBe('state_conflict');
    expect(await stock()).toEqual({ onHand: 7, reserved: 0 });
    expect((await receive(placed)).body.status).toBe('completed');
    await expectStockInOrder(shop.database, shop.app);
  });

  it('refused wholly: the order is over, nothing is owed, and what was paid goes back', async () => {
    const [cash, paid] = [codeOf(await buy(2)), codeOf(await buy(2, 'bank_transfer'))];
    await comesIn(shop.app, { pays: { orderCode: paid }, amountVnd: 220_000 });
    for (const code of [cash, paid]) {
      const { order, parcelId } = await desk.send(code);
      const lineId = order.lines[0]?.id ?? '';
      const refused = await desk.arrive(code, parcelId, [{ lineId, quantity: 2 }]);
      expect([refused.body.status, refused.body.cancellationReason, refused.body.step]).toEqual([
        'cancelled',
        'refused',
        'take_back',
      ]);
      expect((await desk.takeBack(code, parcelId)).body.step).toBe('cancelled');
    }
    // What was sent unpaid is remembered against the phone; what was paid beforehand is not.
    const remembered = await shop.database.query(
      `SELECT o.code FROM cod_refusals r JOIN orders o ON o.id = r.order_id`,
    );
    expect(remembered).toEqual([{ code: cash }]);
    expect(await stock()).toEqual({ onHand: 10, reserved: 0 });
    expect((await moneyOf(shop.database, cash)).payment).toBe('failed');
    expect(await refundsOf(shop.database, paid)).toMatchObject([{ reason: 'refused', amountVnd: 220_000 }]);
    await expectStockInOrder(shop.database, shop.app);
  });

  it('the buyer says that it came: delivered, paid and complete at once, and once', async () => {
    const placed = await buy(1);
    const code = codeOf(placed);
    await desk.confirm(code);
    expect((await receive(placed)).body.code).toBe('state_conflict');
    const parcelId = (await desk.pack(code)).body.parcels[0]?.id ?? '';
    await desk.handOver(code, parcelId);
    const both = await Promise.all([receive(placed), receive(placed), desk.arrive(code, parcelId)]);
    expect(
      both
        .slice(0, 2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([201, 409]);
    expect(await moneyOf(shop.database, code)).toMatchObject({
      order: 'completed',
      payment: 'paid',
      receivedVnd: 120_000,
    });
    await expectStockInOrder(shop.database, shop.app);
  });
});
