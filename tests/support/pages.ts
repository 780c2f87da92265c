import type { Product } from './province-data.js';
import { isAlcohol, isListed, makerOf, products, stockOf } from './province-data.js';

/** One page of the shop and what its status line and head must say. */
export interface PublicPage {
  /** What a failing test calls it. */
  name: string;
  path: string;
  status: 200 | 404 | 410;
  /** Search engines keep it. */
  indexed: boolean;
}

function pick(what: string, fits: (product: Product) => boolean): Product {
  const found = products.find(fits);
  if (found === undefined) throw new Error(`The demo has no product that is ${what}.`);
  return found;
}

const expiresIn = (days: number) => (product: Product) => product.certificate?.expiresInDays === days;
const ofSeller = (status: string) => (product: Product) => makerOf(product).sellerStatus === status;
const plenty = (product: Product): boolean => product.variants.every(({ onHand }) => onHand >= 60);

/** Products by the state the tests want them in, chosen by their data, not by their names. */
export const demo = {
  /** Listed, several variants, plenty of each, shown at points. */
  ordinary: pick(
    'ordinary',
    (product) =>
      isListed(product) &&
      plenty(product) &&
      product.variants.length > 1 &&
      product.tourismPoints.length > 0 &&
      product.shipsTo === 'country' &&
      !isAlcohol(product),
  ),
  alcohol: pick('alcohol', (product) => isListed(product) && plenty(product) && isAlcohol(product)),
  few: pick('nearly gone', (product) => isListed(product) && stockOf(product) > 1 && stockOf(product) <= 10),
  last: pick('down to one', (product) => isListed(product) && stockOf(product) === 1),
  none: pick('out of stock', (product) => isListed(product) && stockOf(product) === 0),
  expiresToday: pick('expiring today', expiresIn(0)),
  lapsed: pick('lapsed', expiresIn(-1)),
  revoked: pick('revoked', (product) => product.revocation !== undefined),
  withdrawn: pick('withdrawn', (product) => product.publication === 'withdrawn'),
  draft: pick('a draft', (product) => product.publication === 'draft'),
  neverCertified: pick('never certified', (product) => product.certificate === null),
  suspended: pick('of a suspended seller', ofSeller('suspended')),
  closed: pick('of a closed seller', ofSeller('closed')),
} satisfies Record<string, Product>;

/** A point where somebody sells and the seller of `demo.ordinary` brings goods to. */
export const point = pickupPointOf(demo.ordinary);

function pickupPointOf(product: Product): string {
  const slug = makerOf(product).pickupPoints[0];
  if (slug === undefined) throw new Error(`${product.slug} can be fetched nowhere.`);
  return slug;
}

const sellerOf = (product: Product) => `/nguoi-ban/${product.producer}`;
const ok = (name: string, path: string, indexed = true): PublicPage => ({ name, path, status: 200, indexed });
const gone = (name: string, path: string): PublicPage => ({ name, path, status: 410, indexed: false });
const unknown = (name: string, path: string): PublicPage => ({ name, path, status: 404, indexed: false });

