import { shapedStatement, type ShapedStatement } from '../../platform/database/shaped-statement.js';
import type { Statement } from '../../platform/database/reader.js';
import { cursorSql, instantKeySql } from '../../platform/http/cursor.js';

export type RequestState = 'open' | 'closed';
export const requestsCursor = (state: RequestState): string => `authority_requests_${state}`;

/** Columns of request `r` in a list, at an instant. */
const fields = (now: string): string => `
  'id', r.id, 'no', r.no, 'authority', r.authority, 'documentNumber', r.document_number, 'documentDate', r.document_date,
  'kind', r.kind, 'status', r.status, 'receivedAt', r.received_at, 'dueAt', r.due_at,
  'late', r.status = 'open' AND r.due_at < ${now}, 'commune', co.full_name,
  'subject', json_build_object('type', CASE WHEN r.product_id IS NOT NULL THEN 'product'
      WHEN r.seller_id IS NOT NULL THEN 'seller' ELSE 'order' END,
    'key', coalesce(p.slug, s.slug, o.code), 'name', coalesce(p.name, s.name, o.code))`;

const BESIDE = `JOIN communes co ON co.code = r.commune_code LEFT JOIN products p ON p.id = r.product_id
  LEFT JOIN sellers s ON s.id = r.seller_id LEFT JOIN orders o ON o.id = r.order_id`;

const PARAMETERS = {
  communes: 'varchar[]',
  now: 'timestamptz',
  limit: 'integer',
  key: 'text',
  id: 'uuid',
};

/** A page of the officer's requests: open ones with the most urgent first, closed ones with the newest first. */
export function requestList(state: RequestState): ShapedStatement {
  const [column, direction, beyond, which] =
    state === 'open'
      ? (['due_at', 'ASC', '>', `r.status = 'open'`] as const)
      : (['status_changed_at', 'DESC', '<', `r.status <> 'open'`] as const);
  return shapedStatement(
    `authority_requests_${state}`,
    PARAMETERS,
    ($) => `
    WITH cut AS (SELECT r.id, ${instantKeySql(`r.${column}`)} AS key FROM authority_requests r
      WHERE ${which} AND (${$('communes')} IS NULL OR r.commune_code = ANY (${$('communes')}))
        AND (${$('key')} IS NULL OR (r.${column}, r.id) ${beyond} ((${$('key')})::timestamptz, ${$('id')}))
      ORDER BY r.${column} ${direction}, r.id ${direction} LIMIT ${$('limit')} + 1),
    page AS (SELECT cut.*, row_number() OVER (ORDER BY key ${direction}, id ${direction}) AS position FROM cut)
    SELECT json_build_object(
      'items', (SELECT coalesce(json_agg(json_build_object(${fields($('now'))}) ORDER BY page.position), '[]')
        FROM page JOIN authority_requests r USING (id) ${BESIDE} WHERE page.position <= ${$('limit')}),
      'nextCursor', (SELECT ${cursorSql(requestsCursor(state), 'page.key', 'page.id::text')} FROM page
        WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
  );
}

/** SQL: revoked certificates of the request's product. */
const revocation = `jsonb_build_object('id', c.id, 'decisionNumber', c.revocation_decision, 'revokedOn', c.revoked_on)`;

/** One request $3 at instant $2 in the officer's communes $1; names of who did what are found by their accounts. */
export const requestDetail: Statement = {
  name: 'authority_request',
  text: `
  SELECT jsonb_build_object(${fields('$2::timestamptz')}) || jsonb_build_object(
    'details', r.details, 'personalData', r.personal_data, 'answer', r.answer,
    'closedAt', CASE WHEN r.status <> 'open' THEN r.status_changed_at END,
    'takedown', (SELECT jsonb_build_object('id', t.id, 'takenDownAt', t.taken_down_at, 'liftedAt', t.lifted_at,
      'liftingWords', t.lifting_words) FROM product_takedowns t WHERE t.id = r.takedown_id),
    'suspension', (SELECT jsonb_build_object('id', x.id, 'begunAt', x.begun_at, 'endedAt', x.ended_at,
      'sellerSlug', xs.slug) FROM suspensions x JOIN sellers xs ON xs.id = x.seller_id WHERE x.id = r.suspension_id),
    'revocation', (SELECT ${revocation} FROM certifications c WHERE c.id = r.certification_id),
    'revocations', (SELECT coalesce(jsonb_agg(${revocation} ORDER BY c.revoked_on DESC, c.id), '[]')
      FROM certifications c WHERE c.product_id = r.product_id AND c.revoked_on IS NOT NULL),
    'openOrders', (SELECT jsonb_build_object('orders', count(DISTINCT oo.id),
        'purchases', count(DISTINCT oo.order_group_id))
      FROM orders oo JOIN order_lines l ON l.order_id = oo.id WHERE oo.status IN ('placed', 'confirmed')
        AND (oo.id = r.order_id OR oo.seller_id = r.seller_id OR l.product_id = r.product_id)),
    'history', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', a.occurred_at, 'action', a.action,
        'by', a.actor_id) ORDER BY a.id), '[]')
      FROM audit_records a WHERE a.subject_type = 'authority_request' AND a.subject_id = r.id)) AS body
  FROM authority_requests r ${BESIDE}
  WHERE r.id = $3::uuid AND ($1::varchar[] IS NULL OR r.commune_code = ANY ($1))`,
};
