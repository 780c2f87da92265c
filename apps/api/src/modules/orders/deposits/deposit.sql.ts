import type { Statement } from '../../../platform/database/reader.js';

/** SQL: payment `p` waits for its deposit, or waited for it until its order ended. */
export const DEPOSIT_DUE = `(p.deposit_vnd IS NOT NULL AND p.deposit_paid_at IS NULL)`;

/** SQL: what came ahead of the door for payment `p`, with a deposit; so much less is collected there. */
export const aheadSql = `CASE WHEN p.deposit_vnd IS NULL THEN 0 ELSE p.received_vnd - p.refunds_vnd END`;

/** SQL: what of payment `p` is to be transferred and has not come: its deposit, or with none the whole. */
export const missingSql = `CASE WHEN ${DEPOSIT_DUE} THEN p.deposit_vnd ELSE p.amount_vnd END - p.received_vnd + p.refunds_vnd`;

/** $1 payment, $2 the instant. */
export const depositPaid: Statement = {
  name: 'orders-deposit-paid',
  text: `UPDATE payments p SET deposit_paid_at = $2, expires_at = NULL, updated_at = $2
    WHERE p.id = $1 AND ${DEPOSIT_DUE} RETURNING id`,
};

/** $1 payment, $2 the instant, $3 when it is overdue. The shop said by mistake that it came. */
export const depositAskedAgain: Statement = {
  name: 'orders-deposit-asked-again',
  text: `UPDATE payments SET deposit_paid_at = NULL, expires_at = $3, updated_at = $2
    WHERE id = $1 AND deposit_paid_at IS NOT NULL RETURNING id`,
};
