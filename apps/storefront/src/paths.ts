/** Every address of the shop. Pages, components and redirects take them from here, never from a string. */
import type { ProductQuery } from './backend/catalogue.js';

export const paths = {
  home: '/',
  products: '/san-pham',
  product: (slug: string) => `/san-pham/${slug}`,
  seller: (slug: string) => `/nguoi-ban/${slug}`,
  sellers: '/nguoi-ban',
  tourism: '/du-lich',
  tourismPoint: (slug: string) => `/du-lich/${slug}`,
  search: '/tim-kiem',
  cart: '/gio-hang',
  checkout: '/dat-hang',
  order: (groupCode: string) => `/don-hang/${groupCode}`,
  orderLookup: '/tra-cuu-don',
  about: '/gioi-thieu',
  policies: '/chinh-sach',
} as const;

/** The product list or the search page with these filters; the order of parameters never changes, so links compare. */
export function listHref(base: string, query: ProductQuery): string {
  const parameters = new URLSearchParams();
  const { q, group, set, stars, commune, seller, point, minPriceVnd, maxPriceVnd, inStock, sort, cursor } =
    query;
  const ordered = {
    q,
    group,
    set,
    stars,
    commune,
    seller,
    point,
    minPriceVnd,
    maxPriceVnd,
    inStock,
    sort,
    cursor,
  };
  for (const [name, value] of Object.entries(ordered)) {
    if (value === undefined || value === '' || value === false) continue;
    for (const single of Array.isArray(value) ? value : [value]) parameters.append(name, String(single));
  }
  const text = parameters.toString();
  return text === '' ? base : `${base}?${text}`;
}

/** The same picture in another width or format: `…/640.jpg` → `…/1200.avif`. */
export function pictureHref(jpegUrl: string, width: number, format: 'avif' | 'webp' | 'jpg'): string {
  return jpegUrl.replace(/\/\d+\.jpe?g$/, `/${width}.${format}`);
}
