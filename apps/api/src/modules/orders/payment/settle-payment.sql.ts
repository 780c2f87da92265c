import type { Statement } from '../../../platform/database/reader.js';

const PAYABLE = `o.id AS "orderId", o.seller_id AS "sellerId", o.code AS "orderCode", p.id AS "paymentId"
  FROM orders o JOIN payments p ON p.payable_id = o.id`;

/** $1 a payment's id. */
export const findPayment: Statement = {
  name: 'orders-payment-by-id',
  text: `SELECT ${PAYABLE} WHERE p.id = $1`,
};

/** $1 an order's code. */
export const findPaymentOfOrder: Statement = {
  name: 'orders-payment-by-order-code',
  text: `SELECT ${PAYABLE} WHERE o.code = $1`,
};

/**
 * The orders of shop $1 that any of the texts $2 names, by their own code or their purchase's, which is one order of each
 * shop. A code that stands inside a longer one that was found is no code.
 */
export const findPaymentsNamed: Statement = {
  name: 'orders-payments-named',
  text: `
    WITH named AS (
      SELECT o.id, o.code AS code FROM orders o WHERE o.seller_id = $1 AND o.code = ANY ($2::varchar[])
      UNION
      SELECT o.id, g.code FROM orders o JOIN order_groups g ON g.id = o.order_group_id
      WHERE o.seller_id = $1 AND g.code = ANY ($2::varchar[])
    )
    SELECT DISTINCT ${PAYABLE} WHERE o.id IN (SELECT n.id FROM named n
      WHERE NOT EXISTS (SELECT FROM named longer WHERE longer.code <> n.code AND strpos(longer.code, n.code) > 0))
    LIMIT 2`,
};

/** Of an event that was told before no row comes back; one that is just being told is waited for. */
export const insertReceipt: Statement = {
  name: 'orders-insert-receipt',
  text: `
    INSERT INTO payment_receipts (id, seller_id, source, account, external_id, amount_vnd, paid_at, reference,
      remark_sealed, remark_digest, outcome, outcome_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'unmatched', $11, $11, $11)
    ON CONFLICT ON CONSTRAINT payment_receipts_event_key DO NOTHING RETURNING id`,
};

/** SQL: receipts `k` and `m` are of about the same day, and of one order or one remark. */
const ALIKE = `abs(extract(epoch FROM k.paid_at - m.paid_at)) <= 129600`;

/**
 * The receipt that told of the same money before receipt $1, of payment $2 or, where that is null, of no order yet. A
 * bank's notice and a line of its statement are one transfer where the bank's number agrees, or the amount, the day and
 * the remark, because a notice may write that number unlike the statement; without a number the amount and the day of an
 * order that is known are enough. One notice stands for one line: two transfers that are alike in everything stay two.
 * Two forms of a bank's statement, one with its number and one without, are compared alike. A person's word that money
 * came stands for as much of it as it said.
 */
export const findSame: Statement = {
  name: 'orders-find-same-money',
  text: `
    WITH mine AS (SELECT * FROM payment_receipts WHERE id = $1),
    told AS (
      SELECT k.id, CASE WHEN k.reference = m.reference THEN 1 ELSE 2 END AS rank, k.paid_at
      FROM mine m JOIN payment_receipts k ON k.seller_id = m.seller_id
        AND k.amount_vnd = m.amount_vnd AND k.id <> m.id
        AND ((k.source, m.source) IN (('bank', 'statement'), ('statement', 'bank'))
          OR k.source = 'statement' AND m.source = 'statement' AND (k.reference IS NULL) <> (m.reference IS NULL))
        AND k.payment_id IS NOT DISTINCT FROM $2::uuid
      WHERE (k.reference = m.reference OR ${ALIKE} AND (k.remark_digest = m.remark_digest
          OR $2::uuid IS NOT NULL AND k.source <> m.source AND (k.reference IS NULL OR m.reference IS NULL)))
        AND NOT EXISTS (SELECT FROM payment_receipts x WHERE x.same_as_id = k.id AND x.source = m.source)
        AND NOT (k.outcome = 'same' AND EXISTS (SELECT FROM payment_receipts x WHERE x.id = k.same_as_id AND x.source = m.source))
      UNION ALL
      SELECT k.id, 3, k.paid_at FROM mine m JOIN payment_receipts k ON k.payment_id = $2::uuid AND k.source = 'seller'
      WHERE m.source IN ('bank', 'statement') AND k.counted AND k.amount_vnd - m.amount_vnd >= (
        SELECT coalesce(sum(x.amount_vnd), 0) FROM payment_receipts x WHERE x.same_as_id = k.id AND x.source = m.source)
    )
    SELECT id FROM told ORDER BY rank, paid_at LIMIT 1`,
};

/** $1 receipt, $2 payment, $3 the receipt it repeats or null, $4 outcome, $5 the instant. */
export const placeReceipt: Statement = {
  name: 'orders-place-receipt',
  text: `UPDATE payment_receipts SET payment_id = $2, same_as_id = $3, counted = $3::uuid IS NULL, outcome = $4,
      outcome_at = $5, updated_at = $5
    WHERE id = $1 AND outcome = 'unmatched' RETURNING amount_vnd::float8 AS "amountVnd"`,
};

/** $1 payment, $2 to, $3 the instant, $4 from where it may come. */
export const movePayment: Statement = {
  name: 'orders-move-payment',
  text: `UPDATE payments SET status = $2, status_changed_at = $3, updated_at = $3
    WHERE id = $1 AND status = ANY ($4) RETURNING id`,
};

/** $1 order, $2 the instant, $3 from where it may come. */
export const revive: Statement = {
  name: 'orders-revive',
  text: `UPDATE orders SET status = 'placed', cancellation_reason = NULL, status_changed_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** Whether order $1 may have its voucher's use again; asked before its goods. */
export const voucherIsLeft: Statement = {
  name: 'orders-voucher-is-left',
  text: `SELECT voucher_is_left($1) AS left`,
};

export const orderIsListed: Statement = {
  name: 'orders-is-listed',
  text: `SELECT order_is_listed($1, $2) AS listed`,
};
