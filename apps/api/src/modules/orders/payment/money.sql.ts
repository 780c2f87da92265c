import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import { DEPOSIT_DUE, missingSql } from '../deposits/deposit.sql.js';
import { GIVEN_BACK_BY_GATEWAY } from '../gateways/refunds.sql.js';
import { MAY_BE_WITHDRAWN } from './withdraw-receipt.js';
import { UNWEIGHED } from '../weighing/orders-to-weigh.sql.js';

export const WAITING_CURSOR = 'waiting_payments';
export const RECEIPTS_CURSOR = 'receipts';
export const REFUNDS_CURSOR = 'refunds';

/** SQL: transfers and deposits `p` of open orders `o` that have not come, or not whole. */
const WAITING = `(p.method = 'bank_transfer' OR ${DEPOSIT_DUE}) AND p.status = 'pending' AND o.status IN ('placed', 'confirmed')`;

const NET = `(p.received_vnd - p.refunds_vnd)`;

/** The bound shop's money in numbers; $1 today. Its policies show a shop its own rows and no others. */
export const MONEY = `
  SELECT w.count AS waiting, w.sum AS "waitingVnd", u.count AS unmatched, u.sum AS "unmatchedVnd", r.count AS owed,
    r.sum AS "owedVnd", r.overdue
  FROM (SELECT count(*)::int, coalesce(sum(${missingSql}), 0)::float8 AS sum
      FROM orders o JOIN payments p ON p.payable_id = o.id WHERE ${WAITING}) w,
    (SELECT count(*)::int, coalesce(sum(amount_vnd), 0)::float8 AS sum FROM payment_receipts WHERE outcome = 'unmatched') u,
    (SELECT count(*)::int, coalesce(sum(amount_vnd), 0)::float8 AS sum,
      (count(*) FILTER (WHERE due_on < $1))::int AS overdue FROM refunds WHERE status = 'owed') r`;

/** A page of the bound shop's transfers that have not come, the oldest order first. */
export const waitingPayments: ShapedStatement = shapedStatement(
  'waiting_payments',
  { limit: 'integer', key: 'text', id: 'uuid' },
  ($) => `
  WITH cut AS (
    SELECT o.id, ${instantKeySql('o.created_at')} AS key FROM orders o JOIN payments p ON p.payable_id = o.id
    WHERE ${WAITING} AND (${$('key')} IS NULL OR (o.created_at, o.id) > ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY o.created_at, o.id LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, id) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('orderCode', o.code, 'placedAt', o.created_at,
        'amountVnd', p.amount_vnd, 'depositVnd', p.deposit_vnd, 'receivedVnd', ${NET}, 'missingVnd', ${missingSql}, 'expiresAt', p.expires_at,
        'awaitsWeighing', EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED}))
        ORDER BY page.position), '[]')
      FROM page JOIN orders o USING (id) JOIN payments p ON p.payable_id = o.id
      WHERE page.position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(WAITING_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);

/**
 * A page of what came in on the bound shop's account, the latest first: $1 only unmatched, $2 before which id, $3 how many.
 * Open orders that miss exactly that much are suggested where nobody knows the order.
 */
export const RECEIPTS = `
  SELECT r.id, r.source, r.amount_vnd::float8 AS "amountVnd", r.paid_at AS "paidAt", r.remark_sealed AS "remarkSealed",
    r.reference, r.outcome, o.code AS "orderCode",
    CASE WHEN r.outcome = 'unmatched' THEN ARRAY(SELECT w.code FROM orders w JOIN payments p ON p.payable_id = w.id
      WHERE p.status = 'pending' AND w.status IN ('placed', 'confirmed') AND r.amount_vnd IN (p.amount_vnd - ${NET}, ${missingSql})
      ORDER BY w.created_at DESC LIMIT 3) ELSE '{}' END AS suggestions,
    coalesce(${MAY_BE_WITHDRAWN}, false) AS "mayWithdraw"
  FROM payment_receipts r LEFT JOIN payments p ON p.id = r.payment_id LEFT JOIN orders o ON o.id = p.payable_id
  WHERE (NOT $1::boolean OR r.outcome = 'unmatched') AND r.id < $2::uuid
  ORDER BY r.id DESC LIMIT $3`;

/** A page of what the bound shop has to give back or gave: $1 only owed, $2 and $3 after which, $4 how many, $5 today. */
export const REFUNDS = `
  SELECT r.id, o.code AS "orderCode", r.amount_vnd::float8 AS "amountVnd", r.reason, r.status, r.owed_at AS "owedAt",
    r.due_on::text AS "dueOn", r.status = 'owed' AND r.due_on < $5 AS overdue, r.external_id AS reference,
    ${GIVEN_BACK_BY_GATEWAY} AS "byGateway", o.order_group_id AS "groupId", b.refund_account_sealed AS "accountSealed"
  FROM refunds r JOIN payments p ON p.id = r.payment_id JOIN orders o ON o.id = p.payable_id
    LEFT JOIN order_returns b ON r.status = 'owed' AND r.idempotency_key = 'return-' || b.id
  WHERE (NOT $1::boolean OR r.status = 'owed') AND ($2::date IS NULL OR (r.due_on, r.id) > ($2::date, $3::uuid))
  ORDER BY r.due_on, r.id LIMIT $4`;
