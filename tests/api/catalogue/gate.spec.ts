import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';
import type { SmallProduct, SmallSeller } from '../../support/small-floor.js';

/** Where a product can be seen; every one of them asks the same definition. */
interface Seen {
  list: boolean;
  search: boolean;
  facets: number;
  group: number;
  seller: number;
  point: number;
  floor: number;
  detail: number;
  listed: boolean | null;
  reason: string | null;
}

const SHOWN: Seen = {
  list: true,
  search: true,
  facets: 1,
  group: 1,
  seller: 1,
  point: 1,
  floor: 1,
  detail: 200,
  listed: true,
  reason: null,
};
const HIDDEN = { list: false, search: false, facets: 0, group: 0, seller: 0, point: 0, floor: 0 };

let shop: SmallShop;
let seller: SmallSeller;
let product: SmallProduct;
let goods = 0;

beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

// Every test has its own seller and product, and takes the product off the floor when it is done.
beforeEach(async () => {
  goods += 1;
  shop.clock.set('2026-11-23T03:00:00Z');
  seller = await shop.floor.seller(`nguoi-ban-${goods}`);
  product = await shop.floor.product({
    slug: `hang-${goods}`,
    seller,
    issuedOn: '2025-06-01',
    setNo: goods % 2 === 0 ? 8 : 15,
  });
  await shop.floor.rename(product, `Khô mực lần ${goods}`);
  await shop.database.query(
    `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
     SELECT $1, id, '2026-11-01' FROM tourism_points WHERE slug = 'mui-ca-mau'`,
    [product.productId],
  );
});

afterEach(() => shop.floor.setPublication(product, 'withdrawn'));

async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const { status, body } = await shop.app.http.get(`/api/v1${path}`);
  return { status, body: body as Record<string, unknown> };
}

/** How it looks from everywhere; it is the only product on the floor that is not withdrawn. */
async function seen(): Promise<Seen> {
  const bySeller = `seller=${seller.slug}`;
  const list = (await get(`/products?${bySeller}&facets=true`)).body;
  const search = (await get(`/products?q=kho%20muc%20lan%20${goods}&${bySeller}`)).body;
  const facets = list['facets'] as { stars: { count: number }[] };
  const detail = await get(`/products/${product.slug}`);
  const sellerPage = (await get(`/sellers/${seller.slug}`)).body;
  const point = (await get('/tourism-points/mui-ca-mau')).body;
  const floor = (await get('/floor')).body['counts'] as { products: number };
  const groups = (await get('/product-sets')).body['groups'] as { productCount: number }[];
  const has = (items: unknown): boolean =>
    (items as { slug: string }[]).some(({ slug }) => slug === product.slug);
  return {
    list: has(list['items']),
    search: has(search['items']),
    facets: facets.stars.reduce((sum, { count }) => sum + count, 0),
    group: groups.reduce((sum, { productCount }) => sum + productCount, 0),
    seller: sellerPage['productCount'] as number,
    point: has(point['products']) ? 1 : 0,
    floor: floor.products,
    detail: detail.status,
    listed: (detail.body['listed'] as boolean | undefined) ?? null,
    reason: (detail.body['unlistedReason'] as string | undefined) ?? null,
  };
}

describe('what is shown, searchable and counted', () => {
  it('is a published product of an approved seller with a certificate in force', async () => {
    expect(await seen()).toEqual(SHOWN);
  });

  it('is not one whose certificate lapsed: shown through its last day in Vietnam, then kept with its reason', async () => {
    // Issued on 1 June 2025 for 36 months: the last day is 1 June 2028.
    shop.clock.set('2028-06-01T16:59:59.999Z');
    expect(await seen()).toEqual(SHOWN);
    shop.clock.set('2028-06-01T17:00:00Z');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 200, listed: false, reason: 'certificate_lapsed' });
    shop.clock.set('2028-06-01T16:59:59Z');
    expect(await seen()).toEqual(SHOWN);
  });

  it('is not one whose certificate has not begun', async () => {
    shop.clock.set('2025-05-31T16:59:59Z');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 404, listed: null, reason: null });
    shop.clock.set('2025-05-31T17:00:00Z');
    expect(await seen()).toEqual(SHOWN);
  });

  it('is not one whose certificate was revoked, from that day on', async () => {
    await shop.floor.revoke(product, '2026-11-24');
    expect(await seen()).toEqual(SHOWN);
    shop.clock.set('2026-11-23T17:00:00Z');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 410, listed: null, reason: null });
  });

  it('is not one whose seller is suspended, and is again when that is lifted', async () => {
    await shop.floor.setSellerStatus(seller, 'suspended');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 200, listed: false, reason: 'seller_suspended' });
    await shop.floor.setSellerStatus(seller, 'approved');
    expect(await seen()).toEqual(SHOWN);
  });

  it('is not one whose seller closed', async () => {
    await shop.floor.setSellerStatus(seller, 'closed');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 200, listed: false, reason: 'seller_closed' });
  });

  it('is not one whose cooperative ceased', async () => {
    await shop.floor.setCooperativeStatus(seller, 'ceased');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 200, listed: false, reason: 'seller_closed' });
  });

  it('is not one withdrawn from the floor', async () => {
    await shop.floor.setPublication(product, 'withdrawn');
    expect(await seen()).toEqual({ ...HIDDEN, detail: 410, listed: null, reason: null });
  });

  it('is not one that was never certified', async () => {
    await shop.database.query('DELETE FROM listings WHERE product_id = $1', [product.productId]);
    await shop.database.query('DELETE FROM certifications WHERE product_id = $1', [product.productId]);
    expect(await seen()).toEqual({ ...HIDDEN, detail: 404, listed: null, reason: null });
  });

  it('comes back with the latest decision of several', async () => {
    shop.clock.set('2028-07-01T03:00:00Z');
    expect((await seen()).listed).toBe(false);
    await shop.floor.recertify(product, 5, '2028-06-15');
    expect(await seen()).toEqual(SHOWN);
    const page = (await get(`/products/${product.slug}`)).body;
    expect(page['stars']).toBe(5);
  });
});

describe('one definition decides', () => {
  const DEFINITION = (
    body: string,
  ): string => `CREATE OR REPLACE FUNCTION is_listed(publication_status varchar,
    seller_status varchar, stars smallint, listed_from date, listed_until date, day date) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ${body}`;

  it('so that falsifying it shows a suspended seller’s goods everywhere, and hides everybody’s', async () => {
    const [was] = await shop.database.query<{ definition: string }>(
      `SELECT pg_get_functiondef('is_listed'::regproc) AS definition`,
    );
    await shop.floor.setSellerStatus(seller, 'suspended');
    expect(await seen()).toMatchObject({ ...HIDDEN, listed: false });
    const all = await shop.database.query('SELECT 1 FROM listings');
    await shop.database.query(DEFINITION('true'));
    const open = await seen();
    expect(open).toEqual({ ...SHOWN, group: all.length, floor: all.length });

    await shop.floor.setSellerStatus(seller, 'approved');
    await shop.database.query(DEFINITION('false'));
    expect(await seen()).toMatchObject({ ...HIDDEN, listed: null, detail: 404 });

    await shop.database.query(was?.definition ?? '');
    expect(await seen()).toEqual(SHOWN);
  });
});
