import { Inject, Injectable, Logger } from '@nestjs/common';
import { HOUR_MS, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { OrderEvents } from '../events/order-events.js';
import { orderUnweighedQueue } from '../order-queues.js';
import { WEIGHING_HOURS } from '../order-status.js';
import { endOrder } from '../shop-orders/end-order.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { UNWEIGHED } from './orders-to-weigh.sql.js';

/** One sweep handles so many at most; the next comes some minutes later. */
const BATCH = 500;

/**
 * Cancels orders whose goods nobody weighed in time: the buyer owes nothing yet and is told, the goods go back on the shelf.
 * Each in its own transaction, so that one cannot hold up the rest.
 */
@Injectable()
export class EndUnweighedOrders {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many orders were cancelled. Safe to repeat and to run twice at once. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const due = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string }[]>(
        `SELECT o.id FROM orders o WHERE o.status = 'placed' AND o.created_at <= $1
           AND o.id IN (SELECT l.order_id FROM order_lines l WHERE ${UNWEIGHED})
         ORDER BY o.created_at, o.id LIMIT $2`,
        [new Date(now.getTime() - WEIGHING_HOURS * HOUR_MS), BATCH],
      ),
    );
    let cancelled = 0;
    for (const { id } of due) {
      try {
        if (await this.end(id, now)) cancelled += 1;
      } catch (error) {
        this.logger.error(`order ${id} could not be ended unweighed: ${String(error)}`);
      }
    }
    return cancelled;
  }

  private end(orderId: string, now: Date): Promise<boolean> {
    return this.transactions.run('worker', async (tx) => {
      const order = await lockOrder(tx, { orderId });
      if (order.status !== 'placed' || order.paymentStatus !== 'pending' || !order.waits) return false;
      await endOrder(tx, this.events, order, {
        reason: 'unweighed',
        mover: 'worker',
        actorKind: 'worker',
        now,
      });
      await recordAudit(tx, [
        { at: now, actorKind: 'worker', action: 'order.unweighed', subjectType: 'order', subjectId: orderId },
      ]);
      await this.jobs.enqueue(tx, orderUnweighedQueue, { orderId });
      return true;
    });
  }
}
