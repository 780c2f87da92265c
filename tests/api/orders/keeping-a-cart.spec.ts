import { randomUUID } from 'node:crypto';
import { hashSecret, randomSecret } from '#kernel/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CartBody, ProblemBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const product = (wish: object = {}) =>
  shop.floor.product({ slug: `mam-${(made += 1)}`, seller: shop.seller, ...wish });
const put = <Body = CartBody>(cartId: string, variantId: string, quantity: unknown, more: object = {}) =>
  shop.buyer.call<Body>('PUT', `/carts/${cartId}/lines/${variantId}`, { quantity, ...more });
const read = async (cartId: string) => (await shop.buyer.call<CartBody>('GET', `/carts/${cartId}`)).body;

describe('a cart', () => {
  it('is known by a secret that the database does not hold', async () => {
    const { status, body } = await shop.buyer.call<CartBody>('POST', '/carts', {});
    expect(status).toBe(201);
    expect(body).toEqual({ id: body.id, status: 'open', lines: [], itemsVnd: 0 });
    expect(body.id).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [row] = await shop.database.query(`SELECT t::text AS row FROM carts t WHERE secret_hash = $1`, [
      hashSecret(body.id),
    ]);
    expect(row?.['row']).not.toContain(body.id);
  });

  it('is opened by its secret alone: its key, a stranger, half a secret and nonsense are 404', async () => {
    const cartId = await shop.buyer.cart({});
    const [row] = await shop.database.query<{ id: string }>(`SELECT id FROM carts WHERE secret_hash = $1`, [
      hashSecret(cartId),
    ]);
    const { variantId } = await product();
    for (const id of [
      row?.id,
      randomSecret(),
      cartId.slice(1),
      hashSecret(cartId),
      '0',
      '%00',
      "'--",
      '%F0%9F%A6%90',
    ]) {
      const answers = [
        await shop.buyer.call('GET', `/carts/${id}`),
        await put<Record<string, unknown>>(id ?? '', variantId, 1),
        await shop.buyer.call('DELETE', `/carts/${id}/lines/${variantId}`),
        await shop.buyer.call('POST', `/carts/${id}/quote`, {
          delivery: { method: 'ship', communeCode: '32191', line: 'Ấp 1' },
        }),
      ];
      expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual(
        answers.map(() => [404, 'not_found']),
      );
    }
  });

  it('takes no fields when it is made and nothing that is not an object', async () => {
    const before = await everyRow(shop.database);
    const odd = await shop.buyer.call<ProblemBody>('POST', '/carts', { id: 'mine' });
    expect([odd.status, odd.body.code, odd.body.errors]).toEqual([
      400,
      'validation_failed',
      [{ path: 'id', code: 'unknown_field', message: 'Trường không được hỗ trợ' }],
    ]);
    for (const body of [[], [{}], 'x', 5, true, null]) {
      const answer = await shop.buyer.call('POST', '/carts', body);
      expect([answer.status, answer.body.code]).toEqual([400, 'malformed_body']);
    }
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('shows each line with its present price, what is left, and the sum', async () => {
    const [fish, wine] = [
      await product({ priceVnd: 45_000, onHand: 7, stars: 3 }),
      await product({ priceVnd: 120_500, setNo: 15 }),
    ];
    const cartId = await shop.buyer.cart({ [fish.variantId]: 3, [wine.variantId]: 1 });
    await shop.floor.setPrice(fish, 50_000);
    const cart = await read(cartId);
    expect(cart.itemsVnd).toBe(270_500);
    expect(cart.lines).toMatchObject([
      { variantId: fish.variantId, quantity: 3, unitPriceVnd: 50_000, totalVnd: 150_000, available: 7, alcohol: false, stars: 3 },
      { variantId: wine.variantId, quantity: 1, unitPriceVnd: 120_500, totalVnd: 120_500, available: 100, alcohol: true, stars: 4 },
    ]); // prettier-ignore
    expect(cart.lines.some((line) => 'problem' in line)).toBe(false);
  });
});

describe('a line of a cart', () => {
  it('takes 1 to 999, and 0 or DELETE removes it', async () => {
    const { variantId } = await product({ onHand: 5_000 });
    const cartId = await shop.buyer.cart({});
    for (const quantity of [1, 999, 2]) {
      expect((await put(cartId, variantId, quantity)).body.lines.map((line) => line.quantity)).toEqual([
        quantity,
      ]);
    }
    expect((await put(cartId, variantId, 0)).body.lines).toEqual([]);
    expect((await put(cartId, variantId, 0)).status).toBe(200);
    await put(cartId, variantId, 4);
    const removed = await shop.buyer.call<CartBody>('DELETE', `/carts/${cartId}/lines/${variantId}`);
    expect([removed.status, removed.body.lines]).toEqual([200, []]);
    const again = await shop.buyer.call<CartBody>('DELETE', `/carts/${cartId}/lines/${variantId}`);
    expect(again.status).toBe(200);
  });

  it('refuses every other quantity and unknown fields, unchanged', async () => {
    const { variantId } = await product({ onHand: 5_000 });
    const cartId = await shop.buyer.cart({ [variantId]: 5 });
    const before = await everyRow(shop.database);
    const codes: [unknown, string][] = [
      [1_000, 'too_big'], [-1, 'too_small'], [1.5, 'not_integer'], ['2', 'not_integer'], [null, 'not_integer'],
      [undefined, 'not_integer'], [true, 'not_integer'], [[1], 'not_integer'], [{}, 'not_integer'], [1e99, 'too_big'],
    ]; // prettier-ignore
    for (const [quantity, code] of codes) {
      const answer = await put<ProblemBody>(cartId, variantId, quantity);
      expect([quantity, answer.status, answer.body.code]).toEqual([quantity, 400, 'validation_failed']);
      expect(answer.body.errors?.map((error) => [error.path, error.code])).toEqual([['quantity', code]]);
    }
    const odd = await put<ProblemBody>(cartId, variantId, 1, { priceVnd: 1 });
    expect(odd.body.errors?.map((error) => [error.path, error.code])).toEqual([
      ['priceVnd', 'unknown_field'],
    ]);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('refuses more than can be taken with 409 and what is left, unchanged', async () => {
    const { variantId } = await product({ onHand: 3 });
    const cartId = await shop.buyer.cart({ [variantId]: 2 });
    const before = await everyRow(shop.database);
    const answer = await put<ProblemBody>(cartId, variantId, 4);
    expect([answer.status, answer.body.code, answer.body.lines]).toEqual([
      409,
      'out_of_stock',
      [
        {
          variantId,
          seller: { slug: 'rach-goc', name: 'Gian hàng rach-goc' },
          reason: 'out_of_stock',
          requested: 4,
          available: 3,
        },
      ],
    ]);
    expect(await everyRow(shop.database)).toEqual(before);
  });

  it('leaves the stock to others: carts hold nothing back', async () => {
    const { variantId } = await product({ onHand: 1 });
    const [first, second] = [
      await shop.buyer.cart({ [variantId]: 1 }),
      await shop.buyer.cart({ [variantId]: 1 }),
    ];
    expect((await read(first)).lines[0]?.available).toBe(1);
    expect((await read(second)).lines[0]?.available).toBe(1);
  });

  it('is 404 for a variant nobody sells and for what is no id', async () => {
    const cartId = await shop.buyer.cart({});
    const draft = await product();
    await shop.database.query(
      `UPDATE products SET publication_status = 'draft', published_at = NULL WHERE id = $1`,
      [draft.productId],
    );
    for (const variantId of [
      randomUUID(),
      draft.variantId,
      'abc',
      '1',
      draft.variantId.slice(0, -1),
      "';",
      '%00',
    ]) {
      const answer = await put<ProblemBody>(cartId, variantId, 1);
      expect([variantId, answer.status, answer.body.code]).toEqual([variantId, 404, 'not_found']);
    }
    const removed = await shop.buyer.call('DELETE', `/carts/${cartId}/lines/abc`);
    expect(removed.status).toBe(404);
    expect((await read(cartId)).lines).toEqual([]);
  });

  it('refuses what is not sold at present with its reason, and says the reason on lines it already has', async () => {
    const cases: [reason: string, stop: () => Promise<{ variantId: string }>][] = [
      ['certificate_lapsed', () => product({ issuedOn: '2023-11-22' })],
      ['certificate_lapsed', async () => {
        const goods = await product();
        await shop.floor.revoke(goods, '2026-11-23');
        return goods;
      }],
      ['unpublished', async () => {
        const goods = await product();
        await shop.floor.setPublication(goods, 'withdrawn');
        return goods;
      }],
      ['seller_suspended', async () => {
        const seller = await shop.floor.seller(`tam-ngung-${(made += 1)}`);
        const goods = await product({ seller });
        await shop.floor.setSellerStatus(seller, 'suspended');
        return goods;
      }],
      ['seller_suspended', async () => {
        const seller = await shop.floor.seller(`giai-the-${(made += 1)}`);
        const goods = await product({ seller });
        await shop.floor.setCooperativeStatus(seller, 'ceased');
        return goods;
      }],
    ]; // prettier-ignore
    for (const [reason, stop] of cases) {
      const { variantId } = await stop();
      const cartId = await shop.buyer.cart({});
      const answer = await put<ProblemBody>(cartId, variantId, 1);
      expect([answer.status, answer.body.code]).toEqual([409, 'cart_changed']);
      expect(answer.body.lines).toMatchObject([{ variantId, reason }]);
      expect((await read(cartId)).lines).toEqual([]);
    }
  });

  it('stays in the cart at no price when its product leaves the shop, and comes back with it', async () => {
    const goods = await product({ priceVnd: 70_000 });
    const cartId = await shop.buyer.cart({ [goods.variantId]: 2 });
    await shop.floor.setPublication(goods, 'withdrawn');
    expect(await read(cartId)).toMatchObject({
      itemsVnd: 0,
      lines: [{ quantity: 2, unitPriceVnd: 0, totalVnd: 0, stars: null, problem: 'unpublished' }],
    });
    await shop.floor.setPublication(goods, 'published');
    expect(await read(cartId)).toMatchObject({ itemsVnd: 140_000, lines: [{ stars: 4 }] });
  });
});
