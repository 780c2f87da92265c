import type { Statement } from '../../../platform/database/reader.js';
import { availableOfProductSql, availableOfStockSql } from '../../inventory/index.js';
import { productShareSql } from '../share/share-facts.sql.js';
import {
  cardSql,
  cheapestVariantSql,
  firstImageSql,
  imageSql,
  listedSql,
  unitPriceSql,
} from './product-card.sql.js';

const RELATED_CARDS = 8;

/** A point's pin and a commune's middle are good to a kilometre; more digits would pretend. */
const distanceKmSql = (point: string, commune: string): string => `
  round((2 * 6371 * asin(sqrt(power(sin(radians(${point}.latitude - ${commune}.latitude) / 2), 2)
    + cos(radians(${commune}.latitude)) * cos(radians(${point}.latitude))
    * power(sin(radians(${point}.longitude - ${commune}.longitude) / 2), 2))))::numeric, 1)`;

/**
 * Other listed goods, the nearest kin first: of the same set, of the same seller, of the same group. Each branch reads a
 * few rows from the end of an index.
 */
const relatedSql = (day: string, now: string): string => {
  const kin = (kinship: number, condition: string, order: string): string => `
      (SELECT l.product_id, l.listed_from, l.published_at, ${kinship} AS kinship FROM shop_listings l
        WHERE ${condition} AND l.product_id <> p.id AND ${listedSql('l', day)} ORDER BY ${order} LIMIT ${RELATED_CARDS})`;
  const newest = 'l.published_at DESC, l.product_id DESC';
  return `
  (SELECT coalesce(json_agg(${cardSql('r', now)} ORDER BY r.kinship, r.published_at DESC, r.product_id), '[]') FROM (
    SELECT nearest.* FROM (SELECT DISTINCT ON (k.product_id) k.* FROM (
      ${[
        kin(1, 'l.set_no = p.set_no', newest),
        kin(2, 'l.seller_id = p.seller_id', 'l.product_id DESC'),
        kin(3, 'l.group_code = p.group_code', newest),
      ].join(' UNION ALL ')}) k ORDER BY k.product_id, k.kinship) nearest
    ORDER BY nearest.kinship, nearest.published_at DESC, nearest.product_id LIMIT ${RELATED_CARDS}) r)`;
};

const sellerSql = `
  json_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind, 'legalName', s.legal_name,
    'address', concat(s.address_line, ', ', lower(left(sc.full_name, 1)), substr(sc.full_name, 2), ', ',
      lower(left(pv.name, 1)), substr(pv.name, 2)),
    'phone', s.phone, 'taxCode', s.tax_code, 'status', s.status, 'illustrative', s.illustrative)`;

const variantsSql = (now: string): string => `
  (SELECT json_agg(json_build_object('id', v.id, 'name', v.name, 'priceVnd', v.price_vnd, 'unit', v.unit,
      'unitPrice', ${unitPriceSql('v')}, 'weightGrams', v.weight_grams,
      'catchWeight', CASE WHEN v.kg_price_vnd IS NOT NULL THEN json_build_object('kgPriceVnd', v.kg_price_vnd,
        'minGrams', v.min_grams, 'maxGrams', v.max_grams) END,
      'available', coalesce(${availableOfStockSql('st', now)}, 0)) ORDER BY v.position)
    FROM shop_variants v LEFT JOIN shop_stock st ON st.variant_id = v.id WHERE v.product_id = p.id)`;

const certificationSql = (day: string): string => `
  json_build_object('productCode', c.product_code, 'decisionNumber', c.decision_number,
    'decisionDate', c.decision_date, 'issuedBy', c.issued_by, 'stars', c.stars, 'score', c.score,
    'issuedOn', c.issued_on, 'expiresOn', c.expires_on, 'validUntil', c.valid_until,
    'status', CASE WHEN c.revoked_on <= ${day} THEN 'revoked' WHEN c.valid_until < ${day} THEN 'lapsed' ELSE 'in_force' END,
    'revokedOn', CASE WHEN c.revoked_on <= ${day} THEN c.revoked_on END)`;

const tourismPointsSql = `
  (SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name,
      'commune', json_build_object('code', tc.code, 'name', tc.full_name),
      'pickup', EXISTS (SELECT FROM shop_pickup_points pp
        WHERE pp.seller_id = p.seller_id AND pp.tourism_point_id = t.id),
      'checkedOn', ss.checked_on, 'state', ss.state, 'distanceKm', ${distanceKmSql('t', 'co')})
      ORDER BY ${distanceKmSql('t', 'co')}, t.slug), '[]')
    FROM shop_shelf_stocks ss JOIN tourism_points t ON t.id = ss.tourism_point_id
    JOIN communes tc ON tc.code = t.commune_code WHERE ss.product_id = p.id)`;

/**
 * One product by slug ($1) on a day ($2) at an instant ($3), with the floor's terms ($4, $5). `state` is `listed`;
 * `certificate_lapsed`, `paused`, `seller_suspended` or `seller_closed` (shown, not sold); `certificate_revoked`,
 * `taken_down` or `withdrawn` (gone, with alternatives); or null: never published, never certified, unknown.
 *
 * The certificate shown is the listing's, else the latest decision that has taken effect.
 */
