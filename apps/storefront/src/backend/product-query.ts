import type { ProductQuery } from './catalogue.types.js';

/** The order of the sort box; `relevance` only makes sense where something was searched. */
export const SORTS = [
  'relevance',
  'newest',
  'stars',
  'price-asc',
  'price-desc',
  'rating',
  'best-selling',
] as const;

/** The longest search text the API takes, in characters. */
export const LONGEST_SEARCH = 200;

const LONGEST_PRICE = 9;
const MOST_VALUES = 30;

/**
 * Filters as they stand in an address, brought into what the API accepts. An address may be old, typed or
 * tampered with: what means nothing is left out, so that a page still answers.
 */
export function readProductQuery(parameters: URLSearchParams): ProductQuery {
  const query: ProductQuery = {};
  const several = (name: string, pattern: RegExp): string[] | undefined => {
    const values = [...new Set(parameters.getAll(name))]
      .filter((value) => pattern.test(value))
      .slice(0, MOST_VALUES);
    return values.length > 0 ? values : undefined;
  };
  const price = (name: string): number | undefined => {
    const digits = (parameters.get(name) ?? '').replace(/[\s.,₫đ]/g, '');
    return /^\d+$/.test(digits) && digits.length <= LONGEST_PRICE ? Number(digits) : undefined;
  };

  const q = cleanSearch(parameters.get('q') ?? '');
  if (q !== '') query.q = q;
  query.group = several('group', /^(?:I|II|III|IV|V|VI)$/);
  query.set = several('set', /^(?:[1-9]|1\d|2[0-6])$/);
  query.stars = several('stars', /^[345]$/);
  query.seller = several('seller', /^[a-z0-9-]{1,100}$/);
  query.commune = several('commune', /^\d{5}$/);
  const point = parameters.get('point') ?? '';
  if (/^[a-z0-9-]{1,100}$/.test(point)) query.point = point;
  query.minPriceVnd = price('minPriceVnd');
  query.maxPriceVnd = price('maxPriceVnd');
  if (parameters.get('inStock') === 'true') query.inStock = true;
  if (parameters.get('inSeason') === 'true') query.inSeason = true;
  const sort = parameters.get('sort') ?? '';
  if ((SORTS as readonly string[]).includes(sort) && (sort !== 'relevance' || query.q)) query.sort = sort;
  const cursor = parameters.get('cursor') ?? '';
  if (cursor !== '' && cursor.length <= 1_000) query.cursor = cursor;
  return query;
}

/** Search text without what a keyboard cannot type and no longer than the API takes. */
export function cleanSearch(typed: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what must go
  const printable = typed
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...printable].slice(0, LONGEST_SEARCH).join('');
}

/** How many filters are on, not counting the search text and the order. */
export function countFilters(query: ProductQuery): number {
  const lists = [query.group, query.set, query.stars, query.seller, query.commune];
  const single = [query.point, query.minPriceVnd, query.maxPriceVnd, query.inStock, query.inSeason];
  return lists.flatMap((list) => list ?? []).length + single.filter((value) => value !== undefined).length;
}
