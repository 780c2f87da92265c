import type { Statement } from '../../../platform/database/reader.js';
import { filingSql, standingSql } from './certificates.sql.js';

/** Which certificates, as of day $1: in the officer's communes $2 and among the communes $3 (null: all). */
const WHERE = `c.decision_date <= $1::date AND ($2::varchar[] IS NULL OR c.commune_code = ANY ($2))
  AND ($3::text[] IS NULL OR c.commune_code = ANY ($3))`;

/** One product: that of the floor, or the chain of certificates of one that is not there. */
const PRODUCT = `coalesce(c.product_id, c.first_id, c.id)`;

/**
 * What the register says of day $1: the products with a certificate in force on it, of several the one that counts, and
 * who holds them. Holders are counted by their entry in the register of cooperatives, otherwise by name and commune.
 */
export const certificateFigures: Statement = {
  name: 'certificate_figures',
  text: `
  WITH counted AS (
    SELECT DISTINCT ON (${PRODUCT}) c.stars, c.holder_kind, k.field,
      coalesce(c.cooperative_id::text, c.commune_code || ' ' || fold_vi(c.holder_name)) AS holder
    FROM certifications c LEFT JOIN cooperatives k ON k.id = c.cooperative_id
    WHERE ${WHERE} AND c.issued_on <= $1::date AND c.valid_until >= $1::date
      AND (c.revoked_on IS NULL OR c.revoked_on > $1::date)
    ORDER BY ${PRODUCT}, c.decision_date DESC, c.id DESC),
  cooperatives_in AS (SELECT * FROM counted WHERE holder_kind = 'cooperative')
  SELECT json_build_object('asOf', $1::date,
    'products', (SELECT count(*) FROM counted),
    'holders', (SELECT count(DISTINCT holder) FROM counted),
    'byStars', (SELECT json_agg(json_build_object('stars', s, 'products', (SELECT count(*) FROM counted WHERE stars = s))
      ORDER BY s DESC) FROM generate_series(3, 5) AS s),
    'byHolderKind', (SELECT coalesce(json_agg(json_build_object('kind', b.holder_kind, 'holders', b.holders,
        'products', b.products) ORDER BY b.products DESC, b.holder_kind), '[]')
      FROM (SELECT holder_kind, count(DISTINCT holder) AS holders, count(*) AS products FROM counted GROUP BY 1) b),
    'cooperatives', (SELECT count(DISTINCT holder) FROM cooperatives_in),
    'agriculturalCooperatives', (SELECT count(DISTINCT holder) FROM cooperatives_in WHERE field = 'agriculture'),
    'productsOfAgriculturalCooperatives', (SELECT count(*) FROM cooperatives_in WHERE field = 'agriculture'))::text AS body`,
};

/**
 * What lies ahead, as seen on day $1 with what was decided by then: months from three back to twelve ahead, and commune
 * by commune. A certificate that something followed is not asked for any more; `lapsed` are those that nothing followed.
 */
export const certificateForecast: Statement = {
  name: 'certificate_forecast',
  text: `
  WITH judged AS (
    SELECT c.commune_code, c.expires_on, c.valid_until, ${standingSql('$1::date')} AS standing,
      ${filingSql('$1::date')} AS filing
    FROM certifications c WHERE ${WHERE}),
  alive AS (SELECT * FROM judged WHERE standing IN ('in_force', 'late_renewal')),
  lapsed AS (SELECT * FROM judged WHERE standing = 'lapsed'),
  months AS (SELECT m::date AS first, (m + interval '1 month')::date - 1 AS last
    FROM generate_series(date_trunc('month', $1::date::timestamp) - interval '3 months',
      date_trunc('month', $1::date::timestamp) + interval '12 months', interval '1 month') AS m)
  SELECT json_build_object('asOf', $1::date,
    'inForce', (SELECT count(*) FROM alive),
    'filingOpen', (SELECT count(*) FROM alive WHERE standing = 'in_force' AND filing = 'open'),
    'filingMissed', (SELECT count(*) FROM alive WHERE standing = 'in_force' AND filing = 'missed'),
    'lateRenewals', (SELECT count(*) FROM alive WHERE standing = 'late_renewal'),
    'lapsed', (SELECT count(*) FROM lapsed),
    'months', (SELECT json_agg(json_build_object('month', to_char(m.first, 'YYYY-MM'),
        'expiring', (SELECT count(*) FROM alive WHERE valid_until BETWEEN m.first AND m.last),
        'filing', (SELECT count(*) FROM alive
          WHERE m.last >= $1::date AND expires_on - 180 <= m.last AND expires_on - 120 >= greatest(m.first, $1::date)),
        'lapsed', (SELECT count(*) FROM lapsed WHERE valid_until BETWEEN m.first AND m.last)) ORDER BY m.first)
      FROM months m),
    'byCommune', (SELECT coalesce(json_agg(json_build_object('commune',
        json_build_object('code', co.code, 'name', co.full_name), 'inForce', b.in_force, 'filingOpen', b.open,
        'filingMissed', b.missed, 'lapsed', b.lapsed) ORDER BY b.open + b.missed DESC, b.lapsed DESC, fold_vi(co.name)), '[]')
      FROM (SELECT commune_code, count(*) FILTER (WHERE standing IN ('in_force', 'late_renewal')) AS in_force,
          count(*) FILTER (WHERE standing = 'in_force' AND filing = 'open') AS open,
          count(*) FILTER (WHERE standing = 'in_force' AND filing = 'missed') AS missed,
          count(*) FILTER (WHERE standing = 'lapsed') AS lapsed
        FROM judged GROUP BY 1) b
      JOIN communes co ON co.code = b.commune_code
      WHERE b.in_force + b.lapsed > 0))::text AS body`,
};