/** Every page a visitor can open without having done anything. */
export const PUBLIC_PAGES: readonly PublicPage[] = [
  ok('home', '/'),
  ok('all products', '/san-pham'),
  ok('a group of products', '/san-pham?group=I'),
  ok(
    'products under several filters',
    '/san-pham?group=I&stars=4&stars=5&inStock=true&sort=price-asc',
    false,
  ),
  ok('a filter nothing passes', '/san-pham?minPriceVnd=999000000', false),
  ok('a product', `/san-pham/${demo.ordinary.slug}`),
  ok('a product with alcohol', `/san-pham/${demo.alcohol.slug}`),
  ok('a product with few left', `/san-pham/${demo.few.slug}`),
  ok('a product that is out of stock', `/san-pham/${demo.none.slug}`),
  ok('a product whose certificate expires today', `/san-pham/${demo.expiresToday.slug}`),
  ok('a product whose certificate lapsed', `/san-pham/${demo.lapsed.slug}`, false),
  ok('a product of a suspended seller', `/san-pham/${demo.suspended.slug}`, false),
  ok('a product of a closed seller', `/san-pham/${demo.closed.slug}`, false),
  gone('a product whose certificate was revoked', `/san-pham/${demo.revoked.slug}`),
  gone('a withdrawn product', `/san-pham/${demo.withdrawn.slug}`),
  unknown('a draft', `/san-pham/${demo.draft.slug}`),
  unknown('a product that was never certified', `/san-pham/${demo.neverCertified.slug}`),
  unknown('an unknown product', '/san-pham/khong-co-mon-nay'),
  ok('all sellers', '/nguoi-ban'),
  ok('a seller', sellerOf(demo.ordinary)),
  ok('a suspended seller', sellerOf(demo.suspended), false),
  ok('a closed seller', sellerOf(demo.closed), false),
  unknown('an unknown seller', '/nguoi-ban/khong-co-nguoi-nay'),
  ok('the map of tourism points', '/du-lich'),
  ok('a tourism point', `/du-lich/${point}`),
  ok('the map of goods', '/du-lich/ban-do'),
  ok('the map of shops', '/du-lich/ban-do?lop=nguoi-ban&nhom=I', false),
  ok('all routes', '/du-lich/tuyen'),
  ok('a route', '/du-lich/tuyen/ca-mau-mui-ca-mau'),
  unknown('an unknown route', '/du-lich/tuyen/khong-co-tuyen-nay'),
  unknown('an unknown tourism point', '/du-lich/khong-co-noi-nay'),
  ok('asking for a visit', '/du-lich/vuon-nhan-co-bac-lieu/hen-ghe', false),
  unknown('asking where nobody receives visitors', '/du-lich/hon-khoai/hen-ghe'),
  unknown('a visit whose link is broken', '/hen-ghe-tham/01900000-0000-7000-8000-000000000000'),
  ok('the search page', '/tim-kiem', false),
  ok('search results', '/tim-kiem?q=tom+kho', false),
  ok('a search that was corrected', '/tim-kiem?q=hai+sa+dong+lanh', false),
  ok('a search without results', '/tim-kiem?q=zzzzqqqq', false),
  ok('a search with too many words', `/tim-kiem?q=${'m%E1%BA%AFm+'.repeat(300)}`, false),
  ok('a search for code', `/tim-kiem?q=${encodeURIComponent('<script>alert(1)</script>%\'"\\')}`, false),
  ok('an empty cart', '/gio-hang', false),
  ok('the search for an order', '/tra-cuu-don', false),
  ok('the search for a label', '/truy-xuat'),
  unknown('a label that is mistyped', '/truy-xuat/CDFH0000'),
  ok('about the floor', '/gioi-thieu'),
  ok('by what goods are ordered', '/vi-sao-thu-tu-nay'),
  ok('how complaints are dealt with', '/khieu-nai'),
  ok('policies', '/chinh-sach'),
  ok('the page for the press', '/bao-chi'),
  ok('stories and recipes', '/cau-chuyen'),
  ok('recipes alone', '/cau-chuyen?loai=recipe'),
  ok('a recipe', '/cau-chuyen/ba-khia-tron-chua-ngot'),
  ok('a gift set', '/cau-chuyen/gio-qua-rung-va-bien'),
  unknown('a story nobody wrote', '/cau-chuyen/khong-co-bai-nay'),
  ok('the operating rules', '/quy-che'),
  ok('a version of the operating rules', '/quy-che/2026-11', false),
  unknown('a version of the operating rules that never was', '/quy-che/2020-01'),
  ok('what is on sale, for reading without a line', '/ngoai-tuyen', false),
  ok('the terms', '/dieu-khoan'),
  ok('the privacy text', '/rieng-tu'),
  ok('the sign-in', '/dang-nhap', false),
  ok('the sign-up', '/dang-ky', false),
  unknown('an unknown page', '/khong-co-trang-nay'),
];

/** Pages of a list beyond the first are reached by its own link. */
export const LISTS_WITH_MORE = ['/san-pham', '/tim-kiem?q=tom', '/nguoi-ban'] as const;
