import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { OrderEvents } from '../events/order-events.js';
import type { OrderActor } from '../events/record-order-events.js';
import { statusesBefore } from '../order-status.js';
import { lockOrder, mayBeSent, type LockedOrder } from '../shop-orders/lock-order.js';

const confirmPlaced: Statement = {
  name: 'orders-confirm',
  text: `UPDATE orders SET status = 'confirmed', status_changed_at = $2, updated_at = $2
    WHERE id = $1 AND status = ANY ($3) RETURNING id`,
};

/** The shop, or staff under its mandate, takes an order on: from now on the buyer cannot take it back. */
@Injectable()
export class ConfirmOrder {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (taken on, over, or not paid yet) */
  run(principal: Principal, slug: string, orderCode: string): Promise<void> {
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const order = await lockOrder(tx, { orderCode });
      await this.confirm(tx, order, capacity === 'mandate' ? 'staff' : 'seller', 'page');
    });
  }

  /** A locked order; `by` is what it was confirmed with: the shop's page, or the link of a notice. */
  async confirm(
    tx: EntityManager,
    order: LockedOrder,
    actorKind: OrderActor,
    by: 'page' | 'link',
  ): Promise<void> {
    const now = this.clock.now();
    if (!mayBeSent(order)) throw new Problem('state_conflict');
    const moved = await runStatement(tx, confirmPlaced, [
      order.id,
      now,
      statusesBefore('confirmed', 'seller'),
    ]);
    if (moved.length !== 1) throw new Problem('state_conflict');
    await this.events.record(tx, [
      {
        orderId: order.id,
        axis: 'order',
        subjectId: order.id,
        from: 'placed',
        to: 'confirmed',
        actorKind,
        at: now,
        details: { by },
      },
    ]);
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'order.confirmed',
        subjectType: 'order',
        subjectId: order.id,
        after: { by },
      },
    ]);
  }
}
