/** The facets in the order in which an answer names them, each with the listing's column it counts by. */
const FACETS = {
  stars: 'stars',
  group: 'group_code',
  set: 'set_no',
  commune: 'commune_code',
  seller: 'seller_id',
} as const;

export type FacetName = keyof typeof FACETS;
export const facetNames = Object.keys(FACETS) as FacetName[];

interface FacetSource {
  /** What is counted, as alias `l`: the listings, or what a search found. */
  from: string;
  /** Conditions every count obeys: the gate, and filters that have no facet. */
  always: readonly string[];
  /** The active filters that have a facet: each is left out of its own facet's count. */
  chosen: Partial<Record<FacetName, string>>;
}

/**
 * A common table expression `facets` with one JSON object. Facets without an active filter of their own see the very
 * rows the list shows, so one pass counts them all; each active one costs a pass of its own over a narrow index.
 */
export function facetsSql({ from, always, chosen }: FacetSource): string {
  const active = facetNames.filter((facet) => chosen[facet] !== undefined);
  const passive = facetNames.filter((facet) => chosen[facet] === undefined);
  const where = (except?: FacetName): string => {
    const conditions = [
      ...always,
      ...active.filter((facet) => facet !== except).map((facet) => chosen[facet] ?? ''),
    ];
    return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  };
  const passes = active.map(
    (facet) => `SELECT '${facet}' AS facet, l.${FACETS[facet]}::text AS value, count(*) AS count
      FROM ${from} l ${where(facet)} GROUP BY l.${FACETS[facet]}`,
  );
  if (passive.length > 0) {
    const columns = passive.map((facet) => `l.${FACETS[facet]}`);
    passes.unshift(`SELECT CASE ${passive.map((facet) => `WHEN grouping(l.${FACETS[facet]}) = 0 THEN '${facet}'`).join(' ')} END AS facet,
      coalesce(${columns.map((column) => `${column}::text`).join(', ')}) AS value, count(*) AS count
      FROM ${from} l ${where()} GROUP BY GROUPING SETS (${columns.map((column) => `(${column})`).join(', ')})`);
  }
  return `
  counted AS MATERIALIZED (${passes.join('\n    UNION ALL ')}),
  facets AS (SELECT json_build_object(
    'stars', ${facetJson('stars', 'c.value', `c.value || ' sao'`, '', 'c.value DESC')},
    'group', ${facetJson('group', 'c.value', 'g.name', 'JOIN product_groups g ON g.code = c.value', 'g.position')},
    'set', ${facetJson('set', 'c.value', 'ps.name', 'JOIN product_sets ps ON ps.no = c.value::smallint', 'ps.no')},
    'commune', ${facetJson('commune', 'c.value', 'co.full_name', 'JOIN communes co ON co.code = c.value', 'c.count DESC, c.value')},
    'seller', ${facetJson('seller', 's.slug', 's.name', 'JOIN shop_sellers s ON s.id = c.value::uuid', 'c.count DESC, s.slug')}) AS facets)`;
}

function facetJson(facet: FacetName, value: string, label: string, join: string, order: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('value', ${value}, 'label', ${label}, 'count', c.count) ORDER BY ${order}), '[]')
      FROM (SELECT value, count FROM counted WHERE facet = '${facet}') c ${join})`;
}
