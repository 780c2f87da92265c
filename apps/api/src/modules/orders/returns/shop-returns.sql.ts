import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import type { ReturnStatus } from './return-status.js';

export const SHOP_RETURNS_CURSOR = 'shop_returns';

export const SHOWN_RETURNS: Readonly<Record<'open' | 'over', readonly ReturnStatus[]>> = {
  open: ['requested', 'escalated', 'agreed'],
  over: ['settled', 'declined', 'withdrawn'],
};

/** A page of the bound shop's returns: open ones by the day on which an answer is due, others the newest first. */
export const shopReturns = (open: boolean): ShapedStatement => {
  const key = open ? 'r.answer_by' : 'r.created_at';
  const way = open ? '' : 'DESC';
  return shapedStatement(
    'shop_returns',
    { limit: 'integer', key: 'text', id: 'uuid', statuses: 'text[]' },
    ($) => `
  WITH cut AS (
    SELECT r.id, ${instantKeySql(key)} AS key FROM order_returns r
    WHERE r.status = ANY (${$('statuses')})
      AND (${$('key')} IS NULL OR (${key}, r.id) ${open ? '>' : '<'} ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY ${key} ${way}, r.id ${way} LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key ${way}, id ${way}) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('orderCode', o.code, 'number', r.number, 'status', r.status,
        'reason', r.reason, 'requestedAt', r.created_at, 'answerBy', r.answer_by, 'refundVnd', r.refund_vnd,
        'pieces', g.pieces, 'goodsNames', g.names) ORDER BY page.position), '[]')
      FROM page JOIN order_returns r USING (id) JOIN orders o ON o.id = r.order_id
        CROSS JOIN LATERAL (SELECT sum(x.quantity)::int AS pieces,
            string_agg(x.quantity || ' × ' || concat_ws(', ', l.product_name, l.variant_name), '; '
              ORDER BY l.created_at, l.id) AS names
          FROM order_return_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.return_id = r.id) g
      WHERE page.position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(SHOP_RETURNS_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
  );
};
