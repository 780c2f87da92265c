import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { isPaidOnline } from '../payments/index.js';
import { OrderEvents } from './events/order-events.js';
import { CloseSession } from './gateways/close-session.js';
import { endOrder } from './shop-orders/end-order.js';
import { lockOrder } from './shop-orders/lock-order.js';

/** One sweep handles so many at most; the next comes a minute later. */
const BATCH = 500;

interface Due {
  orderId: string;
  paymentId: string;
  method: string;
}

/** Cancels orders whose money did not come in time; each in its own transaction, so that one cannot hold up the rest. */
@Injectable()
export class ExpireUnpaidOrders {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly events: OrderEvents,
    private readonly closeSession: CloseSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many orders were cancelled. Safe to repeat and to run twice at once. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const due = await this.transactions.run('worker', (tx) =>
      tx.query<Due[]>(
        `SELECT payable_id AS "orderId", id AS "paymentId", method FROM payments WHERE status = 'pending' AND expires_at <= $1
         ORDER BY expires_at LIMIT $2`,
        [now, BATCH],
      ),
    );
    let cancelled = 0;
    for (const one of due) {
      try {
        if (await this.expire(one, now)) cancelled += 1;
      } catch (error) {
        this.logger.error(`order ${one.orderId} could not be expired: ${String(error)}`);
      }
    }
    return cancelled;
  }

  private async expire({ orderId, paymentId, method }: Due, now: Date): Promise<boolean> {
    // The gateway ends its page before the goods go back to the shelf; who was faster has paid.
    if (isPaidOnline(method) && (await this.closeSession.run(paymentId)) !== 'closed') return false;
    return this.transactions.run('worker', async (tx) => {
      const order = await lockOrder(tx, { orderId });
      const { status, paymentStatus, expiresAt } = order;
      // The money, or another sweep, was faster.
      if (status !== 'placed' || paymentStatus !== 'pending' || expiresAt === null || expiresAt > now)
        return false;
      await endOrder(tx, this.events, order, {
        reason: 'unpaid',
        mover: 'worker',
        actorKind: 'worker',
        now,
      });
      await recordAudit(tx, [
        { at: now, actorKind: 'worker', action: 'order.expired', subjectType: 'order', subjectId: orderId },
      ]);
      return true;
    });
  }
}
