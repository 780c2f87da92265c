import type { Statement } from '../../../platform/database/reader.js';
import { firstImageSql, listedSql } from '../shop/product-card.sql.js';

/** SQL: certificate `c` counts on that day; of several that do, the latest decision. */
const countsOn = (day: string): string => `
  c.issued_on <= ${day} AND c.valid_until >= ${day} AND (c.revoked_on IS NULL OR c.revoked_on > ${day})`;

/** SQL: certificate `c` as JSON, with where it stands on that day. */
const certificateSql = (day: string): string => `json_build_object(
  'productCode', c.product_code, 'decisionNumber', c.decision_number, 'decisionDate', c.decision_date,
  'issuedBy', c.issued_by, 'stars', c.stars, 'issuedOn', c.issued_on, 'expiresOn', c.expires_on,
  'validUntil', c.valid_until,
  'status', CASE WHEN c.revoked_on <= ${day} THEN 'revoked' WHEN c.valid_until < ${day} THEN 'lapsed'
    WHEN c.expires_on < ${day} THEN 'late_renewal' ELSE 'in_force' END,
  'revokedOn', CASE WHEN c.revoked_on <= ${day} THEN c.revoked_on END,
  'revocationDecision', CASE WHEN c.revoked_on <= ${day} THEN c.revocation_decision END)`;

/**
 * What code $1 stands for, on day $2: everything there is to say of a product that was once published and certified,
 * whatever became of it since. The certificate at packing is the one that counted on the day the batch was made, out of
 * all there are; the one of now is the one that counts, else the latest decision.
 */
export const tracePage: Statement = {
  name: 'trace_page',
  text: `
  WITH found AS (SELECT t.code, b.id AS batch_id, b.variant_name, b.code AS batch_code, b.made_on, b.expires_on, p.*
    FROM shop_traces t JOIN shop_products p ON p.id = t.product_id LEFT JOIN shop_batches b ON b.id = t.batch_id
    WHERE t.code = $1::text),
  present AS (SELECT ${certificateSql('$2::date')} AS body FROM found f
    JOIN shop_certifications c ON c.product_id = f.id WHERE c.issued_on <= $2::date
    ORDER BY (${countsOn('$2::date')}) DESC, c.decision_date DESC, c.id DESC LIMIT 1),
  packing AS (SELECT ${certificateSql('$2::date')} AS body FROM found f
    JOIN shop_certifications c ON c.product_id = f.id WHERE ${countsOn('f.made_on')}
    ORDER BY c.decision_date DESC, c.id DESC LIMIT 1)
  SELECT json_build_object(
    'code', f.code, 'kind', CASE WHEN f.batch_id IS NULL THEN 'product' ELSE 'batch' END,
    'product', json_build_object('slug', f.slug, 'name', f.name, 'set', json_build_object('no', ps.no, 'name', ps.name),
      'description', f.description, 'story', f.story, 'label', f.label, 'alcohol', ps.alcohol, 'image', ${firstImageSql('f.id')},
      'listed', EXISTS (SELECT FROM shop_listings l WHERE l.product_id = f.id AND ${listedSql('l', '$2::date')}),
      'publication', CASE WHEN f.publication_status IN ('paused', 'taken_down', 'withdrawn') THEN f.publication_status
        ELSE 'published' END,
      'withdrawnOn', CASE WHEN f.publication_status IN ('taken_down', 'withdrawn')
        THEN (f.publication_status_changed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END,
      'illustrative', f.illustrative),
    'producer', json_build_object('slug', s.slug, 'name', s.name, 'kind', s.kind, 'legalName', s.legal_name,
      'address', concat(s.address_line, ', ', lower(left(sc.full_name, 1)), substr(sc.full_name, 2), ', ',
        lower(left(pv.name, 1)), substr(pv.name, 2)),
      'status', s.status, 'illustrative', s.illustrative),
    'place', json_build_object('code', co.code, 'name', co.full_name, 'lat', co.latitude, 'lon', co.longitude,
      'until2025', CASE WHEN cardinality(co.former_districts) > 0 THEN json_build_object(
        'communes', to_json(co.former_names), 'districts', to_json(co.former_districts),
        'province', co.former_province) END),
    'batch', CASE WHEN f.batch_id IS NOT NULL THEN json_build_object('code', f.batch_code, 'variant', f.variant_name,
      'madeOn', f.made_on, 'expiresOn', f.expires_on, 'expired', coalesce(f.expires_on < $2::date, false)) END,
    'certificate', present.body, 'certificateAtPacking', packing.body,
    'tourismPoints', (SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name,
        'commune', json_build_object('code', tc.code, 'name', tc.full_name)) ORDER BY t.name), '[]')
      FROM shop_shelf_stocks ss JOIN tourism_points t ON t.id = ss.tourism_point_id
      JOIN communes tc ON tc.code = t.commune_code WHERE ss.product_id = f.id AND ss.state <> 'gone')) AS body
  FROM found f
  JOIN present ON true
  LEFT JOIN packing ON true
  JOIN product_sets ps ON ps.no = f.set_no
  JOIN shop_sellers s ON s.id = f.seller_id
  JOIN communes co ON co.code = f.commune_code
  JOIN communes sc ON sc.code = s.commune_code
  JOIN provinces pv ON pv.code = sc.province_code`,
};

/**
 * Which trace code $1 is of, and whether the session $2 (null: nobody) is of somebody who works in its shop, at $3.
 */
export const traceForScan: Statement = {
  name: 'trace_for_scan',
  text: `
  SELECT t.id, $2::varchar IS NOT NULL
    AND EXISTS (SELECT FROM seller_access($2::varchar, s.slug, 'enter', $3::timestamptz)) AS "isOwn"
  FROM shop_traces t JOIN shop_products p ON p.id = t.product_id JOIN shop_sellers s ON s.id = p.seller_id
  WHERE t.code = $1::text`,
};

/** Adds what was counted: trace ids $1, days $2, numbers $3. */
export const countScans: Statement = {
  name: 'count_scans',
  text: `SELECT count_scans($1::uuid[], $2::date[], $3::integer[])`,
};
