import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import type { CartBody, ProblemBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const product = () => shop.floor.product({ slug: `kho-${(made += 1)}`, seller: shop.seller });
const put = <Body = CartBody>(cartId: string, variantId: string, quantity: number) =>
  shop.buyer.call<Body>('PUT', `/carts/${cartId}/lines/${variantId}`, { quantity });
const read = async (cartId: string) => (await shop.buyer.call<CartBody>('GET', `/carts/${cartId}`)).body;

describe('fifty lines', () => {
  it('are the most: the 51st is refused, a line that is there may still change', async () => {
    const goods = await Promise.all(Array.from({ length: 51 }, () => product()));
    const cartId = await shop.buyer.cart(
      Object.fromEntries(goods.slice(0, 49).map((one) => [one.variantId, 1])),
    );
    const [fiftieth, last] = [goods[49]?.variantId ?? '', goods[50]?.variantId ?? ''];
    // The place for one more is given once, however close together the two come.
    const both = await Promise.all([
      put<ProblemBody>(cartId, fiftieth, 1),
      put<ProblemBody>(cartId, last, 1),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(both.find((answer) => answer.status === 409)?.body.code).toBe('cart_full');
    expect((await read(cartId)).lines).toHaveLength(50);
    expect((await put(cartId, goods[0]?.variantId ?? '', 9)).status).toBe(200);
  });
});

describe('two changes at once', () => {
  it('of one line leave one of the two quantities, of two lines leave both', async () => {
    const [fish, crab] = [await product(), await product()];
    const cartId = await shop.buyer.cart({});
    const answers = await Promise.all(
      [3, 4, 5, 6].flatMap((quantity) => [
        put(cartId, fish.variantId, quantity),
        put(cartId, crab.variantId, quantity),
      ]),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    const { lines } = await read(cartId);
    expect(lines.map((line) => line.variantId).sort()).toEqual([fish.variantId, crab.variantId].sort());
    expect(lines.every((line) => [3, 4, 5, 6].includes(line.quantity))).toBe(true);
  });
});

describe('a placed cart', () => {
  it('cannot change any more and says which purchase it became', async () => {
    const { variantId } = await product();
    const cartId = await shop.buyer.cart({ [variantId]: 1 });
    const placed = await shop.buyer.place(cartId, await shop.buyer.quote(cartId));
    const before = await everyRow(shop.database);
    for (const answer of [
      await put<ProblemBody>(cartId, variantId, 2),
      await put<ProblemBody>(cartId, variantId, 0),
      await shop.buyer.call<ProblemBody>('DELETE', `/carts/${cartId}/lines/${variantId}`),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'cart_placed']);
      expect(answer.body.groupCode).toBe(placed.body.code);
      expect(answer.text).not.toContain(placed.body.accessToken);
    }
    expect((await read(cartId)).status).toBe('placed');
    expect(await everyRow(shop.database)).toEqual(before);
  });
});

describe('a cart nobody comes back to', () => {
  it('is swept 90 days after it was last touched, not after it was made', async () => {
    const { variantId } = await product();
    const start = shop.clock.now();
    const [left, kept] = [await shop.buyer.cart({ [variantId]: 1 }), await shop.buyer.cart({})];
    shop.clock.advance(60 * DAY_MS);
    await put(kept, variantId, 1);
    shop.clock.advance(31 * DAY_MS);
    await shop.app.get(Tidy).run();
    expect((await shop.buyer.call('GET', `/carts/${left}`)).status).toBe(404);
    expect((await shop.buyer.call('GET', `/carts/${kept}`)).status).toBe(200);
    shop.clock.set(start);
  });
});

describe('a call that says nothing', () => {
  it('needs no body: a cart is made and an order cancelled without one', async () => {
    const empty = await shop.buyer.call<CartBody>('POST', '/carts');
    expect([empty.status, empty.body.status]).toEqual([201, 'open']);
    const placed = await shop.buyer.buy({ [(await product()).variantId]: 1 });
    const path = `/orders/${placed.orders[0]?.code}/cancellation`;
    const cancelled = await shop.buyer.call('POST', path, undefined, { 'order-token': placed.accessToken });
    expect([cancelled.status, cancelled.body['status']]).toEqual([201, 'cancelled']);
  });
});
