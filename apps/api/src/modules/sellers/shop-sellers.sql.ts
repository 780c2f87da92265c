import type { Statement } from '../../platform/database/reader.js';
import { cursorSql } from '../../platform/http/cursor.js';
import { sellerShareSql } from './share-facts.sql.js';

export const SELLERS_CURSOR = 'sellers';

/** Listed products of seller `s` on day $1. */
const productCount = `(SELECT count(*) FROM shop_listings l WHERE l.seller_id = s.id
  AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $1::date))`;

const lowerFirst = (text: string): string => `lower(left(${text}, 1)) || substr(${text}, 2)`;

const fields = `
  'slug', s.slug, 'name', s.name, 'legalName', s.legal_name, 'kind', s.kind,
  'commune', json_build_object('code', co.code, 'name', co.full_name),
  'address', concat(s.address_line, ', ', ${lowerFirst('co.full_name')}, ', ', ${lowerFirst('pv.name')}),
  'phone', s.phone, 'taxCode', s.tax_code, 'story', s.story, 'status', s.status, 'productCount', ${productCount},
  'illustrative', s.illustrative`;

const places = `JOIN communes co ON co.code = s.commune_code JOIN provinces pv ON pv.code = co.province_code`;

/** Approved sellers in the order of their names: day $1, limit $2, slug after which the page begins $3 (or null). */
export const sellerList: Statement = {
  name: 'sellers',
  text: `
  WITH cut AS (SELECT s.* FROM shop_sellers s
    WHERE s.status = 'approved' AND ($3::text IS NULL OR s.slug > $3::text) ORDER BY s.slug LIMIT $2::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY slug) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object(${fields}) ORDER BY s.position), '[]')
      FROM page s ${places} WHERE s.position <= $2::int),
    'nextCursor', (SELECT ${cursorSql(SELLERS_CURSOR, 'page.slug', 'page.slug')} FROM page
      WHERE position = $2::int AND EXISTS (SELECT FROM page WHERE position > $2::int)))::text AS body`,
};

/** One seller by slug: day $1, slug $2. Suspended and closed ones too: who bought there must find them. */
export const sellerDetail: Statement = {
  name: 'seller',
  text: `
  SELECT json_build_object(${fields}, 'sharePicture', ${sellerShareSql('$1::date')},
    'pickupPoints', (SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY t.slug), '[]')
      FROM shop_pickup_points pp JOIN tourism_points t ON t.id = pp.tourism_point_id
      WHERE pp.seller_id = s.id AND s.status = 'approved'))::text AS body
  FROM shop_sellers s ${places} WHERE s.slug = $2::text`,
};
