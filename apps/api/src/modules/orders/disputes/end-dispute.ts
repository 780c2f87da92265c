import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import { oweRefund } from '../../payments/index.js';
import type { OrderEvents } from '../events/order-events.js';
import { refundNoticeQueue } from '../payment/payment-queues.js';
import { agreeReturn, declineReturn, moveReturn, readReturn } from '../returns/move-return.js';
import type { LockedOrder } from '../shop-orders/lock-order.js';
import { moveDispute, type DisputeActor, type LockedDispute } from './dispute-record.js';
import { isLive, type DisputeOutcome } from './dispute-status.js';

interface DisputeEnd {
  to: 'settled' | 'decided';
  outcome: DisputeOutcome;
  amountVnd: number | null;
  actor: DisputeActor;
  now: Date;
}

/**
 * Ends a dispute: money that goes back is owed in the same transaction, once a dispute. The caller holds the order's
 * lock, so that a decision, a withdrawal and an acceptance come one after the other.
 *
 * @throws Problem state_conflict (it is over), validation_failed at `amountVnd` (more than came in and is still there) or
 *   at `outcome` (no return of the order is left to agree to)
 */
export async function endDispute(
  { tx, jobs, events }: { tx: EntityManager; jobs: Jobs; events: OrderEvents },
  order: LockedOrder,
  dispute: LockedDispute,
  { to, outcome, amountVnd, actor, now }: DisputeEnd,
): Promise<void> {
  if (!isLive(dispute.status)) throw new Problem('state_conflict');
  const refundId = outcome === 'refund' ? await owe(tx, order, dispute.id, amountVnd ?? 0, now) : null;
  if (outcome === 'return') await agree(tx, events, order, actor, now);
  else if (dispute.kind === 'return_unanswered') await closeReturns(tx, events, order, actor, now);
  await moveDispute({ tx, jobs }, dispute, { to, actor, now, end: { outcome, amountVnd, refundId } });
  if (refundId !== null) await jobs.enqueue(tx, refundNoticeQueue, { refundId, status: 'owed' });
}

async function owe(
  tx: EntityManager,
  { paymentId, paymentStatus, depositVnd, receivedVnd, refundsVnd }: LockedOrder,
  disputeId: string,
  amountVnd: number,
  now: Date,
): Promise<string> {
  // A deposit is settled at the door or with the order's end: given back before, the door would collect it again.
  const ahead = paymentStatus === 'pending' && depositVnd !== null;
  if (ahead || amountVnd > receivedVnd - refundsVnd)
    throw fieldProblem(
      'amountVnd',
      'too_much',
      'Nhiều hơn số tiền khách đã trả và chưa được hoàn',
      'More than was paid and not given back yet',
    );
  const cause = `dispute-${disputeId}`;
  const refund = await oweRefund(tx, { paymentId, amountVnd, reason: 'dispute', cause, now });
  if (refund === null) throw new Error(`Dispute ${disputeId} owes its refund already`);
  return refund.id;
}

/** What was decided, or agreed on, takes the place of an answer to the returns that wait. */
async function closeReturns(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  { mover, actorKind }: DisputeActor,
  now: Date,
): Promise<void> {
  const waiting = await tx.query<{ id: string }[]>(
    `SELECT id FROM order_returns WHERE order_id = $1 AND status = 'escalated' ORDER BY id`,
    [order.id],
  );
  for (const { id: returnId } of waiting) {
    const move = { returnId, mover, actorKind, now };
    if (mover === 'officer') await declineReturn(tx, events, order, { ...move, reason: 'officer' });
    else
      await moveReturn(tx, events, order, await readReturn(tx, order, returnId), {
        ...move,
        to: 'withdrawn',
      });
  }
}

/** The buyer's last return that the shop declined, or did not answer, is agreed to: the goods come back first. */
async function agree(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  { actorKind }: DisputeActor,
  now: Date,
): Promise<void> {
  const [found] = await tx.query<{ id: string }[]>(
    `SELECT id FROM order_returns WHERE order_id = $1 AND status IN ('escalated', 'declined') ORDER BY id DESC LIMIT 1`,
    [order.id],
  );
  if (found === undefined)
    throw fieldProblem(
      'outcome',
      'no_return',
      'Đơn này không có yêu cầu trả hàng nào bị từ chối hay chưa được trả lời',
      'No return of this order was declined or left unanswered',
    );
  await agreeReturn(tx, events, order, { returnId: found.id, mover: 'officer', actorKind, now });
}
