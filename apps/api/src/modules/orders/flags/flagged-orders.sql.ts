import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import { reasonSql } from './flag-causes.sql.js';

export const FLAGS_CURSOR = 'flagged_orders';

/** Lines that are flagged now, in orders that are still open. */
const FROM = `order_line_flags f JOIN order_lines l ON l.id = f.order_line_id JOIN orders o ON o.id = l.order_id
  JOIN sellers s ON s.id = o.seller_id JOIN producers pr ON pr.id = s.producer_id JOIN products p ON p.id = l.product_id`;
const LIVE = `f.lifted_at IS NULL AND o.status IN ('placed', 'confirmed')`;

/**
 * A page of flagged lines, the newest first. A shop's own side needs no filter: its policies show it its own orders and
 * no others. `communes` null: all.
 */
export const flaggedOrders: ShapedStatement = shapedStatement(
  'flagged_orders',
  {
    communes: 'varchar[]',
    certificate: 'uuid',
    takedown: 'uuid',
    suspension: 'uuid',
    limit: 'integer',
    key: 'text',
    id: 'uuid',
  },
  ($) => `
  WITH cut AS (
    SELECT f.id, ${instantKeySql('f.flagged_at')} AS key FROM ${FROM}
    WHERE ${LIVE} AND (${$('communes')} IS NULL OR pr.commune_code = ANY (${$('communes')}))
      AND (${$('certificate')} IS NULL OR f.certification_id = ${$('certificate')})
      AND (${$('takedown')} IS NULL OR f.takedown_id = ${$('takedown')})
      AND (${$('suspension')} IS NULL OR f.suspension_id = ${$('suspension')})
      AND (${$('key')} IS NULL OR (f.flagged_at, f.id) < ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY f.flagged_at DESC, f.id DESC LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key DESC, id DESC) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'reason', ${reasonSql},
        'flaggedAt', f.flagged_at, 'buyerToldAt', f.told_at,
        'order', json_build_object('code', o.code, 'status', o.status, 'placedAt', o.created_at),
        'product', json_build_object('slug', p.slug, 'name', l.product_name), 'variantName', l.variant_name,
        'unit', l.unit, 'quantity', l.quantity, 'seller', json_build_object('slug', s.slug, 'name', s.name))
        ORDER BY page.position), '[]')
      FROM page JOIN order_line_flags f USING (id) JOIN order_lines l ON l.id = f.order_line_id
      JOIN orders o ON o.id = l.order_id JOIN sellers s ON s.id = o.seller_id JOIN products p ON p.id = l.product_id
      WHERE page.position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(FLAGS_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);
