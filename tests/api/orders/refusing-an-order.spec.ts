import { randomSecret } from '#kernel/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody, QuoteBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import type { SmallProduct } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const product = (wish: object = {}): Promise<SmallProduct> =>
  shop.floor.product({ slug: `mat-ong-${(made += 1)}`, seller: shop.seller, ...wish });
const newSeller = (wish: object = {}) => shop.floor.seller(`hop-tac-xa-${(made += 1)}`, wish);

async function quoted(lines: Record<string, number>): Promise<{ cartId: string; quote: QuoteBody }> {
  const cartId = await shop.buyer.cart(lines);
  return { cartId, quote: await shop.buyer.quote(cartId) };
}

/** Tries to place, and proves that no row of any table changed; then that the key is still free. */
async function refused(cartId: string, quote: QuoteBody, more: object = {}): Promise<ProblemBody> {
  const before = await everyRow(shop.database);
  const answer = await shop.buyer.place<ProblemBody>(cartId, quote, more);
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.body.status).toBe(answer.status);
  expect(await everyRow(shop.database)).toEqual(before);
  return answer.body;
}

describe('the total the buyer agreed to', () => {
  it.each([-1, 1, -20_000, 0.5, null, '120000'])(
    'must equal the total exactly: %j off is refused',
    async (off) => {
      const { cartId, quote } = await quoted({ [(await product()).variantId]: 1 });
      const expectedTotalVnd = typeof off === 'number' ? 120_000 + off : off;
      const problem = await refused(cartId, quote, { expectedTotalVnd });
      if (typeof off === 'number' && Number.isInteger(off)) {
        expect(problem).toMatchObject({ status: 409, code: 'cart_changed', lines: [] });
        expect(problem.quote).toEqual(quote);
      } else {
        expect(problem).toMatchObject({ status: 400, code: 'validation_failed' });
        expect(problem.errors?.map((error) => error.path)).toEqual(['expectedTotalVnd']);
      }
    },
  );

  it('counts the shipping options that were chosen, not the cheapest', async () => {
    const { cartId, quote } = await quoted({ [(await product()).variantId]: 1 });
    const sellers = { 'rach-goc': { shippingOptionId: 'hoa-toc' } };
    expect(await refused(cartId, quote, { sellers })).toMatchObject({ code: 'cart_changed', lines: [] });
    const placed = await shop.buyer.place(cartId, quote, { sellers, expectedTotalVnd: 135_000 });
    expect([placed.status, placed.body.totalVnd]).toEqual([201, 135_000]);
  });

  it('must be said', async () => {
    const { cartId, quote } = await quoted({ [(await product()).variantId]: 1 });
    const problem = await refused(cartId, quote, { expectedTotalVnd: undefined });
    expect(problem.errors).toEqual([
      { path: 'expectedTotalVnd', code: 'not_integer', message: 'Phải là số nguyên' },
    ]);
  });
});

describe('the quote token', () => {
  it('must still match when it is sent, and need not be sent', async () => {
    const goods = await product();
    const { cartId, quote } = await quoted({ [goods.variantId]: 1 });
    const other = await quoted({ [goods.variantId]: 2 });
    for (const quoteToken of [
      'x',
      '',
      other.quote.quoteToken,
      `x${quote.quoteToken}`,
      '\u0000',
      '.'.repeat(99),
    ]) {
      expect(await refused(cartId, quote, { quoteToken })).toMatchObject({
        status: 409,
        code: 'cart_changed',
        lines: [],
        quote: { quoteToken: quote.quoteToken, totalVnd: 120_000 },
      });
    }
    const tooLong = await refused(cartId, quote, { quoteToken: 'x'.repeat(2_401) });
    expect(tooLong.errors?.[0]).toMatchObject({ path: 'quoteToken', code: 'too_long' });
    expect((await shop.buyer.place(cartId, quote, { quoteToken: null })).status).toBe(201);
    expect((await shop.buyer.place(other.cartId, other.quote, { quoteToken: undefined })).status).toBe(201);
  });

  it('does not match when only the certificate or a fee nobody chose changed', async () => {
    const goods = await product();
    const { cartId, quote } = await quoted({ [goods.variantId]: 1 });
    await shop.floor.recertify(goods, 4, '2026-11-02');
    expect(await refused(cartId, quote)).toMatchObject({ code: 'cart_changed', lines: [] });
    const fresh = await shop.buyer.quote(cartId);
    await shop.database.query(`UPDATE shipping_rates SET base_fee_vnd = 36000 WHERE option_code = 'hoa-toc'`);
    expect(await refused(cartId, fresh)).toMatchObject({ code: 'cart_changed', lines: [] });
    await shop.database.query(`UPDATE shipping_rates SET base_fee_vnd = 35000 WHERE option_code = 'hoa-toc'`);
    expect((await shop.buyer.place(cartId, fresh)).status).toBe(201);
  });
});