export const productDetail: Statement = {
  name: 'product_detail',
  text: `
  WITH found AS (SELECT p.*, ps.group_code, ps.alcohol FROM shop_products p JOIN product_sets ps ON ps.no = p.set_no
    WHERE p.slug = $1::text),
  listing AS (SELECT l.* FROM found p JOIN shop_listings l ON l.product_id = p.id
    WHERE ${listedSql('l', '$2::date')} ORDER BY l.listed_from DESC LIMIT 1),
  certification AS (SELECT c.* FROM found p JOIN shop_certifications c ON c.product_id = p.id
    LEFT JOIN listing l ON true
    WHERE c.id = l.certification_id OR (l.certification_id IS NULL AND c.issued_on <= $2::date)
    ORDER BY c.decision_date DESC, c.id DESC LIMIT 1)
  SELECT st.state, CASE
    WHEN st.state IS NULL THEN NULL
    WHEN st.state IN ('withdrawn', 'taken_down', 'certificate_revoked') THEN json_build_object(
      'name', p.name, 'slug', p.slug, 'reason', st.state,
      'withdrawnOn', CASE st.state WHEN 'certificate_revoked' THEN c.revoked_on
        ELSE (p.publication_status_changed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END,
      'related', ${relatedSql('$2::date', '$3::timestamptz')})
    ELSE json_build_object(
      'id', p.id, 'slug', p.slug, 'name', p.name, 'stars', c.stars, 'set', p.set_no, 'group', p.group_code,
      'priceVnd', l.price_vnd, 'unit', v.unit,
      'unitPrice', CASE WHEN l.product_id IS NOT NULL THEN ${unitPriceSql('v')} END, 'byWeight', v.by_weight,
      'available', CASE WHEN l.product_id IS NULL THEN 0 ELSE ${availableOfProductSql('p.id', '$3::timestamptz')} END,
      'seller', ${sellerSql},
      'commune', json_build_object('code', co.code, 'name', co.full_name),
      'image', ${firstImageSql('p.id')}, 'sharePicture', ${productShareSql},
      'rating', json_build_object('average', l.rating_average, 'count', coalesce(l.rating_count, 0)),
      'description', p.description, 'story', p.story,
      'variants', CASE WHEN l.product_id IS NULL THEN '[]'::json ELSE ${variantsSql('$3::timestamptz')} END,
      'images', (SELECT coalesce(json_agg(${imageSql('i', 1200)} ORDER BY i.position), '[]')
        FROM shop_images i WHERE i.product_id = p.id),
      'season', (SELECT json_build_object('orderFrom', z.order_from, 'orderUntil', z.order_until,
          'deliverFrom', z.deliver_from) FROM shop_seasons z WHERE z.product_id = p.id),
      'closedUntil', (SELECT max(x.until_on) FROM shop_closures x
        WHERE x.seller_id = p.seller_id AND $2::date BETWEEN x.from_on AND x.until_on),
      'traceCode', (SELECT t.code FROM shop_traces t WHERE t.product_id = p.id AND t.batch_id IS NULL),
      'label', p.label, 'alcohol', p.alcohol, 'shipsTo', p.ships_to, 'illustrative', p.illustrative,
      'listed', l.product_id IS NOT NULL,
      'unlistedReason', CASE WHEN l.product_id IS NULL THEN st.state END,
      'certification', ${certificationSql('$2::date')},
      'tourismPoints', ${tourismPointsSql},
      'deliveryTerms', $4::text, 'returnTerms', $5::text,
      'related', ${relatedSql('$2::date', '$3::timestamptz')})
    END::text AS body
  FROM found p
  JOIN shop_sellers s ON s.id = p.seller_id
  JOIN communes co ON co.code = p.commune_code
  JOIN communes sc ON sc.code = s.commune_code
  JOIN provinces pv ON pv.code = sc.province_code
  CROSS JOIN LATERAL ${cheapestVariantSql('p.id')} v
  LEFT JOIN listing l ON true
  LEFT JOIN certification c ON true
  CROSS JOIN LATERAL (SELECT CASE
    WHEN l.product_id IS NOT NULL THEN 'listed'
    WHEN c.id IS NULL THEN NULL
    WHEN p.publication_status IN ('withdrawn', 'taken_down') THEN p.publication_status
    WHEN p.publication_status NOT IN ('published', 'paused') THEN NULL
    WHEN c.revoked_on <= $2::date THEN 'certificate_revoked'
    WHEN s.status = 'closed' THEN 'seller_closed'
    WHEN s.status = 'suspended' THEN 'seller_suspended'
    WHEN p.publication_status = 'paused' THEN 'paused'
    WHEN c.valid_until < $2::date THEN 'certificate_lapsed'
  END AS state) st`,
};

/** Whether some product that was ever published shows this picture ($1), or a review, or a tourism point. */
export const imageShown: Statement = {
  name: 'image_shown',
  text: `SELECT 1 AS shown FROM shop_images i JOIN shop_products p ON p.id = i.product_id WHERE i.sha = $1::text
    UNION ALL SELECT 1 FROM shop_review_photos f WHERE f.sha = $1::text
    UNION ALL SELECT 1 FROM point_pictures pp WHERE pp.sha = $1::text
    UNION ALL SELECT 1 FROM shop_point_pictures pp WHERE pp.sha = $1::text LIMIT 1`,
};
