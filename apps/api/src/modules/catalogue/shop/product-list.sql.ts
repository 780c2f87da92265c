import {
  shapedStatement,
  type ParameterTypes,
  type ShapedStatement,
} from '../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql, type KeyKind } from '../../../platform/http/cursor.js';
import { availableOfProductSql } from '../../inventory/index.js';
import { searchSql } from '../search/product-search.sql.js';
import { understandingSql } from '../search/understanding.sql.js';
import { cardSql, listedSql } from './product-card.sql.js';
import { facetNames, facetsSql, type FacetName } from './product-facets.sql.js';

export const productOrders = [
  'relevance',
  'newest',
  'price-asc',
  'price-desc',
  'stars',
  'rating',
  'best-selling',
] as const;
export type ProductOrder = (typeof productOrders)[number];

/** Each order is a pair (key, product id), both rising or both falling, with an index of its own on listings. */
export const orderKeys: Record<
  ProductOrder,
  { column: string; type: 'timestamptz' | 'bigint'; direction: 'ASC' | 'DESC' }
> = {
  relevance: { column: 'relevance', type: 'bigint', direction: 'DESC' },
  newest: { column: 'published_at', type: 'timestamptz', direction: 'DESC' },
  'price-asc': { column: 'price_vnd', type: 'bigint', direction: 'ASC' },
  'price-desc': { column: 'price_vnd', type: 'bigint', direction: 'DESC' },
  stars: { column: 'stars', type: 'bigint', direction: 'DESC' },
  rating: { column: 'rating_rank', type: 'bigint', direction: 'DESC' },
  'best-selling': { column: 'sold_quantity', type: 'bigint', direction: 'DESC' },
};

/** Rows on a page unless asked otherwise, and at most. */
export const USUAL_PAGE = 24;
export const LONGEST_PAGE = 100;

/** What decides a list's text; everything else is a value. */
export interface ProductListShape {
  order: ProductOrder;
  /** Not the first page. */
  deep: boolean;
  searching: boolean;
  facets: boolean;
  /** More rows than a usual page has. */
  long: boolean;
  /** The filters that are set, in the order of `productFilters`. */
  filters: readonly ProductFilter[];
}

/** The name a list's cursors carry: those of another order are foreign to it. */
export const productCursorOf = (order: ProductOrder): string => `products.${order}`;

export const productCursorKinds = (order: ProductOrder): { key: KeyKind; id: KeyKind } => ({
  key: orderKeys[order].type === 'timestamptz' ? 'instant' : 'integer',
  id: 'uuid',
});

interface Filter {
  type: string;
  /** The condition on listing `l`. */
  condition: (value: string, now: string, day: string) => string;
}

const FILTERS = {
  stars: { type: 'smallint[]', condition: (value) => `l.stars = ANY (${value})` },
  group: { type: 'text[]', condition: (value) => `l.group_code = ANY (${value})` },
  set: { type: 'smallint[]', condition: (value) => `l.set_no = ANY (${value})` },
  commune: { type: 'text[]', condition: (value) => `l.commune_code = ANY (${value})` },
  seller: {
    type: 'text[]',
    condition: (value) =>
      `l.seller_id = ANY (ARRAY (SELECT s.id FROM shop_sellers s WHERE s.slug = ANY (${value})))`,
  },
  point: {
    type: 'text',
    condition: (value) => `l.product_id IN (SELECT ss.product_id FROM shop_shelf_stocks ss
        JOIN tourism_points t ON t.id = ss.tourism_point_id WHERE t.slug = ${value} AND ss.state <> 'gone')`,
  },
  article: {
    type: 'text',
    condition: (value) =>
      `l.product_id IN (SELECT x.product_id FROM shop_article_products x WHERE x.slug = ${value})`,
  },
  minPriceVnd: { type: 'bigint', condition: (value) => `l.price_vnd >= ${value}` },
  maxPriceVnd: { type: 'bigint', condition: (value) => `l.price_vnd <= ${value}` },
  inStock: {
    type: 'boolean',
    condition: (value, now) => `(${availableOfProductSql('l.product_id', now)} > 0 OR NOT ${value})`,
  },
  // Few goods have a season: led by them, a list reads few others.
  inSeason: {
    type: 'boolean',
    condition: (value, _now, day) => `l.product_id IN (SELECT z.product_id FROM shop_seasons z
        WHERE ${value} AND ${day} BETWEEN z.order_from AND z.order_until)`,
  },
} as const satisfies Record<string, Filter>;

