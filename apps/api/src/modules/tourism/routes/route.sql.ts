import type { Statement } from '../../../platform/database/reader.js';
import { cardSql, listedSql } from '../../catalogue/index.js';
import { openingHoursSql } from '../../places/index.js';
import type { RouteAccess, RouteDetailDto, RouteStopDto, StopKind } from './route.dto.js';

export interface RouteRow extends Pick<RouteDetailDto, 'slug' | 'name' | 'summary' | 'illustrative'> {
  access: RouteAccess;
  stops: { name: string; lat: number; lon: number }[];
}
export interface RouteDetailRow extends Omit<RouteRow, 'stops'> {
  stops: Omit<RouteStopDto, 'legKm'>[];
  makers: RouteDetailDto['makers'];
}
export interface DeskRow {
  id: string;
  slug: string;
  name: string;
  summary: string;
  access: RouteAccess;
  published: boolean;
  stops: { kind: StopKind; of: string; name: string; words: string | null }[];
}

/** A stop shows a few goods, not a catalogue. */
const GOODS_OF_A_STOP = 4;
const MAKERS = 24;

/** Stops of route `r` with their place; a shop that does not sell at present is left out of what visitors read. */
const stopsFrom = (shop: 'shop_sellers' | 'sellers'): string => `tourism_route_stops s
  LEFT JOIN tourism_points t ON t.id = s.tourism_point_id
  LEFT JOIN ${
    shop === 'shop_sellers'
      ? 'shop_sellers'
      : '(SELECT x.id, x.slug, x.name, x.status, p.commune_code FROM sellers x JOIN producers p ON p.id = x.producer_id)'
  } e ON e.id = s.seller_id
  JOIN communes co ON co.code = coalesce(s.commune_code, t.commune_code, e.commune_code)
  WHERE s.route_id = r.id${shop === 'shop_sellers' ? ` AND (s.seller_id IS NULL OR e.status = 'approved')` : ''}`;

const kindSql = `CASE WHEN s.tourism_point_id IS NOT NULL THEN 'point' WHEN s.seller_id IS NOT NULL THEN 'seller' ELSE 'commune' END`;
const nameSql = `coalesce(t.name, e.name, co.full_name)`;
const latSql = `coalesce(t.latitude, co.latitude)`;
const lonSql = `coalesce(t.longitude, co.longitude)`;

/** Routes that visitors see, by name. */
export const routeList: Statement = {
  name: 'tourism-routes',
  text: `
    SELECT r.slug, r.name, r.summary, r.access, r.illustrative,
      (SELECT coalesce(json_agg(json_build_object('name', ${nameSql}, 'lat', ${latSql}, 'lon', ${lonSql}) ORDER BY s.position), '[]')
        FROM ${stopsFrom('shop_sellers')}) AS stops
    FROM tourism_routes r WHERE r.published ORDER BY r.name, r.slug`,
};

/** Listings that can be had at stop `s`: on the shelf of its point, of its shop, or made in its commune. */
const goodsAt = `(SELECT l.product_id, l.listed_from, l.stars, l.published_at FROM shop_listings l
  WHERE ${listedSql('l', '$1::date')} AND CASE
    WHEN s.tourism_point_id IS NOT NULL THEN l.product_id IN (SELECT ss.product_id FROM shop_shelf_stocks ss
      WHERE ss.tourism_point_id = s.tourism_point_id AND ss.state <> 'gone')
    WHEN s.seller_id IS NOT NULL THEN l.seller_id = s.seller_id
    ELSE l.commune_code = s.commune_code END
  ORDER BY l.stars DESC, l.published_at DESC, l.product_id LIMIT ${GOODS_OF_A_STOP})`;

/** One route that visitors see, by slug $3, on day $1 at instant $2. */
export const routeDetail: Statement = {
  name: 'tourism-route',
  text: `
    SELECT r.slug, r.name, r.summary, r.access, r.illustrative,
      (SELECT coalesce(json_agg(json_build_object('kind', ${kindSql}, 'of', coalesce(t.slug, e.slug, co.code),
          'name', ${nameSql}, 'commune', co.full_name, 'lat', ${latSql}, 'lon', ${lonSql}, 'words', s.words,
          'hours', CASE WHEN t.id IS NOT NULL THEN ${openingHoursSql('t.id', '$1::date')} END,
          'products', (SELECT coalesce(json_agg(${cardSql('g', '$2::timestamptz')}
            ORDER BY g.stars DESC, g.published_at DESC, g.product_id), '[]') FROM ${goodsAt} g)) ORDER BY s.position), '[]')
        FROM ${stopsFrom('shop_sellers')}) AS stops,
      (SELECT coalesce(json_agg(json_build_object('slug', m.slug, 'name', m.name, 'commune', m.commune) ORDER BY m.commune, m.slug), '[]')
        FROM (SELECT v.slug, v.name, vc.full_name AS commune FROM shop_sellers v JOIN communes vc ON vc.code = v.commune_code
          WHERE v.status = 'approved' AND v.commune_code IN (SELECT co.code FROM ${stopsFrom('shop_sellers')})
          ORDER BY vc.full_name, v.slug LIMIT ${MAKERS}) m) AS makers
    FROM tourism_routes r WHERE r.published AND r.slug = $3`,
};

/** Routes as officers write them, by name; of one slug $1, or null for all. */
export const routesForDesk: Statement = {
  name: 'tourism-routes-desk',
  text: `
    SELECT r.id, r.slug, r.name, r.summary, r.access, r.published,
      (SELECT coalesce(json_agg(json_build_object('kind', ${kindSql}, 'of', coalesce(t.slug, e.slug, co.code),
          'name', ${nameSql}, 'words', s.words) ORDER BY s.position), '[]') FROM ${stopsFrom('sellers')}) AS stops
    FROM tourism_routes r WHERE $1::text IS NULL OR r.slug = $1 ORDER BY r.name, r.slug`,
};

/** Writes a route under its slug; its id. $1 id, $2 slug, $3 name, $4 summary, $5 access, $6 published, $7 illustrative, $8 now. */
export const writeRoute: Statement = {
  name: 'tourism-write-route',
  text: `
    INSERT INTO tourism_routes AS r (id, slug, name, summary, access, published, illustrative, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
    ON CONFLICT (slug) DO UPDATE SET name = excluded.name, summary = excluded.summary, access = excluded.access,
      published = excluded.published, illustrative = excluded.illustrative, updated_at = excluded.updated_at
    RETURNING id`,
};

export const forgetStops: Statement = {
  name: 'tourism-forget-stops',
  text: `DELETE FROM tourism_route_stops WHERE route_id = $1`,
};

/** The stops of route $1 in their order, at $2, as [{kind, of, words}] ($3). How many were found and written. */
export const writeStops: Statement = {
  name: 'tourism-write-stops',
  text: `
    INSERT INTO tourism_route_stops (route_id, position, tourism_point_id, seller_id, commune_code, words, created_at, updated_at)
    SELECT $1, w.position, t.id, e.id, c.code, w.words, $2, $2
    FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (kind text, "of" text, words text)) WITH ORDINALITY
      AS w(kind, "of", words, position)
    LEFT JOIN tourism_points t ON w.kind = 'point' AND t.slug = w."of"
    LEFT JOIN sellers e ON w.kind = 'seller' AND e.slug = w."of" AND e.status IN ('approved', 'suspended', 'closed')
    LEFT JOIN communes c ON w.kind = 'commune' AND c.code = w."of"
    WHERE num_nonnulls(t.id, e.id, c.code) = 1
    RETURNING position`,
};
