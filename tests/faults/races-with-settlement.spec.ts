import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ExpireUnpaidOrders } from '../../apps/api/src/modules/orders/expire-unpaid-orders.js';
import { testApp, type TestApp } from '../support/app.js';
import { connectSepay, SMALL_ACCOUNT } from '../support/bank-connection.js';
import { codeOf, Buyer, type PlacedBody } from '../support/buyer.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { moneyOf, noticesOf, refundsOf } from '../support/incoming-money.js';
import { expectStockInOrder } from '../support/ledger.js';
import { PATIENCE_MS } from '../support/patience.js';
import { scaled } from '../support/scale.js';
import { SepayService, type Heard } from '../support/sepay-service.js';
import { SmallFloor, type SmallProduct } from '../support/small-floor.js';
import { twoApis, type TwoApis } from '../support/two-apis.js';

let database: TestDatabase;
let apis: TwoApis;
/** The sweep, and how a secret is sealed. */
let worker: TestApp;
let goods: SmallProduct;
let sepay: SepayService;
let path: string;

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  database = await testDatabase();
  const floor = await SmallFloor.in(database);
  const seller = await floor.seller('mot');
  goods = await floor.product({ slug: 'hang', seller, onHand: 10_000 });
  apis = await twoApis(database, { DATABASE_POOL_SIZE: '8' });
  worker = await testApp({ database });
  // By the clock of the APIs, whichever that is: a transfer ends a day after its order.
  const [order] = (await buy()).orders;
  const ahead = new Date(order?.payment.expiresAt ?? '').getTime() - DAY_MS - Date.now();
  sepay = new SepayService(
    { now: () => new Date(Date.now() + ahead) },
    'bi-mat-sepay-mau-0123456789',
    SMALL_ACCOUNT,
  );
  path = await connectSepay(worker, database, seller, 'bi-mat-sepay-mau-0123456789');
});
afterAll(async () => {
  await worker.close();
  await apis.close();
  await database.drop();
});

const urlAt = (index: number): string => apis.urls[index % 2 === 0 ? 0 : 1];
const tell = (index: number, transfer: object): Promise<Heard> =>
  sepay.tell(`${urlAt(index)}${path}`, transfer);
const buy = (): Promise<PlacedBody> =>
  new Buyer(urlAt(0)).buy({ [goods.variantId]: 1 }, { payment: 'bank_transfer' });

async function eventsOf(code: string): Promise<string[]> {
  const rows = await database.query<{ move: string }>(
    `SELECT e.axis || ':' || e.to_status AS move FROM order_events e JOIN orders o ON o.id = e.order_id
     WHERE o.code = $1 ORDER BY e.occurred_at, e.id`,
    [code],
  );
  return rows.map(({ move }) => move);
}

/** Every đồng that came in pays an order or is owed back, and an order is paid or over, never both. */
async function expectMoneyInOrder(): Promise<void> {
  const wrong = await database.query(`
    SELECT o.code, o.status, p.status AS payment, p.amount_vnd, p.received_vnd, p.refunds_vnd
    FROM orders o JOIN payments p ON p.payable_id = o.id WHERE p.method = 'bank_transfer' AND (
      p.received_vnd <> (SELECT coalesce(sum(r.amount_vnd), 0) FROM payment_receipts r WHERE r.payment_id = p.id AND r.counted)
      OR p.refunds_vnd <> (SELECT coalesce(sum(f.amount_vnd), 0) FROM refunds f WHERE f.payment_id = p.id AND f.status <> 'failed')
      OR p.status = 'paid' AND (o.status = 'cancelled' OR p.received_vnd - p.refunds_vnd <> p.amount_vnd)
      OR o.status = 'cancelled' AND (p.status <> 'expired' OR p.received_vnd <> p.refunds_vnd)
      OR p.status = 'paid' AND EXISTS (SELECT FROM order_lines l LEFT JOIN stock_reservations s ON s.order_line_id = l.id
        WHERE l.order_id = o.id AND (s.status IS DISTINCT FROM 'live' OR s.expires_at IS NOT NULL)))`);
  expect(wrong).toEqual([]);
  await expectStockInOrder(database);
}