describe('a cart', () => {
  it('that nobody knows is 404', async () => {
    const { quote } = await quoted({ [(await product()).variantId]: 1 });
    for (const cartId of [randomSecret(), 'x', '', '\u0000', 'ă'.repeat(43)]) {
      expect(await refused(cartId, quote)).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect(await refused('x'.repeat(65), quote)).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it('that is empty has changed', async () => {
    const cartId = await shop.buyer.cart({});
    const quote = await shop.buyer.quote(cartId);
    expect(await refused(cartId, quote)).toMatchObject({ status: 409, code: 'cart_changed', lines: [] });
  });

  it('that was placed under another key says which purchase it became, and no token', async () => {
    const { cartId, quote } = await quoted({ [(await product()).variantId]: 1 });
    const placed = await shop.buyer.place(cartId, quote);
    const problem = await refused(cartId, quote);
    expect(problem).toMatchObject({ status: 409, code: 'cart_placed', groupCode: placed.body.code });
    expect(JSON.stringify(problem)).not.toContain(placed.body.accessToken);
  });
});

describe('one missing unit', () => {
  it('refuses the whole group and says what is left', async () => {
    const [scarce, plenty] = [await product({ onHand: 3 }), await product({ seller: await newSeller() })];
    const { cartId, quote } = await quoted({ [scarce.variantId]: 3, [plenty.variantId]: 2 });
    await shop.floor.countStock(scarce, 2);
    const problem = await refused(cartId, quote);
    expect([problem.status, problem.code, problem.quote]).toEqual([409, 'out_of_stock', undefined]);
    expect(problem.lines).toEqual([
      {
        variantId: scarce.variantId,
        seller: { slug: 'rach-goc', name: 'Gian hàng rach-goc' },
        reason: 'out_of_stock',
        requested: 3,
        available: 2,
      },
    ]);
  });
});

describe('payment', () => {
  it('is refused when the seller does not take it, each method with its code', async () => {
    const [cashOnly, transferOnly] = [await newSeller({ transfer: false }), await newSeller({ cod: false })];
    const cases: [seller: typeof cashOnly, payment: string][] = [
      [cashOnly, 'bank_transfer'],
      [cashOnly, 'card'],
      [cashOnly, 'wallet'],
      [transferOnly, 'cod'],
    ];
    for (const [seller, payment] of cases) {
      const { cartId, quote } = await quoted({ [(await product({ seller })).variantId]: 1 });
      expect(await refused(cartId, quote, { payment })).toMatchObject({
        status: 422,
        code: 'payment_method_unavailable',
        seller: { slug: seller.slug },
        method: payment,
      });
    }
  });

  it('never takes cash for alcohol, also in a cart of several sellers', async () => {
    const other = await newSeller();
    const [wine, fish] = [await product({ setNo: 15 }), await product({ seller: other })];
    const { cartId, quote } = await quoted({ [wine.variantId]: 1, [fish.variantId]: 1 });
    const cash = { payment: 'cod', adultConfirmed: true };
    expect(await refused(cartId, quote, cash)).toMatchObject({ status: 422, code: 'cod_not_allowed' });
    const sneaky = { ...cash, payment: 'bank_transfer', sellers: { 'rach-goc': { payment: 'cod' } } };
    expect(await refused(cartId, quote, sneaky)).toMatchObject({ status: 422, code: 'cod_not_allowed' });
    const wrongOne = { ...cash, sellers: { [other.slug]: { payment: 'bank_transfer' } } };
    expect(await refused(cartId, quote, wrongOne)).toMatchObject({ status: 422, code: 'cod_not_allowed' });
    const right = { ...cash, sellers: { 'rach-goc': { payment: 'bank_transfer' } } };
    const placed = await shop.buyer.place(cartId, quote, right);
    expect(placed.body.orders.map((order) => [order.seller.slug, order.payment.method])).toEqual([
      ['rach-goc', 'bank_transfer'],
      [other.slug, 'cod'],
    ]);
  });

  it('for alcohol wants the buyer to say that he is 18', async () => {
    const { cartId, quote } = await quoted({ [(await product({ setNo: 15 })).variantId]: 1 });
    for (const adultConfirmed of [undefined, false, null]) {
      expect(await refused(cartId, quote, { payment: 'bank_transfer', adultConfirmed })).toMatchObject({
        status: 422,
        code: 'adult_confirmation_required',
      });
    }
    for (const adultConfirmed of ['true', 1]) {
      const problem = await refused(cartId, quote, { payment: 'bank_transfer', adultConfirmed });
      expect(problem.errors?.[0]).toMatchObject({ path: 'adultConfirmed', code: 'not_boolean' });
    }
    const placed = await shop.buyer.place(cartId, quote, { payment: 'bank_transfer', adultConfirmed: true });
    expect(placed.status).toBe(201);
    const [group] = await shop.database.query<{ at: Date }>(
      `SELECT adult_confirmed_at AS at FROM order_groups WHERE code = $1`,
      [placed.body.code],
    );
    expect(group?.at).toEqual(shop.clock.now());
  });
});

describe('delivery', () => {
  it('is refused where goods do not go and where their seller does not come', async () => {
    const fresh = await quoted({ [(await product({ shipsTo: 'province' })).variantId]: 1 });
    const hanoi = { method: 'ship', provinceCode: '01', ward: 'Phường Hoàn Kiếm', line: '2' };
    expect(await refused(fresh.cartId, fresh.quote, { delivery: hanoi })).toMatchObject({
      status: 422,
      code: 'delivery_unavailable',
      seller: { slug: 'rach-goc' },
    });
    const pickup = { method: 'pickup', tourismPointSlug: 'hon-da-bac' };
    expect(await refused(fresh.cartId, fresh.quote, { delivery: pickup })).toMatchObject({
      status: 422,
      code: 'pickup_unavailable',
      seller: { slug: 'rach-goc' },
    });
  });

  it('is refused with an option or a seller the cart does not have', async () => {
    const { cartId, quote } = await quoted({ [(await product()).variantId]: 1 });
    const cases: [sellers: unknown, path: string, code: string][] = [
      [{ 'rach-goc': { shippingOptionId: 'may-bay' } }, 'sellers.rach-goc.shippingOptionId', 'not_found'],
      [{ 'khong-quen': {} }, 'sellers.khong-quen', 'not_found'],
      [{ 'rach-goc': { feeVnd: 0 } }, 'sellers', 'bad_format'],
      [{ 'rach-goc': null }, 'sellers', 'bad_format'],
      [{ 'rach-goc': { payment: 'gold' } }, 'sellers', 'bad_format'],
      [['rach-goc'], 'sellers', 'bad_format'],
      ['rach-goc', 'sellers', 'bad_format'],
    ];
    for (const [sellers, path, code] of cases) {
      const problem = await refused(cartId, quote, { sellers });
      expect([problem.code, problem.errors?.map((error) => [error.path, error.code])]).toEqual([
        'validation_failed',
        [[path, code]],
      ]);
    }
  });
});
