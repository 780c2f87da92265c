import type { Statement } from '../../../platform/database/reader.js';
import { availableOfProductSql } from '../../inventory/index.js';
import { cheapestVariantSql, listedSql } from '../shop/product-card.sql.js';

/** What has pages that search engines keep, as the address of its pages names it. */
export const foundKinds = ['products', 'sellers', 'tourism-points', 'tourism-routes', 'articles'] as const;
export type FoundKind = (typeof foundKinds)[number];

/** Addresses in one part: half of what a sitemap may hold at most, so that each can stand in two languages. */
export const ADDRESSES_A_PART = 1_000;
/** Goods in one answer of the feed. */
export const GOODS_A_PAGE = 100;

/** Rows (slug, changed_at) of everything whose page is for search engines on day $1: goods that pass the gate, shops that sell. */
const PAGES: Readonly<Record<FoundKind, string>> = {
  products: `SELECT p.slug, greatest(c.changed_at, l.published_at) AS changed_at
    FROM shop_listings l JOIN shop_products p ON p.id = l.product_id JOIN shop_changes c ON c.id = p.id WHERE ${listedSql('l', '$1::date')}`,
  sellers: `SELECT s.slug, c.changed_at FROM shop_sellers s JOIN shop_changes c ON c.id = s.id WHERE s.status = 'approved' AND $1::date IS NOT NULL`,
  'tourism-points': `SELECT t.slug, t.updated_at AS changed_at FROM tourism_points t WHERE $1::date IS NOT NULL`,
  'tourism-routes': `SELECT r.slug, r.updated_at AS changed_at FROM tourism_routes r WHERE r.published AND $1::date IS NOT NULL`,
  articles: `SELECT a.slug, a.updated_at AS changed_at FROM shop_articles a WHERE $1::date IS NOT NULL`,
};

/** Where the parts of each kind begin, and when each last changed. */
export const foundParts: Statement = {
  name: 'found_parts',
  text: `SELECT json_build_object(${foundKinds
    .map(
      (
        kind,
      ) => `'${kind}', (SELECT coalesce(json_agg(json_build_object('from', part.first, 'changedAt', part.changed_at)
        ORDER BY part.first), '[]')
      FROM (SELECT min(n.slug) AS first, max(n.changed_at) AS changed_at
        FROM (SELECT f.*, (row_number() OVER (ORDER BY f.slug) - 1) / ${ADDRESSES_A_PART} AS part FROM (${PAGES[kind]}) f) n
        GROUP BY n.part) part)`,
    )
    .join(', ')})::text AS body`,
};

/** The addresses of one part: those from slug $2 on. */
export const foundAddresses = (kind: FoundKind): Statement => ({
  name: `found_${kind}`,
  text: `SELECT json_build_object('items', coalesce(json_agg(json_build_object('slug', f.slug, 'changedAt', f.changed_at)
      ORDER BY f.slug), '[]'))::text AS body
    FROM (SELECT * FROM (${PAGES[kind]}) pages WHERE slug >= $2 ORDER BY slug LIMIT ${ADDRESSES_A_PART}) f`,
});

/**
 * Goods for the catalogues of other sites, from slug $2 on, on day $1 at instant $3: what passes the gate, and no alcohol,
 * which must not be promoted and which nobody there asks for their age (Law 44/2019/QH14).
 */
export const foundGoods: Statement = {
  name: 'found_goods',
  text: `
  WITH goods AS MATERIALIZED (
    SELECT p.*, l.stars, l.price_vnd, l.seller_id AS of_seller, l.set_no AS of_set
    FROM shop_listings l JOIN shop_products p ON p.id = l.product_id JOIN product_sets d ON d.no = l.set_no AND NOT d.alcohol
    WHERE ${listedSql('l', '$1::date')} AND p.slug >= $2 ORDER BY p.slug LIMIT ${GOODS_A_PAGE + 1})
  SELECT json_build_object(
    'items', coalesce((SELECT json_agg(json_build_object('id', g.id, 'slug', g.slug, 'name', g.name,
        'description', g.description, 'priceVnd', g.price_vnd, 'byWeight', v.by_weight,
        'available', ${availableOfProductSql('g.id', '$3')}, 'stars', g.stars, 'seller', s.name,
        'set', ps.name, 'group', pg.name,
        'image', (SELECT i.sha FROM shop_images i WHERE i.product_id = g.id ORDER BY i.position LIMIT 1))
        ORDER BY g.slug)
      FROM (SELECT * FROM goods ORDER BY slug LIMIT ${GOODS_A_PAGE}) g
      JOIN shop_sellers s ON s.id = g.of_seller
      JOIN product_sets ps ON ps.no = g.of_set
      JOIN product_groups pg ON pg.code = ps.group_code
      CROSS JOIN LATERAL ${cheapestVariantSql('g.id')} v), '[]'),
    'next', (SELECT slug FROM goods ORDER BY slug OFFSET ${GOODS_A_PAGE} LIMIT 1))::text AS body`,
};

/** What has pages whose addresses change, as `page_addresses` calls it. */
export const movingKinds = ['product', 'article'] as const;

/** Where the page of kind $1 is that once was at slug $2. No row where it is there still, or is nobody's to open. */
export const movedPage: Statement = {
  name: 'moved_page',
  text: `SELECT json_build_object('slug', moved_to)::text AS body FROM shop_moved_pages WHERE kind = $1 AND slug = $2`,
};
