import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { OrderEvents } from './events/order-events.js';
import type { OrderBuyer } from './order-buyer.js';
import { CloseSession } from './gateways/close-session.js';
import { findGroupOf } from './order-access.js';
import { endOrder } from './shop-orders/end-order.js';
import { lockOrder } from './shop-orders/lock-order.js';

/** The buyer takes back an order that nobody has begun to work on. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: OrderEvents,
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
      const order = await lockOrder(tx, { orderCode });
      if (order.paymentStatus !== 'pending') throw new Problem('state_conflict');
      await endOrder(tx, this.events, order, { reason: 'buyer', mover: 'buyer', actorKind: 'buyer', now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'order.cancelled',
          subjectType: 'order',
          subjectId: order.id,
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
