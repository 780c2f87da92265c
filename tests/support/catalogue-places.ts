import type { TestApp } from './app.js';
import type { SmallProduct, SmallSeller } from './small-floor.js';

/** Every place of the catalogue that shows a listed product, a point of tourism where it stands on the shelf included. */
export const EVERYWHERE = ['list', 'facets', 'search', 'shop', 'point', 'page'];

/** Where the shop's only product still shows on that API, by the names of `EVERYWHERE`; it stands at Mũi Cà Mau. */
export async function placesShowing(
  app: TestApp,
  seller: SmallSeller,
  { slug }: SmallProduct,
): Promise<string[]> {
  const get = async (path: string): Promise<Record<string, unknown>> =>
    (await app.http.get(`/api/v1${path}`)).body as Record<string, unknown>;
  const has = (items: unknown): boolean => (items as { slug: string }[]).some((item) => item.slug === slug);
  const list = await get(`/products?seller=${seller.slug}&facets=true&limit=100`);
  const facets = list['facets'] as Record<string, { count: number }[]>;
  const places: [string, boolean][] = [
    ['list', has(list['items'])],
    ['facets', Object.values(facets).some((values) => values.some(({ count }) => count > 0))],
    ['search', has((await get(`/products?q=${slug.replaceAll('-', '%20')}&limit=100`))['items'])],
    ['shop', (await get(`/sellers/${seller.slug}`))['productCount'] !== 0],
    ['point', has((await get('/tourism-points/mui-ca-mau'))['products'])],
    ['page', (await app.http.get(`/api/v1/products/${slug}`)).status === 200],
  ];
  return places.filter(([, shows]) => shows).map(([place]) => place);
}
