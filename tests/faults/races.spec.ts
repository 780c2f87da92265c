import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Buyer, type Answer, type PlacedBody, type ProblemBody, type QuoteBody } from '../support/buyer.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { holdKeys, holdStock, untilWaiting } from '../support/held-locks.js';
import { expectStockInOrder, stockOf } from '../support/ledger.js';
import { PATIENCE_MS } from '../support/patience.js';
import { scaled } from '../support/scale.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from '../support/small-floor.js';
import { twoApis, type TwoApis } from '../support/two-apis.js';

let database: TestDatabase;
let floor: SmallFloor;
let apis: TwoApis;
let sellers: SmallSeller[];
let made = 0;

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  database = await testDatabase();
  floor = await SmallFloor.in(database);
  sellers = [await floor.seller('mot'), await floor.seller('hai'), await floor.seller('ba')];
  // Small pools: whatever would hold connections while it waits is felt at once.
  apis = await twoApis(database, { DATABASE_POOL_SIZE: '8' });
});
afterAll(async () => {
  await apis.close();
  await database.drop();
});

const product = (onHand: number, seller: SmallSeller | undefined = sellers[0]): Promise<SmallProduct> => {
  if (seller === undefined) throw new Error('No seller');
  return floor.product({ slug: `hang-${(made += 1)}`, seller, onHand });
};
const buyerAt = (index: number): Buyer => new Buyer(apis.urls[index % 2 === 0 ? 0 : 1]);

interface Ready {
  buyer: Buyer;
  cartId: string;
  quote: QuoteBody;
}

/** Carts, filled and quoted one after the other, so that only the placements race. */
async function carts(count: number, lines: (index: number) => Record<string, number>): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (let index = 0; index < count; index += 1) {
    const buyer = buyerAt(index);
    const cartId = await buyer.cart(lines(index));
    ready.push({ buyer, cartId, quote: await buyer.quote(cartId) });
  }
  return ready;
}

const placeAll = (ready: readonly Ready[], more: object = {}): Promise<Answer<PlacedBody & ProblemBody>[]> =>
  Promise.all(
    ready.map(({ buyer, cartId, quote }) => buyer.place<PlacedBody & ProblemBody>(cartId, quote, more)),
  );

/** How many answers of each kind; anything but an order or a clear refusal is a failure. */
function tally(answers: readonly Answer<ProblemBody>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = status === 201 ? '201' : `${status} ${body.code}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe('many buyers at two APIs', () => {
  it('racing for the last one get exactly one order, and everybody else hears that it is gone', async () => {
    const count = scaled(40, 200);
    const { variantId } = await product(1);
    const answers = await placeAll(await carts(count, () => ({ [variantId]: 1 })));
    expect(tally(answers)).toEqual({ '201': 1, '409 out_of_stock': count - 1 });
    for (const { body } of answers.filter((answer) => answer.status === 409)) {
      expect(body.lines).toMatchObject([{ variantId, reason: 'out_of_stock', requested: 1, available: 0 }]);
    }
    expect(await stockOf(database, variantId)).toEqual({ onHand: 1, reserved: 1 });
    await expectStockInOrder(database);
  });

  it('64 of them trying on and on for one product are sold exactly what there is, and nobody beside them is turned away', async () => {
    const [attempts, left] = [scaled(96, 2_000), scaled(24, 500)];
    const { variantId } = await product(left);
    const beside = await product(1_000, sellers[1]);
    const waiting = await carts(attempts, () => ({ [variantId]: 1 }));
    const bystanders = await carts(scaled(12, 200), () => ({ [beside.variantId]: 1 }));
    const total = bystanders.length;
    const answers: Answer<PlacedBody & ProblemBody>[] = [];
    const calm: typeof answers = [];
    const loop = async (queue: Ready[], into: typeof answers): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop())
        into.push(await next.buyer.place<PlacedBody & ProblemBody>(next.cartId, next.quote));
    };
    await Promise.all([
      ...Array.from({ length: 64 }, () => loop(waiting, answers)),
      ...Array.from({ length: 4 }, () => loop(bystanders, calm)),
    ]);
    expect(tally(answers)).toEqual({ '201': left, '409 out_of_stock': attempts - left });
    expect(tally(calm)).toEqual({ '201': total });
    expect(await stockOf(database, variantId)).toEqual({ onHand: left, reserved: left });
    await expectStockInOrder(database);
  });

  it('with overlapping carts of several lines never take more than there is and never lock each other out', async () => {
    const count = scaled(40, 200);
    const shared = await product(50);
    const [left, right, rest] = [
      await product(50, sellers[1]),
      await product(50, sellers[2]),
      await product(5_000),
    ];
    const kinds: [SmallProduct, number][][] = [
      [[shared, 1], [left, 2], [rest, 1]],
      [[right, 1], [shared, 2], [rest, 1]],
      [[left, 1], [right, 2], [shared, 1]],
    ]; // prettier-ignore
    const lines = (index: number): Record<string, number> => {
      const kind = kinds[index % 3] ?? [];
      // Each cart is filled in an order of its own; the rows are locked in one.
      const turned = index % 2 === 0 ? kind : kind.toReversed();
      return Object.fromEntries(turned.map(([goods, quantity]) => [goods.variantId, quantity]));
    };
    const answers = await placeAll(await carts(count, lines));
    const counts = tally(answers);
    expect(Object.keys(counts).sort()).toEqual(['201', '409 out_of_stock']);
    expect(counts['201']).toBeGreaterThan(15);
    for (const goods of [shared, left, right]) {
      const { reserved } = await stockOf(database, goods.variantId);
      expect(reserved).toBeLessThanOrEqual(50);
    }
    // Nobody was turned away while everything he wanted was left: some shelf of the three is nearly bare.
    const free = await Promise.all(
      [shared, left, right].map(async (goods) => 50 - (await stockOf(database, goods.variantId)).reserved),
    );
    expect(Math.min(...free)).toBeLessThan(2);
    await expectStockInOrder(database);
  });

  it('buying different things are all served', async () => {
    const count = scaled(40, 200);
    const goods = await Promise.all(
      Array.from({ length: count }, (_, index) => product(1, sellers[index % 3])),
    );
    const ready = await carts(count, (index) => ({ [goods[index]?.variantId ?? '']: 1 }));
    expect(tally(await placeAll(ready, { payment: 'bank_transfer' }))).toEqual({ '201': count });
    const codes = await database.query(`SELECT code FROM order_groups UNION SELECT code FROM orders`);
    const [rows] = await database.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM order_groups)::int + (SELECT count(*) FROM orders)::int AS count`,
    );
    expect(codes).toHaveLength(rows?.count ?? -1);
    await expectStockInOrder(database);
  });
});

