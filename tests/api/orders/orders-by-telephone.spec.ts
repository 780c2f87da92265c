import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OrderMessages } from '../../../apps/api/src/modules/orders/order-messages.js';
import { CONTACT, SHIP, type PlacedBody, type ProblemBody, type QuoteBody } from '../../support/buyer.js';
import { callAs, type Told } from '../../support/caller.js';
import { everyRow, expectStockInOrder, stockOf } from '../../support/ledger.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let owner: Person;
let staff: Person;
let shrimp: SmallProduct;
let foreign: SmallProduct;
let other: SmallSeller;

beforeAll(async () => {
  shop = await openSmallShop({ env: { PUBLIC_URL: 'https://san.example.vn' } });
  const people = new People(shop.app, shop.database, shop.clock);
  owner = await people.person();
  await people.member(owner, shop.seller);
  staff = await people.officer('assisting_staff');
  await people.mandate(staff, shop.seller);
  other = await shop.floor.seller('dam-doi');
  shrimp = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller, onHand: 20 });
  foreign = await shop.floor.product({ slug: 'cua-muoi', seller: other });
});
afterAll(async () => {
  await expectStockInOrder(shop.database, shop.app);
  await shop.close();
});

const linesOf = (product: SmallProduct, quantity: number) => [{ variantId: product.variantId, quantity }];
const quote = (person: Person, lines: object[]): Promise<Told<QuoteBody>> =>
  callAs(shop.app, person, 'POST', '/seller/rach-goc/phone-quotes', { lines, delivery: SHIP });

async function enter(
  person: Person,
  lines: object[],
  more: object = {},
  key: string = randomUUID(),
): Promise<Told<PlacedBody & ProblemBody>> {
  const { totalVnd, quoteToken } = (await quote(person, lines)).body;
  return callAs(
    shop.app,
    { headers: { ...person.headers, 'idempotency-key': key } },
    'POST',
    '/seller/rach-goc/phone-orders',
    {
      lines,
      contact: CONTACT,
      delivery: SHIP,
      payment: 'cod',
      expectedTotalVnd: totalVnd,
      quoteToken,
      ...more,
    },
  );
}

it('the shop finds its own listed goods by name, without accents, and nothing of others', async () => {
  const goods = async (q: string) =>
    (await callAs<{ items: { variantId: string; available: number }[] }>(shop.app, owner, 'GET',
      `/seller/rach-goc/phone-goods?q=${encodeURIComponent(q)}`)).body.items; // prettier-ignore
  expect(await goods('san pham TOM')).toMatchObject([{ variantId: shrimp.variantId, available: 20 }]);
  expect(await goods('cua')).toEqual([]);
  expect((await goods('')).map(({ variantId }) => variantId)).toEqual([shrimp.variantId]);
});

it('an order for a caller takes the same stock, bears both names, and its way goes to the caller’s phone alone', async () => {
  const key = randomUUID();
  const placed = await enter(staff, linesOf(shrimp, 2), {}, key);
  expect([placed.status, placed.body.totalVnd]).toEqual([201, 220_000]);
  expect(placed.body.accessToken).toBeUndefined();
  expect(await stockOf(shop.database, shrimp.variantId)).toEqual({ onHand: 20, reserved: 2 });
  const again = await enter(staff, linesOf(shrimp, 2), {}, key);
  expect([again.status, again.body.code]).toEqual([201, placed.body.code]);
  expect((await enter(staff, linesOf(shrimp, 3), {}, key)).code).toBe('idempotency_conflict');
  expect(await stockOf(shop.database, shrimp.variantId)).toEqual({ onHand: 20, reserved: 2 });
  expect(
    await shop.database.query(
      `SELECT a.action, a.actor_id AS actor, s.slug, a.mandate_id IS NOT NULL AS mandate FROM audit_records a
       JOIN orders o ON o.id = a.subject_id LEFT JOIN sellers s ON s.id = a.seller_id WHERE o.code = $1 ORDER BY a.action`,
      [placed.body.orders[0]?.code],
    ),
  ).toEqual([{ action: 'order.entered_by_phone', actor: staff.accountId, slug: 'rach-goc', mandate: true }]);
  const [group] = await shop.database.query<{ id: string; after: object; actor: string }>(
    `SELECT g.id, a.after, a.actor_id AS actor FROM order_groups g JOIN audit_records a ON a.subject_id = g.id WHERE g.code = $1`,
    [placed.body.code],
  );
  expect(group).toMatchObject({
    actor: staff.accountId,
    after: { enteredFor: { sellerId: shop.seller.sellerId } },
  });
  await shop.app.get(OrderMessages).confirm(group?.id ?? '');
  const told = await readMessages(shop.database);
  expect(JSON.stringify(told)).toContain(`https://san.example.vn/don-hang/${placed.body.code}?token=`);
});

it('what a buyer is refused a caller is refused too: too much, a number nobody can call, an old price', async () => {
  const before = await everyRow(shop.database);
  expect((await enter(owner, linesOf(shrimp, 100))).code).toBe('out_of_stock');
  expect((await enter(owner, linesOf(shrimp, 1), { contact: { ...CONTACT, phone: '123' } })).code).toBe(
    'validation_failed',
  );
  expect((await enter(owner, linesOf(shrimp, 1), { expectedTotalVnd: 1 })).code).toBe('cart_changed');
  expect((await everyRow(shop.database))['public.orders']).toBe(before['public.orders']);
});

it('goods of another shop cannot be sold, nor can a stranger sell', async () => {
  expect((await quote(owner, linesOf(foreign, 1))).code).toBe('not_found');
  const mixed = [...linesOf(shrimp, 1), ...linesOf(foreign, 1)];
  expect((await enter(owner, mixed, { expectedTotalVnd: 240_000 })).code).toBe('not_found');
  const stranger = await new People(shop.app, shop.database, shop.clock).person();
  expect((await quote(stranger, linesOf(shrimp, 1))).code).toBe('not_found');
});
