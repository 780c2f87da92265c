import type { TestDatabase } from '../support/database.js';

/** A table that holds rows of single shops, and which of its rows are one shop's. */
export interface WalledTable {
  readonly name: string;
  readonly key: readonly string[];
  /** SQL over the table's alias `t`: the rows of the shop whose id is `$1`. */
  readonly owned: string;
}

/** Tables below a shop that are not the shop's, each with the reason; no shop may read them at all. */
export const NOT_OF_THE_SHOP: Readonly<Record<string, string>> = {
  authority_requests: 'what an authority asks about a shop; the shop hears of the act and its reason',
  reports: 'what people report of a shop; the shop hears of what is done and why, never who reported',
  articles: 'what the floor tells of a shop and its goods; the shop reads what is published, as everybody',
  article_products: 'which goods such an article names',
  page_addresses: 'which addresses lead to a page; nothing a shop writes, and everybody may follow them',
  cart_lines: 'what a buyer may buy; nobody has bought it yet',
  payment_sessions:
    'which page was opened at a gateway is between the buyer and the gateway; the shop sees its payment',
  gateway_notices: 'what a gateway told the floor of such a page',
  cod_refusals: 'what a phone refused anywhere; no shop learns it from another’s orders',
  voucher_people: 'keyed digests of buyers, for a limit; nobody reads them',
  stock_differences: 'what the recount found wrong in the floor’s own books; officers look into it',
  ledger_differences: 'what the check found wrong in the floor’s own books; officers look into it',
  review_votes: 'who found a review helpful; the shop reads how many',
  review_reports: 'what readers told the officers; no shop learns who',
  question_reports: 'what readers told the officers; no shop learns who',
  review_invitations: 'that a buyer was invited to a review; the floor’s own business',
  review_refusals: 'who wants no invitations; keyed digests',
  product_review_versions: 'what stood in a review before its buyer changed it; officers compare it',
  product_ratings: 'counts that the listing shows anyway; triggers alone write them',
  point_sellers: 'which point a shop is; officers say it, and everybody reads it on the point’s page',
  tourism_route_stops: 'where a route of the province passes; officers say it, no shop does',
  transaction_actors: 'the binding itself: read by its functions alone',
};

/** Tables whose owner no foreign key tells, written out. */
const OWNED: Readonly<Record<string, string>> = {
  sellers: `t.id = $1`,
  producers: `t.id IN (SELECT producer_id FROM sellers WHERE id = $1)`,
  order_groups: `t.id IN (SELECT order_group_id FROM orders WHERE seller_id = $1)`,
  order_line_flags: `t.order_line_id IN (SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.seller_id = $1)`,
  audit_records: `(t.seller_id = $1 OR t.subject_type = 'seller' AND t.subject_id = $1)`,
  data_keys: `(t.subject_id = $1 OR t.subject_id IN (SELECT order_group_id FROM orders WHERE seller_id = $1))`,
};

/** Facts of the floor that every audience may read: nobody's in particular. */
export const NOBODYS: readonly string[] = [
  'communes',
  'contract_terms',
  'cooperatives',
  'floor_settings',
  'point_exceptions',
  'point_hours',
  'point_pictures',
  'product_groups',
  'product_sets',
  'provinces',
  'settlement_terms',
  'shipping_rates',
  'tourism_points',
  'tourism_routes',
];

interface Reference {
  child: string;
  column: string;
  parent: string;
  parentColumn: string;
}

/**
 * The tables that need a wall, found in the schema itself: whatever has a `seller_id`, whatever hangs below such a table
 * by foreign keys, and whatever else a shop's own side was granted.
 */
export async function walledTables({ query }: Pick<TestDatabase, 'query'>): Promise<WalledTable[]> {
  const references = await query<Reference>(`
    SELECT c.conrelid::regclass::text AS child, a.attname AS "column", c.confrelid::regclass::text AS parent,
      p.attname AS "parentColumn"
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    JOIN pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = c.confkey[1]
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND cardinality(c.conkey) = 1
    ORDER BY c.conname`);
  const withSeller = await names(
    query,
    `
    SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND column_name = 'seller_id' AND table_type = 'BASE TABLE'`,
  );
  const granted = await names(
    query,
    `
    SELECT DISTINCT table_name AS name FROM information_schema.column_privileges
    WHERE table_schema = 'public' AND grantee = 'floor_seller'`,
  );
  const owned = new Map<string, string>(Object.entries(OWNED));
  for (const name of withSeller) if (!owned.has(name)) owned.set(name, `t.seller_id = $1`);
  for (let grown = true; grown;) {
    grown = false;
    for (const { child, column, parent, parentColumn } of references) {
      const above = owned.get(parent);
      const belongsToAbove = parent !== 'producers' && parent !== 'order_groups' && parent !== 'data_keys';
      if (owned.has(child) || above === undefined || !belongsToAbove || NOT_OF_THE_SHOP[child] !== undefined)
        continue;
      owned.set(child, `t.${column} IN (SELECT t.${parentColumn} FROM ${parent} t WHERE ${above})`);
      grown = true;
    }
  }
  const all = [...new Set([...owned.keys(), ...granted])].filter(
    (name) => NOT_OF_THE_SHOP[name] === undefined && !NOBODYS.includes(name),
  );
  const keys = await query<{ name: string; key: string[] }>(`
    SELECT i.indrelid::regclass::text AS name, array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum)) AS key
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indisprimary GROUP BY 1`);
  return all.sort().map((name) => ({
    name,
    key: keys.find((row) => row.name === name)?.key ?? [],
    owned: owned.get(name) ?? 'false',
  }));
}

async function names(query: TestDatabase['query'], text: string): Promise<string[]> {
  return (await query<{ name: string }>(text)).map(({ name }) => name);
}
