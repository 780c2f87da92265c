import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { recordCodRefusal } from '../../../apps/api/src/modules/orders/cod/record-cod-refusal.js';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import type { Answer, PlacedBody, ProblemBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow } from '../../support/ledger.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

type Placed = Answer<PlacedBody & ProblemBody & { reason?: string; mostVnd?: number }>;

let shop: SmallShop;
let crab: SmallProduct;
let phones = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  crab = await shop.floor.product({
    slug: 'cua-gach',
    seller: shop.seller,
    priceVnd: 100_000,
    onHand: 9_000,
  });
});
afterAll(() => shop.close());
beforeEach(() => shop.clock.set(SEEDED_AT));

const newPhone = (): string => `08${String((phones += 1)).padStart(8, '0')}`;

async function order(phone: string, quantity: number, payment = 'cod'): Promise<Placed> {
  const cartId = await shop.buyer.cart({ [crab.variantId]: quantity });
  const contact = { name: 'Người Mua Mẫu', phone };
  return shop.buyer.place(cartId, await shop.buyer.quote(cartId), { contact, payment });
}

async function orderId({ body }: Placed): Promise<string> {
  const [row] = await shop.database.query<{ id: string }>(`SELECT id FROM orders WHERE code = $1`, [
    body.orders[0]?.code,
  ]);
  return row?.id ?? '';
}

/** Ends an order, and of a refused one remembers it. */
async function end(placed: Placed, how: 'completed' | 'refused'): Promise<void> {
  const id = await orderId(placed);
  if (how === 'refused')
    await shop.app.get(Transactions).run('worker', async (tx) => {
      await recordCodRefusal(tx, id, shop.clock.now());
      await recordCodRefusal(tx, id, shop.clock.now());
    });
  await shop.database.query(
    how === 'completed'
      ? `UPDATE orders SET status = 'completed' WHERE id = $1`
      : `UPDATE orders SET status = 'cancelled', cancellation_reason = 'buyer' WHERE id = $1`,
    [id],
  );
}

it('an unknown phone may have small goods sent unpaid and is asked to pay much beforehand; what it received makes it known', async () => {
  const phone = newPhone();
  const before = await everyRow(shop.database);
  const refused = await order(phone, 60);
  expect([refused.status, refused.body.code, refused.body.reason, refused.body.mostVnd]).toEqual([
    422,
    'cod_not_allowed',
    'unknown_phone',
    5_000_000,
  ]);
  expect((await everyRow(shop.database))['public.orders']).toBe(before['public.orders']);
  expect((await order(phone, 60, 'bank_transfer')).status).toBe(201);
  const small = await order(phone, 2);
  expect(small.status).toBe(201);
  expect((await order(`+84${phone.slice(1)}`, 60)).status).toBe(422);
  await end(small, 'completed');
  expect((await order(phone, 60)).status).toBe(201);
});

it('a phone that refused two parcels may order little, one at a time, until it is forgotten', async () => {
  const phone = newPhone();
  const [first, second] = [await order(phone, 1), await order(phone, 1)];
  await end(first, 'refused');
  expect((await order(phone, 4)).status).toBe(201);
  await shop.database.query(
    `UPDATE orders SET status = 'cancelled', cancellation_reason = 'buyer' WHERE status = 'placed' AND id <> $1`,
    [await orderId(second)],
  );
  await end(second, 'refused');
  const tooMuch = await order(phone, 4);
  expect([tooMuch.status, tooMuch.body.reason, tooMuch.body.mostVnd]).toEqual([
    422,
    'refused_parcels',
    300_000,
  ]);
  expect((await order(phone, 1)).status).toBe(201);
  expect((await order(phone, 1)).body.reason).toBe('refused_parcels');
  expect((await order(phone, 9, 'bank_transfer')).status).toBe(201);
  expect((await order(newPhone(), 4)).status).toBe(201);
  shop.clock.advance(181 * DAY_MS);
  expect((await order(phone, 4)).status).toBe(201);
  await shop.app.get(Tidy).run();
  expect(await shop.database.query(`SELECT 1 FROM cod_refusals`)).toEqual([]);
});

it('amounts are settings, and what was paid beforehand is held against nobody', async () => {
  await shop.database.query(
    `INSERT INTO floor_settings (key, value) VALUES ('cod', '{"unknownPhoneVnd": 250000}')`,
  );
  const phone = newPhone();
  expect((await order(phone, 3)).body.mostVnd).toBe(250_000);
  const paid = await order(phone, 1, 'bank_transfer');
  await end(paid, 'refused');
  expect(await shop.database.query(`SELECT 1 FROM cod_refusals`)).toEqual([]);
  await shop.database.query(`DELETE FROM floor_settings WHERE key = 'cod'`);
});
