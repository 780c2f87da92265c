import type { Statement } from '../../../platform/database/reader.js';
import { SESSION_FACTS, type SessionFacts } from './sessions.sql.js';

/** A refund a gateway is to give back, with the page its money came in through. */
export interface DueRefund extends SessionFacts {
  refundId: string;
  refundVnd: number;
  refundStatus: 'owed' | 'sent';
  refundExternalId: string | null;
  /** Nothing else of the payment was given back, or is on its way. */
  alone: boolean;
}

/** SQL: whether the gateway through which payment `p` came in gives refund `r` back; where it refused one, the shop does. */
export const GIVEN_BACK_BY_GATEWAY = `(p.method IN ('card', 'wallet') AND r.idempotency_key NOT LIKE 'again-%'
  AND EXISTS (SELECT FROM payment_receipts k WHERE k.payment_id = p.id AND k.source IN ('stripe', 'vnpay')))`;

/**
 * Refunds of payments by card or wallet that are owed, and those on their way whose end nobody has told since $1. One that a gateway refused is owed again under another cause, and the shop gives that back itself.
 */
export const dueRefunds: Statement = {
  name: 'orders-due-gateway-refunds',
  text: `
    SELECT r.id AS "refundId", r.amount_vnd::float8 AS "refundVnd", r.status AS "refundStatus",
      r.external_id AS "refundExternalId", NOT EXISTS (SELECT FROM refunds x WHERE x.payment_id = p.id AND x.id <> r.id
        AND x.status IN ('sent', 'done')) AS alone,
      ${SESSION_FACTS}
    FROM refunds r JOIN payments p ON p.id = r.payment_id AND p.method IN ('card', 'wallet')
    JOIN LATERAL (
      SELECT x.* FROM payment_sessions x WHERE x.payment_id = p.id AND x.status = 'paid'
      ORDER BY EXISTS (SELECT FROM payment_receipts k WHERE k.id::text = r.idempotency_key
        AND k.external_id = x.external_payment_id) DESC, x.attempt LIMIT 1
    ) s ON true
    JOIN gateway_accounts a ON a.id = s.gateway_account_id
    JOIN orders o ON o.id = p.payable_id JOIN order_groups g ON g.id = o.order_group_id
    WHERE ${GIVEN_BACK_BY_GATEWAY}
      AND (r.status = 'owed' OR r.status = 'sent' AND r.external_id IS NOT NULL AND r.updated_at < $1)
    ORDER BY r.due_on, r.id LIMIT 100`,
};

/** Locks the order of refund $1, as everybody who moves its payment does; with the account its money came into. */
export const lockOrderOfRefund: Statement = {
  name: 'orders-lock-order-of-refund',
  text: `
    SELECT p.id AS "paymentId", r.amount_vnd::float8 AS "amountVnd",
      ARRAY (SELECT a.external_account FROM payment_sessions s JOIN gateway_accounts a ON a.id = s.gateway_account_id
        WHERE s.payment_id = p.id) AS accounts
    FROM refunds r JOIN payments p ON p.id = r.payment_id JOIN orders o ON o.id = p.payable_id
    WHERE r.id = $1 FOR NO KEY UPDATE OF o`,
};

/** $1 refund, $2 to, $3 the gateway's name of it, $4 the instant, $5 from where it may come. */
export const moveRefund: Statement = {
  name: 'orders-move-gateway-refund',
  text: `UPDATE refunds SET status = $2::varchar, external_id = coalesce($3, external_id), updated_at = $4,
      status_changed_at = CASE WHEN status = $2::varchar THEN status_changed_at ELSE $4 END
    WHERE id = $1 AND status = ANY ($5) RETURNING id`,
};
