import { uuidv7 } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { releaseStock } from '../../inventory/index.js';
import { oweRefund, paymentStatusesBefore, type RefundReason } from '../../payments/index.js';
import type { OrderEvents } from '../events/order-events.js';
import type { OrderActor, OrderEvent } from '../events/record-order-events.js';
import { statusesBefore, type CancellationReason, type OrderMover } from '../order-status.js';
import type { LockedOrder } from './lock-order.js';

export interface OrderEnd {
  reason: CancellationReason;
  words?: string | undefined;
  mover: OrderMover;
  actorKind: OrderActor;
  /** What the money that came in is owed back for, where it is not the end itself; the same cause owes it once. */
  refund?: { reason: RefundReason; cause: string };
  now: Date;
}

/** What its money is owed back for, by why an order ended. */
const refundReason = (reason: CancellationReason): RefundReason =>
  reason === 'refused' || reason === 'unpaid' ? reason : 'cancelled';

const cancelOrder: Statement = {
  name: 'orders-cancel-locked',
  text: `UPDATE orders SET status = 'cancelled', cancellation_reason = $3, cancellation_words = $4, status_changed_at = $2,
      updated_at = $2 WHERE id = $1 AND status = ANY ($5) RETURNING id`,
};

const closePayment: Statement = {
  name: 'orders-close-payment',
  text: `UPDATE payments SET status = $3, status_changed_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($4) RETURNING id`,
};

/**
 * The one end of an order, whoever brings it about: nothing more is owed for it, whatever came in for it is owed back, and
 * what is still set aside goes back on the shelf, last of all. The order is locked; that it may end (unpaid, overdue,
 * unweighed) its caller has read from the locked rows.
 *
 * @throws Problem state_conflict where it is over, or not that mover's to end
 */
export async function endOrder(
  tx: EntityManager,
  events: Pick<OrderEvents, 'record'>,
  order: LockedOrder,
  { reason, words, mover, actorKind, refund, now }: OrderEnd,
): Promise<void> {
  const from = statusesBefore('cancelled', mover);
  const cancelled = await runStatement(tx, cancelOrder, [order.id, now, reason, words ?? null, from]);
  if (cancelled.length !== 1) throw new Problem('state_conflict');
  const { paymentId } = order;
  const closedTo = order.paymentStatus === 'pending' ? (reason === 'refused' ? 'failed' : 'expired') : null;
  if (closedTo !== null) {
    const before = paymentStatusesBefore(closedTo);
    const closed = await runStatement(tx, closePayment, [paymentId, now, closedTo, before]);
    if (closed.length !== 1)
      throw new Error(`The payment of order ${order.code} changed while it was locked`);
  }
  const owed = await oweRefund(tx, {
    paymentId,
    amountVnd: 'rest',
    // An order that lived again may end again: each end owes what came in until then.
    ...(refund ?? { reason: refundReason(reason), cause: `cancelled-${uuidv7(now.getTime())}` }),
    now,
  });
  const event = { orderId: order.id, actorKind, at: now } as const;
  const refundVnd = owed?.amountVnd ?? 0;
  const ended: OrderEvent = { ...event, axis: 'order', subjectId: order.id, from: order.status, to: 'cancelled', details: { reason, refundVnd } }; // prettier-ignore
  await events.record(
    tx,
    closedTo === null
      ? [ended]
      : [
          ended,
          {
            ...event,
            axis: 'payment',
            subjectId: paymentId,
            from: 'pending',
            to: closedTo,
            details: { reason },
          },
        ],
  );
  await releaseStock(tx, order.lineIds, now);
}
