import type { Day } from '#kernel/time';
import { readDataFile } from '../platform/data/data-files.js';

/** The shapes of the files under data/ that the seeder reads; the fields it does not use are left out. */
export interface ProvinceProfile {
  code: string;
  slug: string;
  name: string;
  floorName: string;
  issuers: {
    level: 'district' | 'province';
    name?: string;
    namePattern?: string;
    formerProvince?: string;
    from?: Day;
    until?: Day;
  }[];
}

export interface CommuneProfile {
  code: string;
  name: string;
  fullName: string;
  kind: 'commune' | 'ward' | 'special_zone';
  lat: number;
  lon: number;
  formerProvince: string;
  formerDistricts: string[];
  formedFrom: string[];
  /** Places inside it that people know by name. */
  includes?: string[];
}

export interface DemoProducer {
  slug: string;
  name: string;
  legalName: string;
  kind: 'cooperative' | 'cooperative_group' | 'small_enterprise' | 'farm' | 'household' | 'association';
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

/** Dates are counted from the day of seeding: `decidedDaysAgo` back, `expiresInDays` forward (0: today, -1: yesterday). */
export interface DemoCertificate {
  decisionNumber: string;
  decidedDaysAgo?: number;
  expiresInDays?: number;
  level: 'district' | 'province' | 'ministry';
  score: number;
}

export interface DemoProduct {
  slug: string;
  producer: string;
  name: string;
  setNo: number;
  stars: number;
  description: string;
  story: string;
  label: Record<string, unknown>;
  variants: {
    name: string;
    priceVnd: number;
    unit: string;
    measure: { amount: number; unit: 'g' | 'ml' | 'piece' } | null;
    weightGrams: number;
    onHand: number;
  }[];
  certificate: DemoCertificate | null;
  revocation?: { daysAgo: number; ground: 'a' | 'b' | 'c' | 'd' | 'đ' | 'e'; decisionNumber: string };
  assessment?: { stars: number; score: number; daysAgo: number };
  publication: 'published' | 'draft' | 'withdrawn';
  tourismPoints: { slug: string; checkedDaysAgo: number }[];
  picture: { icon: string; second?: string; container?: string; pattern?: string };
  shipsTo: 'province' | 'country';
  illustrative: string[];
}

interface PlaceFiles {
  provinces: { code: string; name: string; region: 'north' | 'central' | 'south' }[];
  communes: CommuneProfile[];
  points: {
    slug: string;
    name: string;
    kind: string;
    communeCode: string;
    place: string | null;
    lat: number;
    lon: number;
    access: 'road' | 'boat' | 'road_and_boat';
    what: string;
  }[];
}

/** Everything the seeder puts in, read from the files of one province and of the programme. */
export class DemoData {
  readonly province: ProvinceProfile;
  readonly ministries: { name: string; from?: Day; until?: Day }[];
  readonly places: PlaceFiles;
  readonly taxonomy: {
    groups: { code: string; name: string; slug: string }[];
    sets: { no: number; group: string; name: string; ministry: string; alcohol: boolean }[];
  };
  readonly rates: {
    optionCode: string;
    label: string;
    zone: 'same_commune' | 'province' | 'region' | 'country';
    baseFeeVnd: number;
    baseGrams: number;
    stepGrams: number;
    stepFeeVnd: number;
    minDays: number;
    maxDays: number;
  }[];
  readonly producers: DemoProducer[];
  readonly products: DemoProduct[];

  constructor(folder: string) {
    const index = readDataFile<{ producers: string[]; products: string[] }>(`${folder}/demo/index.json`);
    const demo = <T>(path: string): T => readDataFile<T>(`${folder}/demo/${path}`);
    this.province = readDataFile(`${folder}/province.json`);
    this.ministries = readDataFile<{ ministryIssuers: DemoData['ministries'] }>(
      'programme/stars.json',
    ).ministryIssuers;
    this.places = {
      provinces: readDataFile<Pick<PlaceFiles, 'provinces'>>('programme/provinces.json').provinces,
      communes: readDataFile<Pick<PlaceFiles, 'communes'>>(`${folder}/communes.json`).communes,
      points: readDataFile<Pick<PlaceFiles, 'points'>>(`${folder}/tourism-points.json`).points,
    };
    this.taxonomy = readDataFile('programme/product-sets.json');
    this.rates = readDataFile<Pick<DemoData, 'rates'>>(`${folder}/shipping-rates.json`).rates;
    this.producers = index.producers.flatMap((path) => demo<{ producers: DemoProducer[] }>(path).producers);
    this.products = index.products.flatMap((path) => demo<{ products: DemoProduct[] }>(path).products);
  }

  /** The number the commune's register would give the product, from 1 in the order of the files. */
  serialInCommune(product: DemoProduct): number {
    const communeOf = new Map(this.producers.map(({ slug, communeCode }) => [slug, communeCode]));
    const commune = communeOf.get(product.producer);
    return this.products.filter((other) => communeOf.get(other.producer) === commune).indexOf(product) + 1;
  }

  /** The commune of that code; the files are checked by a test, so a missing one is a mistake in them. */
  commune(code: string): CommuneProfile {
    const commune = this.places.communes.find((candidate) => candidate.code === code);
    if (commune === undefined)
      throw new Error(`The demo names a commune that is not in communes.json: ${code}`);
    return commune;
  }
}
