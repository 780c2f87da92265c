import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ApiClient,
  ApiRefusal,
  type ShopProductsDetailData,
  type ShopProductsDetailResponse,
  type ShopProductsListData,
  type ShopProductsListResponse,
} from '#client/api';
import { openSmallShop, type SmallShop } from '../../support/small-shop.js';

let shop: SmallShop;
let client: ApiClient;

beforeAll(async () => {
  shop = await openSmallShop();
  await shop.floor.product({ slug: 'kho-muc', seller: shop.seller, stars: 5 });
  client = new ApiClient({ origin: shop.app.url, headers: { 'accept-language': 'en' } });
});
afterAll(() => shop.close());

it('reads a list with repeated filters', async () => {
  const read = (query: ShopProductsListData['query']): Promise<ShopProductsListResponse> =>
    client.call<ShopProductsListData, ShopProductsListResponse>('GET', { url: '/api/v1/products', query });
  const { items } = await read({ stars: ['4', '5'], q: 'khô mực', inStock: true });
  expect(items.map(({ slug, stars }) => [slug, stars])).toEqual([['kho-muc', 5]]);
  expect((await read({ stars: ['3', '4'] })).items).toEqual([]);
});

it('puts path parts where they belong and tells a refusal in the asked language', async () => {
  const read = (slug: string): Promise<ShopProductsDetailResponse> =>
    client.call<ShopProductsDetailData, ShopProductsDetailResponse>('GET', {
      url: '/api/v1/products/{slug}',
      path: { slug },
    });
  expect((await read('kho-muc')).listed).toBe(true);
  const refusal: unknown = await read('../floor').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiRefusal);
  expect(refusal).toMatchObject({ status: 404, problem: { code: 'not_found', title: 'Not found' } });
});
