import { randomUUID } from 'node:crypto';
import { HOUR_MS } from '#kernel/time';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FlagOpenOrders } from '../../../apps/api/src/modules/orders/flags/flag-open-orders.js';
import { EndUnweighedOrders } from '../../../apps/api/src/modules/orders/weighing/end-unweighed-orders.js';
import { codeOf, type PlacedBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { holdRow, untilWaiting } from '../../support/held-locks.js';
import { expectStockInOrder, stockOf } from '../../support/ledger.js';
import { People } from '../../support/people.js';
import { scaled } from '../../support/scale.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import { Scales } from '../../support/weighed-goods.js';

let shop: SmallShop;
let people: People;
let scales: Scales;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop({ env: { DATABASE_POOL_SIZE: '8' } });
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  shop.clock.set(SEEDED_AT);
  scales = await Scales.of(shop, people, `cung-luc-${(made += 1)}`);
});

const orderOf = async (placed: PlacedBody) => (await shop.buyer.page(placed)).body.orders[0];

async function idOf(code: string): Promise<string> {
  const [row] = await shop.database.query<{ id: string }>(`SELECT id FROM orders WHERE code = $1`, [code]);
  return row?.id ?? '';
}

/** Has two acts stand in line at the order's row, the first one first, and lets them go. */
async function inLine<First, Second>(
  code: string,
  first: () => Promise<First>,
  second: () => Promise<Second>,
): Promise<[First, Second]> {
  const holder = await holdRow(shop.database, 'orders', await idOf(code));
  const one = first();
  await untilWaiting(shop.database, 1);
  const two = second();
  await untilWaiting(shop.database, 2);
  await holder.release();
  return Promise.all([one, two]);
}

describe('weighings at once', () => {
  it('under one key are one weighing, and all are told the same', async () => {
    const placed = await scales.buy('bank_transfer');
    const key = randomUUID();
    const told = await Promise.all(
      Array.from({ length: scaled(6, 20) }, () => scales.weigh(codeOf(placed), [777], { key })),
    );
    expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(told[0]?.status).toBe(200);
    const [count] = await shop.database.query(
      `SELECT count(*)::int AS weighings FROM order_weighings WHERE order_id = $1`,
      [await idOf(codeOf(placed))],
    );
    expect(count).toEqual({ weighings: 1 });
  });

  it('under different keys fall one after another: the lightest stays, and each fell from the one before', async () => {
    const placed = await scales.buy();
    const grams = Array.from({ length: scaled(6, 20) }, (_, index) => 1_000 - ((index * 7) % 20) * 11);
    const told = await Promise.all(grams.map((weight) => scales.weigh(codeOf(placed), [weight])));
    expect(told.every(({ status }) => status === 200 || status === 400)).toBe(true);
    expect((await orderOf(placed))?.lines[0]?.weighedGrams).toBe(Math.min(...grams));
    const steps = await shop.database.query<{ from: string; to: string }>(
      `SELECT total_before_vnd AS "from", total_after_vnd AS "to" FROM order_weighings WHERE order_id = $1
       ORDER BY total_before_vnd DESC, total_after_vnd DESC`,
      [await idOf(codeOf(placed))],
    );
    steps.slice(1).forEach(({ from }, index) => expect(from).toBe(steps[index]?.to));
    await expectStockInOrder(shop.database, shop.app);
  });

  it('of two shops of one purchase both come off its total', async () => {
    const other = await Scales.of(shop, people, `ben-kia-${made}`);
    const placed = await scales.buy('cod', { [other.crab.variantId]: 2 });
    const [one = '', two = ''] = placed.orders.map(({ code }) => code);
    await Promise.all([scales.weigh(one, [900]), other.weigh(two, [800])]);
    expect((await shop.buyer.page(placed)).body.totalVnd).toBe(placed.totalVnd - 45_000 - 90_000);
    await expectStockInOrder(shop.database, shop.app);
  });
});

