import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { endForReturn } from '../disputes/unanswered-return.js';
import { OrderEvents } from '../events/order-events.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { moveReturn, readReturn } from './move-return.js';

/** The buyer keeps the goods after all. */
@Injectable()
export class WithdrawReturn {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem sign_in_required, not_found, state_conflict (settled, declined or withdrawn already) */
  run(orderCode: string, buyer: OrderBuyer, returnId: string): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, now);
      const order = await lockOrder(tx, { orderCode });
      const found = await readReturn(tx, order, returnId);
      await moveReturn(tx, this.events, order, found, {
        returnId,
        to: 'withdrawn',
        mover: 'buyer',
        actorKind: 'buyer',
        now,
      });
      await endForReturn(tx, order, 'withdrawn', now);
    });
  }
}
