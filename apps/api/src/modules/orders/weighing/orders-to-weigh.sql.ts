import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import { WEIGHING_HOURS } from '../order-status.js';

export const TO_WEIGH_CURSOR = 'orders_to_weigh';

/** SQL: lines `l` that wait for the scales. */
export const UNWEIGHED = `l.kg_price_vnd IS NOT NULL AND l.weighed_grams IS NULL`;

/**
 * A page of the bound shop's open orders that wait for the scales, the longest waiting first. Its policies show a shop its
 * own orders and no others.
 */
export const ordersToWeigh: ShapedStatement = shapedStatement(
  'orders_to_weigh',
  { limit: 'integer', key: 'text', id: 'uuid' },
  ($) => `
  WITH cut AS (
    SELECT o.id, ${instantKeySql('o.created_at')} AS key FROM orders o
    WHERE o.status IN ('placed', 'confirmed') AND EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED})
      AND (${$('key')} IS NULL OR (o.created_at, o.id) > ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY o.created_at, o.id LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, id) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('code', o.code, 'placedAt', o.created_at,
        'weighBy', o.created_at + interval '${WEIGHING_HOURS} hours', 'paymentMethod', p.method, 'totalVnd', o.total_vnd,
        'lines', (SELECT json_agg(json_build_object('id', l.id, 'name', l.product_name, 'variantName', l.variant_name,
            'quantity', l.quantity, 'kgPriceVnd', l.kg_price_vnd, 'maxGrams', l.max_grams, 'totalVnd', l.total_vnd)
            ORDER BY l.created_at, l.id)
          FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED})) ORDER BY page.position), '[]')
      FROM page JOIN orders o USING (id) JOIN payments p ON p.payable_id = o.id
      WHERE page.position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(TO_WEIGH_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);
