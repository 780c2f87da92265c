import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { OrderEvents } from '../events/order-events.js';
import { somethingSent } from '../parcels/parcels.sql.js';
import { endOrder } from '../shop-orders/end-order.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import type { ShopCancellationDto } from '../shop-orders/shop-order-acts.dto.js';

/** The shop cancels an order, for a reason of the list and in its own words. */
@Injectable()
export class RefuseOrder {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (over, on its way, or some of it was taken) */
  run(
    principal: Principal,
    slug: string,
    orderCode: string,
    { reason, words }: ShopCancellationDto,
  ): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const order = await lockOrder(tx, { orderCode });
      if ((await runStatement(tx, somethingSent, [order.id])).length > 0) throw new Problem('state_conflict');
      await endOrder(tx, this.events, order, {
        reason,
        words,
        mover: 'seller',
        actorKind: capacity === 'mandate' ? 'staff' : 'seller',
        now,
      });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'order.refused',
          subjectType: 'order',
          subjectId: order.id,
          before: { status: order.status },
          after: { reason },
        },
      ]);
    });
  }
}
