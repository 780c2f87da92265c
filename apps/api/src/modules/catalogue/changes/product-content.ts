/** The shape of a content; raised when an older one could no longer be read. */
export const CONTENT_FORM = 1;

/** What the printed label says; the text of the label belongs on the page (Decree 43/2017/NĐ-CP). */
export interface LabelFacts {
  ingredients?: string | null;
  allergens?: string | null;
  use?: string | null;
  storage?: string | null;
  shelfLifeDays?: number | null;
  netContent?: string | null;
  warning?: string | null;
  alcoholPercent?: number | null;
}

export interface Measure {
  amount: number;
  unit: 'g' | 'ml' | 'piece';
}

/** Goods sold by weight: a piece weighs between these, and its kilogram costs so much. */
export interface CatchWeight {
  kgPriceVnd: number;
  minGrams: number;
  maxGrams: number;
}

/** A size or packing, as far as it is told. */
export interface VariantContent {
  id: string;
  name: string | null;
  /** VAT included; by weight what the heaviest piece costs. */
  priceVnd: number | null;
  unit: string | null;
  measure: Measure | null;
  weightGrams: number | null;
  catchWeight: CatchWeight | null;
  /** Of a variant that is not on sale yet: so many pieces lie on its shelf once it is published. */
  openingStock?: number;
}

/** One of the shop's own pictures (seller_pictures), with what it shows in words. */
export interface PictureContent {
  id: string;
  alt: string;
}

/** Everything a shop says of a product; a draft may lack any of it. */
export interface ProductContent {
  form: typeof CONTENT_FORM;
  name: string | null;
  setNo: number | null;
  description: string | null;
  story: string | null;
  label: LabelFacts;
  shipsTo: 'province' | 'country' | null;
  /** How it is kept on the way: a code of data/programme/listing-rules.json. */
  handling: string | null;
  /** Within how many days it must arrive; null where any time will do. */
  maxTransitDays: number | null;
  variants: VariantContent[];
  images: PictureContent[];
}

/** What a client says of a variant; null is not told yet. */
export type VariantPart = Partial<Omit<VariantContent, 'id' | 'openingStock'>> & {
  openingStock?: number | null;
};

/** A content as a client sends it: parts it leaves out stay, a variant without id is new. */
export type ContentPart = Partial<
  Omit<ProductContent, 'form' | 'variants'> & { variants: (VariantPart & { id?: string | null })[] }
>;

export const emptyContent: ProductContent = {
  form: CONTENT_FORM,
  name: null,
  setNo: null,
  description: null,
  story: null,
  label: {},
  shipsTo: null,
  handling: null,
  maxTransitDays: null,
  variants: [],
  images: [],
};
