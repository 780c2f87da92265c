import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { addDays, vietnamDay } from '#kernel/time';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { REFUND_DAYS, type RefundReason } from './refund-status.js';

/** Money that has to go back to whoever paid. */
export interface OwedRefund {
  paymentId: string;
  /** `rest`: whatever came in and is not being given back already. */
  amountVnd: number | 'rest';
  reason: RefundReason;
  /** What caused it (a receipt's id, an order's end, a return's id): the same cause owes it once. 1–80 characters. */
  cause: string;
  now: Date;
}

/** $1 id, $2 payment, $3 amount or null for the rest, $4 reason, $5 cause, $6 instant, $7 last day. */
const writeRefund: Statement = {
  name: 'payments-owe-refund',
  text: `
    INSERT INTO refunds (id, seller_id, payment_id, idempotency_key, amount_vnd, reason, status, status_changed_at,
      owed_at, due_on, created_at, updated_at)
    SELECT $1, o.seller_id, p.id, $5, coalesce($3::bigint, p.received_vnd - p.refunds_vnd), $4, 'owed', $6, $6, $7, $6, $6
    FROM payments p JOIN orders o ON o.id = p.payable_id
    WHERE p.id = $2 AND coalesce($3::bigint, p.received_vnd - p.refunds_vnd) > 0
    ON CONFLICT ON CONSTRAINT refunds_cause_key DO NOTHING
    RETURNING id, amount_vnd::float8 AS "amountVnd"`,
};

/**
 * Writes down that money has to go back. The caller holds the lock of the payment's order; the payment's row is locked
 * here. Null where that cause owes it already, or nothing is left to give back. More than came in fails the transaction
 * on `payments_refunds_check`.
 */
export async function oweRefund(
  tx: EntityManager,
  { paymentId, amountVnd, reason, cause, now }: OwedRefund,
): Promise<{ id: string; amountVnd: number } | null> {
  const [refund] = await runStatement<{ id: string; amountVnd: number }>(tx, writeRefund, [
    uuidv7(now.getTime()),
    paymentId,
    amountVnd === 'rest' ? null : amountVnd,
    reason,
    cause,
    now,
    addDays(vietnamDay(now), REFUND_DAYS),
  ]);
  return refund ?? null;
}
