import type { Statement } from '../../../platform/database/reader.js';
import { cursorSql } from '../../../platform/http/cursor.js';
import { openingHoursSql } from '../../places/index.js';
import { pointShareSql } from '../share/share-facts.sql.js';
import { cardSql, imageSql, listedSql } from './product-card.sql.js';

/** A point's page shows its goods, not a catalogue: the list with `point` has the rest. */
const PRODUCTS_OF_A_POINT = 48;
const NEIGHBOURS = 4;

const listingsOfPoint = (point: string, day: string): string => `
  shop_shelf_stocks ss JOIN shop_listings l ON l.product_id = ss.product_id
    WHERE ss.tourism_point_id = ${point} AND ${listedSql('l', day)}`;

/** Pictures of point `t` as json objects, drawn ones marked. */
const pictureSql = `(${imageSql('pp', 1200)}::jsonb
  || jsonb_build_object('illustration', pp.illustration, 'altEn', pp.alt_en))`;

const pointFields = (day: string): string => `
  'slug', t.slug, 'name', t.name, 'kind', t.kind, 'placeType', t.place_type, 'commune', json_build_object('code', co.code, 'name', co.full_name),
  'place', coalesce(t.place, ''), 'lat', t.latitude, 'lon', t.longitude, 'access', t.access, 'what', t.description,
  'image', (SELECT ${pictureSql} FROM shop_point_pictures pp WHERE pp.tourism_point_id = t.id
    ORDER BY pp.position LIMIT 1),
  'hours', ${openingHoursSql('t.id', day)},
  'productCount', (SELECT count(*) FROM ${listingsOfPoint('t.id', day)} AND ss.state <> 'gone')`;

export const POINTS_CURSOR = 'tourism-points';

/** Points in the order of their names: day $1, limit $2, slug after which the page begins $3 (or null). */
export const tourismPointList: Statement = {
  name: 'tourism_points',
  text: `
  WITH cut AS (SELECT t.* FROM tourism_points t WHERE $3::text IS NULL OR t.slug > $3::text
    ORDER BY t.slug LIMIT $2::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY slug) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object(${pointFields('$1::date')}) ORDER BY t.position), '[]')
      FROM page t JOIN communes co ON co.code = t.commune_code WHERE t.position <= $2::int),
    'nextCursor', (SELECT ${cursorSql(POINTS_CURSOR, 'page.slug', 'page.slug')} FROM page
      WHERE position = $2::int AND EXISTS (SELECT FROM page WHERE position > $2::int)))::text AS body`,
};

const SHELF_ORDER = `g.state = 'gone', g.stars DESC, g.published_at DESC, g.product_id`;
const shelf = `(SELECT l.product_id, l.listed_from, l.stars, l.published_at, ss.state, ss.checked_on
  FROM ${listingsOfPoint('t.id', '$1::date')}
  ORDER BY ss.state = 'gone', l.stars DESC, l.published_at DESC, l.product_id LIMIT ${PRODUCTS_OF_A_POINT})`;

/** One point by slug: day $1, instant $2, slug $3. No row when there is none. */
export const tourismPointDetail: Statement = {
  name: 'tourism_point',
  text: `
  SELECT json_build_object(${pointFields('$1::date')}, 'sharePicture', ${pointShareSql('$1::date')},
    'goods', t.goods, 'byRoad', t.by_road, 'byBoat', t.by_boat, 'illustrative', t.illustrative,
    'pictures', (SELECT coalesce(json_agg(${pictureSql} ORDER BY pp.position), '[]')
      FROM shop_point_pictures pp WHERE pp.tourism_point_id = t.id),
    'products', (SELECT coalesce(json_agg(${cardSql('g', '$2::timestamptz')} ORDER BY ${SHELF_ORDER}), '[]') FROM ${shelf} g),
    'shelf', (SELECT coalesce(json_agg(json_build_object('slug', p.slug, 'state', g.state, 'checkedOn', g.checked_on)
      ORDER BY ${SHELF_ORDER}), '[]') FROM ${shelf} g JOIN shop_products p ON p.id = g.product_id),
    'seller', (SELECT json_build_object('slug', s.slug, 'name', s.name) FROM point_sellers ps
      JOIN shop_sellers s ON s.id = ps.seller_id WHERE ps.tourism_point_id = t.id AND s.status = 'approved'),
    'pickupSellers', (SELECT coalesce(json_agg(json_build_object('slug', s.slug, 'name', s.name) ORDER BY s.slug), '[]')
      FROM shop_pickup_points pp JOIN shop_sellers s ON s.id = pp.seller_id
      WHERE pp.tourism_point_id = t.id AND s.status = 'approved'),
    'nearby', (SELECT coalesce(json_agg(json_build_object('slug', n.slug, 'name', n.name) ORDER BY n.far, n.slug), '[]')
      FROM (SELECT o.slug, o.name, power(o.latitude - t.latitude, 2) + power(o.longitude - t.longitude, 2) AS far
        FROM tourism_points o WHERE o.id <> t.id ORDER BY far, o.slug LIMIT ${NEIGHBOURS}) n))::text AS body
  FROM tourism_points t JOIN communes co ON co.code = t.commune_code WHERE t.slug = $3::text`,
};
