/** What the catalogue answers, under the names of the pages; the shapes come from docs/openapi.json. */
import type {
  CardSellerDto,
  CertificationDto,
  CodeNameDto,
  CommuneDto,
  FacetsDto,
  FacetValueDto,
  FloorDto,
  ImageDto,
  ProductCardDto,
  ProductDetailDto,
  ProductGroupDto,
  ProductListDto,
  ProductPointDto,
  RankingAnswer,
  SearchSuggestionAnswer,
  ShopSellerDetailDto,
  ShopSellerDto,
  TourismPointDetailDto,
  TourismPointDto,
  UnderstoodDto,
} from '#client/api';

export type Named = CodeNameDto;
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export type Floor = FloorDto;
/** JPEG widths; AVIF and WebP live under the same addresses with their own endings. */
export type Picture = Pick<ImageDto, 'url' | 'width' | 'height' | 'alt'>;
export type SellerKind = CardSellerDto['kind'];
export type ProductCard = ProductCardDto;
export type Facet = FacetValueDto;
export type FacetName = keyof FacetsDto;
export type ProductList = ProductListDto;
/** What a search was taken to mean. */
export type Understood = UnderstoodDto;
export type Suggestion = SearchSuggestionAnswer;
export type Ranking = RankingAnswer;
export type Certification = CertificationDto;
export type PointOfProduct = ProductPointDto;
export type Product = ProductDetailDto;
export type SellerItem = ShopSellerDto;
export type Seller = ShopSellerDetailDto;
export type TourismPoint = TourismPointDto;
export type OpeningHours = NonNullable<TourismPointDto['hours']>;
export type TourismPointDetail = TourismPointDetailDto;
export type Commune = CommuneDto;
export type ProductGroup = ProductGroupDto;

/** What a label may say; the API hands it on as the seller filled it in. */
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

/** Filters of `GET /products`; names and values are the API's own. */
export interface ProductQuery {
  q?: string;
  group?: readonly string[];
  set?: readonly string[];
  stars?: readonly string[];
  seller?: readonly string[];
  commune?: readonly string[];
  point?: string;
  /** A published article: the products it names. */
  article?: string;
  minPriceVnd?: number;
  maxPriceVnd?: number;
  inStock?: boolean;
  /** Goods sold by season that can be ordered today. */
  inSeason?: boolean;
  sort?: string;
  limit?: number;
  cursor?: string;
  facets?: boolean;
}
