import { uuidv7 } from '#kernel/ids';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { releaseStock } from '../../inventory/index.js';
import { oweRefund, paymentStatusesBefore } from '../../payments/index.js';
import type { OrderEvents } from '../events/order-events.js';
import type { OrderActor, OrderEvent } from '../events/record-order-events.js';
import { statusesBefore, type CancellationReason } from '../order-status.js';
import type { LockedOrder } from './lock-order.js';

export interface OrderEnd {
  reason: CancellationReason;
  words?: string | undefined;
  mover: 'seller' | 'worker';
  actorKind: OrderActor;
  now: Date;
}

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
 * Cancels a locked order: nothing more is owed for it, whatever came in for it is owed back, and what is still set aside
 * goes back on the shelf, last of all.
 *
 * @throws Problem state_conflict where it is over, or not that mover's to end
 */
export async function endOrder(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  { reason, words, mover, actorKind, now }: OrderEnd,
): Promise<void> {
  const cancelled = await runStatement(tx, cancelOrder, [
    order.id,
    now,
    reason,
    words ?? null,
    statusesBefore('cancelled', mover),
  ]);
  if (cancelled.length !== 1) throw new Problem('state_conflict');
  const event = { orderId: order.id, actorKind, at: now, details: { reason } } as const;
  const moved: OrderEvent[] = [
    { ...event, axis: 'order', subjectId: order.id, from: order.status, to: 'cancelled' },
  ];
  const { paymentId } = order;
  if (order.paymentStatus === 'pending') {
    const to = reason === 'refused' ? 'failed' : 'expired';
    const closed = await runStatement(tx, closePayment, [paymentId, now, to, paymentStatusesBefore(to)]);
    if (closed.length !== 1)
      throw new Error(`The payment of order ${order.code} changed while it was locked`);
    moved.push({ ...event, axis: 'payment', subjectId: paymentId, from: 'pending', to });
  }
  await oweRefund(tx, {
    paymentId,
    amountVnd: 'rest',
    reason: reason === 'refused' ? 'refused' : 'cancelled',
    // An order that lived again may end again: each end owes what came in until then.
    cause: `cancelled-${uuidv7(now.getTime())}`,
    now,
  });
  await events.record(tx, moved);
  const lines = await tx.query<{ id: string }[]>(`SELECT id FROM order_lines WHERE order_id = $1`, [
    order.id,
  ]);
  await releaseStock(tx, lines.map(({ id }) => id), now); // prettier-ignore
}