export type ProductFilter = keyof typeof FILTERS;
export const productFilters = Object.keys(FILTERS) as ProductFilter[];

/**
 * Shapes kept as prepared statements. Everyday lists are a dozen shapes; the filters together allow thousands, and each
 * would cost memory on every connection, so what comes after these is planned anew each time.
 */
const MOST_PREPARED = 96;
/** The protocol's unnamed statement: gone with the next one. */
const UNPREPARED = '';
const prepared = new Map<string, ShapedStatement>();

/** The statement of that shape: the page, its cursor and the facets as one JSON text, in one round trip. */
export function productListStatement(shape: ProductListShape): ShapedStatement {
  const key = `${shape.order} ${shape.deep} ${shape.searching} ${shape.facets} ${shape.long} ${shape.filters.join()}`;
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const statement = shapedStatement('products', parameters(shape), (p) => write(shape, p));
  if (prepared.size >= MOST_PREPARED) return { ...statement, name: UNPREPARED };
  prepared.set(key, statement);
  return statement;
}

function parameters(shape: ProductListShape): ParameterTypes {
  return {
    day: 'date',
    now: 'timestamptz',
    limit: 'int',
    ...Object.fromEntries(shape.filters.map((filter) => [filter, FILTERS[filter].type])),
    ...(shape.searching ? { q: 'text' } : {}),
    ...(shape.deep ? { key: orderKeys[shape.order].type, id: 'uuid' } : {}),
  };
}

function write(shape: ProductListShape, p: (name: string) => string): string {
  const { column, type, direction } = orderKeys[shape.order];
  const conditions = shape.filters.map((filter) => ({
    filter,
    sql: FILTERS[filter].condition(p(filter), p('now'), p('day')),
  }));
  // A search has asked the gate already, to know whether anything listed matches at all.
  const gate = shape.searching ? [] : [listedSql('l', p('day'))];
  const from = shape.searching ? 'hits' : 'shop_listings';
  const beyond = shape.deep
    ? [`(l.${column}, l.product_id) ${direction === 'DESC' ? '<' : '>'} (${p('key')}, ${p('id')})`]
    : [];
  const where = [...gate, ...conditions.map(({ sql }) => sql), ...beyond];
  const cursorKey = type === 'timestamptz' ? instantKeySql('page.key') : 'page.key::text';
  const isFacet = (filter: string): filter is FacetName => facetNames.some((name) => name === filter);
  const facets = facetsSql({
    from,
    always: [...gate, ...conditions.filter(({ filter }) => !isFacet(filter)).map(({ sql }) => sql)],
    chosen: Object.fromEntries(
      conditions.filter(({ filter }) => isFacet(filter)).map(({ filter, sql }) => [filter, sql]),
    ),
  });
  // The cut's LIMIT is a literal. Of a parameter the planner assumes a tenth of the table, finds the plan of a prepared
  // statement dear, and plans every call anew, which takes longer than the page itself.
  return `
  WITH ${shape.searching ? `${searchSql(p('q'), p('day'))},` : ''}
  cut AS MATERIALIZED (
    SELECT l.product_id, l.listed_from, l.${column} AS key FROM ${from} l
    ${where.length === 0 ? '' : `WHERE ${where.join('\n      AND ')}`}
    ORDER BY l.${column} ${direction}, l.product_id ${direction} LIMIT ${(shape.long ? LONGEST_PAGE : USUAL_PAGE) + 1}),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key ${direction}, product_id ${direction}) AS place FROM cut)
  ${shape.facets ? `, ${facets}` : ''}
  ${shape.searching ? `, ${understandingSql()}` : ''}
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(${cardSql('page', p('now'))} ORDER BY place), '[]') FROM page WHERE place <= ${p('limit')}),
    'nextCursor', (SELECT ${cursorSql(productCursorOf(shape.order), cursorKey, 'page.product_id::text')} FROM page
      WHERE place = ${p('limit')} AND EXISTS (SELECT FROM page WHERE place > ${p('limit')}))
    ${shape.facets ? `, 'facets', (SELECT facets FROM facets)` : ''}
    ${shape.searching ? `, 'search', (SELECT body FROM understood)` : ''})::text AS body`;
}
