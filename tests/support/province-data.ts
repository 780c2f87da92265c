import { readFileSync } from 'node:fs';

/** The province's files as they lie in `data/`, typed, and the gate restated over them. */
export const data = new URL('../../data/', import.meta.url);

export function load<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, data), 'utf8')) as T;
}

export interface Producer {
  slug: string;
  name: string;
  legalName: string;
  kind: string;
  real: boolean;
  communeCode: string;
  addressLine: string;
  phone: string;
  taxCode: string;
  representative: string;
  story: string;
  sellerStatus: 'approved' | 'suspended' | 'closed';
  cooperativeStatus: 'active' | 'ceased' | null;
  bank: { bin: string; accountNumber: string; accountName: string };
  pickupPoints: string[];
  illustrative: string[];
}
export interface Variant {
  name: string;
  priceVnd: number;
  unit: string;
  measure: { amount: number; unit: string };
  catchWeight?: { kgPriceVnd: number; minGrams: number; maxGrams: number };
  weightGrams: number;
  onHand: number;
}
export interface Certificate {
  decisionNumber: string;
  decidedDaysAgo?: number;
  expiresInDays?: number;
  level: string;
  score: number;
}
export interface Product {
  slug: string;
  producer: string;
  name: string;
  setNo: number;
  stars: number;
  description: string;
  story: string;
  label: Record<string, string | number>;
  variants: Variant[];
  certificate: Certificate | null;
  revocation?: { daysAgo: number; ground: string; decisionNumber: string };
  assessment?: { stars: number; score: number; daysAgo: number };
  publication: 'published' | 'draft' | 'withdrawn';
  tourismPoints: { slug: string; checkedDaysAgo: number }[];
  season?: { fromDaysAgo: number; untilInDays: number; deliverInDays: number };
  picture: { icon: string; second?: string; container: string; pattern: string };
  shipsTo: string;
  source: string | null;
  illustrative: string[];
}
export interface Commune {
  code: string;
  name: string;
  kind: string;
  fullName: string;
  lat: number;
  lon: number;
  formerProvince: string;
  formerDistricts: string[];
  formedFrom: string[];
}
export interface Point {
  slug: string;
  name: string;
  kind: string;
  communeCode: string;
  lat: number;
  lon: number;
  access: string;
  what: string;
  byRoad: string | null;
  byBoat: string | null;
  illustrative: string[];
}

export const { groups, sets } = load<{
  groups: { code: string; slug: string }[];
  sets: { no: number; group: string; ministry: string; alcohol: boolean }[];
}>('programme/product-sets.json');
export const { banks } = load<{ banks: { bin: string; receiveOnly: boolean }[] }>('programme/banks.json');
export const { provinces } = load<{ provinces: { code: string; name: string; region: string }[] }>(
  'programme/provinces.json',
);
export const { grounds } = load<{ grounds: { code: string }[] }>('programme/revocation-grounds.json');
export const stars = load<{
  certifiedFrom: number;
  validityMonths: number;
  decisions: {
    number: string;
    inForceFrom: string;
    inForceUntil: string | null;
    thresholds: { stars: number; from: number }[];
  }[];
}>('programme/stars.json');
export const province = load<{ code: string; bbox: Record<'west' | 'east' | 'south' | 'north', number> }>(
  'ca-mau/province.json',
);
export const { communes } = load<{ communes: Commune[] }>('ca-mau/communes.json');
export const { kinds: pointKinds, points } = load<{ kinds: Record<string, string>; points: Point[] }>(
  'ca-mau/tourism-points.json',
);
export const index = load<{ producers: string[]; products: string[] }>('ca-mau/demo/index.json');
export const producers = index.producers.flatMap(
  (file) => load<{ producers: Producer[] }>(`ca-mau/demo/${file}`).producers,
);
export const products = index.products.flatMap(
  (file) => load<{ products: Product[] }>(`ca-mau/demo/${file}`).products,
);
export const producerOf = new Map(producers.map((producer) => [producer.slug, producer]));

export function makerOf(product: Product): Producer {
  const maker = producerOf.get(product.producer);
  if (!maker) throw new Error(`${product.slug} names the unknown producer ${product.producer}`);
  return maker;
}

export const isAlcohol = ({ setNo }: Pick<Product, 'setNo'>): boolean =>
  sets.some(({ no, alcohol }) => no === setNo && alcohol);

/** The gate, restated over the files: what a buyer must see on the day of seeding. */
export function isListed(product: Product): boolean {
  const maker = makerOf(product);
  const { certificate } = product;
  return (
    product.publication === 'published' &&
    maker.sellerStatus === 'approved' &&
    maker.cooperativeStatus !== 'ceased' &&
    certificate !== null &&
    !product.revocation &&
    product.stars >= stars.certifiedFrom &&
    (certificate.expiresInDays ?? 1) >= 0
  );
}

export const listed = products.filter(isListed);
export const invented = products.filter((product) => !makerOf(product).real);
export const real = products.filter((product) => makerOf(product).real);
export const stockOf = (product: Product) =>
  product.variants.reduce((sum, variant) => sum + variant.onHand, 0);
export const duplicates = (values: string[]) => values.filter((value, i) => values.indexOf(value) !== i);

/** Resolves `variants.priceVnd` or `label.use` in an object; a list is entered through its first member. */
export function hasPath(value: unknown, path: string): boolean {
  let here: unknown = value;
  for (const key of path.split('.')) {
    if (Array.isArray(here)) here = here[0];
    if (typeof here !== 'object' || here === null || !(key in here)) return false;
    here = (here as Record<string, unknown>)[key];
  }
  return true;
}
