import { ApiProblem, type Backend } from './api.js';
import { getProducts } from './catalogue.js';
import type { ProductList, ProductQuery } from './catalogue.types.js';

export interface Listing {
  query: ProductQuery;
  list: ProductList;
  /** The cursor no longer fitted the filters, so this is the first page. */
  restarted: boolean;
}

/** A page of products with facets; a cursor of another time starts again instead of failing. */
export async function loadListing(api: Backend, query: ProductQuery): Promise<Listing> {
  try {
    return { query, list: await getProducts(api, { ...query, facets: true }), restarted: false };
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'invalid_cursor')) throw error;
    const fromStart = { ...query, cursor: undefined };
    return {
      query: fromStart,
      list: await getProducts(api, { ...fromStart, facets: true }),
      restarted: true,
    };
  }
}
