import type { Backend } from './api.js';
import { getProducts } from './catalogue.js';
import type { Facet } from './catalogue.types.js';

/** How the goods on sale today divide, part by part. */
export type PressFigures = Readonly<Record<PressPart, readonly Facet[]>>;
export const pressParts = ['stars', 'group', 'commune'] as const;
export type PressPart = (typeof pressParts)[number];

/**
 * The figures of today: the same counts that the list of products shows beside its filters.
 *
 * @param sayStars stars in the page's language; the API names everything else in it
 */
export async function getPressFigures(
  api: Backend,
  sayStars: (stars: number) => string,
): Promise<PressFigures> {
  const { facets } = await getProducts(api, { facets: true, limit: 1 });
  return {
    stars: (facets?.stars ?? []).map((facet) => ({ ...facet, label: sayStars(Number(facet.value)) })),
    group: facets?.group ?? [],
    commune: facets?.commune ?? [],
  };
}
