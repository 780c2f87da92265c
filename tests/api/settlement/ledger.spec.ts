import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { taxOf } from '../../../libs/kernel/src/withholding.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People } from '../../support/people.js';
import { scaled } from '../../support/scale.js';
import { SmallFloor, type SmallProduct, type SmallSeller } from '../../support/small-floor.js';
import { asHousehold, balancesOf, decided, Selling, type Sold } from '../../support/sold-goods.js';

let database: TestDatabase;
let app: TestApp;
let selling: Selling;
let household: SmallSeller;
let tea: SmallProduct;
let shrimp: SmallProduct;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  const floor = await SmallFloor.in(database);
  household = await floor.seller('ho-ba-tu');
  await asHousehold(database, household);
  const cooperative = await floor.seller('htx-tom');
  tea = await floor.product({ slug: 'tra-mang-cau', seller: household, priceVnd: 185_000, onHand: 100_000 });
  shrimp = await floor.product({ slug: 'tom-kho', seller: cooperative, priceVnd: 185_000, onHand: 1_000 });
  await floor.servesPoint(household, 'mui-ca-mau');
  await floor.servesPoint(cooperative, 'mui-ca-mau');
  const { accountId } = await new People(app, database, clock).officer('administrator');
  await decided(database, accountId, 'bank_transfer', 'withheld');
  selling = new Selling({ app, database, clock });
});
beforeEach(() => clock.set('2026-11-05T03:00:00Z'));
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** Collected at a point, so that goods are all there is to pay. */
const PICKED_UP = { method: 'pickup', tourismPointSlug: 'mui-ca-mau' };
const taxesOf = ({
  orderId,
}: Sold): Promise<{ month: string; vat: number; pit: number; reversal: boolean }[]> =>
  database.query(
    `SELECT w.month, w.vat_vnd::int AS vat, w.pit_vnd::int AS pit, o.id IS NOT NULL AS reversal
     FROM tax_withholdings w JOIN ledger_transactions t ON t.id = w.transaction_id
       LEFT JOIN tax_withholdings o ON o.id = w.reverses_id AND o.transaction_id = t.reverses_id
     WHERE t.order_id = $1 ORDER BY w.month, w.id`,
    [orderId],
  );

describe('the ledger', () => {
  it('says what was sold, who collected it and what is withheld: of 185,000 đ a household keeps 182,225 đ', async () => {
    const order = await selling.sold({ [tea.variantId]: 1 }, PICKED_UP);
    await selling.post();
    expect(await balancesOf(database, order)).toEqual({
      collected_seller: 185_000,
      sales: -185_000,
      tax: 2_775,
      tax_withheld: -2_775,
    });
    expect(await taxesOf(order)).toEqual([{ month: '2026-11', vat: 1_850, pit: 925, reversal: false }]);
  });

  it('withholds nothing from a cooperative', async () => {
    const order = await selling.sold({ [shrimp.variantId]: 1 }, PICKED_UP);
    await selling.post();
    expect(await balancesOf(database, order)).toEqual({ collected_seller: 185_000, sales: -185_000 });
    expect(await taxesOf(order)).toEqual([]);
  });

  it('takes a sale and its tax back in the month in which it is cancelled, and the refund as it goes', async () => {
    clock.set('2026-10-31T16:59:00Z');
    const order = await selling.sold({ [tea.variantId]: 1 }, PICKED_UP);
    await selling.post();
    clock.set('2026-10-31T17:00:00Z');
    await selling.move(order, 'cancelled');
    const refund = await selling.owe(order, 185_000, 'cancelled');
    await selling.post();
    expect(await balancesOf(database, order)).toEqual({ collected_seller: 185_000, refund_owed: -185_000 });
    expect(await taxesOf(order)).toEqual([
      { month: '2026-10', vat: 1_850, pit: 925, reversal: false },
      { month: '2026-11', vat: -1_850, pit: -925, reversal: true },
    ]);
    await selling.endRefund(refund, 'done');
    await selling.post();
    expect(await balancesOf(database, order)).toEqual({});
    expect(await selling.differences()).toEqual([]);
  });

  it('posts once, however often and in how many processes it is asked to', async () => {
    const orders = await Promise.all([1, 2, 3].map(() => selling.sold({ [tea.variantId]: 1 })));
    await Promise.all(Array.from({ length: scaled(4, 20) }, () => selling.post()));
    await selling.post();
    for (const order of orders) expect((await balancesOf(database, order))['sales']).toBe(-185_000);
    expect(await selling.differences()).toEqual([]);
  });

  it('misses no event that commits after later ones were posted', async () => {
    const order = await selling.order({ [tea.variantId]: 1 });
    const late = new pg.Client({ connectionString: database.superuserUrl });
    await late.connect();
    try {
      await late.query('BEGIN');
      await late.query(`UPDATE orders SET status = 'confirmed' WHERE id = $1`, [order.orderId]);
      await late.query(
        `INSERT INTO order_events (order_id, axis, subject_id, from_status, to_status, actor_kind, occurred_at)
         VALUES ($1, 'order', $1, 'placed', 'confirmed', 'seller', $2)`,
        [order.orderId, new Date(clock.now().getTime() - 1_000)],
      );
      const other = await selling.sold({ [tea.variantId]: 1 });
      await selling.post();
      expect((await balancesOf(database, other))['sales']).toBe(-185_000);
      await late.query('COMMIT');
    } finally {
      await late.end();
    }
    await selling.pay(order);
    await selling.post();
    expect((await balancesOf(database, order))['sales']).toBe(-185_000);
  });

  it('cannot be unbalanced, changed or emptied, by the worker or the owner', async () => {
    const order = await selling.sold({ [tea.variantId]: 1 });
    await selling.post();
    const worker = (statement: string): Promise<unknown> =>
      database.query(`SELECT 1; SET ROLE floor_worker; ${statement}; RESET ROLE`.replace('SELECT 1; ', ''));
    const sale = `(SELECT id FROM ledger_transactions WHERE order_id = '${order.orderId}' AND kind = 'sale')`;
    await expect(
      database.query(
        `INSERT INTO ledger_entries (transaction_id, account, amount_vnd) VALUES (${sale}, 'tax', 1)`,
      ),
    ).rejects.toThrow('the entries of a transaction sum to 0');
    await expect(database.query(`UPDATE ledger_entries SET amount_vnd = 1`)).rejects.toThrow(
      'what was posted stays',
    );
    await expect(database.query(`DELETE FROM tax_withholdings`)).rejects.toThrow('what was posted stays');
    await expect(worker(`UPDATE ledger_transactions SET month = '2026-01'`)).rejects.toThrow(
      'permission denied',
    );
    await database.query('RESET ROLE');
  });

  it('reports what does not agree with the orders', async () => {
    const order = await selling.sold({ [tea.variantId]: 1 });
    expect(await selling.differences()).toContainEqual(
      expect.objectContaining({ what: 'unposted', subjectId: order.orderId }),
    );
    await selling.post();
    expect(await selling.differences()).toEqual([]);
    await database.query(`UPDATE orders SET status = 'placed' WHERE id = $1`, [order.orderId]);
    expect(await selling.differences()).toEqual([
      {
        what: 'sold',
        orderId: order.orderId,
        subjectId: order.orderId,
        ledgerVnd: order.totalVnd,
        expectedVnd: 0,
      },
    ]);
    await database.query(`UPDATE orders SET status = 'confirmed' WHERE id = $1`, [order.orderId]);
  });
});

