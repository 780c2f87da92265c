import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { Jobs } from '../../../platform/jobs/jobs.js';
import { oweRefund } from '../../payments/index.js';
import { refundNoticeQueue } from '../payment/payment-queues.js';
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
 * @throws Problem state_conflict (it is over), validation_failed at `amountVnd` (more than came in and is still there)
 */
export async function endDispute(
  { tx, jobs }: { tx: EntityManager; jobs: Jobs },
  order: LockedOrder,
  dispute: LockedDispute,
  { to, outcome, amountVnd, actor, now }: DisputeEnd,
): Promise<void> {
  if (!isLive(dispute.status)) throw new Problem('state_conflict');
  const refundId = outcome === 'refund' ? await owe(tx, order, dispute.id, amountVnd ?? 0, now) : null;
  await moveDispute({ tx, jobs }, dispute, { to, actor, now, end: { outcome, amountVnd, refundId } });
  if (refundId !== null) await jobs.enqueue(tx, refundNoticeQueue, { refundId, status: 'owed' });
}

async function owe(
  tx: EntityManager,
  { paymentId, receivedVnd, refundsVnd }: LockedOrder,
  disputeId: string,
  amountVnd: number,
  now: Date,
): Promise<string> {
  if (amountVnd > receivedVnd - refundsVnd)
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
