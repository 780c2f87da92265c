import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HOUR_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { limitHolds } from '../../inventory/index.js';
import { paymentStatusesBefore } from '../../payments/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { recordOrderEvents, type OrderActor, type OrderEvent } from '../events/record-order-events.js';
import { depositAskedAgain } from '../deposits/deposit.sql.js';
import { statusesBefore } from '../order-status.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { receiptNoticeQueue } from './payment-queues.js';

/**
 * SQL: whether the shop may take back what receipt `r` said of order `o` with payment `p`: by its own word, no bank said
 * the same, nothing of the order has left the shop, and nothing of its money goes back already.
 */
export const MAY_BE_WITHDRAWN = `(r.source = 'seller' AND r.counted AND o.status IN ('placed', 'confirmed')
  AND p.method IN ('bank_transfer', 'cod') AND p.status IN ('pending', 'paid') AND p.refunds_vnd = 0
  AND NOT EXISTS (SELECT FROM payment_receipts x WHERE x.same_as_id = r.id)
  AND NOT EXISTS (SELECT FROM fulfillments f WHERE f.order_id = o.id AND f.status <> 'packing'))`;

/** $1 receipt, $2 the instant. No row where it may not be. */
const withdraw: Statement = {
  name: 'orders-withdraw-receipt',
  text: `UPDATE payment_receipts r SET counted = false, outcome = 'withdrawn', outcome_at = $2, updated_at = $2
    FROM payments p JOIN orders o ON o.id = p.payable_id
    WHERE r.id = $1 AND p.id = r.payment_id AND ${MAY_BE_WITHDRAWN} RETURNING r.amount_vnd::float8 AS "amountVnd"`,
};

/** $1 payment, $2 the instant, $3 from where it may come, $4 when it is overdue, or null. */
const waitAgain: Statement = {
  name: 'orders-payment-waits-again',
  text: `UPDATE payments SET status = 'pending', status_changed_at = $2, updated_at = $2, expires_at = $4
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** $1 order, $2 the instant, $3 from where it may come. */
const unconfirm: Statement = {
  name: 'orders-unconfirm',
  text: `UPDATE orders SET status = 'placed', status_changed_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/**
 * The shop said by mistake that money came. What it said counts no more; where the order or its deposit was paid by it, the buyer
 * has the time of a new order again to transfer, and an order that was taken on for it waits to be taken on again.
 */
@Injectable()
export class WithdrawReceipt {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly jobs: Jobs,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (see `MAY_BE_WITHDRAWN`) */
  run(principal: Principal, slug: string, receiptId: string): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'money', async (tx, { capacity }) => {
      const [found] = await tx.query<{ orderId: string | null }[]>(
        `SELECT p.payable_id AS "orderId" FROM payment_receipts r LEFT JOIN payments p ON p.id = r.payment_id WHERE r.id = $1`,
        [receiptId],
      );
      if (found === undefined) throw new Problem('not_found');
      if (found.orderId === null) throw new Problem('state_conflict');
      const order = await lockOrder(tx, { orderId: found.orderId });
      const [said] = await runStatement<{ amountVnd: number }>(tx, withdraw, [receiptId, now]);
      if (said === undefined) throw new Problem('state_conflict');
      const receivedVnd = order.receivedVnd - said.amountVnd;
      await this.wait(tx, order, receivedVnd, capacity === 'mandate' ? 'staff' : 'seller', now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'receipt.withdrawn',
          subjectType: 'payment_receipt',
          subjectId: receiptId,
          before: { orderCode: order.code, amountVnd: said.amountVnd, status: order.status },
        },
      ]);
      await this.jobs.enqueue(tx, receiptNoticeQueue, { receiptId });
    });
  }

  /** What is owed again; what is paid before it is sent is not taken on any more, and its goods are held as long as those of a new order. */
  private async wait(
    tx: EntityManager,
    order: LockedOrder,
    receivedVnd: number,
    actorKind: OrderActor,
    now: Date,
  ): Promise<void> {
    const { id: orderId, paymentId } = order;
    const unpaid = order.paymentStatus === 'paid' && receivedVnd < order.amountVnd;
    const noDeposit = order.depositPaidAt !== null && receivedVnd < (order.depositVnd ?? 0);
    const ahead = noDeposit || (unpaid && order.method !== 'cod');
    const until = ahead ? new Date(now.getTime() + this.floor.orderTimers.transferHours * HOUR_MS) : null;
    const event = { orderId, actorKind, at: now, details: { reason: 'withdrawn' } } as const;
    const events: OrderEvent[] = [];
    if (unpaid) {
      const values = [
        paymentId,
        now,
        paymentStatusesBefore('pending'),
        order.method === 'cod' ? null : until,
      ];
      await demandMoved(tx, waitAgain, values, order);
      events.push({ ...event, axis: 'payment', subjectId: paymentId, from: 'paid', to: 'pending' });
    }
    if (noDeposit) {
      await demandMoved(tx, depositAskedAgain, [paymentId, now, until], order);
      events.push({ ...event, axis: 'deposit', subjectId: paymentId, from: 'paid', to: 'asked' });
    }
    if (ahead && order.status === 'confirmed') {
      const moved = await runStatement(tx, unconfirm, [orderId, now, statusesBefore('placed', 'seller')]);
      if (moved.length !== 1) throw new Problem('state_conflict');
      events.push({ ...event, axis: 'order', subjectId: orderId, from: 'confirmed', to: 'placed' });
    }
    await recordOrderEvents(tx, events);
    if (until !== null) await limitHolds(tx, order.lineIds, until, now);
  }
}

async function demandMoved(
  tx: EntityManager,
  statement: Statement,
  values: readonly unknown[],
  { code }: LockedOrder,
): Promise<void> {
  const moved = await runStatement(tx, statement, values);
  if (moved.length !== 1) throw new Error(`The payment of order ${code} changed while it was locked`);
}
