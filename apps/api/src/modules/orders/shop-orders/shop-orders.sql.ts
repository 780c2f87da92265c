import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import { GO_AHEAD, GO_AHEAD_ASKED } from '../go-ahead/go-ahead.sql.js';
import { aheadSql, DEPOSIT_DUE } from '../deposits/deposit.sql.js';
import { reasonSql } from '../flags/flag-causes.sql.js';
import { UNWEIGHED } from '../weighing/orders-to-weigh.sql.js';

export const SHOP_ORDERS_CURSOR = 'shop_orders';

/** What a shop has to do next with an order; `wait_*` and `done` are not its turn. */
export const shopSteps = [
  'weigh',
  'confirm',
  'call',
  'pack',
  'hand_over',
  'deliver',
  'take_back',
  'answer_return',
  'receive_return',
  'wait_payment',
  'wait_completion',
  'completed',
  'cancelled',
] as const;
export type ShopStep = (typeof shopSteps)[number];

/** SQL: the one next step of order `o` with payment `p`; the first that applies. */
const STEP = `CASE
  WHEN EXISTS (SELECT FROM fulfillments f WHERE f.order_id = o.id AND f.status = 'refused') THEN 'take_back'
  WHEN EXISTS (SELECT FROM order_returns r WHERE r.order_id = o.id AND r.status IN ('requested', 'escalated')) THEN 'answer_return'
  WHEN EXISTS (SELECT FROM order_returns r WHERE r.order_id = o.id AND r.status = 'agreed') THEN 'receive_return'
  WHEN o.status = 'cancelled' THEN 'cancelled'
  WHEN o.status = 'completed' THEN 'completed'
  WHEN EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED}) THEN 'weigh'
  WHEN o.status = 'placed' AND p.status <> 'paid' AND (p.method <> 'cod' OR ${DEPOSIT_DUE}) THEN 'wait_payment'
  WHEN o.status = 'placed' THEN 'confirm'
  WHEN ${GO_AHEAD_ASKED} THEN 'call'
  WHEN EXISTS (SELECT FROM fulfillments f WHERE f.order_id = o.id AND f.status = 'packing') THEN 'hand_over'
  WHEN EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.quantity > (
    SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x WHERE x.order_line_id = l.id)) THEN 'pack'
  WHEN EXISTS (SELECT FROM fulfillments f WHERE f.order_id = o.id AND f.status = 'handed_over') THEN 'deliver'
  ELSE 'wait_completion' END`;

/** Which steps each filter shows; `todo` is the shop's turn. */
export const SHOWN: Readonly<Record<string, readonly ShopStep[]>> = {
  todo: [
    'weigh',
    'confirm',
    'call',
    'pack',
    'hand_over',
    'deliver',
    'take_back',
    'answer_return',
    'receive_return',
  ],
  waiting: ['wait_payment', 'wait_completion'],
  over: ['completed', 'cancelled'],
};

/** SQL: whether parcel `f` waits at a tourism point. */
const AWAITS_CODE = `f.status = 'handed_over' AND EXISTS (SELECT FROM pickup_codes k WHERE k.fulfillment_id = f.id)`;

/** What stands on a card, and on top of the order's page. */
const CARD = `'code', o.code, 'status', o.status, 'step', s.step, 'placedAt', o.created_at, 'statusChangedAt', o.status_changed_at,
  'cancellationReason', o.cancellation_reason, 'totalVnd', o.total_vnd, 'payment', json_build_object('method', p.method,
    'status', p.status, 'amountVnd', p.amount_vnd,
    'missingVnd', greatest(0, p.amount_vnd - p.received_vnd + p.refunds_vnd), 'depositVnd', p.deposit_vnd,
    'depositDue', ${DEPOSIT_DUE}, 'aheadVnd', ${aheadSql}), 'goAhead', ${GO_AHEAD},
  'parcels', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'number', f.number, 'status', f.status,
      'awaitsCode', ${AWAITS_CODE}) ORDER BY f.number), '[]')
    FROM fulfillments f WHERE f.order_id = o.id),
  'flags', (SELECT coalesce(json_agg(json_build_object('name', l.product_name, 'reason', ${reasonSql}) ORDER BY f.flagged_at, f.id), '[]')
    FROM order_line_flags f JOIN order_lines l ON l.id = f.order_line_id WHERE l.order_id = o.id AND f.lifted_at IS NULL),
  'lines', (SELECT json_agg(json_build_object('id', l.id, 'name', l.product_name, 'variantName', l.variant_name, 'unit', l.unit,
      'quantity', l.quantity, 'totalVnd', l.total_vnd, 'weighedGrams', l.weighed_grams,
      'packed', (SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x WHERE x.order_line_id = l.id)) ORDER BY l.created_at, l.id)
    FROM order_lines l WHERE l.order_id = o.id)`;

