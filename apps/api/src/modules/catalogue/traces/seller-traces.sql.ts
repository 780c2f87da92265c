import { cursorSql } from '../../../platform/http/cursor.js';

/** The lists' names in their cursors. */
export const SHOP_LIST = 'shop-traces';
export const DESK_LIST = 'looked-up-products';

/** The newest batches of a product; what was made before is sold. */
const MOST_BATCHES = 50;

/** SQL: how often the traces of that condition were looked up, by day $1. */
const scansSql = (condition: string): string => `
  (SELECT json_build_object('last30Days', coalesce(sum(n.scans) FILTER (WHERE n.day > $1::date - 30), 0),
      'total', coalesce(sum(n.scans), 0))
    FROM trace_scans n JOIN traces k ON k.id = n.trace_id WHERE ${condition})`;

/** SQL: columns of batch `b` of variant `v` that stand on its label. */
const batchFields = `'code', b.code, 'variant', v.name, 'madeOn', b.made_on, 'expiresOn', b.expires_on,
  'expired', coalesce(b.expires_on < $1::date, false)`;

/**
 * A shop's published products with their codes and batches, by name, as one JSON text; row-level security leaves the
 * bound shop's. $1 the day, $2 limit, $3 and $4 the place (name and id).
 */
export const shopTracesStatement = `
  WITH page AS MATERIALIZED (
    SELECT p.id, p.name, p.slug FROM products p
    WHERE p.published_at IS NOT NULL AND ($3::text IS NULL OR (p.name, p.id::text) > ($3, $4))
    ORDER BY p.name, p.id::text LIMIT $2::int + 1),
  shown AS (SELECT * FROM page ORDER BY name, id::text LIMIT $2::int)
  SELECT json_build_object(
    'items', coalesce((SELECT json_agg(json_build_object('productId', s.id, 'name', s.name, 'slug', s.slug,
        'traceCode', t.code, 'scans', ${scansSql('k.id = t.id')},
        'batches', (SELECT coalesce(json_agg(newest.body ORDER BY newest.made_on DESC, newest.id DESC), '[]') FROM (
          SELECT b.id, b.made_on, json_build_object(${batchFields}, 'traceCode', bt.code,
              'scans', ${scansSql('k.id = bt.id')}) AS body
          FROM variants v JOIN batches b ON b.variant_id = v.id JOIN traces bt ON bt.batch_id = b.id
          WHERE v.product_id = s.id ORDER BY b.made_on DESC, b.id DESC LIMIT ${MOST_BATCHES}) newest))
        ORDER BY s.name, s.id::text)
      FROM shown s JOIN traces t ON t.product_id = s.id AND t.batch_id IS NULL), '[]'),
    'nextCursor', CASE WHEN (SELECT count(*) FROM page) > $2::int THEN (SELECT ${cursorSql(SHOP_LIST, 'name', 'id::text')}
      FROM shown ORDER BY name DESC, id::text DESC LIMIT 1) END)::text AS body`;

/** What stands on the label of code $2, on day $1; of the bound shop's published products only. */
export const labelStatement = `
  SELECT json_build_object('code', t.code, 'productName', p.name, 'producer', pr.legal_name,
    'batch', CASE WHEN b.id IS NOT NULL THEN json_build_object(${batchFields}) END) AS body
  FROM traces t JOIN products p ON p.id = t.product_id JOIN sellers s ON s.id = p.seller_id
  JOIN producers pr ON pr.id = s.producer_id
  LEFT JOIN batches b ON b.id = t.batch_id LEFT JOIN variants v ON v.id = b.variant_id
  WHERE t.code = $2 AND p.published_at IS NOT NULL`;

/**
 * Products whose labels were looked up over the last thirty days, the most often first. $1 the day, $2 the officer's
 * communes (null: all), $3 limit, $4 and $5 the place (how often, and id).
 */
export const lookedUpStatement = `
  WITH counted AS MATERIALIZED (
    SELECT t.product_id, sum(n.scans) FILTER (WHERE n.day > $1::date - 30) AS recent, sum(n.scans) AS total
    FROM trace_scans n JOIN traces t ON t.id = n.trace_id GROUP BY t.product_id),
  page AS MATERIALIZED (
    SELECT p.id, p.name, p.slug, p.seller_id, p.commune_code, coalesce(c.recent, 0) AS recent, c.total
    FROM counted c JOIN products p ON p.id = c.product_id
    WHERE p.published_at IS NOT NULL AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))
      AND ($4::bigint IS NULL OR (coalesce(c.recent, 0), p.id) < ($4, $5::uuid))
    ORDER BY recent DESC, p.id DESC LIMIT $3::int + 1),
  shown AS (SELECT * FROM page ORDER BY recent DESC, id DESC LIMIT $3::int)
  SELECT json_build_object(
    'items', coalesce((SELECT json_agg(json_build_object('name', h.name, 'slug', h.slug, 'traceCode', t.code,
        'seller', json_build_object('slug', s.slug, 'name', s.name),
        'commune', json_build_object('code', co.code, 'name', co.full_name),
        'batches', (SELECT count(*) FROM traces b WHERE b.product_id = h.id AND b.batch_id IS NOT NULL),
        'scans', json_build_object('last30Days', h.recent, 'total', h.total)) ORDER BY h.recent DESC, h.id DESC)
      FROM shown h JOIN traces t ON t.product_id = h.id AND t.batch_id IS NULL
      JOIN sellers s ON s.id = h.seller_id JOIN communes co ON co.code = h.commune_code), '[]'),
    'nextCursor', CASE WHEN (SELECT count(*) FROM page) > $3::int THEN (SELECT ${cursorSql(DESK_LIST, 'recent::text', 'id::text')}
      FROM shown ORDER BY recent, id LIMIT 1) END)::text AS body`;
