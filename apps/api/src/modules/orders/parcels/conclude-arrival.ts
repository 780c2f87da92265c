import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { oweRefund } from '../../payments/index.js';
import { recordCodRefusal } from '../cod/record-cod-refusal.js';
import { OrderEvents } from '../events/order-events.js';
import type { OrderActor } from '../events/record-order-events.js';
import { refundNoticeQueue } from '../payment/payment-queues.js';
import { SettlePayment } from '../payment/settle-payment.js';
import { endOrder } from '../shop-orders/end-order.js';
import { aheadVnd, type LockedOrder } from '../shop-orders/lock-order.js';
import { acceptedAmountVnd, type LineJourney } from './accepted-amount.js';
import { journeys } from './parcels.sql.js';

interface Arrival {
  actorKind: OrderActor;
  /** Whom the transaction works for. */
  audience: 'seller' | 'worker';
  now: Date;
}

/**
 * What follows once the last parcel of an order came: cash is paid for what was taken, what was paid for refused goods is
 * owed back, and an order of which nothing was taken is over. While something is still to come, nothing.
 */
@Injectable()
export class ConcludeArrival {
  constructor(
    private readonly events: OrderEvents,
    private readonly settlePayment: SettlePayment,
    private readonly jobs: Jobs,
  ) {}

  async run(tx: EntityManager, order: LockedOrder, { actorKind, audience, now }: Arrival): Promise<void> {
    const lines = await runStatement<LineJourney>(tx, journeys, [order.id]);
    if (lines.some(({ quantity, arrived }) => arrived < quantity)) return;
    if (lines.every(({ quantity, refused }) => refused === quantity)) {
      await recordCodRefusal(tx, order.id, now);
      await endOrder(tx, this.events, order, { reason: 'refused', mover: 'seller', actorKind, now });
      return;
    }
    const amountVnd = acceptedAmountVnd(order, lines);
    const refusedVnd = order.amountVnd - amountVnd;
    const { paymentId } = order;
    if (order.paymentStatus !== 'pending') {
      // What could not be sent was owed back when the shop said so.
      const [unsent] = await tx.query<{ vnd: number }[]>(
        `SELECT amount_vnd::float8 AS vnd FROM refunds WHERE payment_id = $1 AND idempotency_key = 'unsent'`,
        [paymentId],
      );
      const leftVnd = refusedVnd - (unsent?.vnd ?? 0);
      if (leftVnd <= 0) return;
      const owed = { paymentId, amountVnd: leftVnd, reason: 'refused', cause: 'refused', now } as const;
      const refund = await oweRefund(tx, owed);
      if (refund !== null)
        await this.jobs.enqueue(tx, refundNoticeQueue, { refundId: refund.id, status: 'owed' });
      return;
    }
    if (refusedVnd > 0)
      await tx.query(`UPDATE payments SET amount_vnd = $2, updated_at = $3 WHERE id = $1`, [
        paymentId,
        amountVnd,
        now,
      ]);
    const doorVnd = amountVnd - aheadVnd(order);
    if (doorVnd <= 0) {
      // What came ahead pays all that was taken; a surplus goes back.
      await this.settlePayment.cover(tx, order.code, { audience, actor: actorKind, source: 'cash' });
      await this.tellOfSurplus(tx, paymentId);
      return;
    }
    await this.settlePayment.run(tx, {
      pays: { paymentId },
      source: 'cash',
      account: order.code,
      externalId: `door-${order.id}`,
      amountVnd: doorVnd,
      paidAt: now,
      audience,
      actor: actorKind,
    });
  }

  private async tellOfSurplus(tx: EntityManager, paymentId: string): Promise<void> {
    const [refund] = await tx.query<{ id: string }[]>(
      `SELECT id FROM refunds WHERE payment_id = $1 AND idempotency_key = 'covered'`,
      [paymentId],
    );
    if (refund !== undefined)
      await this.jobs.enqueue(tx, refundNoticeQueue, { refundId: refund.id, status: 'owed' });
  }
}
