import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { endUnpaidOrder } from './end-unpaid-order.js';
import type { OrderBuyer } from './order-buyer.js';
import { findGroupOf } from './order-access.js';

/** The buyer takes back an order that nobody has begun to work on. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `sign_in_required`, `not_found`, `state_conflict` (confirmed, paid, or cancelled already). */
  async run(orderCode: string, buyer: OrderBuyer, requestId: string): Promise<void> {
    await this.transactions.run('buyer', async (tx) => {
      const now = this.clock.now();
      await findGroupOf(tx, { orderCode }, buyer, now);
      const orderId = await endUnpaidOrder({ tx, jobs: this.jobs }, { orderCode }, 'buyer', now);
      if (orderId === null) throw new Problem('state_conflict');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'order.cancelled',
          subjectType: 'order',
          subjectId: orderId,
          requestId,
        },
      ]);
    });
  }
}
