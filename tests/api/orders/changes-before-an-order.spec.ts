import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProblemBody, QuoteBody } from '../../support/buyer.js';
import { everyRow } from '../../support/ledger.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let made = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

interface Ready {
  seller: SmallSeller;
  goods: SmallProduct;
  cartId: string;
  quote: QuoteBody;
}

/** One unit for 100,000 đ, quoted with 20,000 đ of shipping; its certificate's last day is 2026-11-24. */
async function ready(): Promise<Ready> {
  const seller = await shop.floor.seller(`ba-con-${(made += 1)}`);
  const goods = await shop.floor.product({ slug: `banh-${made}`, seller, stars: 3, issuedOn: '2023-11-24' });
  const cartId = await shop.buyer.cart({ [goods.variantId]: 1 });
  return { seller, goods, cartId, quote: await shop.buyer.quote(cartId) };
}

async function refused({ cartId, quote }: Ready, more: object = {}): Promise<ProblemBody> {
  const before = await everyRow(shop.database);
  const answer = await shop.buyer.place<ProblemBody>(cartId, quote, more);
  expect(answer.status).toBe(409);
  expect(await everyRow(shop.database)).toEqual(before);
  return answer.body;
}

const cases: [reason: string, change: (ready: Ready) => Promise<void>, totalVnd: number][] = [
  ['price_changed', ({ goods }) => shop.floor.setPrice(goods, 100_001), 120_001],
  ['price_changed', ({ goods }) => shop.floor.setPrice(goods, 99_000), 119_000],
  ['stars_changed', async ({ goods }) => void (await shop.floor.recertify(goods, 5, '2026-11-23')), 120_000],
  ['certificate_lapsed', ({ goods }) => shop.floor.revoke(goods, '2026-11-23'), 0],
  ['seller_suspended', ({ seller }) => shop.floor.setSellerStatus(seller, 'suspended'), 0],
  ['seller_suspended', ({ seller }) => shop.floor.setSellerStatus(seller, 'closed'), 0],
  ['seller_suspended', ({ seller }) => shop.floor.setCooperativeStatus(seller, 'ceased'), 0],
  ['unpublished', ({ goods }) => shop.floor.setPublication(goods, 'withdrawn'), 0],
];

it.each(cases)(
  'between quote and order: %s refuses the order with a fresh quote',
  async (reason, change, totalVnd) => {
    const order = await ready();
    await change(order);
    const problem = await refused(order);
    expect(problem.code).toBe('cart_changed');
    expect(problem.lines).toEqual([
      {
        variantId: order.goods.variantId,
        seller: { slug: order.seller.slug, name: `Gian hàng ${order.seller.slug}` },
        reason,
      },
    ]);
    expect(problem.quote).toEqual(await shop.buyer.quote(order.cartId));
    expect(problem.quote?.totalVnd).toBe(totalVnd);
    expect(problem.quote?.quoteToken).not.toBe(order.quote.quoteToken);
  },
);

it('takes the order on the certificate’s last day in Vietnam and refuses it a moment later', async () => {
  const start = shop.clock.now();
  const [early, late] = [await ready(), await ready()];
  shop.clock.set('2026-11-24T16:59:59.999Z');
  expect((await shop.buyer.place(early.cartId, early.quote)).status).toBe(201);
  shop.clock.set('2026-11-24T17:00:00.000Z');
  expect(await refused(late)).toMatchObject({
    code: 'cart_changed',
    lines: [{ variantId: late.goods.variantId, reason: 'certificate_lapsed' }],
    quote: { totalVnd: 0 },
  });
  shop.clock.set(start);
});

it('without a quote token a changed price is a changed total', async () => {
  const order = await ready();
  await shop.floor.setPrice(order.goods, 90_000);
  const problem = await refused(order, { quoteToken: undefined });
  expect([problem.code, problem.lines, problem.quote?.totalVnd]).toEqual(['cart_changed', [], 110_000]);
});

it('names each line’s own reason, and out_of_stock alone keeps its own code', async () => {
  const seller = await shop.floor.seller(`nhieu-chuyen-${(made += 1)}`);
  const goods = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => shop.floor.product({ slug: `${name}-${made}`, seller, onHand: 5 })),
  );
  const [scarce, dearer, gone, same] = goods;
  if (!scarce || !dearer || !gone || !same) throw new Error('Four products were made');
  const cartId = await shop.buyer.cart(Object.fromEntries(goods.map((one) => [one.variantId, 2])));
  const order = { seller, goods: same, cartId, quote: await shop.buyer.quote(cartId) };

  await shop.floor.countStock(scarce, 1);
  const onlyStock = await refused(order);
  expect(onlyStock).toMatchObject({
    code: 'out_of_stock',
    lines: [{ reason: 'out_of_stock', requested: 2, available: 1 }],
  });
  expect(onlyStock).not.toHaveProperty('quote');

  await shop.floor.setPrice(dearer, 110_000);
  await shop.floor.setPublication(gone, 'withdrawn');
  const mixed = await refused(order);
  expect(mixed.code).toBe('cart_changed');
  expect(new Map(mixed.lines?.map((line) => [line.variantId, line.reason]))).toEqual(
    new Map([
      [scarce.variantId, 'out_of_stock'],
      [dearer.variantId, 'price_changed'],
      [gone.variantId, 'unpublished'],
    ]),
  );
  // Four units of 100,000 đ and two of 110,000 đ, together 3 kg; what left the shop costs and weighs nothing.
  expect(mixed.quote).toMatchObject({ itemsVnd: 620_000, shippingFeeVnd: 24_000 });
});

it('takes the order when everything changed back in time', async () => {
  const order = await ready();
  await shop.floor.setPrice(order.goods, 1_000);
  await shop.floor.setSellerStatus(order.seller, 'suspended');
  await refused(order);
  await shop.floor.setPrice(order.goods, 100_000);
  await shop.floor.setSellerStatus(order.seller, 'approved');
  expect((await shop.buyer.place(order.cartId, order.quote)).status).toBe(201);
});
