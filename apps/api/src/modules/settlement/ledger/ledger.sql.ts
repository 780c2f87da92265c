/** Orders with something to post, those that have waited longest first. */
export const ORDERS_TO_POST = `
  SELECT order_id AS "orderId" FROM ledger_causes WHERE posted_at IS NULL
  GROUP BY order_id ORDER BY min(created_at), order_id LIMIT $1`;

/** One poster of an order at a time, whichever process it runs in. */
export const LOCK_ORDER = `SELECT pg_advisory_xact_lock(hashtextextended('ledger ' || $1, 0))`;

/** What `OrderBook` needs of order $1. */
export const BOOK_OF_ORDER = `
  SELECT o.seller_id AS "sellerId", json_build_object(
    'producerKind', p.kind, 'channel', pay.method,
    'itemsVnd', o.items_vnd, 'discountVnd', o.discount_vnd, 'shippingFeeVnd', o.shipping_fee_vnd,
    'paidVnd', pay.amount_vnd, 'floorDiscountVnd', CASE WHEN EXISTS (SELECT FROM voucher_uses v
      WHERE v.order_group_id = o.order_group_id AND v.paid_by = 'floor') THEN o.discount_vnd ELSE 0 END,
    'causes', (SELECT coalesce(json_agg(json_build_object('cause', c.cause, 'causeId', c.cause_id, 'at', c.occurred_at,
        'posted', c.posted_at IS NOT NULL, 'axis', e.axis, 'to', e.to_status,
        'amountVnd', coalesce(r.amount_vnd, f.amount_vnd, m.collected_vnd),
        -- Cash for parcels that all went under a carrier's number is the carrier's until its statement says otherwise.
        'heldBy', CASE WHEN r.id IS NULL THEN NULL WHEN r.source = 'cash'
            AND (SELECT bool_and(x.tracking_code IS NOT NULL) FROM fulfillments x
              WHERE x.order_id = o.id AND x.status <> 'unsent') THEN 'carrier'
          ELSE 'seller' END, 'reason', f.reason,
        'deliveryVnd', CASE WHEN c.cause <> 'refund_owed' THEN NULL WHEN f.reason = 'refused' THEN 0
          ELSE (SELECT b.shipping_vnd FROM order_returns b
            WHERE b.order_id = o.id AND f.idempotency_key = 'return-' || b.id) END)
        ORDER BY c.occurred_at, c.cause_id, c.cause), '[]')
      FROM ledger_causes c
        LEFT JOIN order_events e ON c.cause = 'order_event' AND e.id = c.cause_id
        LEFT JOIN payment_receipts r ON c.cause IN ('receipt', 'withdrawn') AND r.id = c.cause_id
        LEFT JOIN cod_remittances m ON c.cause = 'remitted' AND m.id = c.cause_id
        LEFT JOIN refunds f ON c.cause IN ('refund_owed', 'refund_failed', 'refunded') AND f.id = c.cause_id
      WHERE c.order_id = o.id),
    'balances', (SELECT coalesce(json_object_agg(b.account, b.vnd), '{}') FROM (
        SELECT e.account, sum(e.amount_vnd)::bigint AS vnd
        FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
        WHERE t.order_id = o.id GROUP BY 1) b),
    'transactions', (SELECT coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'causeId', t.cause_id)
        ORDER BY t.id), '[]') FROM ledger_transactions t WHERE t.order_id = o.id),
    'taxes', (SELECT coalesce(json_agg(json_build_object('id', w.id, 'part', w.part, 'kind', w.kind, 'mode', w.mode,
        'revenueVnd', w.revenue_vnd, 'vatVnd', w.vat_vnd, 'pitVnd', w.pit_vnd, 'vatPermille', w.vat_permille,
        'pitPermille', w.pit_permille, 'reversesId', w.reverses_id) ORDER BY w.id), '[]')
      FROM tax_withholdings w JOIN ledger_transactions t ON t.id = w.transaction_id WHERE t.order_id = o.id)) AS book
  FROM orders o
    JOIN sellers s ON s.id = o.seller_id JOIN producers p ON p.id = s.producer_id
    JOIN payments pay ON pay.payable_id = o.id
  WHERE o.id = $1`;

/**
 * Writes what is missing of order $1 of shop $2, paid by channel $3, and marks its causes $6 as posted at $4: one
 * statement, so that a cause is marked exactly when its transactions are there.
 */
export const WRITE_POSTINGS = `
  WITH new_transactions AS (
    INSERT INTO ledger_transactions (id, seller_id, order_id, cause, cause_id, kind, channel, occurred_at, month,
      reverses_id, posted_at, created_at, updated_at)
    SELECT t.id, $2, $1, t.cause, t."causeId", t.kind, $3, t.at,
      to_char(t.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM'), t."reversesId", $4, $4, $4
    FROM jsonb_to_recordset($5::jsonb) AS t(id uuid, cause text, "causeId" uuid, kind text, at timestamptz,
      "reversesId" uuid)),
  new_entries AS (
    INSERT INTO ledger_entries (transaction_id, account, amount_vnd, created_at, updated_at)
    SELECT t.id, e.account, e."amountVnd", $4, $4
    FROM jsonb_to_recordset($5::jsonb) AS t(id uuid, entries jsonb),
      jsonb_to_recordset(t.entries) AS e(account text, "amountVnd" bigint)),
  new_taxes AS (
    INSERT INTO tax_withholdings (id, transaction_id, seller_id, part, kind, mode, month, vat_permille, pit_permille,
      revenue_vnd, vat_vnd, pit_vnd, reverses_id, created_at, updated_at)
    SELECT x.id, t.id, $2, x.part, x.kind, x.mode, to_char(t.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM'),
      x."vatPermille", x."pitPermille", x."revenueVnd", x."vatVnd", x."pitVnd", x."reversesId", $4, $4
    FROM jsonb_to_recordset($5::jsonb) AS t(id uuid, at timestamptz, taxes jsonb),
      jsonb_to_recordset(t.taxes) AS x(id uuid, part text, kind text, mode text, "vatPermille" int, "pitPermille" int,
        "revenueVnd" bigint, "vatVnd" bigint, "pitVnd" bigint, "reversesId" uuid))
  UPDATE ledger_causes c SET posted_at = $4, updated_at = $4
  FROM jsonb_to_recordset($6::jsonb) AS d(cause text, "causeId" uuid)
  WHERE c.cause = d.cause AND c.cause_id = d."causeId" AND c.posted_at IS NULL`;
