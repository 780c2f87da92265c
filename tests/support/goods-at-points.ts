import type { TestDatabase } from './database.js';

/** Goods on the shelf of a point there, which their shop also brings there, with plenty of them, for anybody to order. */
export async function orderableAt(
  database: TestDatabase,
  commune: string,
): Promise<{ point: string; slug: string; name: string }> {
  const [goods] = await database.query<{ point: string; slug: string; name: string }>(
    `SELECT t.slug AS point, p.slug, p.name FROM shelf_stocks h JOIN tourism_points t ON t.id = h.tourism_point_id
     JOIN communes c ON c.code = t.commune_code JOIN shop_products p ON p.id = h.product_id
     JOIN listings l ON l.product_id = p.id JOIN sellers s ON s.id = l.seller_id
     JOIN seller_pickup_points k ON k.seller_id = s.id AND k.tourism_point_id = t.id
     WHERE c.full_name = $1 AND h.state <> 'gone' AND s.status = 'approved' AND s.accepts_cod
       AND l.publication_status = 'published' AND '2026-11-23' BETWEEN l.listed_from AND l.listed_until
       AND p.set_no NOT IN (14, 15) AND l.price_vnd < 200000
       AND (SELECT min(n.on_hand - n.reserved) FROM stock_levels n JOIN variants v ON v.id = n.variant_id
         WHERE v.product_id = p.id) >= 20
     ORDER BY t.slug, p.slug LIMIT 1`,
    [commune],
  );
  if (goods === undefined) throw new Error(`Nothing on a shelf in ${commune} can be ordered there`);
  return goods;
}
