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

/** Facets counted together: the values of each family go together in few combinations, so adding up is nothing. */
const FAMILIES: readonly (readonly FacetName[])[] = [
  ['stars', 'group', 'set'],
  ['seller', 'commune'],
];

/**
 * Common table expressions that end in `facets`, one JSON object. Facets without an active filter of their own see the
 * very rows the list shows: one pass counts each family's combinations (under a hundred of stars and set, about one a
 * seller), which are then added up per facet. Each facet with an active filter costs a pass of its own.
 *
 * OFFSET 0 keeps the view from being merged into the grouping: with grouping sets its columns would be wrapped up, and the
 * planner would no longer see that an index holds them all.
 */
export function facetsSql({ from, always, chosen }: FacetSource): string {
  const active = facetNames.filter((facet) => chosen[facet] !== undefined);
  const families = FAMILIES.map((family) => family.filter((facet) => !active.includes(facet))).filter(
    (family) => family.length > 0,
  );
  const where = (except?: FacetName): string => {
    const conditions = [
      ...always,
      ...active.filter((facet) => facet !== except).map((facet) => chosen[facet] ?? ''),
    ];
    return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  };
  const columns = families.flat().map((facet) => FACETS[facet]);
  const sets = families.map((family) => `(${family.map((facet) => `l.${FACETS[facet]}`).join(', ')})`);
  const combinations =
    columns.length === 0
      ? ''
      : `combinations AS MATERIALIZED (
    SELECT ${columns.map((column) => `l.${column}`).join(', ')}, count(*)::int AS count,
      CASE ${families.map((family, index) => `WHEN grouping(l.${FACETS[family[0] ?? 'stars']}) = 0 THEN ${index}`).join(' ')} END AS family
    FROM (SELECT ${columns.map((column) => `l.${column}`).join(', ')} FROM ${from} l ${where()} OFFSET 0) l
    GROUP BY GROUPING SETS (${sets.join(', ')})),`;
  const passes = [
    ...families.flatMap((family, index) =>
      family.map(
        (facet) => `SELECT '${facet}' AS facet, ${FACETS[facet]}::text AS value, sum(count) AS count
      FROM combinations WHERE family = ${index} GROUP BY ${FACETS[facet]}`,
      ),
    ),
    ...active.map(
      (facet) => `SELECT '${facet}' AS facet, l.${FACETS[facet]}::text AS value, count(*) AS count
      FROM ${from} l ${where(facet)} GROUP BY l.${FACETS[facet]}`,
    ),
  ];
  return `
  ${combinations}
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
