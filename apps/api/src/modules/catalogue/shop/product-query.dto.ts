import {
  QueryBoolean,
  QueryChoice,
  QueryCursor,
  QueryInteger,
  QueryList,
  QueryMatching,
  QueryText,
} from '../../../platform/http/query-fields.js';
import { SLUG } from '../../../platform/http/slug.js';
import { productOrders, type ProductOrder } from './product-list.sql.js';

/** Dearer than anything the floor may sell (variants end at 1,000,000,000 ₫). */
const HIGHEST_PRICE_VND = 1_000_000_000_000;

/** What `GET /products` can be asked. */
export class ProductQueryDto {
  @QueryText({ max: 200, description: 'Search words; accents, word order and one typo do not matter' })
  q?: string;

  @QueryList(/^(I|II|III|IV|V|VI)$/, 'OCOP product groups I–VI; may repeat')
  group?: string[];

  @QueryList(/^([1-9]|1\d|2[0-6])$/, 'OCOP product sets 1–26; may repeat')
  set?: string[];

  @QueryList(/^[1-5]$/, 'OCOP stars; may repeat')
  stars?: string[];

  @QueryList(SLUG, 'Seller slugs; may repeat')
  seller?: string[];

  @QueryList(/^\d{5}$/, 'Commune codes; may repeat')
  commune?: string[];

  @QueryMatching(SLUG, 'A tourism point by slug: what can be tasted there')
  point?: string;

  @QueryMatching(SLUG, 'A published article by slug: the products it names')
  article?: string;

  @QueryInteger({ min: 0, max: HIGHEST_PRICE_VND, description: 'Lowest price in đồng' })
  minPriceVnd?: number;

  @QueryInteger({ min: 0, max: HIGHEST_PRICE_VND, description: 'Highest price in đồng' })
  maxPriceVnd?: number;

  @QueryBoolean('`true`: only what can be bought now; `false` is the same as leaving it out')
  inStock?: boolean;

  @QueryBoolean(
    '`true`: only goods sold by season that can be ordered today; `false` is the same as leaving it out',
  )
  inSeason?: boolean;

  @QueryChoice(productOrders, 'By default `relevance` with `q`, otherwise `newest`')
  sort?: ProductOrder;

  @QueryInteger({ min: 1, max: 100, description: 'Products on a page; 24 by default' })
  limit?: number;

  @QueryCursor()
  cursor?: string;

  @QueryBoolean('`true`: count the values of each filter over the other active filters')
  facets?: boolean;
}
