import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { flagNoticeQueue } from '../order-queues.js';
import { flagLines, liftFlags, type FlagCause } from './flag-causes.sql.js';

/**
 * Flags open orders whose goods left the floor, and has their buyers told; where the cause is over, lifts the flags. Since
 * nothing is ordered any more once the cause is committed, one look finds all. Safe to repeat and to die anywhere.
 */
@Injectable()
export class FlagOpenOrders {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many orders were flagged anew. */
  async run(cause: FlagCause): Promise<number> {
    const { reason, id } = cause;
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const lifted = await runStatement<{ id: string }>(tx, liftFlags(reason), [id, now]);
      const flagged = await runStatement<{ id: string; orderGroupId: string }>(tx, flagLines(reason), [
        id,
        now,
        ...(reason === 'certificate_revoked' ? [vietnamDay(now)] : []),
      ]);
      const record = (action: string, orders: readonly { id: string }[]) =>
        orders.map((order) => ({
          at: now,
          actorKind: 'worker' as const,
          action,
          subjectType: 'order',
          subjectId: order.id,
          after: { reason, causeId: id },
        }));
      await recordAudit(tx, [...record('order.flag_lifted', lifted), ...record('order.flagged', flagged)]);
      for (const orderGroupId of new Set(flagged.map((order) => order.orderGroupId)))
        await this.jobs.enqueue(tx, flagNoticeQueue, { ...cause, orderGroupId });
      return flagged.length;
    });
  }
}
