import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { ComplaintTimes } from './complaint-times.js';
import { disputeNoticeQueue } from './dispute-queues.js';
import { findDispute, moveDispute, type LockedDispute } from './dispute-record.js';

/** One sweep handles so many at most; the next comes within the hour. */
const BATCH = 500;

/** Disputes whose first reply did not come in time, at $1; the officers get them. */
const UNANSWERED = `status = 'open' AND first_reply_by < $1::date`;
/** Disputes whose time is over, at $1, and nobody was told so yet. */
const OVERDUE = `status IN ('open', 'answered', 'escalated', 'taken') AND resolve_by < $1::date AND overdue_at IS NULL`;

const WORKER = { mover: 'worker', actorKind: 'worker' } as const;

/**
 * The clocks of disputes: who is not replied to in time comes before the officers, and where the time of its kind is over
 * both sides are told, each exactly once. Each in its own transaction. Safe to repeat and to run twice at once.
 */
@Injectable()
export class LateDisputes {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly times: ComplaintTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many came before the officers, and of how many it was told that their time is over. */
  async run(): Promise<{ escalated: number; overdue: number }> {
    const now = this.clock.now();
    return {
      escalated: await this.each(UNANSWERED, (tx, dispute) => this.escalate(tx, dispute, now)),
      overdue: await this.each(OVERDUE, (tx, dispute) => this.tellOverdue(tx, dispute, now)),
    };
  }

  private async each(
    due: string,
    work: (tx: EntityManager, dispute: LockedDispute) => Promise<void>,
  ): Promise<number> {
    const find = (tx: EntityManager, id: string | null): Promise<{ id: string; orderId: string }[]> =>
      tx.query(
        `SELECT id, order_id AS "orderId" FROM disputes WHERE ${due} AND ($2::uuid IS NULL OR id = $2)
         ORDER BY resolve_by, id LIMIT ${BATCH}`,
        [this.times.today(), id],
      );
    let done = 0;
    for (const { id, orderId } of await this.transactions.run('worker', (tx) => find(tx, null))) {
      try {
        await this.transactions.run('worker', async (tx) => {
          const order = await lockOrder(tx, { orderId });
          if ((await find(tx, id)).length === 0) return;
          await work(tx, await findDispute(tx, order, id));
          done += 1;
        });
      } catch (error) {
        this.logger.error(`dispute ${id}, whose clock ran out, could not be moved: ${String(error)}`);
      }
    }
    return done;
  }

  private async escalate(tx: EntityManager, dispute: LockedDispute, now: Date): Promise<void> {
    await moveDispute({ tx, jobs: this.jobs }, dispute, { to: 'escalated', actor: WORKER, now });
    await note(tx, 'dispute.escalated', dispute, now);
  }

  private async tellOverdue(tx: EntityManager, dispute: LockedDispute, now: Date): Promise<void> {
    const marked = await changedRows(
      tx,
      `UPDATE disputes SET overdue_at = $2, updated_at = $2 WHERE id = $1 AND overdue_at IS NULL RETURNING id`,
      [dispute.id, now],
    );
    if (marked.length === 0) return;
    if (dispute.status === 'open' || dispute.status === 'answered')
      await moveDispute({ tx, jobs: this.jobs }, dispute, { to: 'escalated', actor: WORKER, now });
    await this.jobs.enqueue(tx, disputeNoticeQueue, { of: 'overdue', disputeId: dispute.id });
    await note(tx, 'dispute.overdue', dispute, now);
  }
}

function note(tx: EntityManager, action: string, { id, orderId }: LockedDispute, at: Date): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'worker', action, subjectType: 'order', subjectId: orderId, after: { disputeId: id } },
  ]);
}