describe('the same notice, told at once to two APIs', () => {
  it('twenty times is one settlement, one move and one notice', async () => {
    const placed = await buy();
    const code = codeOf(placed);
    const transfer = sepay.transfer(placed.totalVnd, `${code} OCOP`);
    const heard = await Promise.all(Array.from({ length: 20 }, (_, index) => tell(index, transfer)));
    expect(heard.map(({ status }) => status)).toEqual(heard.map(() => 200));
    expect(await moneyOf(database, code)).toMatchObject({
      payment: 'paid',
      receivedVnd: placed.totalVnd,
      refundsVnd: 0,
    });
    expect((await eventsOf(code)).filter((move) => move === 'payment:paid')).toHaveLength(1);
    expect(await noticesOf(database, code)).toBe(1);
    await expectMoneyInOrder();
  });

  it('by twenty transfers of one order pays it once; the other nineteen go back', async () => {
    const placed = await buy();
    const code = codeOf(placed);
    const transfers = Array.from({ length: 20 }, () => sepay.transfer(placed.totalVnd, code));
    await Promise.all(transfers.map((transfer, index) => tell(index, transfer)));
    expect(await moneyOf(database, code)).toMatchObject({
      payment: 'paid', receivedVnd: 20 * placed.totalVnd, refundsVnd: 19 * placed.totalVnd,
    }); // prettier-ignore
    expect((await refundsOf(database, code)).map(({ reason }) => reason)).toEqual(Array(19).fill('double'));
    await expectMoneyInOrder();
  });

  it('in parts completes the order once, whichever part comes last', async () => {
    const placed = await buy();
    const code = codeOf(placed);
    const part = Math.floor(placed.totalVnd / 10);
    const parts = Array.from({ length: 10 }, (_, index) =>
      sepay.transfer(index === 0 ? placed.totalVnd - 9 * part : part, code),
    );
    await Promise.all(parts.flatMap((one, index) => [tell(index, one), tell(index + 1, one)]));
    expect(await moneyOf(database, code)).toMatchObject({
      payment: 'paid',
      receivedVnd: placed.totalVnd,
      refundsVnd: 0,
    });
    expect((await eventsOf(code)).filter((move) => move === 'payment:paid')).toHaveLength(1);
    await expectMoneyInOrder();
  });
});

describe('money that comes while', () => {
  it('its buyer takes the order back either pays it or goes back, and nobody is told of a fault', async () => {
    const count = scaled(10, 40);
    const orders: PlacedBody[] = [];
    for (let index = 0; index < count; index += 1) orders.push(await buy());
    const outcomes = await Promise.all(
      orders.map(async (placed, index) => {
        const transfer = sepay.transfer(placed.totalVnd, codeOf(placed));
        const [heard, cancelled] = await Promise.all([
          tell(index, transfer),
          new Buyer(urlAt(index + 1)).cancel(codeOf(placed), placed.accessToken),
          tell(index + 1, transfer),
        ]);
        return [heard.status, cancelled.status];
      }),
    );
    for (const [index, [heard, cancelled]] of outcomes.entries()) {
      expect(heard).toBe(200);
      expect([201, 409]).toContain(cancelled);
      const { order, payment } = await moneyOf(database, codeOf(orders[index] as PlacedBody));
      expect([order, payment]).toEqual(cancelled === 201 ? ['cancelled', 'expired'] : ['placed', 'paid']);
    }
    await expectMoneyInOrder();
  });

  it('the sweep ends the order pays it or brings it back: the goods are still there', async () => {
    const count = scaled(10, 40);
    const orders: PlacedBody[] = [];
    for (let index = 0; index < count; index += 1) orders.push(await buy());
    const codes = orders.map(codeOf);
    await database.query(
      `WITH p AS (UPDATE payments SET expires_at = '2026-01-01'
         WHERE payable_id IN (SELECT id FROM orders WHERE code = ANY ($1)) RETURNING payable_id)
       UPDATE stock_reservations SET expires_at = '2026-01-01'
       WHERE order_line_id IN (SELECT l.id FROM order_lines l JOIN p ON p.payable_id = l.order_id)`,
      [codes],
    );
    await Promise.all([
      worker.get(ExpireUnpaidOrders).run(),
      ...orders.map((placed, index) => tell(index, sepay.transfer(placed.totalVnd, codeOf(placed)))),
      worker.get(ExpireUnpaidOrders).run(),
    ]);
    for (const code of codes)
      expect(await moneyOf(database, code)).toMatchObject({
        order: 'placed',
        payment: 'paid',
        refundsVnd: 0,
      });
    await expectMoneyInOrder();
  });
});
