import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import type { Statement } from '../../../platform/database/reader.js';
import { cursorSql } from '../../../platform/http/cursor.js';

/** SQL: something that follows certificate `c` has been issued by that day and was not revoked again. */
export const replacedSql = (
  day: string,
): string => `EXISTS (SELECT FROM certifications n WHERE n.follows_id = c.id
  AND n.issued_on <= ${day} AND (n.revoked_on IS NULL OR n.revoked_on > ${day}))`;

/** SQL: where certificate `c` stands on that day. */
export const standingSql = (day: string): string => `CASE
  WHEN c.revoked_on <= ${day} THEN 'revoked'
  WHEN ${replacedSql(day)} THEN 'replaced'
  WHEN c.valid_until < ${day} THEN 'lapsed'
  WHEN c.expires_on < ${day} THEN 'late_renewal' ELSE 'in_force' END`;

/**
 * SQL: how the filing of a renewal stands on that day: `open` from 180 to 120 days before the expiry, `missed` from then
 * on while the certificate is still in force (Decision 26/2026, Art. 7.6).
 */
export const filingSql = (day: string): string => `CASE
  WHEN ${day} BETWEEN c.expires_on - 180 AND c.expires_on - 120 THEN 'open'
  WHEN ${day} > c.expires_on - 120 AND ${day} <= c.expires_on THEN 'missed' END`;

/** Columns of certificate `c` in a list, with its commune `co` and product `p`. */
const fields = (day: string): string => `
  'id', c.id, 'productName', c.product_name, 'set', c.set_no, 'holderName', c.holder_name, 'holderKind', c.holder_kind,
  'commune', json_build_object('code', co.code, 'name', co.full_name), 'kind', c.kind, 'stars', c.stars,
  'productCode', c.product_code, 'decisionNumber', c.decision_number, 'decisionDate', c.decision_date,
  'issuedBy', c.issued_by, 'issuedOn', c.issued_on, 'expiresOn', c.expires_on, 'validUntil', c.valid_until,
  'standing', ${standingSql(day)},
  'filing', CASE WHEN ${standingSql(day)} = 'in_force' THEN ${filingSql(day)} END,
  'product', CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('slug', p.slug, 'name', p.name) END,
  'illustrative', to_json(c.illustrative)`;

const BESIDE = `JOIN communes co ON co.code = c.commune_code LEFT JOIN products p ON p.id = c.product_id`;

export type CertificateOrder = 'newest' | 'soonest';
export const certificatesCursor = (order: CertificateOrder): string => `certificates_${order}`;

const PARAMETERS = {
  communes: 'varchar[]',
  day: 'date',
  words: 'text',
  standing: 'text[]',
  commune: 'text[]',
  stars: 'smallint[]',
  within: 'integer',
  filing: 'text',
  limit: 'integer',
  key: 'text',
  id: 'uuid',
};

/**
 * A page of the register, the latest decision first or, of what expires soon, the soonest: in the officer's communes,
 * null leaves a filter out. `within` counts days until the last one of what is in force.
 */
