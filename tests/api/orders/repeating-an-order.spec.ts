import { randomUUID } from 'node:crypto';
import { DAY_MS, HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tidy } from '../../../apps/api/src/modules/orders/tidy.js';
import {
  CONTACT,
  SHIP,
  type Answer,
  type PlacedBody,
  type ProblemBody,
  type QuoteBody,
} from '../../support/buyer.js';
import { holdStock, untilWaiting } from '../../support/held-locks.js';
import { everyRow, expectStockInOrder } from '../../support/ledger.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

async function quoted(wish: object = {}): Promise<{ cartId: string; quote: QuoteBody; variantId: string }> {
  const { variantId } = await shop.floor.product({
    slug: `muc-${(made += 1)}`,
    seller: shop.seller,
    ...wish,
  });
  const cartId = await shop.buyer.cart({ [variantId]: 1 });
  return { cartId, variantId, quote: await shop.buyer.quote(cartId) };
}

describe('the same key and the same body', () => {
  it('give the same bytes again, once only', async () => {
    const { cartId, quote } = await quoted();
    const key = randomUUID();
    const more = { payment: 'bank_transfer', contact: { ...CONTACT, email: 'tu@mau.example.vn' } };
    const first = await shop.buyer.place(cartId, quote, more, key);
    expect(first.status).toBe(201);
    const written = await everyRow(shop.database);
    shop.clock.advance(HOUR_MS);
    for (let time = 0; time < 3; time += 1) {
      const again = await shop.buyer.place(cartId, quote, more, key);
      expect([again.status, again.text]).toEqual([201, first.text]);
    }
    expect(await everyRow(shop.database)).toEqual(written);
    expect((await shop.buyer.page(first.body)).status).toBe(200);
  });

  it('are not needed again to find the order: the cart and the key give its answer, neither of them alone', async () => {
    const { cartId, quote } = await quoted();
    const other = await quoted();
    const key = randomUUID();
    const ask = (cart: string, under?: string): Promise<Answer<PlacedBody & ProblemBody>> =>
      shop.buyer.call(
        'GET',
        `/carts/${cart}/order-group`,
        undefined,
        under === undefined ? {} : { 'idempotency-key': under },
      );
    expect((await ask(cartId, key)).status).toBe(404);
    const placed = await shop.buyer.place(cartId, quote, {}, key);
    const found = await ask(cartId, key);
    expect([found.status, found.body]).toEqual([200, placed.body]);
    expect((await shop.buyer.page(found.body)).status).toBe(200);
    expect((await ask(cartId)).body.code).toBe('idempotency_key_required');
    expect((await ask(cartId, randomUUID())).status).toBe(404);
    expect((await ask(other.cartId, key)).status).toBe(404);
  });

  it('are the same body in whatever order its fields come', async () => {
    const { cartId, quote } = await quoted();
    const key = randomUUID();
    const first = await shop.buyer.place(cartId, quote, {}, key);
    const body = {
      expectedTotalVnd: quote.totalVnd,
      quoteToken: quote.quoteToken,
      payment: 'cod',
      delivery: SHIP,
    };
    const again = await shop.buyer.call(
      'POST',
      '/order-groups',
      { ...body, contact: { phone: CONTACT.phone, name: CONTACT.name }, cartId },
      { 'idempotency-key': key },
    );
    expect([again.status, again.text]).toEqual([201, first.text]);
  });

  it('give it again after the goods are sold out, the shop closed and the transfer overdue', async () => {
    const start = shop.clock.now();
    const { cartId, quote, variantId } = await quoted({ onHand: 1 });
    const key = randomUUID();
    const first = await shop.buyer.place(cartId, quote, { payment: 'bank_transfer' }, key);
    await shop.floor.setSellerStatus(shop.seller, 'suspended');
    shop.clock.advance(DAY_MS + 1);
    const again = await shop.buyer.place(cartId, quote, { payment: 'bank_transfer' }, key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    await shop.floor.setSellerStatus(shop.seller, 'approved');
    shop.clock.set(start);
    expect(
      (
        await shop.buyer.call('PUT', `/carts/${await shop.buyer.cart({})}/lines/${variantId}`, {
          quantity: 1,
        })
      ).status,
    ).toBe(409);
  });
});

describe('the same key with another body', () => {
  it('is a conflict and changes nothing', async () => {
    const { cartId, quote } = await quoted();
    const other = await quoted();
    const key = randomUUID();
    const first = await shop.buyer.place(cartId, quote, {}, key);
    const written = await everyRow(shop.database);
    const bodies: [cart: string, quote: QuoteBody, more: object][] = [
      [other.cartId, other.quote, {}],
      [cartId, quote, { note: 'thêm ghi chú' }],
      [cartId, quote, { payment: 'bank_transfer' }],
      [cartId, quote, { expectedTotalVnd: quote.totalVnd + 1 }],
      [cartId, quote, { contact: { ...CONTACT, name: 'Người Khác' } }],
    ];
    for (const [cart, itsQuote, more] of bodies) {
      const answer = await shop.buyer.place<ProblemBody>(cart, itsQuote, more, key);
      expect([answer.status, answer.body.code]).toEqual([409, 'idempotency_conflict']);
      expect(answer.text).not.toContain(first.body.code);
    }
    expect(await everyRow(shop.database)).toEqual(written);
    expect((await shop.buyer.place(other.cartId, other.quote)).status).toBe(201);
  });
});

describe('another key on the same cart', () => {
  it('is told what the cart became', async () => {
    const { cartId, quote } = await quoted();
    const first = await shop.buyer.place(cartId, quote);
    const answer = await shop.buyer.place<ProblemBody>(cartId, quote);
    expect([answer.status, answer.body.code, answer.body.groupCode]).toEqual([
      409,
      'cart_placed',
      first.body.code,
    ]);
  });

  it('at the same moment makes one purchase', async () => {
    const { cartId, quote, variantId } = await quoted();
    // The goods are held elsewhere, so that all ten are under way before the first is done.
    const holder = await holdStock(shop.database, variantId);
    const racing = Promise.all(
      Array.from({ length: 10 }, () => shop.buyer.place<ProblemBody>(cartId, quote)),
    );
    await untilWaiting(shop.database, 5);
    await holder.release();
    const answers = await racing;
    expect(answers.map((answer) => answer.status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    const code = answers.find((answer) => answer.status === 201)?.body.code;
    expect(
      new Set(answers.filter((answer) => answer.status === 409).map((answer) => answer.body.groupCode)),
    ).toEqual(new Set([code]));
    const [stock] = await shop.database.query(`SELECT reserved FROM stock_levels WHERE variant_id = $1`, [
      variantId,
    ]);
    expect(stock).toEqual({ reserved: 1 });
    await expectStockInOrder(shop.database, shop.app);
  });
});

describe('a refusal', () => {
  it('is not kept: the same key places the order once the reason is gone', async () => {
    const { cartId, quote } = await quoted();
    const key = randomUUID();
    await shop.floor.setSellerStatus(shop.seller, 'suspended');
    expect((await shop.buyer.place(cartId, quote, {}, key)).status).toBe(409);
    await shop.floor.setSellerStatus(shop.seller, 'approved');
    // Another body, even: nothing is remembered of a request that was refused.
    expect((await shop.buyer.place(cartId, quote, { note: 'lần hai' }, key)).status).toBe(201);
  });
});

describe('a key', () => {
  it('is needed, with 8 to 64 visible characters', async () => {
    const { cartId, quote } = await quoted();
    const before = await everyRow(shop.database);
    const body = {
      cartId,
      contact: CONTACT,
      delivery: SHIP,
      payment: 'cod',
      expectedTotalVnd: quote.totalVnd,
    };
    for (const key of [
      undefined,
      '',
      '1234567',
      'x'.repeat(65),
      '12345 678',
      'khóa-số-một',
      '12345678, 12345678',
    ]) {
      const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
      const answer = await shop.buyer
        .call<ProblemBody>('POST', '/order-groups', body, headers)
        // What HTTP itself does not carry never arrives.
        .catch(() => ({ status: 400, body: { code: 'idempotency_key_required' } }));
      expect([key, answer.status, answer.body.code]).toEqual([key, 400, 'idempotency_key_required']);
    }
    expect(await everyRow(shop.database)).toEqual(before);
    const shortest = await shop.buyer.place(cartId, quote, {}, '12345678');
    expect(shortest.status).toBe(201);
    const next = await quoted();
    expect((await shop.buyer.place(next.cartId, next.quote, {}, '~'.repeat(64))).status).toBe(201);
  });

  it('lives 24 hours: then the sweep forgets it, and the cart alone says what it became', async () => {
    const start = shop.clock.now();
    const { cartId, quote } = await quoted();
    const key = randomUUID();
    const first = await shop.buyer.place(cartId, quote, {}, key);
    shop.clock.advance(DAY_MS);
    await shop.app.get(Tidy).run();
    expect((await shop.buyer.place(cartId, quote, {}, key)).text).toBe(first.text);
    shop.clock.advance(1);
    await shop.app.get(Tidy).run();
    const late = await shop.buyer.place<ProblemBody>(cartId, quote, {}, key);
    expect([late.status, late.body.code, late.body.groupCode]).toEqual([409, 'cart_placed', first.body.code]);
    expect((await shop.buyer.page(first.body)).status).toBe(200);
    shop.clock.set(start);
  });
});
