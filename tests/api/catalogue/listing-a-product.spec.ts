import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChangePrice, ListProduct, WithdrawProduct } from '../../../apps/api/src/modules/catalogue/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { description, Officers } from '../../support/factories.js';
import { refusal } from '../../support/problem.js';

const STRANGER = '01980000-0000-7000-8000-000000000000';

let database: TestDatabase;
let app: TestApp;
let officers: Officers;
let sellerId: string;
let slug: string;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  officers = new Officers(app, clock);
  await officers.layTheGround();
  ({ sellerId } = await officers.approvedSeller());
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(() => {
  slug = `tom-kho-mau-${++count}`;
});

const list = (change: Parameters<typeof description>[1] = {}) =>
  app.get(ListProduct).run(description(sellerId, { slug, ...change }));
const rowsOf = async () => {
  const tables = ['products', 'variants', 'stock_levels', 'product_images', 'shelf_stocks', 'audit_records'];
  const counts = tables.map(async (table) => (await database.query(`SELECT 1 FROM ${table}`)).length);
  return Promise.all(counts);
};

describe('listing a product', () => {
  it('writes a draft with variants, empty shelves, pictures and the points that show it', async () => {
    const image = { sha: 'a'.repeat(64), width: 1200, height: 1200, alt: 'Hình minh họa tôm khô' };
    const variant = { name: 'Gói', priceVnd: 90_000, unit: 'gói', measure: null, weightGrams: 250 };
    const { productId, variantIds } = await list({
      variants: [
        variant,
        { ...variant, name: 'Hộp', priceVnd: 170_000, measure: { amount: 500, unit: 'g' } },
      ],
      images: [image],
      shelves: [{ tourismPoint: 'mui-ca-mau', checkedOn: '2026-11-20' }],
    });
    expect(
      await database.query(
        `SELECT p.publication_status, p.published_at, p.label, i.sha, i.alt, h.checked_on::text, t.slug AS point
         FROM products p JOIN product_images i ON i.product_id = p.id JOIN shelf_stocks h ON h.product_id = p.id
         JOIN tourism_points t ON t.id = h.tourism_point_id WHERE p.id = $1`,
        [productId],
      ),
    ).toEqual([
      {
        publication_status: 'draft',
        published_at: null,
        label: { ingredients: 'Tôm, muối' },
        sha: image.sha,
        alt: image.alt,
        checked_on: '2026-11-20',
        point: 'mui-ca-mau',
      },
    ]);
    expect(
      await database.query(
        `SELECT v.id, position, price_vnd, measure_amount, measure_unit, on_hand
         FROM variants v JOIN stock_levels s ON s.variant_id = v.id WHERE product_id = $1 ORDER BY position`,
        [productId],
      ),
    ).toEqual([
      {
        id: variantIds[0],
        position: 1,
        price_vnd: '90000',
        measure_amount: null,
        measure_unit: null,
        on_hand: 0,
      },
      {
        id: variantIds[1],
        position: 2,
        price_vnd: '170000',
        measure_amount: 500,
        measure_unit: 'g',
        on_hand: 0,
      },
    ]);
  });

  it.each<[string, Parameters<typeof description>[1], string[]]>([
    ['no variant', { variants: [] }, ['variants not_valid']],
    ['an unknown set', { setNo: 9 }, ['setNo unknown']],
    ['a set outside the programme', { setNo: 27 }, ['setNo too_big']],
    ['an unknown commune', { communeCode: '99999' }, ['communeCode unknown']],
    [
      'an unknown point',
      { shelves: [{ tourismPoint: 'khong-co', checkedOn: '2026-11-20' }] },
      ['shelves unknown'],
    ],
    [
      'the same point twice',
      {
        shelves: [
          { tourismPoint: 'mui-ca-mau', checkedOn: '2026-11-20' },
          { tourismPoint: 'mui-ca-mau', checkedOn: '2026-11-21' },
        ],
      },
      ['shelves not_valid'],
    ],
    [
      'a price in fractions',
      { variants: [{ name: 'Gói', priceVnd: 9_999.5, unit: 'gói', measure: null, weightGrams: 1 }] },
      ['variants.0.priceVnd not_integer'],
    ],
    ['a name that turns the line round', { name: 'Tôm \u202Eohk' }, ['name bad_characters']],
  ])('refuses %s and writes nothing', async (_what, change, fields) => {
    const before = await rowsOf();
    expect(await refusal(list(change))).toEqual({ code: 'validation_failed', fields });
    expect(await rowsOf()).toEqual(before);
  });

  it('refuses an address that is taken and a seller who is not there', async () => {
    await list();
    const before = await rowsOf();
    expect((await refusal(list())).fields).toEqual(['slug taken']);
    expect((await refusal(list({ slug: `${slug}-b`, sellerId: STRANGER }))).code).toBe('not_found');
    expect(await rowsOf()).toEqual(before);
  });
});

describe('a product on the floor', () => {
  it('carries its new price at once', async () => {
    const { productId, variantIds } = await officers.certifiedProduct(sellerId, { slug });
    await app.get(ChangePrice).run({ variantId: variantIds[0] ?? '', priceVnd: 399_000 });
    const listing = await database.query(`SELECT price_vnd FROM listings WHERE product_id = $1`, [productId]);
    expect(listing).toEqual([{ price_vnd: '399000' }]);
    expect((await refusal(app.get(ChangePrice).run({ variantId: STRANGER, priceVnd: 5_000 }))).code).toBe(
      'not_found',
    );
  });

  it('is withdrawn once and for good', async () => {
    const { productId } = await officers.certifiedProduct(sellerId, { slug });
    await app.get(WithdrawProduct).run(productId);
    expect((await refusal(app.get(WithdrawProduct).run(productId))).code).toBe('state_conflict');
    expect((await refusal(officers.publish(productId))).code).toBe('state_conflict');
    const [listing] = await database.query(`SELECT publication_status FROM listings WHERE product_id = $1`, [
      productId,
    ]);
    expect(listing).toEqual({ publication_status: 'withdrawn' });
  });
});
