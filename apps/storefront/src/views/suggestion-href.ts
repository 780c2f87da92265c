import type { Suggestion } from '../backend/catalogue.types.js';
import { listHref, type Paths } from '../paths.js';

/** Where a suggestion leads. */
export function suggestionHref(
  paths: Paths,
  { kind, key, text }: Pick<Suggestion, 'kind' | 'key' | 'text'>,
): string {
  const way = key === null ? undefined : waysOf(paths)[kind];
  return way === undefined ? listHref(paths.search, { q: text }) : way(key ?? '');
}

/** The same ways with a # for the key (for a search: for the words), for what is drawn in the browser. */
export const suggestionWays = (paths: Paths): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(waysOf(paths)).map(([kind, way]) => [kind, way('#').replace('%23', '#')]),
  ),
  search: listHref(paths.search, { q: '#' }).replace('%23', '#'),
});

const waysOf = (paths: Paths): Readonly<Record<string, (key: string) => string>> => ({
  product: paths.product,
  seller: paths.seller,
  point: paths.tourismPoint,
  set: (key) => listHref(paths.products, { set: [key] }),
  commune: (key) => listHref(paths.products, { commune: [key] }),
});
