import { shapedStatement } from '../../../platform/database/shaped-statement.js';
import { cursorSql } from '../../../platform/http/cursor.js';

export const NOTICES_CURSOR = 'certificate-notices';

/**
 * A page of what was noticed in the officer's communes, the latest first, each with how the shop was told of it; null
 * leaves a filter out. The officers' rows are the list: every notice has one, also of what is on nobody's shelf.
 */
export const noticeList = shapedStatement(
  'certificate_notices',
  {
    communes: 'varchar[]',
    commune: 'text[]',
    step: 'text',
    delivery: 'text',
    limit: 'integer',
    key: 'text',
    id: 'uuid',
  },
  ($) => `
  WITH told AS (SELECT n.id, n.noticed_on, n.step, n.ends_on, n.certification_id, c.product_name, c.holder_name,
      co.full_name AS commune, s.slug, s.name, s.phone, coalesce(m.status, 'none') AS delivery,
      CASE WHEN m.status <> 'waiting' THEN m.status_changed_at END AS settled_at
    FROM certificate_notices n JOIN certifications c ON c.id = n.certification_id
      JOIN communes co ON co.code = c.commune_code
      LEFT JOIN certificate_notices t ON t.certification_id = n.certification_id AND t.step = n.step
        AND t.ends_on = n.ends_on AND t.recipient = 'seller'
      LEFT JOIN certificate_messages m ON m.id = t.message_id LEFT JOIN sellers s ON s.id = t.seller_id
    WHERE n.recipient = 'officer' AND (${$('communes')} IS NULL OR c.commune_code = ANY (${$('communes')}))
      AND (${$('commune')} IS NULL OR c.commune_code = ANY (${$('commune')}))),
  cut AS (SELECT * FROM told WHERE (${$('step')} IS NULL OR step = ${$('step')})
      AND (${$('delivery')} IS NULL OR delivery = ${$('delivery')})
      AND (${$('key')} IS NULL OR (noticed_on, id) < (${$('key')}::date, ${$('id')}))
    ORDER BY noticed_on DESC, id DESC LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY noticed_on DESC, id DESC) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('id', id, 'certificate', json_build_object(
        'id', certification_id, 'productName', product_name, 'holderName', holder_name, 'commune', commune),
        'step', step, 'endsOn', ends_on, 'noticedOn', noticed_on,
        'shop', CASE WHEN slug IS NOT NULL THEN json_build_object('slug', slug, 'name', name, 'phone', phone) END,
        'delivery', delivery, 'settledAt', to_char(settled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        ORDER BY position), '[]') FROM page WHERE position <= ${$('limit')}),
    'undelivered', (SELECT count(*) FROM told WHERE delivery = 'undelivered'),
    'nextCursor', (SELECT ${cursorSql(NOTICES_CURSOR, 'page.noticed_on::text', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);
