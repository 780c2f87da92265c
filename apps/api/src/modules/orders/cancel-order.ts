import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { endUnpaidOrder } from './end-unpaid-order.js';
import type { OrderBuyer } from './order-buyer.js';
import { CloseSession } from './gateways/close-session.js';
import { findGroupOf } from './order-access.js';

/** The buyer takes back an order that nobody has begun to work on. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly closeSession: CloseSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * `sign_in_required`, `not_found`, `state_conflict` (confirmed, paid, or cancelled already),
   * `payment_gateway_unavailable` (nobody could end the page it may be paid on).
   */
  async run(orderCode: string, buyer: OrderBuyer, requestId: string): Promise<void> {
    await this.closePage(orderCode, buyer);
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

  /** Nobody pays any more for what is about to be given back; money that was faster settles the order instead. */
  private async closePage(orderCode: string, buyer: OrderBuyer): Promise<void> {
    const [payment] = await this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      return tx.query<{ id: string }[]>(
        `SELECT p.id FROM payments p JOIN orders o ON o.id = p.payable_id
         WHERE o.code = $1 AND o.status = 'placed' AND p.status = 'pending' AND p.method IN ('card', 'wallet')`,
        [orderCode],
      );
    });
    if (payment === undefined) return;
    const closed = await this.closeSession.run(payment.id);
    if (closed === 'unknown') throw new Problem('payment_gateway_unavailable', { retryAfterSeconds: 60 });
  }
}
