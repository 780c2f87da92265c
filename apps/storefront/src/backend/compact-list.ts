import type { Backend } from './api.js';
import { getGroups, getProducts } from './catalogue.js';
import type { ProductCard } from './catalogue.types.js';

/** As many as a phone on a bad line is asked to keep; of a larger floor those with the most stars. */
const MOST = 300;
const A_PAGE = 100;

export interface CompactGroup {
  code: string;
  name: string;
  products: ProductCard[];
}

/** What is on sale, without pictures and by group, for reading where there is no line. */
export async function loadCompactList(api: Backend): Promise<CompactGroup[]> {
  const [groups, products] = await Promise.all([getGroups(api), most(api)]);
  return groups
    .map(({ code, name }) => ({ code, name, products: products.filter(({ group }) => group === code) }))
    .filter((group) => group.products.length > 0);
}

async function most(api: Backend): Promise<ProductCard[]> {
  const found: ProductCard[] = [];
  let cursor: string | undefined;
  do {
    const page = await getProducts(api, { sort: 'stars', limit: A_PAGE, ...(cursor ? { cursor } : {}) });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && found.length < MOST);
  return found;
}
