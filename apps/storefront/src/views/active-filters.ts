import type { ProductQuery } from '../backend/catalogue.types.js';
import type { Facet, FacetName } from '../backend/catalogue.types.js';
import type { Words } from '../i18n/vi.js';
import { listHref } from '../paths.js';

interface ActiveFilter {
  label: string;
  /** The same list without this filter. */
  href: string;
}

/** Each filter that is on, with the address that takes just this one off again. */
export function activeFilters(
  base: string,
  query: ProductQuery,
  facets: Record<FacetName, Facet[]>,
  t: Words,
): ActiveFilter[] {
  const without = (change: Partial<ProductQuery>): string =>
    listHref(base, { ...query, ...change, cursor: undefined });
  const filters: ActiveFilter[] = [];
  for (const name of ['group', 'stars', 'set', 'commune', 'seller'] as const) {
    for (const value of query[name] ?? []) {
      const label = facets[name].find((facet) => facet.value === value)?.label ?? value;
      const rest = query[name]?.filter((other) => other !== value);
      filters.push({ label, href: without({ [name]: rest }) });
    }
  }
  const { minPriceVnd, maxPriceVnd } = query;
  if (minPriceVnd !== undefined) {
    filters.push({
      label: `${t.list.priceFrom} ${t.say.vnd(minPriceVnd)}`,
      href: without({ minPriceVnd: undefined }),
    });
  }
  if (maxPriceVnd !== undefined) {
    filters.push({
      label: `${t.list.priceTo} ${t.say.vnd(maxPriceVnd)}`,
      href: without({ maxPriceVnd: undefined }),
    });
  }
  if (query.inStock) filters.push({ label: t.list.inStock, href: without({ inStock: undefined }) });
  if (query.inSeason) filters.push({ label: t.list.inSeason, href: without({ inSeason: undefined }) });
  return filters;
}