describe('the same order, sent many times at once to both APIs', () => {
  it('is one purchase with equal answers, and other buyers do not wait for it', async () => {
    const goods = await product(10);
    const others = await Promise.all(Array.from({ length: 10 }, () => product(1)));
    const bystanders = await carts(others.length, (index) => ({ [others[index]?.variantId ?? '']: 1 }));
    const [mine] = await carts(1, () => ({ [goods.variantId]: 3 }));
    if (mine === undefined) throw new Error('A cart was made');
    const key = randomUUID();
    // The row is held for a while by somebody else, so that the first of the twenty has to wait with its key taken.
    const holder = await holdStock(database, goods.variantId);
    const repeats = Promise.all(
      Array.from({ length: 20 }, (_, index) => buyerAt(index).place(mine.cartId, mine.quote, {}, key)),
    );
    try {
      await untilWaiting(database, 1);
      expect(tally(await placeAll(bystanders))).toEqual({ '201': others.length });
      const reads = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          buyerAt(index).call('GET', `/carts/${bystanders[0]?.cartId}`),
        ),
      );
      expect(reads.every((answer) => answer.status === 200)).toBe(true);
    } finally {
      await holder.release();
    }
    const answers = await repeats;
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await stockOf(database, goods.variantId)).toEqual({ onHand: 10, reserved: 3 });
    expect(
      await database.query(
        `SELECT g.code FROM order_groups g JOIN order_lines l ON l.product_id = $1 JOIN orders o ON o.id = l.order_id AND o.order_group_id = g.id`,
        [goods.productId],
      ),
    ).toEqual([{ code: answers[0]?.body.code }]);
    await expectStockInOrder(database);
  });

  it('waits for another process without holding a connection, however many orders wait', async () => {
    const count = 20;
    const waiting = await Promise.all(Array.from({ length: count }, () => product(1)));
    const [bystander] = await carts(1, () => ({ [waiting[0]?.variantId ?? '']: 1 }));
    const ready = await carts(count, (index) => ({ [waiting[index]?.variantId ?? '']: 1 }));
    const keys = ready.map(() => randomUUID());
    // More keys are taken elsewhere than both pools have connections.
    const holder = await holdKeys(database, keys);
    const orders = Promise.all(
      ready
        .slice(1)
        .map(({ buyer, cartId, quote }, index) => buyer.place(cartId, quote, {}, keys[index + 1])),
    );
    try {
      for (let time = 0; time < 10; time += 1) {
        expect((await buyerAt(time).call('GET', `/carts/${bystander?.cartId}`)).status).toBe(200);
      }
      expect(tally(bystander === undefined ? [] : await placeAll([bystander]))).toEqual({ '201': 1 });
    } finally {
      await holder.release();
    }
    expect((await orders).map((answer) => answer.status)).toEqual(
      Array.from({ length: count - 1 }, () => 201),
    );
    await expectStockInOrder(database);
  });
});
