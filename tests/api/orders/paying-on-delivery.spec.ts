import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { recordCodRefusal } from '../../../apps/api/src/modules/orders/cod/record-cod-refusal.js';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import type { Answer, PlacedBody, ProblemBody, QuoteBody } from '../../support/buyer.js';
import { SEEDED_AT } from '../../support/clock.js';
import { everyRow } from '../../support/ledger.js';
import { People } from '../../support/people.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

type Placed = Answer<PlacedBody & ProblemBody & { reason?: string; mostVnd?: number }>;

const ASKING = { askFromVnd: 2_000_000, askUnknownFromVnd: 500_000, askRefusals: 2 };

interface Terms {
  version: string | null;
  smallVnd: number;
  unknownVnd: number;
  refusalsAllowed: number;
  decisions: object[];
}

let shop: SmallShop;
let people: People;
let crab: SmallProduct;
let phones = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  await shop.database.query(`DELETE FROM cod_terms`);
  people = new People(shop.app, shop.database, shop.clock);
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

it('what an unknown phone has open counts: several orders are not more than one, whichever come first', async () => {
  const phone = newPhone();
  expect((await order(phone, 30)).status).toBe(201);
  const small = await order(phone, 9);
  expect(small.status).toBe(201);
  const more = await order(`+84${phone.slice(1)}`, 12);
  expect([more.status, more.body.code, more.body.reason, more.body.mostVnd]).toEqual([
    422,
    'cod_not_allowed',
    'open_orders',
    5_000_000,
  ]);
  expect((await order(phone, 12, 'bank_transfer')).status).toBe(201);
  expect((await order(newPhone(), 12)).status).toBe(201);
  // No longer open, it counts no longer.
  await shop.database.query(
    `UPDATE orders SET status = 'cancelled', cancellation_reason = 'buyer' WHERE id = $1`,
    [await orderId(small)],
  );
  expect((await order(phone, 12)).status).toBe(201);

  const racer = newPhone();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => order(index % 2 === 0 ? racer : `+84${racer.slice(1)}`, 20)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422, 422]);
  expect(answers.flatMap(({ body }) => body.reason ?? [])).toEqual(Array(4).fill('open_orders'));
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

