/** Answers of the API, version 1, as far as the pages read them. Money is integer đồng; instants are ISO 8601 UTC. */

export interface Named {
  code: string;
  name: string;
}
export interface Slugged {
  slug: string;
  name: string;
}
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export interface Floor {
  name: string;
  fullName: string;
  province: Named;
  demo: boolean;
  operator: { name: string; address: string; phone: string; email: string };
  counts: { products: number; sellers: number; tourismPoints: number; communes: number };
}

export interface Picture {
  url: string;
  width: number;
  height: number;
  alt: string;
  /** JPEG widths; AVIF and WebP live under the same names with their own endings. */
  srcset: string;
}

export type SellerKind =
  'cooperative' | 'cooperative_group' | 'small_enterprise' | 'farm' | 'household' | 'association';

export interface ProductCard {
  id: string;
  slug: string;
  name: string;
  stars: number;
  set: number;
  group: string;
  priceVnd: number | null;
  unit: string;
  unitPrice: { amountVnd: number; per: string } | null;
  available: number;
  seller: Slugged & { kind: SellerKind };
  commune: Named;
  image: Picture | null;
  rating: { average: number | null; count: number };
}

export interface Facet {
  value: string;
  label: string;
  count: number;
}
export type FacetName = 'stars' | 'group' | 'set' | 'commune' | 'seller';
export interface ProductList extends Page<ProductCard> {
  facets?: Record<FacetName, Facet[]>;
}

export interface Variant {
  id: string;
  name: string;
  priceVnd: number;
  unit: string;
  weightGrams: number;
  available: number;
}

export interface Certification {
  productCode: string;
  decisionNumber: string;
  decisionDate: string;
  issuedBy: string;
  stars: number;
  score: number | null;
  issuedOn: string;
  expiresOn: string;
  validUntil: string;
  status: string;
}

export interface ProductLabel {
  ingredients?: string | null;
  use?: string | null;
  storage?: string | null;
  shelfLifeDays?: number | null;
  allergens?: string | null;
  netContent?: string | null;
  warning?: string | null;
  alcoholPercent?: number | null;
}

export interface PointOfProduct extends Slugged {
  commune: Named;
  pickup: boolean;
  /** Day on which somebody last saw the goods there. */
  checkedOn: string;
  distanceKm: number;
}

export type UnlistedReason = 'certificate_lapsed' | 'seller_suspended' | 'seller_closed' | (string & {});

export interface Product extends Omit<ProductCard, 'seller'> {
  description: string;
  story: string;
  variants: Variant[];
  images: Picture[];
  label: ProductLabel;
  alcohol: boolean;
  listed: boolean;
  unlistedReason?: UnlistedReason | null;
  certification: Certification;
  tourismPoints: PointOfProduct[];
  seller: Slugged & {
    kind: SellerKind;
    legalName: string;
    address: string;
    phone: string;
    taxCode: string;
    illustrative: string[];
  };
  /** Fields that were made up for a demo, by the names of the demo's data. */
  illustrative: string[];
  deliveryTerms: string;
  returnTerms: string;
  related: ProductCard[];
}

export interface SellerItem extends Slugged {
  legalName: string;
  kind: SellerKind;
  commune: Named;
  address: string;
  phone: string;
  taxCode: string;
  story: string;
  status: 'approved' | 'suspended' | 'closed';
  productCount: number;
  illustrative: string[];
}
export interface Seller extends SellerItem {
  pickupPoints: Slugged[];
}

export interface TourismPoint extends Slugged {
  kind: string;
  commune: Named;
  place: string;
  lat: number;
  lon: number;
  access: 'road' | 'boat' | 'road_and_boat';
  what: string;
  productCount: number;
}
export interface TourismPointDetail extends TourismPoint {
  products: ProductCard[];
  pickupSellers: Slugged[];
  nearby: Slugged[];
}

export interface Commune extends Named {
  kind: 'commune' | 'ward';
  oldNames: string[];
}

export interface ProductSet {
  no: number;
  name: string;
  productCount: number;
  alcohol: boolean;
}
export interface ProductGroup {
  code: string;
  name: string;
  slug: string;
  productCount: number;
  sets: ProductSet[];
}
