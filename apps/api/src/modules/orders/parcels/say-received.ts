import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { OrderEvents } from '../events/order-events.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import type { LineJourney } from './accepted-amount.js';
import { completeOrder } from './complete-order.js';
import { ConcludeArrival } from './conclude-arrival.js';
import { MoveParcel, type Parcel } from './move-parcel.js';
import { endJourney, journeys } from './parcels.sql.js';

/** The buyer says that the goods came: parcels on their way are delivered, and the order is complete. */
@Injectable()
export class SayReceived {
  constructor(
    private readonly transactions: Transactions,
    private readonly parcels: MoveParcel,
    private readonly arrival: ConcludeArrival,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem sign_in_required, not_found, state_conflict (not everything was sent, or it is over) */
  run(orderCode: string, buyer: OrderBuyer): Promise<void> {
    const now = this.clock.now();
    // What a buyer's word sets off (cash that was paid, goods that are sold) is the floor's own work.
    return this.transactions.run('worker', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, now);
      const order = await lockOrder(tx, { orderCode });
      const lines = await runStatement<LineJourney>(tx, journeys, [order.id]);
      if (order.status !== 'confirmed' || lines.some(({ quantity, sent }) => sent < quantity))
        throw new Problem('state_conflict');
      const coming = await tx.query<Parcel[]>(
        `SELECT id, number, status FROM fulfillments WHERE order_id = $1 AND status = 'handed_over' ORDER BY number`,
        [order.id],
      );
      for (const parcel of coming)
        await this.parcels.move(
          tx,
          { order, parcel, actorKind: 'buyer', now },
          { to: 'delivered', statement: endJourney, more: ['delivered'] },
          'buyer',
        );
      if (coming.length > 0)
        await this.arrival.run(tx, order, { actorKind: 'buyer', audience: 'worker', now });
      await completeOrder(tx, this.events, order, { mover: 'buyer', now });
      await recordAudit(tx, [
        { at: now, actorKind: 'buyer', action: 'order.received', subjectType: 'order', subjectId: order.id },
      ]);
    });
  }
}
