/** What the API answers about a shop's own products, under the names of the pages; the shapes come from docs/openapi.json. */
import type { Measure } from '#kernel/money';
import type {
  ChangeAnswer,
  ClosureAnswer,
  DifferenceDto,
  LabelFactsDto,
  ListingRulesAnswer,
  ProductPaperAnswer,
  PictureDto,
  ProductContentDto,
  ShopProductAnswer,
  ShopProductLine,
  ShopVariantAnswer,
  VariantContentDto,
  VariantStockAnswer,
} from '#client/api';

export type LabelFacts = LabelFactsDto;
export type ListingRules = ListingRulesAnswer;
export type SetRule = ListingRulesAnswer['sets'][number];
export type ShopLine = ShopProductLine;
export type ShopPicture = PictureDto;
export type ProductPaper = ProductPaperAnswer;
export type ShopVariant = ShopVariantAnswer;
export type ShopClosure = ClosureAnswer;
export type VariantStock = VariantStockAnswer;
export type ProductVariant = Omit<VariantContentDto, 'measure' | 'openingStock'> & {
  measure: Measure | null;
  /** Of a variant that is not on sale yet: pieces on its shelf once it is published. */
  openingStock?: number | null;
};
export type ProductContent = Omit<ProductContentDto, 'variants' | 'shipsTo'> & {
  variants: ProductVariant[];
  shipsTo: ProductContentDto['shipsTo'] | null;
};
export type ProductDifference = Omit<DifferenceDto, 'before' | 'after'> & { before: unknown; after: unknown };
export type ProductChange = Omit<ChangeAnswer, 'content' | 'differences' | 'reasons'> & {
  content: ProductContent;
  differences: ProductDifference[];
  reasons: { code: string; name: string }[];
};
export type ShopProduct = Omit<ShopProductAnswer, 'approved' | 'change'> & {
  approved: ProductContent | null;
  change: ProductChange | null;
};

/** Nothing said yet. */
export const emptyContent: ProductContent = {
  form: 1,
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
