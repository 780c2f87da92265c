import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct } from '../../support/small-floor.js';

/** Five hundred products whose last day is 23/11/2026, and one that goes on. No worker runs: nothing tells anybody. */
const EXPIRING = 500;
const LAST_INSTANT = '2026-11-23T16:59:59.999Z';
const MIDNIGHT = '2026-11-23T17:00:00.000Z';

let shop: SmallShop;
let expiring: SmallProduct[];
let lasting: SmallProduct;

beforeAll(async () => {
  shop = await openSmallShop();
  expiring = [];
  for (let i = 0; i < EXPIRING; i += 1)
    expiring.push(
      await shop.floor.product({
        slug: `het-han-${i}`,
        seller: shop.seller,
        issuedOn: '2023-11-23',
        stars: 3,
      }),
    );
  lasting = await shop.floor.product({ slug: 'con-han', seller: shop.seller, issuedOn: '2025-06-01' });
  for (const product of [expiring[0], lasting])
    await shop.database.query(
      `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
       SELECT $1, id, '2026-11-01' FROM tourism_points WHERE slug = 'mui-ca-mau'`,
      [product?.productId],
    );
});
afterAll(() => shop.close());

async function get<Body>(path: string): Promise<{ status: number; body: Body }> {
  const { status, body } = await shop.app.http.get(`/api/v1${path}`);
  return { status, body: body as Body };
}

/** How many products of a list can be paged through; of a search, which also shows what is near, those that expire. */
async function paged(query: string, slugs = /./): Promise<number> {
  let seen = 0;
  let cursor = '';
  do {
    const { body } = await get<{ items: { slug: string }[]; nextCursor: string | null }>(
      `/products?limit=100&${query}${cursor}`,
    );
    seen += body.items.filter(({ slug }) => slugs.test(slug)).length;
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
  } while (cursor !== '');
  return seen;
}

/** What every surface says, each asked once: the first request after midnight is the only one. */
async function surfaces(): Promise<object> {
  const list = await get<{ facets: { stars: { value: number | string; count: number }[] } }>(
    '/products?limit=1&facets=true',
  );
  const groups = await get<{ groups: { productCount: number }[] }>('/product-sets');
  const seller = await get<{ productCount: number }>(`/sellers/${shop.seller.slug}`);
  const point = await get<{ products: unknown[] }>('/tourism-points/mui-ca-mau');
  const floor = await get<{ counts: { products: number } }>('/floor');
  const page = await get<{ listed: boolean; unlistedReason: string | null; priceVnd: number | null }>(
    '/products/het-han-499',
  );
  return {
    list: await paged(''),
    search: await paged('q=san%20pham%20het%20han', /^het-han/),
    threeStars: list.body.facets.stars.find(({ value }) => String(value) === '3')?.count ?? 0,
    groups: groups.body.groups.reduce((sum, { productCount }) => sum + productCount, 0),
    seller: seller.body.productCount,
    point: point.body.products.length,
    floor: floor.body.counts.products,
    page: [page.status, page.body.listed, page.body.unlistedReason],
    sold: page.body.priceVnd !== null,
  };
}

it('500 products leave every surface with the first request after midnight in Vietnam', async () => {
  shop.clock.set(LAST_INSTANT);
  expect(await surfaces()).toEqual({
    list: 501,
    search: 500,
    threeStars: 500,
    groups: 501,
    seller: 501,
    point: 2,
    floor: 501,
    page: [200, true, null],
    sold: true,
  });
  shop.clock.set(MIDNIGHT);
  expect(await surfaces()).toEqual({
    list: 1,
    search: 0,
    threeStars: 0,
    groups: 1,
    seller: 1,
    point: 1,
    floor: 1,
    page: [200, false, 'certificate_lapsed'],
    sold: false,
  });
});

it('a cart filled a moment before midnight cannot be placed a moment after it', async () => {
  shop.clock.set(LAST_INSTANT);
  const [goods] = expiring;
  if (goods === undefined) throw new Error('Nothing expires');
  const cart = await shop.buyer.cart({ [goods.variantId]: 1, [lasting.variantId]: 1 });
  const quote = await shop.buyer.quote(cart);
  shop.clock.set(MIDNIGHT);
  const answer = await shop.buyer.place(cart, quote);
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({
    code: 'cart_changed',
    lines: [{ variantId: goods.variantId, reason: 'certificate_lapsed' }],
  });
});
