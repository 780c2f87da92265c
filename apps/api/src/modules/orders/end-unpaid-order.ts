import { uuidv7 } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import type { Jobs } from '../../platform/jobs/jobs.js';
import { releaseStock } from '../inventory/index.js';
import { oweRefund, paymentStatusesBefore } from '../payments/index.js';
import { recordAndTell } from './events/order-events.js';
import { statusesBefore, type CancellationReason } from './order-status.js';
import { refundNoticeQueue } from './payment/payment-queues.js';
import { UNWEIGHED } from './weighing/orders-to-weigh.sql.js';

/** By a statement of its own: the next one then sees what a payment it waited for has just written. */
const lockOrder: Statement = {
  name: 'orders-lock-to-end',
  text: `SELECT FROM orders WHERE id = $1::uuid OR code = $2 FOR NO KEY UPDATE`,
};

/**
 * One conditional move: a repeat, a race with the seller's confirmation or with a payment finds nothing to update.
 * Locks the order before its payment, as everybody does.
 */
const cancelOrder: Statement = {
  name: 'orders-cancel-unpaid',
  text: `
    WITH candidate AS (
      SELECT o.id, o.status FROM orders o JOIN payments p ON p.payable_id = o.id
      WHERE (o.id = $1::uuid OR o.code = $2) AND o.status = ANY ($5) AND p.status = 'pending'
        AND ($3 <> 'unpaid' OR p.expires_at <= $4)
        AND ($3 <> 'unweighed' OR EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED}))
      FOR NO KEY UPDATE OF o
    )
    UPDATE orders o SET status = 'cancelled', cancellation_reason = $3, status_changed_at = $4, updated_at = $4
    FROM candidate c WHERE o.id = c.id
    RETURNING o.id, c.status AS "from"`,
};

const expirePayment: Statement = {
  name: 'orders-expire-payment',
  text: `UPDATE payments SET status = 'expired', status_changed_at = $2, updated_at = $2
    WHERE payable_id = $1 AND status = ANY ($3) RETURNING id`,
};

const lineIds: Statement = {
  name: 'orders-line-ids',
  text: `SELECT id FROM order_lines WHERE order_id = $1`,
};

/**
 * Cancels an order that is placed and unpaid (for `unpaid`: overdue as well; for `unweighed`: waiting for the scales) and
 * gives its stock back, last of all. A part of the money that came in already is owed back, and the buyer is told. Null
 * when the order is not in that state.
 */
export async function endUnpaidOrder(
  { tx, jobs }: { tx: EntityManager; jobs: Jobs },
  which: { orderId: string } | { orderCode: string },
  reason: CancellationReason,
  now: Date,
): Promise<string | null> {
  const id = 'orderId' in which ? which.orderId : null;
  const code = 'orderCode' in which ? which.orderCode : null;
  const actor = reason === 'buyer' ? 'buyer' : 'worker';
  await runStatement(tx, lockOrder, [id, code]);
  const [order] = await runStatement<Moved>(tx, cancelOrder, [
    id,
    code,
    reason,
    now,
    statusesBefore('cancelled', actor),
  ]);
  if (order === undefined) return null;
  const expired = await runStatement<{ id: string }>(tx, expirePayment, [
    order.id,
    now,
    paymentStatusesBefore('expired'),
  ]);
  const [payment] = expired;
  if (payment === undefined) throw new Error('The payment changed while its order was being cancelled');
  const event = { orderId: order.id, actorKind: actor, at: now, details: { reason } } as const;
  await recordAndTell({ tx, jobs }, [
    { ...event, axis: 'order', subjectId: order.id, from: order.from, to: 'cancelled' },
    { ...event, axis: 'payment', subjectId: payment.id, from: 'pending', to: 'expired' },
  ]);
  const refund = await oweRefund(tx, {
    paymentId: payment.id,
    amountVnd: 'rest',
    reason: reason === 'unpaid' ? 'unpaid' : 'cancelled',
    // An order that lived again may end again: each end owes what came in until then.
    cause: `cancelled-${uuidv7(now.getTime())}`,
    now,
  });
  if (refund !== null) await jobs.enqueue(tx, refundNoticeQueue, { refundId: refund.id, status: 'owed' });
  const lines = await runStatement<{ id: string }>(tx, lineIds, [order.id]);
  await releaseStock(tx, lines.map((line) => line.id), now); // prettier-ignore
  return order.id;
}

interface Moved {
  id: string;
  from: string;
}