/** A page of the bound shop's orders: what is to be done the longest waiting first, everything else the newest first. */
export const shopOrders = (oldestFirst: boolean): ShapedStatement =>
  shapedStatement(
    'shop_orders',
    { limit: 'integer', key: 'text', id: 'uuid', steps: 'text[]' },
    ($) => `
  WITH cut AS (
    SELECT o.id, s.step, ${instantKeySql('o.created_at')} AS key FROM orders o JOIN payments p ON p.payable_id = o.id
    CROSS JOIN LATERAL (SELECT ${STEP} AS step) s
    WHERE s.step = ANY (${$('steps')})
      AND (${$('key')} IS NULL OR (o.created_at, o.id) ${oldestFirst ? '>' : '<'} ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY o.created_at ${oldestFirst ? '' : 'DESC'}, o.id ${oldestFirst ? '' : 'DESC'} LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key ${oldestFirst ? '' : 'DESC'}, id ${oldestFirst ? '' : 'DESC'}) AS position
    FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object(${CARD}) ORDER BY s.position), '[]')
      FROM page s JOIN orders o USING (id) JOIN payments p ON p.payable_id = o.id WHERE s.position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(SHOP_ORDERS_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
  );

/** One order of the bound shop, without who bought it: that is sealed, and opened where the shop may know it. */
export const shopOrder: ShapedStatement = shapedStatement(
  'shop_order',
  { code: 'text' },
  ($) => `
  SELECT o.id, o.status, o.order_group_id AS "groupId", s.step, json_build_object(${CARD},
    'cancellationWords', o.cancellation_words, 'itemsVnd', o.items_vnd, 'shippingFeeVnd', o.shipping_fee_vnd,
    'carriers', ARRAY(SELECT carrier FROM carrier_accounts WHERE status = 'active' ORDER BY carrier),
    'discountVnd', o.discount_vnd, 'orderedTotalVnd', o.ordered_total_vnd, 'shippingLabel', o.shipping_label,
    'parcels', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'number', f.number, 'status', f.status,
        'awaitsCode', ${AWAITS_CODE}, 'ride', (SELECT json_build_object('kind', r.kind, 'line', r.line, 'leavesFrom', r.leaves_from,
          'leavesAt', r.leaves_at, 'arrivesTo', r.arrives_to, 'arrivesAt', r.arrives_at)
          FROM fulfillment_rides r WHERE r.fulfillment_id = f.id),
        'shipment', (SELECT json_build_object('carrier', a.carrier, 'status', s.status, 'trackingCode', s.tracking_code,
          'codVnd', s.cod_vnd, 'feeVnd', s.fee_vnd, 'journey', s.journey, 'journeyAt', s.carrier_status_at, 'refusal', s.refusal)
          FROM shipments s JOIN carrier_accounts a ON a.id = s.carrier_account_id WHERE s.fulfillment_id = f.id
          ORDER BY s.created_at DESC, s.id DESC LIMIT 1),
        'grams', (SELECT coalesce(sum(CASE WHEN l.weighed_grams IS NULL THEN x.quantity * v.weight_grams
            ELSE l.weighed_grams * x.quantity / l.quantity END), 0)
          FROM fulfillment_lines x JOIN order_lines l ON l.id = x.order_line_id JOIN variants v ON v.id = l.variant_id
          WHERE x.fulfillment_id = f.id),
        'carrier', f.carrier, 'trackingCode', f.tracking_code, 'handedOverAt', f.handed_over_at, 'arrivedAt', f.arrived_at,
        'lines', (SELECT json_agg(json_build_object('lineId', x.order_line_id, 'quantity', x.quantity, 'refused', x.refused_quantity,
            'returned', x.returned_quantity, 'writtenOff', x.written_off_quantity) ORDER BY l.created_at, l.id)
          FROM fulfillment_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.fulfillment_id = f.id))
        ORDER BY f.number), '[]') FROM fulfillments f WHERE f.order_id = o.id),
    'events', (SELECT json_agg(json_build_object('axis', e.axis, 'to', e.to_status, 'at', e.occurred_at, 'by', e.actor_kind,
        'details', e.details) ORDER BY e.occurred_at, e.id) FROM order_events e WHERE e.order_id = o.id)) AS body
  FROM orders o JOIN payments p ON p.payable_id = o.id CROSS JOIN LATERAL (SELECT ${STEP} AS step) s WHERE o.code = ${$('code')}`,
);
