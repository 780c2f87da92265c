import type { IssuingBody, Rulebook } from '#kernel/certificate-issuers';
import { readRulebook } from '../modules/certification/index.js';
import type { CooperativeEntry } from '../modules/sellers/index.js';
import { readDataFile } from '../platform/data/data-files.js';
import { ProvinceData, type CommuneProfile } from '../province/province-data.js';
import { readDemoCertificates, type DemoCertificatesFile, type DemoRecord } from './seed-certificates.js';
import type { DemoHost } from './seed-hosts.js';
import { readDemoRegister, type DemoRegisterFile } from './demo-register.js';

/** The shapes of the files under data/ that the seeder reads; the fields it does not use are left out. */
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
    catchWeight?: { kgPriceVnd: number; minGrams: number; maxGrams: number };
    weightGrams: number;
    onHand: number;
  }[];
  certificate: DemoCertificate | null;
  revocation?: { daysAgo: number; ground: 'a' | 'b' | 'c' | 'd' | 'đ' | 'e'; decisionNumber: string };
  assessment?: { stars: number; score: number; daysAgo: number };
  publication: 'published' | 'draft' | 'withdrawn';
  tourismPoints: { slug: string; checkedDaysAgo: number }[];
  /** Left out where it is sold all year. */
  season?: { fromDaysAgo: number; untilInDays: number; deliverInDays: number };
  picture: { icon: string; second?: string; container?: string; pattern?: string };
  shipsTo: 'province' | 'country';
  illustrative: string[];
}

/** Everything the seeder puts in, read from the files of one province and of the programme. */
export class DemoData extends ProvinceData {
  readonly rulebook: Rulebook;
  /** Those of the province; a district decided for the communes that were part of it. */
  readonly provincialBodies: (IssuingBody & { formerProvince: string; formerDistrict?: string })[];
  /** The register of cooperatives, apart from those that sell. */
  readonly cooperatives: CooperativeEntry[];
  /** The register of certificates, apart from those of products on the floor. */
  readonly certificates: DemoRecord[];
  readonly producers: DemoProducer[];
  readonly products: DemoProduct[];
  readonly hosts: DemoHost[];

  constructor(folder: string) {
    super(folder);
    const index = readDataFile<{
      cooperatives?: string[];
      certificates?: string[];
      hosts?: DemoHost[];
      producers: string[];
      products: string[];
    }>(`${folder}/demo/index.json`);
    const demo = <T>(path: string): T => readDataFile<T>(`${folder}/demo/${path}`);
    this.rulebook = readRulebook(folder);
    this.provincialBodies = readDataFile<{ bodies: DemoData['provincialBodies'] }>(
      `${folder}/issuing-bodies.json`,
    ).bodies;
    this.cooperatives = (index.cooperatives ?? []).flatMap((path) =>
      readDemoRegister(demo<DemoRegisterFile>(path)),
    );
    this.certificates = (index.certificates ?? []).flatMap((path) =>
      readDemoCertificates(demo<DemoCertificatesFile>(path)),
    );
    this.producers = index.producers.flatMap((path) => demo<{ producers: DemoProducer[] }>(path).producers);
    this.hosts = index.hosts ?? [];
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
