import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import { listedSql } from '../shop/product-card.sql.js';

/** The list's name in its cursors. */
export const LIST = 'shop-products';

const OPEN = `('draft', 'submitted', 'checked', 'returned')`;

/** Whether buyers can order it on that day. */
const isListedSql = (product: string, day: string): string => `
  EXISTS (SELECT FROM listings l WHERE l.product_id = ${product} AND ${listedSql('l', day)})`;

/** The certificate of the latest decision that has taken effect by that day, and whether it holds; null where there is none. */
const certificateSql = (product: string, day: string): string => `
  (SELECT json_build_object('stars', c.stars, 'validUntil', c.valid_until, 'standing',
      CASE WHEN c.revoked_on <= ${day} THEN 'revoked' WHEN c.valid_until < ${day} THEN 'lapsed' ELSE 'in_force' END)
    FROM certifications c WHERE c.product_id = ${product} AND c.issued_on <= ${day}
    ORDER BY c.decision_date DESC, c.id DESC LIMIT 1)`;

/**
 * A shop's products, the youngest first, as one JSON text; row-level security leaves the bound shop's. A draft that was
 * given up is no product. $1 the day, $2 limit, $3 and $4 the place (key and id), $5 the names of reasons by their codes.
 */
export const shopProductsStatement = `
  WITH page AS MATERIALIZED (
    SELECT p.id, ${instantKeySql('p.created_at')} AS key, p.slug, p.publication_status, p.paused_at, p.taken_down_at, p.published_at,
      coalesce(nullif(p.name, ''), c.content ->> 'name') AS name, c.status, c.version, c.due_on, c.reasons, c.words,
      coalesce((SELECT s.id::text FROM product_images i JOIN seller_pictures s ON s.sha = i.sha AND s.seller_id = p.seller_id
          WHERE i.product_id = p.id ORDER BY i.position LIMIT 1), c.content -> 'images' -> 0 ->> 'id') AS picture_id
    FROM products p LEFT JOIN product_changes c ON c.product_id = p.id AND c.status IN ${OPEN}
    WHERE (p.published_at IS NOT NULL OR c.id IS NOT NULL)
      AND ($3::text IS NULL OR (${instantKeySql('p.created_at')}, p.id::text) < ($3, $4))
    ORDER BY key DESC, p.id DESC LIMIT $2::int + 1),
  shown AS (SELECT * FROM page ORDER BY key DESC, id DESC LIMIT $2::int)
  SELECT json_build_object(
    'items', coalesce((SELECT json_agg(json_build_object('id', id, 'slug', CASE WHEN published_at IS NOT NULL THEN slug END,
        'name', name, 'publicationStatus', publication_status, 'paused', paused_at IS NOT NULL, 'takenDown', taken_down_at IS NOT NULL,
        'listed', ${isListedSql('s.id', '$1::date')}, 'certificate', ${certificateSql('s.id', '$1::date')},
        'pictureId', picture_id,
        'priceVnd', (SELECT min(v.price_vnd) FROM variants v WHERE v.product_id = s.id AND v.retired_at IS NULL),
        'inStock', (SELECT coalesce(sum(k.on_hand - k.reserved), 0) FROM variants v JOIN stock_levels k ON k.variant_id = v.id
          WHERE v.product_id = s.id AND v.retired_at IS NULL),
        'change', CASE WHEN status IS NOT NULL
          THEN json_build_object('status', status, 'version', version, 'dueOn', due_on, 'words', words,
            'reasons', (SELECT coalesce(json_agg($5::jsonb ->> code), '[]') FROM unnest(reasons) code)) END)
        ORDER BY key DESC, id DESC) FROM shown s), '[]'),
    'nextCursor', CASE WHEN (SELECT count(*) FROM page) > $2::int THEN (SELECT ${cursorSql(LIST, 'key', 'id::text')}
      FROM shown ORDER BY key, id LIMIT 1) END)::text AS body`;

/** What stands around a product's texts. $1 the product, $2 the day. */
export const shopProductStatement = `
  SELECT p.slug, p.publication_status AS "publicationStatus", p.paused_at AS "pausedAt", p.published_at AS "publishedAt",
    p.taken_down_at IS NOT NULL AS "takenDown",
    ${isListedSql('p.id', '$2::date')} AS listed, ${certificateSql('p.id', '$2::date')} AS certificate,
    CASE WHEN p.order_from IS NOT NULL THEN json_build_object('orderFrom', p.order_from, 'orderUntil', p.order_until,
      'deliverFrom', p.deliver_from) END AS season,
    (SELECT coalesce(json_agg(json_build_object('id', v.id, 'name', v.name, 'unit', v.unit, 'priceVnd', v.price_vnd,
        'kgPriceVnd', v.kg_price_vnd, 'approvedPriceVnd', v.approved_price_vnd,
        'onHand', coalesce(k.on_hand, 0), 'reserved', coalesce(k.reserved, 0)) ORDER BY v.position), '[]')
      FROM variants v LEFT JOIN stock_levels k ON k.variant_id = v.id
      WHERE v.product_id = p.id AND v.retired_at IS NULL) AS variants
  FROM products p WHERE p.id = $1`;
