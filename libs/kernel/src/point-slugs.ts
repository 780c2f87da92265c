/**
 * Names that pages have already where a tourism point's slug stands in the address: a point of that slug could never be
 * opened. A test reads the tree of pages and fails while one of their names is not here.
 */
export const RESERVED_POINT_SLUGS: readonly string[] = ['ban-do', 'tuyen'];
