import type { Language } from '../language.js';
import type { Backend } from './api.js';
import type {
  Commune,
  Floor,
  Named,
  Page,
  Product,
  ProductGroup,
  ProductList,
  ProductQuery,
  Ranking,
  Seller,
  SellerItem,
  Suggestion,
  TourismPoint,
  TourismPointDetail,
} from './catalogue.types.js';

// Each read says what a change of it is announced by. A page that chooses among products, in whatever way, depends on all
// of them; one that shows some beside another thing depends on those, and on what may be chosen.
const goods = (cards: readonly { id: string }[]): string[] => cards.map(({ id }) => `product:${id}`);
const places = (points: readonly { slug: string }[]): string[] => points.map(({ slug }) => `point:${slug}`);

export const getProducts = (api: Backend, query: ProductQuery): Promise<ProductList> =>
  api.get('/products', { query: { ...query }, tags: () => ['products'] });

/** What somebody may mean who typed so much; without words, the searches officers keep. */
export const getSuggestions = async (api: Backend, q?: string): Promise<Suggestion[]> =>
  (await api.get<Page<Suggestion>>('/search-suggestions', { query: { q } })).items;

/** By what lists are ordered. */
export const getRanking = (api: Backend): Promise<Ranking> => api.get('/ranking', { tags: () => [] });

/** @throws ApiProblem 404 unknown, 410 `product_withdrawn` */
export const getProduct = (api: Backend, slug: string): Promise<Product> =>
  api.get<Product>(`/products/${segment(slug)}`, {
    tags: (product) => [
      ...goods([product, ...product.related]),
      'listed',
      `seller:${product.seller.slug}`,
      ...places(product.tourismPoints),
    ],
  });

export const getSellers = (
  api: Backend,
  query: { limit?: number; cursor?: string } = {},
): Promise<Page<SellerItem>> => api.get('/sellers', { query, tags: () => ['sellers', 'products'] });

/** @throws ApiProblem 404 */
export const getSeller = (api: Backend, slug: string): Promise<Seller> =>
  api.get<Seller>(`/sellers/${segment(slug)}`, {
    tags: (seller) => [`seller:${seller.slug}`, ...places(seller.pickupPoints)],
  });

/** @throws ApiProblem 404 */
export const getTourismPoint = (api: Backend, slug: string): Promise<TourismPointDetail> =>
  api.get<TourismPointDetail>(`/tourism-points/${segment(slug)}`, {
    tags: ({ slug: own }) => [`point:${own}`, 'points', 'sellers', 'products'],
  });

export const getTourismPoints = async (api: Backend): Promise<TourismPoint[]> =>
  (
    await api.get<Page<TourismPoint>>('/tourism-points', {
      query: { limit: 100 },
      tags: () => ['points', 'products'],
    })
  ).items;

export const getGroups = async (api: Backend): Promise<ProductGroup[]> =>
  (await api.get<{ groups: ProductGroup[] }>('/product-sets', { tags: () => ['products'] })).groups;

/** Communes whose name now or before the merger looks like `q`; without it all of the province. */
export const getCommunes = async (api: Backend, q?: string): Promise<Commune[]> =>
  (await api.get<Page<Commune>>('/communes', { query: { q, limit: 100 } })).items;

export const getProvinces = async (api: Backend): Promise<Named[]> =>
  (await api.get<Page<Named>>('/provinces', { query: { limit: 100 } })).items;

/** A minute is short enough for a changed name and long enough to spare a call on every page. */
const FLOOR_KEPT_MS = 60_000;
const keptFloors = new Map<Language, { at: number; floor: Promise<Floor> }>();

/** Who runs this floor and whether it is a demo: the same for everybody, so kept for a minute. */
export function getFloor(api: Backend): Promise<Floor> {
  const now = performance.now();
  const kept = keptFloors.get(api.language);
  if (kept && now - kept.at <= FLOOR_KEPT_MS) return kept.floor;
  const floor = api.get<Floor>('/floor', { tags: () => [] });
  keptFloors.set(api.language, { at: now, floor });
  floor.catch(() => keptFloors.delete(api.language));
  return floor;
}

function segment(slug: string): string {
  return encodeURIComponent(slug);
}
