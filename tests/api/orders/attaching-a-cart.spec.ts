import { randomSecret } from '#kernel/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import type { Answer, CartBody, PlacedBody, ProblemBody } from '../../support/buyer.js';
import { CONTACT, SHIP } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let people: People;
let person: Person;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
  people = new People(shop.app, shop.database, shop.clock);
});
afterAll(() => shop.close());
beforeEach(async () => {
  person = await people.person();
});

const variant = async (wish: object = {}) =>
  (await shop.floor.product({ slug: `hang-${(made += 1)}`, seller: shop.seller, ...wish })).variantId;
const as = <Body = CartBody>(who: Person | null, method: string, path: string, body?: unknown) =>
  shop.buyer.call<Body>(method, path, body, who?.headers);
const attach = <Body = CartBody & { omittedLines: number }>(who: Person | null, cartId: string) =>
  as<Body>(who, 'POST', `/carts/${cartId}/attachment`, {});
const quantities = ({ body }: Answer<CartBody>) =>
  Object.fromEntries(body.lines.map(({ variantId, quantity }) => [variantId, quantity]));

describe('a cart that was attached', () => {
  it('opens with the session of its account and is nowhere for anybody else', async () => {
    const id = await variant();
    const cartId = await shop.buyer.cart({ [id]: 2 });
    expect((await attach(person, cartId)).status).toBe(201);
    expect(quantities(await as(person, 'GET', `/carts/${cartId}`))).toEqual({ [id]: 2 });
    const stranger = await people.person();
    const token = await people.signIn(await people.person(), { scopes: [] });
    for (const who of [null, stranger, token]) {
      const before = await everyRow(shop.database);
      const answers = [
        await as<ProblemBody>(who, 'GET', `/carts/${cartId}`),
        await as<ProblemBody>(who, 'PUT', `/carts/${cartId}/lines/${id}`, { quantity: 1 }),
        await as<ProblemBody>(who, 'DELETE', `/carts/${cartId}/lines/${id}`),
        await as<ProblemBody>(who, 'POST', `/carts/${cartId}/quote`, { delivery: SHIP }),
        await place<ProblemBody>(who, cartId, 1),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      expect(await everyRow(shop.database)).toEqual(before);
    }
    expect((await attach<ProblemBody>(stranger, cartId)).status).toBe(404);
  });

  it('is asked for with a session: a guest cannot attach, and no cart is none', async () => {
    const cartId = await shop.buyer.cart({});
    expect((await attach<ProblemBody>(null, cartId)).status).toBe(401);
    expect((await attach<ProblemBody>(person, randomSecret())).status).toBe(404);
    expect((await attach<ProblemBody>(person, 'khong-phai')).status).toBe(404);
  });

  it('stays as it is when it is attached again', async () => {
    const id = await variant();
    const cartId = await shop.buyer.cart({ [id]: 3 });
    await attach(person, cartId);
    const again = await attach(person, cartId);
    expect([again.status, quantities(again), again.body.omittedLines]).toEqual([201, { [id]: 3 }, 0]);
  });
});

describe('a second cart of the same person', () => {
  it('becomes one with the first, with the larger quantity of each; both devices go on with it', async () => {
    const [both, one, two] = [await variant(), await variant(), await variant()];
    const phone = await shop.buyer.cart({ [both]: 5, [one]: 1 });
    const desk = await shop.buyer.cart({ [both]: 2, [two]: 4 });
    await attach(person, phone);
    const merged = await attach(person, desk);
    expect(merged.body.id).toBe(desk);
    expect(quantities(merged)).toEqual({ [both]: 5, [one]: 1, [two]: 4 });
    await as(person, 'PUT', `/carts/${phone}/lines/${two}`, { quantity: 7 });
    expect(quantities(await as(person, 'GET', `/carts/${desk}`))).toEqual({ [both]: 5, [one]: 1, [two]: 7 });
    expect(await openCarts()).toBe(1);
  });

  it('gives up what a full cart has no room for, and says how much', async () => {
    const full = await Promise.all(Array.from({ length: 49 }, () => variant()));
    const cartId = await shop.buyer.cart(Object.fromEntries(full.map((id) => [id, 1])));
    await attach(person, cartId);
    const [first, second, third] = [await variant(), await variant(), await variant()];
    const guest = await shop.buyer.cart({ [full[0] ?? '']: 9 });
    for (const id of [first, second, third]) {
      shop.clock.advance(1_000);
      await as(null, 'PUT', `/carts/${guest}/lines/${id}`, { quantity: 1 });
    }
    const merged = await attach(person, guest);
    expect([merged.body.lines.length, merged.body.omittedLines]).toEqual([50, 2]);
    expect(quantities(merged)).toMatchObject({ [full[0] ?? '']: 9, [first]: 1 });
  });

  it('is one cart also when six devices sign in at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      person = await people.person();
      const ids = await Promise.all(Array.from({ length: 6 }, () => variant()));
      const carts = await Promise.all(ids.map((id) => shop.buyer.cart({ [id]: 1 })));
      const answers = await Promise.all(carts.map((cartId) => attach(person, cartId)));
      expect(answers.map(({ status }) => status)).toEqual(carts.map(() => 201));
      for (const cartId of carts)
        expect(Object.keys(quantities(await as(person, 'GET', `/carts/${cartId}`))).sort()).toEqual(
          [...ids].sort(),
        );
      expect(await openCarts()).toBe(1);
    }
  });

  it('that meets a placement is either bought with it or stays a cart, never both', async () => {
    for (let round = 0; round < 6; round += 1) {
      person = await people.person();
      const [bought, added] = [await variant({ priceVnd: 50_000 }), await variant()];
      const own = await shop.buyer.cart({ [bought]: 1 });
      await attach(person, own);
      const guest = await shop.buyer.cart({ [added]: 1 });
      const [placed, attached] = await Promise.all([
        place<PlacedBody & ProblemBody>(person, own, 70_000),
        attach(person, guest),
      ]);
      expect([201, 409]).toContain(placed.status);
      expect(attached.status).toBe(201);
      const cart = await as<CartBody & ProblemBody>(person, 'GET', `/carts/${guest}`);
      const expected = placed.status === 201 ? { [added]: 1 } : { [added]: 1, [bought]: 1 };
      expect(quantities(cart)).toEqual(expected);
      expect(cart.body.status).toBe('open');
    }
  });

  it('goes with the account’s cart when nobody has used that for a season', async () => {
    const [phone, desk] = [await shop.buyer.cart({ [await variant()]: 1 }), await shop.buyer.cart({})];
    await attach(person, phone);
    await attach(person, desk);
    shop.clock.advance(91 * 24 * 3_600_000);
    await shop.app.get(Tidy).run();
    await people.signIn(person);
    for (const cartId of [phone, desk])
      expect((await as(person, 'GET', `/carts/${cartId}`)).status).toBe(404);
    expect(
      await shop.database.query(`SELECT id FROM carts WHERE account_id = $1`, [person.accountId]),
    ).toEqual([]);
  });
});

function place<Body>(who: Person | null, cartId: string, expectedTotalVnd: number): Promise<Answer<Body>> {
  return shop.buyer.call<Body>(
    'POST',
    '/order-groups',
    { cartId, contact: CONTACT, delivery: SHIP, payment: 'cod', expectedTotalVnd },
    { ...who?.headers, 'idempotency-key': `thu-${randomSecret().slice(0, 20)}` },
  );
}

async function openCarts(): Promise<number> {
  const rows = await shop.database.query(`SELECT id FROM carts WHERE account_id = $1 AND status = 'open'`, [
    person.accountId,
  ]);
  return rows.length;
}
