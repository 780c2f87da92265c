import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ApiProcess, buildApi, type ApiBuild } from '../support/api-process.js';
import { Buyer, type Answer, type PlacedBody, type QuoteBody } from '../support/buyer.js';
import { COMMIT, dieAt } from '../support/dying.js';
import { letCommitsBeHeld } from '../support/held-locks.js';
import { expectStockInOrder, stockOf } from '../support/ledger.js';
import { restartableDatabase, type RestartableDatabase } from '../support/restartable-database.js';
import { PATIENCE_MS } from '../support/patience.js';
import { LONG, scaled } from '../support/scale.js';
import { SmallFloor, type SmallProduct } from '../support/small-floor.js';

let database: RestartableDatabase;
let build: ApiBuild;
let api: ApiProcess;
let goods: SmallProduct[];

/** One buyer's attempt: the same cart under the same key until somebody answers. */
interface Attempt {
  key: string;
  cartId: string;
  quote: QuoteBody;
  lines: Record<string, number>;
  answers: Answer<PlacedBody>[];
}

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  [database, build] = await Promise.all([restartableDatabase(), buildApi()]);
  const floor = await SmallFloor.in(database);
  const sellers = [await floor.seller('mot'), await floor.seller('hai')];
  goods = [];
  for (const seller of [...sellers, ...sellers]) {
    goods.push(await floor.product({ slug: `hang-${goods.length}`, seller, onHand: 100_000 }));
  }
  await letCommitsBeHeld(database);
  api = await ApiProcess.start(build, database);
});
afterEach(async () => {
  // Whatever a test left half done, the next begins with an API that answers.
  if (!(await isAlive())) api = await ApiProcess.start(build, database);
});
afterAll(async () => {
  await api.stop();
  build.remove();
  await database.drop();
});

const isAlive = (): Promise<boolean> =>
  fetch(`${api.url}/api/v1/carts/x`).then(
    () => true,
    () => false,
  );

async function attempts(count: number): Promise<Attempt[]> {
  const buyer = new Buyer(api.url);
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [one, two] = [goods[index % 4], goods[(index + 1) % 4]];
      const lines = { [one?.variantId ?? '']: 1 + (index % 3), [two?.variantId ?? '']: 1 };
      const cartId = await buyer.cart(lines);
      return { key: randomUUID(), cartId, quote: await buyer.quote(cartId), lines, answers: [] };
    }),
  );
}

/** Answers other than the order; only "try later", with when, may be among them. */
const unclear: string[] = [];

/** Sends one attempt once; a broken connection and a "try later" are what a client has to live with. */
async function send(attempt: Attempt): Promise<void> {
  const answer = await new Buyer(api.url)
    .place(attempt.cartId, attempt.quote, {}, attempt.key)
    .catch(() => null);
  if (answer === null) return;
  if (answer.status === 201) attempt.answers.push(answer);
  else unclear.push(`${answer.status} ${answer.headers.get('retry-after') ?? '-'} ${answer.text}`);
}

/** Repeats until every attempt has its answer, then holds the database against what was acknowledged. */
async function settle(all: readonly Attempt[]): Promise<void> {
  for (let round = 0; round < 100 && all.some((one) => one.answers.length === 0); round += 1) {
    await Promise.all(all.filter((one) => one.answers.length === 0).map(send));
  }
  // Once more for everybody: an answer that was given is given again, to the byte.
  await Promise.all(all.map(send));
  expect(
    unclear.filter((answer) => !/^503 \d+ .*"overloaded"/.test(answer)),
    api.said,
  ).toEqual([]);
  for (const { answers } of all) {
    expect(answers.length).toBeGreaterThanOrEqual(2);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  }
  const codes = all.map(({ answers }) => answers[0]?.body.code);
  expect(new Set(codes).size).toBe(all.length);
  const rows = await database.query<{ code: string }>(
    `SELECT g.code FROM order_groups g JOIN idempotency_keys k ON k.subject_id = g.id WHERE k.key = ANY ($1)`,
    [all.map((one) => one.key)],
  );
  expect(rows.map((row) => row.code).sort()).toEqual(codes.toSorted());
}

/** Every purchase in the database, the lost and the doubled included, must be one a buyer was told of. */
async function expectNothingLostOrDoubled(all: readonly Attempt[]): Promise<void> {
  const wanted = new Map<string, number>();
  for (const { lines } of all) {
    for (const [variantId, quantity] of Object.entries(lines)) {
      wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
    }
  }
  for (const { variantId } of goods) {
    const { reserved } = await stockOf(database, variantId);
    expect(reserved).toBe(wanted.get(variantId) ?? 0);
  }
  const [counts] = await database.query(
    `SELECT (SELECT count(*)::int FROM order_groups) AS groups, (SELECT count(*)::int FROM idempotency_keys) AS keys,
      (SELECT count(*)::int FROM order_access_tokens) AS tokens,
      (SELECT count(*)::int FROM audit_records WHERE action = 'order_group.placed') AS records,
      (SELECT count(*)::int FROM pgboss.job WHERE name = 'order-confirmation') AS jobs,
      (SELECT count(*)::int FROM carts WHERE status = 'placed') AS carts`,
  );
  const count = all.length;
  expect(counts).toEqual({
    groups: count,
    keys: count,
    tokens: count,
    records: count,
    jobs: count,
    carts: count,
  });
  await expectStockInOrder(database);
}

const everything: Attempt[] = [];

describe('an API process that is killed under load', () => {
  it('loses no order it acknowledged and doubles none when clients repeat', async () => {
    const rounds = scaled(1, 12);
    for (let round = 0; round < rounds; round += 1) {
      const all = await attempts(scaled(12, 60));
      everything.push(...all);
      const sending = Promise.all(all.map(send));
      // Somewhere between the first statement and the last answer; another moment each round.
      await pause(5 + (((round + 1) * 37) % 160));
      await api.kill();
      await sending;
      api = await ApiProcess.start(build, database);
      await settle(all);
    }
    await expectNothingLostOrDoubled(everything);
  });
});

/** What a placement locks and writes, in its order. */
const STEPS = [
  'carts',
  'order_groups',
  'orders',
  'order_lines',
  'payments',
  'order_events',
  'idempotency_keys',
  'audit_records',
  'pgboss.job',
  'stock_levels',
  'stock_reservations',
  COMMIT,
];

describe('an API process that is killed', () => {
  it.each(LONG ? STEPS : [COMMIT])(
    'at %s of a placement, others placing as well: nothing is lost or doubled',
    async (step) => {
      const all = await attempts(scaled(6, 20));
      everything.push(...all);
      const [first] = all;
      if (first === undefined) throw new Error('An attempt was made');
      await dieAt(database, step, {
        victim: () => api,
        begin: () => send(first),
        load: () => Promise.all(all.slice(1).map(send)),
      });
      api = await ApiProcess.start(build, database);
      await settle(all);
      await expectNothingLostOrDoubled(everything);
    },
  );
});

describe('a database that goes away in the middle', () => {
  it.each(['restart', 'crash'] as const)(
    'by %s: orders wait, none is lost or doubled, and the API recovers by itself',
    async (how) => {
      const before = api;
      const rounds = scaled(1, 8);
      for (let round = 0; round < rounds; round += 1) {
        const all = await attempts(scaled(12, 60));
        everything.push(...all);
        const sending = Promise.all(all.map(send));
        await pause(5 + (((round + 1) * 29) % 140));
        await database[how]();
        await sending;
        await settle(all);
      }
      // The same process all along: nobody had to restart it.
      expect(api).toBe(before);
      await expectNothingLostOrDoubled(everything);
    },
  );
});
