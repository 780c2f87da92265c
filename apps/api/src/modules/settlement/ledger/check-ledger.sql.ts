import { GIVEN_BACK_BY_GATEWAY } from '../../orders/index.js';

/** SQL: money of refund `r` of payment `p` left the shop: its gateway says so, or the shop that sent it by hand. */
const GONE = `(r.status = 'done' OR r.status = 'sent' AND NOT ${GIVEN_BACK_BY_GATEWAY})`;

/** More than this is one mistake made many times: enough to see it by. */
export const MOST_DIFFERENCES = 1_000;

/**
 * What the ledger should say, counted from the rows it is made from and not from its queue, beside what it says. A sale is
 * expected of an order that is confirmed or completed and was paid, as far as the buyer pays it, less what was owed back because goods were cancelled,
 * refused or returned.
 */
export const LEDGER_DIFFERENCES = `
  WITH balances AS (
    SELECT t.order_id, e.account, sum(e.amount_vnd)::bigint AS vnd
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id GROUP BY 1, 2),
  ledger AS (
    SELECT order_id,
      coalesce(sum(vnd) FILTER (WHERE account IN ('collected_seller', 'collected_carrier')), 0)::bigint AS collected,
      coalesce(sum(-vnd) FILTER (WHERE account = 'refund_owed'), 0)::bigint AS refund_owed,
      coalesce(sum(-vnd) FILTER (WHERE account IN ('sales', 'delivery_fees', 'floor_owes')), 0)::bigint AS sold,
      coalesce(sum(vnd) FILTER (WHERE account = 'tax'), 0)::bigint AS taxed
    FROM balances GROUP BY 1),
  received AS (
    SELECT p.payable_id AS order_id, sum(r.amount_vnd)::bigint AS vnd
    FROM payment_receipts r JOIN payments p ON p.id = r.payment_id WHERE r.counted GROUP BY 1),
  returned AS (
    SELECT p.payable_id AS order_id,
      coalesce(sum(r.amount_vnd) FILTER (WHERE ${GONE}), 0)::bigint AS done,
      coalesce(sum(r.amount_vnd) FILTER (WHERE r.status <> 'failed' AND NOT ${GONE}), 0)::bigint AS owed,
      coalesce(sum(r.amount_vnd) FILTER (WHERE r.status <> 'failed'
        AND r.reason IN ('cancelled', 'refused', 'returned', 'dispute')), 0)::bigint AS of_sale
    FROM refunds r JOIN payments p ON p.id = r.payment_id GROUP BY 1),
  taxes AS (
    SELECT t.order_id, sum(w.vat_vnd + w.pit_vnd)::bigint AS vnd
    FROM tax_withholdings w JOIN ledger_transactions t ON t.id = w.transaction_id GROUP BY 1),
  expected AS (
    SELECT o.id AS order_id,
      coalesce(received.vnd, 0) - coalesce(returned.done, 0) AS collected,
      coalesce(returned.owed, 0) AS refund_owed,
      CASE WHEN o.status IN ('confirmed', 'completed') AND p.status IN ('paid', 'partly_refunded', 'refunded')
        THEN greatest(p.amount_vnd - coalesce(returned.of_sale, 0), 0) ELSE 0 END AS sold,
      coalesce(taxes.vnd, 0) AS taxed
    FROM orders o JOIN payments p ON p.payable_id = o.id
      LEFT JOIN received ON received.order_id = o.id LEFT JOIN returned ON returned.order_id = o.id
      LEFT JOIN taxes ON taxes.order_id = o.id)
  SELECT what, "orderId", "subjectId", "ledgerVnd"::float8 AS "ledgerVnd", "expectedVnd"::float8 AS "expectedVnd" FROM (
    SELECT 'unposted' AS what, order_id AS "orderId", order_id AS "subjectId", 0 AS "ledgerVnd", count(*) AS "expectedVnd"
      FROM ledger_causes WHERE posted_at IS NULL GROUP BY order_id
    UNION ALL SELECT 'unqueued', e.order_id, e.order_id, 0, count(*) FROM order_events e
      WHERE (e.axis = 'order' AND e.from_status IS NOT NULL OR e.axis = 'payment' AND (
          e.to_status = 'paid' OR e.to_status = 'pending' AND e.from_status IS NOT NULL))
        AND NOT EXISTS (SELECT FROM ledger_causes c WHERE c.cause = 'order_event' AND c.cause_id = e.id)
      GROUP BY e.order_id
    UNION ALL SELECT 'unbalanced', t.order_id, t.id, sum(e.amount_vnd), 0
      FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
      GROUP BY t.id HAVING sum(e.amount_vnd) <> 0
    UNION ALL SELECT v.what, x.order_id, x.order_id, v.ledger, v.expected
      FROM expected x LEFT JOIN ledger l ON l.order_id = x.order_id,
        LATERAL (VALUES ('collected', coalesce(l.collected, 0), x.collected),
          ('refund_owed', coalesce(l.refund_owed, 0), x.refund_owed), ('sold', coalesce(l.sold, 0), x.sold),
          ('taxed', coalesce(l.taxed, 0), x.taxed)) AS v(what, ledger, expected)
      WHERE v.ledger <> v.expected) d
  ORDER BY what, "subjectId" LIMIT ${MOST_DIFFERENCES}`;

/** One open report a difference; what is found again is brought up to date, what is found no more is settled ($3). */
export const REPORT_DIFFERENCES = `
  WITH found AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS f(what text, "orderId" uuid, "subjectId" uuid, "ledgerVnd" bigint,
      "expectedVnd" bigint)
  ), settled AS (
    UPDATE ledger_differences d SET settled_at = $2, updated_at = $2
    WHERE $3::boolean AND d.settled_at IS NULL
      AND NOT EXISTS (SELECT FROM found f WHERE f.what = d.what AND f."subjectId" = d.subject_id)
  )
  INSERT INTO ledger_differences (order_id, what, subject_id, ledger_vnd, expected_vnd, found_at, created_at, updated_at)
  SELECT "orderId", what, "subjectId", "ledgerVnd", "expectedVnd", $2, $2, $2 FROM found
  ON CONFLICT (what, subject_id) WHERE settled_at IS NULL DO UPDATE SET ledger_vnd = excluded.ledger_vnd,
    expected_vnd = excluded.expected_vnd, updated_at = excluded.updated_at`;
