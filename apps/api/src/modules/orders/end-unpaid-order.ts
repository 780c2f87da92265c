import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { releaseStock } from '../inventory/index.js';
import { paymentStatusesBefore } from '../payments/index.js';
import { recordOrderEvents } from './events/record-order-events.js';
import { statusesBefore, type CancellationReason } from './order-status.js';
import { UNWEIGHED } from './weighing/orders-to-weigh.sql.js';

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
 * Cancels an order that is placed and unpaid (for `unpaid`: overdue as well; for `unweighed`: waiting for the scales; its
 * row is locked then) and gives its stock back, last of all. Null when it is not in that state. A payment that came in between makes the whole transaction fail.
 */
export async function endUnpaidOrder(
  tx: EntityManager,
  which: { orderId: string } | { orderCode: string },
  reason: CancellationReason,
  now: Date,
): Promise<string | null> {
  const id = 'orderId' in which ? which.orderId : null;
  const code = 'orderCode' in which ? which.orderCode : null;
  const actor = reason === 'buyer' ? 'buyer' : 'worker';
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
  await recordOrderEvents(tx, [
    { ...event, axis: 'order', subjectId: order.id, from: order.from, to: 'cancelled' },
    { ...event, axis: 'payment', subjectId: payment.id, from: 'pending', to: 'expired' },
  ]);
  const lines = await runStatement<{ id: string }>(tx, lineIds, [order.id]);
  await releaseStock(tx, lines.map((line) => line.id), now); // prettier-ignore
  return order.id;
}

interface Moved {
  id: string;
  from: string;
}
