/**
 * What the ledger says of the bound shop in month $1, an order a row, beside what was told of money of those orders in the
 * same month, by whom: the shop's bank, a gateway, or a person's word. Cash that a carrier took at the door is told apart,
 * and what of it carriers handed on. And what the bank told that fits no order; what carriers still held when the month was
 * over, or hold now.
 */
export const JOURNAL_OF_MONTH = `
  WITH moved AS (
    SELECT t.order_id, min(t.occurred_at) AS first_at,
      coalesce(sum(-e.amount_vnd) FILTER (WHERE e.account = 'sales'), 0) AS goods,
      coalesce(sum(-e.amount_vnd) FILTER (WHERE e.account = 'delivery_fees'), 0) AS delivery,
      coalesce(sum(e.amount_vnd) FILTER (WHERE t.kind = 'collected' AND e.account LIKE 'collected%'), 0) AS collected,
      coalesce(sum(e.amount_vnd) FILTER (WHERE t.kind = 'collected' AND e.account = 'collected_carrier'), 0) AS carrier,
      coalesce(sum(e.amount_vnd) FILTER (WHERE t.kind = 'remitted' AND e.account = 'collected_seller'), 0) AS remitted,
      coalesce(sum(-e.amount_vnd) FILTER (WHERE t.kind = 'refunded' AND e.account LIKE 'collected%'), 0) AS refunded,
      coalesce(sum(e.amount_vnd) FILTER (WHERE e.account = 'tax'), 0) AS tax,
      coalesce(sum(e.amount_vnd) FILTER (WHERE e.account = 'floor_fee'), 0) AS fee
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.month = $1 GROUP BY t.order_id),
  told AS (
    SELECT p.payable_id AS order_id,
      coalesce(sum(r.amount_vnd) FILTER (WHERE r.source IN ('bank', 'statement')), 0) AS bank,
      coalesce(sum(r.amount_vnd) FILTER (WHERE r.source IN ('stripe', 'vnpay')), 0) AS gateway,
      coalesce(sum(r.amount_vnd) FILTER (WHERE r.source IN ('seller', 'cash')), 0) AS word
    FROM payment_receipts r JOIN payments p ON p.id = r.payment_id
    WHERE r.counted AND to_char(r.outcome_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = $1 GROUP BY 1)
  SELECT json_build_object(
    'rows', (SELECT coalesce(json_agg(json_build_object('code', o.code, 'at', m.first_at, 'method', p.method,
        'status', o.status, 'goodsVnd', m.goods, 'deliveryVnd', m.delivery, 'collectedVnd', m.collected,
        'refundedVnd', m.refunded, 'taxVnd', m.tax, 'feeVnd', m.fee, 'bankVnd', coalesce(told.bank, 0),
        'gatewayVnd', coalesce(told.gateway, 0), 'wordVnd', coalesce(told.word, 0) - m.carrier, 'carrierVnd', m.carrier, 'remittedVnd', m.remitted)
        ORDER BY m.first_at, o.code), '[]')
      FROM moved m JOIN orders o ON o.id = m.order_id JOIN payments p ON p.payable_id = o.id
        LEFT JOIN told ON told.order_id = o.id),
    'carriersHoldVnd', (SELECT coalesce(sum(e.amount_vnd), 0)
      FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
      WHERE e.account = 'collected_carrier' AND t.month <= $1),
    'unmatched', (SELECT json_build_object('count', count(*), 'vnd', coalesce(sum(amount_vnd), 0))
      FROM payment_receipts WHERE outcome = 'unmatched'
        AND to_char(paid_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') = $1)) AS journal`;
