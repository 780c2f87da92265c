import { expect, test } from 'vitest';
import type { Floor, Product, Seller, TourismPointDetail } from '../backend/catalogue.types.js';
import type { TourismRouteDetail } from '../backend/tourism-routes.js';
import { pathsIn } from '../paths.js';
import { pointThing, productThing, routeThing, sellerThing, siteThing, wayThing } from './things.js';
import { asJsonLd, type TypeName } from './vocabulary.js';
import { vocabularyProblems } from './vocabulary-problems.js';

const site = { origin: 'https://floor.example', paths: pathsIn.vi };
const commune = { code: '32069', name: 'Xã Năm Căn' };
const seller = {
  slug: 'htx-mau',
  name: 'HTX Mẫu',
  kind: 'cooperative',
  legalName: 'Hợp tác xã Mẫu',
  address: 'Ấp Mẫu, xã Năm Căn, tỉnh Cà Mau',
  phone: '0900 000 000',
  taxCode: '2000000000',
  story: 'Làm tôm khô từ năm 1990.',
  commune,
} as unknown as Seller;
const product = {
  slug: 'tom-kho',
  name: 'Tôm khô </script><b>',
  description: 'Tôm đất phơi nắng.',
  listed: true,
  priceVnd: 185_000,
  image: null,
  images: [{ url: '/api/v1/images/ab/640.jpg', width: 640, height: 640, alt: '' }],
  seller,
  rating: { average: 4.5, count: 2 },
  variants: [
    { id: '1', name: 'Gói 250 g', priceVnd: 185_000, available: 3 },
    { id: '2', name: 'Gói 500 g', priceVnd: 360_000, available: 0 },
  ],
  certification: {
    decisionNumber: '171/QĐ-UBND',
    issuedBy: 'UBND tỉnh Cà Mau',
    stars: 4,
    issuedOn: '2026-01-05',
    validUntil: '2029-01-04',
  },
} as unknown as Product;
const point = {
  slug: 'dat-mui',
  name: 'Mũi Cà Mau',
  what: 'Cột mốc toạ độ.',
  place: '',
  commune,
  lat: 8.6,
  lon: 104.7,
  pictures: [
    { url: '/api/v1/images/cd/640.jpg', width: 640, height: 480, alt: '', illustration: true },
    { url: '/api/v1/images/ef/640.jpg', width: 640, height: 480, alt: '', illustration: false },
  ],
  hours: { week: [{ weekday: 1, spans: [{ opensAt: '07:00', closesAt: '17:00' }] }] },
} as unknown as TourismPointDetail;
const route = {
  slug: 'ra-mui',
  name: 'Ra Mũi',
  summary: 'Xuống cực Nam.',
  stops: [
    { kind: 'commune', of: '32069', name: 'Xã Năm Căn', lat: 8.75, lon: 105 },
    { kind: 'point', of: 'dat-mui', name: 'Mũi Cà Mau', lat: 8.6, lon: 104.7 },
  ],
} as unknown as TourismRouteDetail;
const floor = {
  name: 'Sàn OCOP Mẫu',
  demo: false,
  province: { code: '96', name: 'Cà Mau' },
  operator: { name: 'Ban vận hành', address: 'Số 0', phone: '0', email: 'a@b.example' },
} as unknown as Floor;

const read = (...things: { '@type': TypeName }[]): unknown => JSON.parse(asJsonLd(things));

test('a product says its options, what buyers gave and its certificate, each in the words of schema.org', () => {
  const thing = productThing(product, site);
  if (thing === null) throw new Error('A listed product has a thing');
  expect(vocabularyProblems(read(thing))).toEqual([]);
  expect(read(thing)).toMatchObject({
    url: 'https://floor.example/san-pham/tom-kho',
    image: ['https://floor.example/api/v1/images/ab/1200.jpg'],
    offers: [
      { price: 185_000, priceCurrency: 'VND', availability: 'https://schema.org/InStock' },
      { price: 360_000, availability: 'https://schema.org/OutOfStock' },
    ],
    aggregateRating: { ratingValue: 4.5, reviewCount: 2 },
    hasCertification: { certificationRating: { ratingValue: 4 }, expires: '2029-01-04' },
  });
  // Nothing a seller types ends the block.
  expect(asJsonLd([thing])).not.toContain('<');
});

test('a product without reviews says no rating, and one that is not sold says nothing', () => {
  const unrated = { ...product, rating: { average: null, count: 0 } };
  expect(productThing(unrated, site)).not.toHaveProperty('aggregateRating');
  expect(productThing({ ...product, listed: false }, site)).toBeNull();
});

test('sellers, points, the site and the way to a page are of known types too', () => {
  const things = [
    sellerThing(seller, site, floor),
    pointThing(point, { ...site, paths: pathsIn.en }, floor),
    siteThing(floor, 'vi', site),
    wayThing([{ label: 'Trang chủ', href: '/' }, { label: 'Tôm khô' }], '/san-pham/tom-kho', site),
    routeThing(route, site),
  ];
  expect(vocabularyProblems(read(...things))).toEqual([]);
  // A drawing is no picture of the place, and a commune has no page.
  expect(things[1]).toMatchObject({
    url: 'https://floor.example/en/du-lich/dat-mui',
    image: ['https://floor.example/api/v1/images/ef/1200.jpg'],
  });
  expect(read(routeThing(route, site))).toMatchObject({
    itinerary: [{ name: 'Xã Năm Căn' }, { url: 'https://floor.example/du-lich/dat-mui' }],
  });
});

test('an invented number of a demo is said to no machine', () => {
  expect(sellerThing(seller, site, { ...floor, demo: true })).not.toHaveProperty('telephone');
  expect(sellerThing(seller, site, floor)).toHaveProperty('telephone', '0900 000 000');
});

test.each([
  [{ '@type': 'Product', price: 1 }, 'Product.price: no such property'],
  [{ '@type': 'Goods' }, 'no type Goods'],
  [{ '@type': 'Product', url: '/san-pham' }, 'Product.url: "/san-pham" is no URL'],
  [{ '@type': 'Product', brand: { '@type': 'Country' } }, 'Product.brand: Country is no Brand'],
])('%j is found out', (thing, problem) => {
  expect(vocabularyProblems({ '@context': 'https://schema.org', ...thing }).join()).toContain(problem);
});
