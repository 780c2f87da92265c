import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { giveUpStock } from '../../inventory/index.js';
import { oweRefund } from '../../payments/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { OrderEvents } from '../events/order-events.js';
import { recordOrderEvents, type OrderActor } from '../events/record-order-events.js';
import type { ShopCancellationDto } from '../shop-orders/shop-order-acts.dto.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { acceptedAmountVnd, type LineJourney } from './accepted-amount.js';
import { ConcludeArrival } from './conclude-arrival.js';
import { parcelStatusesBefore } from './parcel-status.js';
import { journeys, keepParcels, somethingSent, unpackedLines, writeParcel } from './parcels.sql.js';

interface KeptParcel {
  id: string;
  number: number;
  pieces: number;
}

/**
 * The shop ends what of an order it can never send, while some of it is on its way or was taken: those goods are free
 * again, the buyer pays no share of theirs or has it back, and the order completes with what was delivered.
 */
@Injectable()
export class EndRest {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly events: OrderEvents,
    private readonly arrival: ConcludeArrival,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, not_allowed, state_conflict (not confirmed, nothing was sent: that is cancelled whole, or
   *   nothing is left to send)
   */
  run(
    principal: Principal,
    slug: string,
    orderCode: string,
    { reason, words }: ShopCancellationDto,
  ): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const order = await lockOrder(tx, { orderCode });
      const sent = await runStatement(tx, somethingSent, [order.id]);
      if (order.status !== 'confirmed' || sent.length === 0) throw new Problem('state_conflict');
      const actorKind = capacity === 'mandate' ? 'staff' : 'seller';
      await packRest(tx, order.id, actorKind, now);
      const kept = await runStatement<KeptParcel>(tx, keepParcels, [
        order.id,
        now,
        parcelStatusesBefore('unsent', 'seller'),
        reason,
        words ?? null,
      ]);
      if (kept.length === 0) throw new Problem('state_conflict');
      const left = await this.givesBack(tx, order, now);
      await this.write(tx, order, { kept, reason, refundVnd: left.refundVnd, actorKind, now });
      await this.arrival.run(tx, left.order, { actorKind, audience: 'seller', now });
      await giveUpStock(tx, order.lineIds, now);
    });
  }

  /** What was paid for the rest is owed back; of what is paid at the door it is owed no more. */
  private async givesBack(
    tx: EntityManager,
    order: LockedOrder,
    now: Date,
  ): Promise<{ order: LockedOrder; refundVnd: number }> {
    const { paymentId } = order;
    const amountVnd = acceptedAmountVnd(order, await runStatement<LineJourney>(tx, journeys, [order.id]));
    if (order.paymentStatus === 'pending') {
      await tx.query(`UPDATE payments SET amount_vnd = $2, updated_at = $3 WHERE id = $1`, [
        paymentId,
        amountVnd,
        now,
      ]);
      return { order: { ...order, amountVnd }, refundVnd: 0 };
    }
    const refund = await oweRefund(tx, {
      paymentId,
      amountVnd: order.amountVnd - amountVnd,
      reason: 'cancelled',
      cause: 'unsent',
      now,
    });
    return { order, refundVnd: refund?.amountVnd ?? 0 };
  }

  /** One row a parcel, and one notice of all of them. */
  private async write(
    tx: EntityManager,
    order: LockedOrder,
    {
      kept,
      reason,
      refundVnd,
      actorKind,
      now,
    }: { kept: readonly KeptParcel[]; reason: string; refundVnd: number; actorKind: OrderActor; now: Date },
  ): Promise<void> {
    const moved = kept.map(({ id, number, pieces }, at) => ({
      orderId: order.id,
      axis: 'fulfillment' as const,
      subjectId: id,
      from: 'packing',
      to: 'unsent',
      actorKind,
      at: now,
      details: { number, pieces, reason, ...(at === kept.length - 1 ? { refundVnd } : {}) },
    }));
    await recordOrderEvents(tx, moved.slice(0, -1));
    await this.events.record(tx, moved.slice(-1));
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'order.rest_ended',
        subjectType: 'order',
        subjectId: order.id,
        after: { reason, pieces: kept.reduce((sum, { pieces }) => sum + pieces, 0), refundVnd },
      },
    ]);
  }
}

/** What lies in no parcel yet goes into one. */
async function packRest(tx: EntityManager, orderId: string, actorKind: OrderActor, now: Date): Promise<void> {
  const left = await runStatement<{ lineId: string; quantity: number }>(tx, unpackedLines, [orderId]);
  const rest = left.filter(({ quantity }) => quantity > 0);
  if (rest.length === 0) return;
  const id = uuidv7(now.getTime());
  const values = [id, orderId, `unsent-${id}`, now, JSON.stringify(rest)];
  const [parcel] = await runStatement<{ number: number }>(tx, writeParcel, values);
  const pieces = rest.reduce((sum, { quantity }) => sum + quantity, 0);
  const event = { orderId, axis: 'fulfillment', subjectId: id, from: null, to: 'packing' } as const;
  await recordOrderEvents(tx, [
    { ...event, actorKind, at: now, details: { number: parcel?.number, pieces } },
  ]);
}