interface Owed {
  id: string;
  vnd: number;
  reason: string;
}
async function owe(order: Sold, open: Owed[], vnd: number, reason: string): Promise<void> {
  open.push({ id: await selling.owe(order, vnd, reason), vnd, reason });
}

describe('a walk at random over several orders', () => {
  it('leaves a ledger that is balanced and says what the orders, receipts and refunds say', async () => {
    const steps = fc.array(
      fc.record({
        order: fc.nat(2),
        act: fc.constantFrom('confirm', 'pay', 'twice', 'cancel', 'return', 'done', 'fail', 'post', 'month'),
        share: fc.integer({ min: 1, max: 100 }),
      }),
      { minLength: 8, maxLength: 24 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (walk) => {
        clock.set('2026-09-15T03:00:00Z');
        const orders = await Promise.all(
          [tea, tea, shrimp].map((goods, at) => selling.order({ [goods.variantId]: at + 1 })),
        );
        const states = orders.map(() => ({
          confirmed: false,
          paid: false,
          over: false,
          left: 0,
          open: [] as Owed[],
        }));
        for (const { order: at, act, share } of walk) {
          clock.advance(60_000);
          const [order, state] = [orders[at], states[at]];
          if (order === undefined || state === undefined) throw new Error('Three orders walk');
          if (act === 'post') await selling.post();
          if (act === 'month') clock.advance(20 * 86_400_000);
          if (act === 'confirm' && !state.confirmed && !state.over) {
            await selling.move(order, 'confirmed');
            state.confirmed = true;
          }
          if (act === 'pay' && !state.paid && !state.over) {
            await selling.pay(order);
            state.paid = true;
            state.left = order.totalVnd;
          }
          if (act === 'twice' && state.paid) await selling.pay(order, share);
          const owes = act === 'cancel' ? state.left : Math.ceil((state.left * share) / 100);
          if (act === 'cancel' && !state.over) {
            state.over = true;
            await selling.move(order, 'cancelled');
            if (owes > 0) await owe(order, state.open, owes, 'cancelled');
            state.left = 0;
          }
          if (act === 'return' && state.confirmed && !state.over && owes > 0) {
            await owe(order, state.open, owes, 'returned');
            state.left -= owes;
          }
          const refund = act === 'done' || act === 'fail' ? state.open.shift() : undefined;
          if (refund === undefined) continue;
          await selling.endRefund(refund.id, act === 'done' ? 'done' : 'failed');
          if (act === 'fail') await owe(order, state.open, refund.vnd, refund.reason);
        }
        await selling.post();
        expect(await selling.differences()).toEqual([]);
        for (const [at, order] of orders.entries()) await taxIsThatOfWhatIsLeft(order, at < 2);
      }),
      { numRuns: scaled(3, 300) },
    );
  });
});

/** Goods and delivery that are still sold, taxed anew, against the sum of all that was withheld and given back. */
async function taxIsThatOfWhatIsLeft(order: Sold, taxed: boolean): Promise<void> {
  const balances = await balancesOf(database, order);
  const goods = taxOf(0 - (balances['sales'] ?? 0), { vatPermille: 10, pitPermille: 5 });
  const transport = taxOf(0 - (balances['delivery_fees'] ?? 0), { vatPermille: 30, pitPermille: 15 });
  const withheld = (await taxesOf(order)).reduce((sum, { vat, pit }) => sum + vat + pit, 0);
  expect(withheld).toBe(taxed ? goods.vatVnd + goods.pitVnd + transport.vatVnd + transport.pitVnd : 0);
}
