import type { EntityManager } from 'typeorm';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { paymentStatusesBefore } from '../../payments/index.js';
import { GIVEN_BACK_BY_GATEWAY } from '../gateways/refunds.sql.js';
import { recordOrderEvents, type OrderActor } from '../events/record-order-events.js';

/**
 * A refund went out (`done`, or `sent` by the shop's hand; one a gateway still works on may fail): the payment follows to `partly_refunded` or `refunded`. What was given back beyond
 * what the order costs (a surplus, a second payment) leaves it paid. The caller holds the order's lock and has moved the
 * refund.
 */
export async function settleRefund(
  tx: EntityManager,
  { paymentId, refundId, actor, now }: { paymentId: string; refundId: string; actor: OrderActor; now: Date },
): Promise<void> {
  const [payment] = await tx.query<{ orderId: string; status: string; amountVnd: number; leftVnd: number }[]>(
    `SELECT p.payable_id AS "orderId", p.status, p.amount_vnd::float8 AS "amountVnd",
       (p.received_vnd - coalesce((SELECT sum(r.amount_vnd) FROM refunds r WHERE r.payment_id = p.id
         AND (r.status = 'done' OR r.status = 'sent' AND NOT ${GIVEN_BACK_BY_GATEWAY})), 0))::float8 AS "leftVnd"
     FROM payments p WHERE p.id = $1`,
    [paymentId],
  );
  if (payment === undefined || payment.leftVnd >= payment.amountVnd) return;
  const to = payment.leftVnd <= 0 ? 'refunded' : 'partly_refunded';
  const moved = await changedRows(
    tx,
    `UPDATE payments SET status = $2, status_changed_at = $3, updated_at = $3 WHERE id = $1 AND status = ANY ($4)
     RETURNING id`,
    [paymentId, to, now, paymentStatusesBefore(to)],
  );
  // A payment that was never paid (too little, too late) has nothing to move.
  if (moved.length === 0) return;
  const { orderId, status } = payment;
  await recordOrderEvents(tx, [
    {
      orderId,
      axis: 'payment',
      subjectId: paymentId,
      from: status,
      to,
      actorKind: actor,
      at: now,
      details: { refundId },
    },
  ]);
}
