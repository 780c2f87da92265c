import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ExpireUnpaidOrders } from '../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { testApp, type TestApp } from '../support/app.js';
import { Buyer, type PlacedBody, type ProblemBody } from '../support/buyer.js';
import { clockAtSeeding } from '../support/clock.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { expectStockInOrder, stockOf } from '../support/ledger.js';
import { PATIENCE_MS } from '../support/patience.js';
import { scaled } from '../support/scale.js';
import { SmallFloor, type SmallProduct } from '../support/small-floor.js';

let database: TestDatabase;
let apps: TestApp[];
const clock = clockAtSeeding();
let goods: SmallProduct[];

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  database = await testDatabase();
  const floor = await SmallFloor.in(database);
  const sellers = [await floor.seller('mot'), await floor.seller('hai')];
  goods = await Promise.all(
    [0, 1, 2].map((index) =>
      floor.product({
        slug: `hang-${index}`,
        seller: sellers[index % 2] ?? { slug: '', sellerId: '', producerId: '' },
        onHand: 40,
      }),
    ),
  );
  const env = { DATABASE_POOL_SIZE: '8' };
  apps = [await testApp({ database, clock, env }), await testApp({ database, clock, env })];
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await database.drop();
});

const buyerAt = (index: number): Buyer => new Buyer(apps[index % 2]?.url ?? '');
const linesOf = (index: number): Record<string, number> => {
  const [one, two] = [goods[index % 3], goods[(index + 1) % 3]];
  return { [one?.variantId ?? '']: 1, [two?.variantId ?? '']: 1 };
};

/** Buys and tolerates being told that nothing is left; any other refusal fails the test. */
async function tryToBuy(index: number, payment: string): Promise<PlacedBody | null> {
  const buyer = buyerAt(index);
  const cart = await buyer.call<{ id: string }>('POST', '/carts', {});
  for (const [variantId, quantity] of Object.entries(linesOf(index))) {
    const put = await buyer.call('PUT', `/carts/${cart.body.id}/lines/${variantId}`, { quantity });
    if (put.status === 409) return null;
  }
  const placed = await buyer.place<PlacedBody & ProblemBody>(cart.body.id, await buyer.quote(cart.body.id), {
    payment,
  });
  if (placed.status === 201) return placed.body;
  expect([placed.status, placed.body.code]).toEqual([409, 'out_of_stock']);
  return null;
}

it('cancellations, expiries and placements of the same goods at once leave the stock in order', async () => {
  const rounds = scaled(2, 12);
  const perRound = scaled(20, 60);
  for (let round = 0; round < rounds; round += 1) {
    const early = await Promise.all(
      Array.from({ length: perRound }, (_, index) =>
        tryToBuy(index, index % 2 === 0 ? 'bank_transfer' : 'cod'),
      ),
    );
    const placed = early.filter((one) => one !== null);
    expect(placed.length).toBeGreaterThan(0);
    await expectStockInOrder(database, apps[0]);
    // Every transfer is overdue now: buyers take the freed goods, two sweeps end the orders, their buyers cancel them.
    clock.advance(DAY_MS);
    const sweeps = apps.map((app) => app.get(ExpireUnpaidOrders).run());
    const cancellations = placed.flatMap((one, index) =>
      one.orders.flatMap((order) => [
        buyerAt(index).cancel<ProblemBody>(order.code, one.accessToken),
        buyerAt(index + 1).cancel<ProblemBody>(order.code, one.accessToken),
      ]),
    );
    const latecomers = Array.from({ length: perRound }, (_, index) => tryToBuy(index + 1, 'cod'));
    const answers = await Promise.all(cancellations);
    const [swept, late] = [await Promise.all(sweeps), await Promise.all(latecomers)];
    for (const { status, body } of answers) {
      expect(['201 undefined', '409 state_conflict']).toContain(
        `${status} ${status === 201 ? undefined : body.code}`,
      );
    }
    // Each order ended exactly once: by its buyer or by a sweep.
    const orders = placed.reduce((sum, one) => sum + one.orders.length, 0);
    const ended =
      answers.filter((answer) => answer.status === 201).length + swept.reduce((sum, count) => sum + count, 0);
    expect(ended).toBe(orders);
    await expectStockInOrder(database, apps[0]);
    // What the latecomers bought is given back too, and the shelf is as full as at the start.
    for (const one of late) {
      for (const order of one?.orders ?? []) await buyerAt(0).cancel(order.code, one?.accessToken ?? '');
    }
    for (const { variantId } of goods)
      expect(await stockOf(database, variantId)).toEqual({ onHand: 40, reserved: 0 });
  }
});

it('an overdue hold is taken over by one buyer only, while the sweep and its own buyer reach for it', async () => {
  const [one] = goods;
  if (one === undefined) throw new Error('Goods were made');
  const rounds = scaled(3, 25);
  for (let round = 0; round < rounds; round += 1) {
    const slow = await buyerAt(0).buy({ [one.variantId]: 40 }, { payment: 'bank_transfer' });
    clock.advance(DAY_MS);
    const carts = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const buyer = buyerAt(index);
        const cartId = await buyer.cart({ [one.variantId]: 40 });
        return { buyer, cartId, quote: await buyer.quote(cartId) };
      }),
    );
    const [answers] = await Promise.all([
      Promise.all(carts.map(({ buyer, cartId, quote }) => buyer.place(cartId, quote))),
      apps[1]?.get(ExpireUnpaidOrders).run(),
      buyerAt(1).cancel(slow.orders[0]?.code ?? '', slow.accessToken),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(await stockOf(database, one.variantId)).toEqual({ onHand: 40, reserved: 40 });
    await expectStockInOrder(database, apps[0]);
    const winner = answers.find((answer) => answer.status === 201)?.body;
    await buyerAt(0).cancel(winner?.orders[0]?.code ?? '', winner?.accessToken ?? '');
  }
});