describe('a weighing and a cancellation', () => {
  it('cancelled first: nothing is weighed', async () => {
    const placed = await scales.buy('bank_transfer');
    const code = codeOf(placed);
    const [cancelled, weighed] = await inLine(
      code,
      () => shop.buyer.cancel(code, placed.accessToken),
      () => scales.weigh(code, [800]),
    );
    expect([cancelled.status, weighed.code]).toEqual([201, 'state_conflict']);
    expect(await orderOf(placed)).toMatchObject({ status: 'cancelled', totalVnd: 470_000 });
    expect(await stockOf(shop.database, scales.crab.variantId)).toEqual({ onHand: 100, reserved: 0 });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('weighed first: it is cancelled all the same, and gives its goods back once', async () => {
    const placed = await scales.buy('bank_transfer');
    const code = codeOf(placed);
    const [weighed, cancelled] = await inLine(
      code,
      () => scales.weigh(code, [800]),
      () => shop.buyer.cancel(code, placed.accessToken),
    );
    expect([weighed.status, cancelled.status]).toEqual([200, 201]);
    expect(await orderOf(placed)).toMatchObject({ status: 'cancelled', totalVnd: 380_000 });
    expect(await stockOf(shop.database, scales.crab.variantId)).toEqual({ onHand: 100, reserved: 0 });
    await expectStockInOrder(shop.database, shop.app);
  });
});

describe('a weighing and the sweep after 72 hours', () => {
  const sweep = () => shop.app.get(EndUnweighedOrders).run();

  it('weighed first, also to what was ordered: the order stays', async () => {
    const placed = await scales.buy('bank_transfer');
    shop.clock.advance(72 * HOUR_MS);
    const [weighed, swept] = await inLine(codeOf(placed), () => scales.weigh(codeOf(placed), [1_000]), sweep);
    expect([weighed.status, swept]).toEqual([200, 0]);
    expect(await orderOf(placed)).toMatchObject({ status: 'placed', nextStep: 'pay_by_transfer' });
    await expectStockInOrder(shop.database, shop.app);
  });

  it('swept first: nothing is weighed', async () => {
    const placed = await scales.buy();
    shop.clock.advance(72 * HOUR_MS);
    const [swept, weighed] = await inLine(codeOf(placed), sweep, () => scales.weigh(codeOf(placed), [900]));
    expect([swept, weighed.code]).toEqual([1, 'state_conflict']);
    expect((await orderOf(placed))?.totalVnd).toBe(470_000);
    await expectStockInOrder(shop.database, shop.app);
  });
});

it('a payment that is confirmed while it is weighed again keeps its amount', async () => {
  const placed = await scales.buy('bank_transfer');
  const code = codeOf(placed);
  await scales.weigh(code, [900]);
  const bank = new pg.Client({ connectionString: shop.database.superuserUrl });
  await bank.connect();
  await bank.query('BEGIN');
  await bank.query(`UPDATE payments SET status = 'paid' WHERE payable_id = $1`, [await idOf(code)]);
  const lower = scales.weigh(code, [850]);
  await untilWaiting(shop.database, 1);
  await bank.query('COMMIT');
  await bank.end();
  expect((await lower).code).toBe('state_conflict');
  const order = await orderOf(placed);
  expect([order?.totalVnd, order?.lines[0]?.weighedGrams, order?.payment.status]).toEqual([
    425_000,
    900,
    'paid',
  ]);
  await expectStockInOrder(shop.database, shop.app);
});

it('a revocation flags an order that is being weighed, and takes neither weight nor amount from it', async () => {
  const placed = await scales.buy();
  await shop.floor.revoke(scales.crab, '2026-11-23');
  const { certificationId } = scales.crab;
  const [flagged, weighed] = await Promise.all([
    shop.app.get(FlagOpenOrders).run({ reason: 'certificate_revoked', id: certificationId }),
    scales.weigh(codeOf(placed), [800]),
  ]);
  expect([flagged, weighed.status]).toEqual([1, 200]);
  expect((await orderOf(placed))?.lines).toMatchObject([
    { weighedGrams: 800, totalVnd: 360_000, flag: { reason: 'certificate_revoked' } },
  ]);
});

describe('the database itself', () => {
  it.each([
    ['a line', `UPDATE order_lines SET total_vnd = total_vnd + 1 WHERE order_id = $1`],
    ['a weight', `UPDATE order_lines SET weighed_grams = 1001, total_vnd = 450450 WHERE order_id = $1`],
    ['an order', `UPDATE orders SET items_vnd = items_vnd + 1, total_vnd = total_vnd + 1 WHERE id = $1`],
    ['a payment', `UPDATE payments SET amount_vnd = amount_vnd + 1 WHERE payable_id = $1`],
    [
      'a purchase',
      `UPDATE order_groups SET items_vnd = items_vnd + 1, total_vnd = total_vnd + 1
       WHERE id = (SELECT order_group_id FROM orders WHERE id = $1)`,
    ],
  ])('lets %s come to no more than was ordered', async (_what, statement) => {
    const placed = await scales.buy();
    await expect(shop.database.query(statement, [await idOf(codeOf(placed))])).rejects.toThrow(/check/);
  });
});