export function certificateList(order: CertificateOrder): ShapedStatement {
  const [column, direction, beyond] =
    order === 'newest' ? (['decision_date', 'DESC', '<'] as const) : (['valid_until', 'ASC', '>'] as const);
  return shapedStatement(`certificates_${order}`, PARAMETERS, ($) => {
    const day = $('day');
    return `
    WITH judged AS (SELECT c.id, c.${column}::text AS key, c.valid_until, ${standingSql(day)} AS standing,
        ${filingSql(day)} AS filing
      FROM certifications c
      WHERE (${$('communes')} IS NULL OR c.commune_code = ANY (${$('communes')}))
        AND (${$('commune')} IS NULL OR c.commune_code = ANY (${$('commune')}))
        AND (${$('stars')} IS NULL OR c.stars = ANY (${$('stars')}))
        AND (${$('words')} IS NULL OR fold_vi(${$('words')}) <> '' AND (
          fold_vi(c.product_name) LIKE '%' || fold_vi(${$('words')}) || '%'
          OR fold_vi(c.holder_name) LIKE '%' || fold_vi(${$('words')}) || '%'
          OR fold_vi(c.decision_number) = fold_vi(${$('words')}) OR c.product_code = btrim(${$('words')})))),
    cut AS (SELECT id, key FROM judged
      WHERE (${$('standing')} IS NULL OR standing = ANY (${$('standing')}))
        AND (${$('within')} IS NULL OR standing IN ('in_force', 'late_renewal') AND valid_until <= ${day} + ${$('within')})
        AND (${$('filing')} IS NULL OR standing = 'in_force' AND filing = ${$('filing')})
        AND (${$('key')} IS NULL OR (key, id) ${beyond} (${$('key')}, ${$('id')}))
      ORDER BY key ${direction}, id ${direction} LIMIT ${$('limit')} + 1),
    page AS (SELECT cut.*, row_number() OVER (ORDER BY key ${direction}, id ${direction}) AS position FROM cut)
    SELECT json_build_object(
      'items', (SELECT coalesce(json_agg(json_build_object(${fields(day)}) ORDER BY page.position), '[]')
        FROM page JOIN certifications c USING (id) ${BESIDE} WHERE page.position <= ${$('limit')}),
      'nextCursor', (SELECT ${cursorSql(certificatesCursor(order), 'page.key', 'page.id::text')} FROM page
        WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`;
  });
}

/** One certificate $3 on day $2, with its chain, papers and inspections, in the officer's communes $1. */
export const certificateDetail: Statement = {
  name: 'certificate',
  text: `
  SELECT jsonb_build_object(${fields('$2::date')}) || jsonb_build_object(
    'setName', ps.name, 'certificateNumber', c.certificate_number, 'score', c.score, 'filedOn', c.filed_on,
    'lateRenewal', CASE WHEN c.late_renewal_until IS NULL THEN NULL ELSE
      jsonb_build_object('until', c.late_renewal_until, 'evidence', c.late_renewal_evidence) END,
    'revocation', CASE WHEN c.revoked_on IS NULL THEN NULL ELSE jsonb_build_object('revokedOn', c.revoked_on,
      'ground', c.revocation_ground, 'decisionNumber', c.revocation_decision, 'revokedBy', c.revoked_by) END,
    'cooperative', CASE WHEN k.id IS NULL THEN NULL ELSE
      jsonb_build_object('id', k.id, 'name', k.name, 'status', k.status) END,
    'listed', EXISTS (SELECT FROM listings l WHERE l.certification_id = c.id
      AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $2::date)),
    'openOrders', CASE WHEN c.product_id IS NULL THEN NULL ELSE (
      SELECT jsonb_build_object('orders', count(DISTINCT o.id), 'purchases', count(DISTINCT o.order_group_id))
      FROM order_lines ol JOIN orders o ON o.id = ol.order_id
      WHERE ol.product_id = c.product_id AND o.status IN ('placed', 'confirmed')) END,
    'chain', (SELECT jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'stars', h.stars,
        'decisionNumber', h.decision_number, 'decisionDate', h.decision_date, 'validUntil', h.valid_until,
        'standing', h.standing) ORDER BY h.decision_date, h.id)
      FROM (SELECT c.*, ${standingSql('$2::date')} AS standing FROM certifications c) h
      WHERE coalesce(h.first_id, h.id) = coalesce(c.first_id, c.id)),
    'scans', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'format', s.format,
        'bytes', s.bytes, 'uploadedAt', s.uploaded_at) ORDER BY s.id), '[]')
      FROM certificate_scans s WHERE s.certification_id = c.id),
    'inspections', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'inspectedOn', i.inspected_on,
        'inspectedBy', i.inspected_by, 'covered', i.covered, 'outcome', i.outcome, 'findings', i.findings)
        ORDER BY i.inspected_on, i.id), '[]')
      FROM certificate_inspections i WHERE i.certification_id = c.id)) AS body
  FROM certifications c ${BESIDE} JOIN product_sets ps ON ps.no = c.set_no LEFT JOIN cooperatives k ON k.id = c.cooperative_id
  WHERE c.id = $3::uuid AND ($1::varchar[] IS NULL OR c.commune_code = ANY ($1))`,
};