it('of many orders a phone that refuses parcels places in one moment one is taken, whichever comes first', async () => {
  const phone = newPhone();
  for (const placed of [await order(phone, 1), await order(phone, 1)]) await end(placed, 'refused');
  const carts = await Promise.all(
    Array.from({ length: 6 }, async () => shop.buyer.cart({ [crab.variantId]: 1 })),
  );
  const quotes = await Promise.all(carts.map((cartId) => shop.buyer.quote(cartId)));
  const answers = await Promise.all(
    carts.map((cartId, index) =>
      shop.buyer.place<PlacedBody & { reason?: string }>(cartId, quotes[index] as QuoteBody, {
        // Written otherwise it is the same phone.
        contact: { name: 'Người Mua Mẫu', phone: index % 2 === 0 ? phone : `+84${phone.slice(1)}` },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422]);
  expect(answers.flatMap(({ body }) => body.reason ?? [])).toEqual(Array(5).fill('refused_parcels'));
});

it('amounts are decided by an administrator, each decision on top of the one its maker saw', async () => {
  const admin = await people.officer('administrator');
  const decide = (body: object): Promise<Answer<Terms & ProblemBody>> =>
    shop.buyer.call('PUT', '/admin/cod-terms', body, admin.headers);
  const usual = (await shop.buyer.call<Terms>('GET', '/admin/cod-terms', undefined, admin.headers)).body;
  expect(usual).toEqual({
    version: null,
    smallVnd: 300_000,
    unknownVnd: 5_000_000,
    refusalsAllowed: 2,
    askFromVnd: 3_000_000,
    askUnknownFromVnd: 1_000_000,
    askRefusals: 1,
    decisions: [],
  });
  const low = {
    smallVnd: 100_000,
    unknownVnd: 250_000,
    refusalsAllowed: 1,
    reason: 'Nhiều đơn bị trả',
    ...ASKING,
  };
  const first = await decide({ ...low, version: null });
  expect(first.body).toMatchObject({ smallVnd: 100_000, unknownVnd: 250_000, refusalsAllowed: 1 });
  expect(first.body.decisions).toMatchObject([low]);

  const phone = newPhone();
  expect((await order(phone, 3)).body.mostVnd).toBe(250_000);
  const paid = await order(phone, 1, 'bank_transfer');
  await end(paid, 'refused');
  expect(
    await shop.database.query(`SELECT 1 FROM cod_refusals WHERE order_id = $1`, [await orderId(paid)]),
  ).toEqual([]);

  // The same once more is no decision; another one by somebody who saw older terms is none either.
  expect((await decide({ ...low, version: null })).body.version).toBe(first.body.version);
  const stale = await decide({ ...low, smallVnd: 50_000, version: null });
  expect([stale.status, stale.body.code]).toEqual([409, 'stale_version']);
  const crossed = await decide({ ...low, smallVnd: 300_000, version: first.body.version });
  expect([crossed.status, crossed.body.errors?.[0]?.path]).toEqual([400, 'unknownVnd']);
  const { version } = first.body;
  const both = await Promise.all(
    [400_000, 500_000].map((unknownVnd) => decide({ ...low, unknownVnd, version })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await shop.database.query(`SELECT 1 FROM cod_terms`)).toHaveLength(2);
  expect(
    await shop.database.query(
      `SELECT actor_id, after ->> 'unknownVnd' AS most FROM audit_records WHERE action = 'cod_terms.decided' ORDER BY id LIMIT 1`,
    ),
  ).toEqual([{ actor_id: admin.accountId, most: '250000' }]);

  const commune = await people.officer('administrator', ['32248']);
  const narrow = await shop.buyer.call('PUT', '/admin/cod-terms', { ...low, version }, commune.headers);
  expect(narrow.status).toBe(403);
});

it('a shop that says so lets the part above what a phone may have unpaid be paid first, in place of a refusal', async () => {
  const contact = { name: 'Người Mua Mẫu', phone: newPhone() };
  const cartId = await shop.buyer.cart({ [crab.variantId]: 60 });
  const quote = await shop.buyer.quote(cartId);
  const place = (agreed: object = {}): Promise<Placed> =>
    shop.buyer.place(cartId, quote, { contact, ...agreed });
  const { body: limit } = await place();
  expect([limit.code, limit.reason]).toEqual(['cod_not_allowed', 'unknown_phone']);
  const mostVnd = limit.mostVnd ?? 0;
  await shop.database.query(
    `INSERT INTO seller_deposits (seller_id, version, above_limit) VALUES ($1, 1, true)`,
    [shop.seller.sellerId],
  );
  const before = await everyRow(shop.database);
  const asked = await place();
  expect(asked.body).toMatchObject({ code: 'deposit_required', reason: 'unknown_phone', mostVnd });
  expect((await everyRow(shop.database))['public.orders']).toBe(before['public.orders']);
  const { depositVnd = 0, doorVnd = 0 } = asked.body.deposits?.[0] ?? {};
  // With something open none is offered that fits what is left: it would say how much that is.
  const busy = { ...contact, phone: newPhone() };
  await shop.buyer.buy({ [crab.variantId]: 1 }, { contact: busy });
  expect((await place({ contact: busy })).body).toMatchObject({
    code: 'cod_not_allowed',
    reason: 'open_orders',
  });
  expect([depositVnd + doorVnd, depositVnd % 1_000]).toEqual([quote.totalVnd, 0]);
  expect(doorVnd).toBeLessThanOrEqual(mostVnd);
  expect(doorVnd).toBeGreaterThan(mostVnd - 1_000);
  const sellers = { [shop.seller.slug]: { depositVnd } };
  expect((await place({ sellers })).body.orders[0]?.payment).toMatchObject({ method: 'cod', depositVnd });
  // Who is asked for none any more pays none, whatever was agreed to.
  const small = await shop.buyer.buy(
    { [crab.variantId]: 1 },
    { contact: { ...contact, phone: newPhone() }, sellers },
  );
  expect(small.orders[0]?.payment).toEqual({ method: 'cod', status: 'pending' });
  await shop.database.query(`DELETE FROM seller_deposits`);
});
