import { Inject, Injectable, Logger } from '@nestjs/common';
import { HOUR_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { OrderEvents } from '../events/order-events.js';
import { orderUnconfirmedQueue } from '../order-queues.js';
import { endOrder } from '../shop-orders/end-order.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { UNWEIGHED } from '../weighing/orders-to-weigh.sql.js';

/** One sweep handles so many at most; the next comes some minutes later. */
const BATCH = 500;

/** Orders a shop could have taken on at or before $1: since they were placed, or, of what is paid first, since it was paid. */
const WAITING = `o.status = 'placed' AND CASE WHEN p.method = 'cod' AND p.deposit_vnd IS NULL
  THEN o.created_at WHEN p.method = 'cod' THEN p.deposit_paid_at ELSE CASE p.status WHEN 'paid' THEN p.status_changed_at END END <= $1`;

/** Goods that wait for the scales have a clock of their own. */
const WEIGHED = `NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND ${UNWEIGHED})`;

/**
 * Orders nobody confirms: after a day the people who assist the shop are told, after three the order is cancelled and
 * whatever was paid is owed back. Each in its own transaction. Safe to repeat and to run twice at once.
 */
@Injectable()
export class UnconfirmedOrders {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly events: OrderEvents,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many orders were told of, and how many were cancelled. */
  async run(): Promise<{ escalated: number; cancelled: number }> {
    const now = this.clock.now();
    const { escalateHours, unconfirmedHours } = this.floor.orderTimers;
    const since = (hours: number): Date => new Date(now.getTime() - hours * HOUR_MS);
    return {
      cancelled: await this.each(WEIGHED, since(unconfirmedHours), (tx, orderId) =>
        this.cancel(tx, orderId, now),
      ),
      escalated: await this.each('o.escalated_at IS NULL', since(escalateHours), (tx, orderId) =>
        this.escalate(tx, orderId, now),
      ),
    };
  }

  private async each(
    condition: string,
    before: Date,
    work: (tx: EntityManager, orderId: string) => Promise<void>,
  ): Promise<number> {
    const find = (tx: EntityManager, orderId: string | null): Promise<{ id: string }[]> =>
      tx.query(
        `SELECT o.id FROM orders o JOIN payments p ON p.payable_id = o.id
         WHERE ${WAITING} AND ${condition} AND ($2::uuid IS NULL OR o.id = $2) ORDER BY o.created_at, o.id LIMIT ${BATCH}`,
        [before, orderId],
      );
    let done = 0;
    for (const { id } of await this.transactions.run('worker', (tx) => find(tx, null))) {
      try {
        await this.transactions.run('worker', async (tx) => {
          await lockOrder(tx, { orderId: id });
          if ((await find(tx, id)).length === 0) return;
          await work(tx, id);
          done += 1;
        });
      } catch (error) {
        this.logger.error(`order ${id}, which nobody confirms, could not be moved: ${String(error)}`);
      }
    }
    return done;
  }

  private async escalate(tx: EntityManager, orderId: string, now: Date): Promise<void> {
    await tx.query(`UPDATE orders SET escalated_at = $2, updated_at = $2 WHERE id = $1`, [orderId, now]);
    await recordAudit(tx, [
      { at: now, actorKind: 'worker', action: 'order.escalated', subjectType: 'order', subjectId: orderId },
    ]);
    await this.jobs.enqueue(tx, orderUnconfirmedQueue, { orderId });
  }

  private async cancel(tx: EntityManager, orderId: string, now: Date): Promise<void> {
    const order = await lockOrder(tx, { orderId });
    await endOrder(tx, this.events, order, {
      reason: 'unconfirmed',
      mover: 'worker',
      actorKind: 'worker',
      now,
    });
    await recordAudit(tx, [
      { at: now, actorKind: 'worker', action: 'order.unconfirmed', subjectType: 'order', subjectId: orderId },
    ]);
  }
}
