/**
 * Names that pages have already where a shop's slug stands in the address: a shop of that slug could never be opened. A
 * test reads the tree of pages and the routes of the API, and fails while one of their names is not here.
 */
export const RESERVED_SHOP_SLUGS: readonly string[] = ['dang-ky'];

/** Whether a page has this name, so that no shop may. */
export function isReservedShopSlug(slug: string): boolean {
  return RESERVED_SHOP_SLUGS.includes(slug);
}
