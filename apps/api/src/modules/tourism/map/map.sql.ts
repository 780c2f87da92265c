import type { Statement } from '../../../platform/database/reader.js';
import { listedSql } from '../../catalogue/index.js';

/**
 * Where something can be seen and where it is made, on day $1, of product group $2 or null for all. A commune stands for
 * what is made in it: of shops no place is known but their address, and nobody's door is put on a map.
 */
export const mapOfProvince: Statement = {
  name: 'tourism-map',
  text: `
    WITH listed AS (SELECT l.product_id, l.seller_id, l.commune_code FROM shop_listings l
      WHERE ${listedSql('l', '$1::date')} AND ($2::text IS NULL OR l.group_code = $2)),
    made AS (SELECT commune_code, count(*)::int AS products FROM listed GROUP BY 1),
    shops AS (SELECT v.commune_code, json_agg(json_build_object('slug', v.slug, 'name', v.name) ORDER BY v.name, v.slug) AS list
      FROM shop_sellers v WHERE v.status = 'approved' AND v.id IN (SELECT seller_id FROM listed) GROUP BY 1),
    shelves AS (SELECT ss.tourism_point_id, count(*)::int AS products FROM shop_shelf_stocks ss
      JOIN listed l ON l.product_id = ss.product_id WHERE ss.state <> 'gone' GROUP BY 1)
    SELECT json_build_object(
      'points', (SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name, 'kind', t.kind,
          'commune', co.full_name, 'lat', t.latitude, 'lon', t.longitude, 'products', coalesce(h.products, 0)) ORDER BY t.name, t.slug), '[]')
        FROM tourism_points t JOIN communes co ON co.code = t.commune_code LEFT JOIN shelves h ON h.tourism_point_id = t.id
        WHERE $2::text IS NULL OR h.products > 0),
      'communes', (SELECT coalesce(json_agg(json_build_object('code', co.code, 'name', co.full_name, 'lat', co.latitude,
          'lon', co.longitude, 'products', coalesce(m.products, 0), 'sellers', coalesce(s.list, '[]'::json)) ORDER BY co.name, co.code), '[]')
        FROM communes co LEFT JOIN made m ON m.commune_code = co.code LEFT JOIN shops s ON s.commune_code = co.code
        WHERE m.products > 0 OR s.list IS NOT NULL))::text AS body`,
};
