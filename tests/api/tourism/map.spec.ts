import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HOME_COMMUNE,
  OTHER_COMMUNE,
  type SmallProduct,
  type SmallSeller,
} from '../../support/small-floor.js';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

interface MapBody {
  points: { slug: string; kind: string; commune: string; lat: number; lon: number; products: number }[];
  communes: {
    code: string;
    name: string;
    lat: number;
    lon: number;
    products: number;
    sellers: { slug: string; name: string }[];
  }[];
}

let shop: SmallShop;
let distillery: SmallSeller;

beforeAll(async () => {
  shop = await openSmallShop();
  const { floor, seller } = shop;
  distillery = await floor.seller('lo-ruou');
  const crab = await floor.product({ slug: 'cua-muoi', seller });
  const wine = await floor.product({ slug: 'ruou-nep', seller: distillery, setNo: 15 });
  const lapsed = await floor.product({ slug: 'het-han', seller, issuedOn: '2022-01-01' });
  for (const goods of [crab, wine, lapsed]) await standsAt('mui-ca-mau', goods);
});
afterAll(() => shop.close());

async function standsAt(point: string, { productId }: SmallProduct): Promise<void> {
  await shop.database.query(
    `INSERT INTO shelf_stocks (product_id, tourism_point_id, checked_on)
     SELECT $1, id, '2026-11-01' FROM tourism_points WHERE slug = $2`,
    [productId, point],
  );
}
async function map(query = ''): Promise<MapBody> {
  const { status, body } = await shop.buyer.call<MapBody>('GET', `/tourism-map${query}`);
  expect(status).toBe(200);
  return body;
}
const goodsAt = ({ points }: MapBody): [string, number][] =>
  points.map(({ slug, products }) => [slug, products]);
const madeIn = ({ communes }: MapBody): [string, number, string[]][] =>
  communes.map(({ code, products, sellers }) => [code, products, sellers.map(({ slug }) => slug)]);

describe('the map', () => {
  it('shows points with what is on their shelf, and communes with what is made there and by whom', async () => {
    const all = await map();
    expect(all.points).toEqual([
      {
        slug: 'hon-da-bac',
        name: 'Hòn Đá Bạc',
        kind: 'tourist_area',
        commune: 'Xã Năm Căn',
        lat: 9.18,
        lon: 104.8,
        products: 0,
      },
      {
        slug: 'mui-ca-mau',
        name: 'Mũi Cà Mau',
        kind: 'tourist_area',
        commune: 'Xã Đất Mũi',
        lat: 8.62,
        lon: 104.73,
        products: 2,
      },
    ]);
    expect(all.communes).toEqual([
      {
        code: HOME_COMMUNE,
        name: 'Xã Đất Mũi',
        lat: 8.63,
        lon: 104.82,
        products: 2,
        sellers: [
          { slug: 'lo-ruou', name: 'Gian hàng lo-ruou' },
          { slug: 'rach-goc', name: 'Gian hàng rach-goc' },
        ],
      },
    ]);
  });

  it('of one group shows its goods, the points that have some, and the shops that make some', async () => {
    const drinks = await map('?group=II');
    expect(goodsAt(drinks)).toEqual([['mui-ca-mau', 1]]);
    expect(madeIn(drinks)).toEqual([[HOME_COMMUNE, 1, ['lo-ruou']]]);
    expect(await map('?group=VI')).toEqual({ points: [], communes: [] });
    expect((await shop.buyer.call('GET', '/tourism-map?group=VII')).status).toBe(400);
  });

  it('leaves out what a shelf no longer has', async () => {
    const gone = await shop.floor.product({ slug: 'tom-kho', seller: shop.seller });
    await standsAt('hon-da-bac', gone);
    expect(goodsAt(await map())).toContainEqual(['hon-da-bac', 1]);
    await shop.database.query(`UPDATE shelf_stocks SET state = 'gone' WHERE product_id = $1`, [
      gone.productId,
    ]);
    expect(goodsAt(await map())).toContainEqual(['hon-da-bac', 0]);
  });

  it('shows a commune where a shop sits and one where its goods are made, each for its own', async () => {
    const elsewhere = await shop.floor.product({ slug: 'mam-nam-can', seller: shop.seller });
    await shop.database.query(`UPDATE products SET commune_code = $2 WHERE id = $1`, [
      elsewhere.productId,
      OTHER_COMMUNE,
    ]);
    expect(madeIn(await map('?group=I'))).toEqual([
      [OTHER_COMMUNE, 1, []],
      [HOME_COMMUNE, 2, ['rach-goc']],
    ]);
  });

  it('has nothing of a shop that is suspended, and all of it again when it is not', async () => {
    const before = await map();
    await shop.floor.setSellerStatus(distillery, 'suspended');
    const without = await map();
    expect(goodsAt(without)).toContainEqual(['mui-ca-mau', 1]);
    expect(madeIn(without)).toContainEqual([HOME_COMMUNE, 2, ['rach-goc']]);
    expect(await map('?group=II')).toEqual({ points: [], communes: [] });
    await shop.floor.setSellerStatus(distillery, 'approved');
    expect(await map()).toEqual(before);
  });
});
