import { Inject, Injectable, Logger } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { OrderEvents } from '../events/order-events.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { completeOrder } from './complete-order.js';

/** One sweep handles so many at most; the next comes within the hour. */
const BATCH = 500;

/** Orders of which everything arrived, the last of it at or before $1. */
const ARRIVED = `o.status = 'confirmed'
  AND (SELECT max(f.arrived_at) FROM fulfillments f WHERE f.order_id = o.id) <= $1
  AND NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.quantity > (
    SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
    WHERE x.order_line_id = l.id AND f.arrived_at IS NOT NULL))`;

/** Completes orders a week after their last parcel came, unless the buyer did; each in its own transaction. */
@Injectable()
export class CompleteDeliveredOrders {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly events: OrderEvents,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many orders were completed. Safe to repeat and to run twice at once. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - this.floor.orderTimers.completedDays * DAY_MS);
    const due = await this.transactions.run('worker', (tx) => find(tx, before, null));
    let completed = 0;
    for (const { id } of due) {
      try {
        if (await this.complete(id, before, now)) completed += 1;
      } catch (error) {
        this.logger.error(`order ${id} could not be completed: ${String(error)}`);
      }
    }
    return completed;
  }

  private complete(orderId: string, before: Date, now: Date): Promise<boolean> {
    return this.transactions.run('worker', async (tx) => {
      await lockOrder(tx, { orderId });
      if ((await find(tx, before, orderId)).length === 0) return false;
      await completeOrder(tx, this.events, { id: orderId }, { mover: 'worker', now });
      await recordAudit(tx, [
        { at: now, actorKind: 'worker', action: 'order.completed', subjectType: 'order', subjectId: orderId },
      ]);
      return true;
    });
  }
}

const find = (tx: EntityManager, before: Date, orderId: string | null): Promise<{ id: string }[]> =>
  tx.query(
    `SELECT o.id FROM orders o WHERE ${ARRIVED} AND ($2::uuid IS NULL OR o.id = $2) ORDER BY o.created_at, o.id LIMIT ${BATCH}`,
    [before, orderId],
  );
