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
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { parcelStatusesBefore, type ParcelMover, type ParcelStatus } from './parcel-status.js';
import { findParcel, linesOfParcels } from './parcels.sql.js';

export interface Parcel {
  id: string;
  number: number;
  status: ParcelStatus;
}

export interface ParcelLine {
  parcelId: string;
  lineId: string;
  quantity: number;
  refused: number;
}

/** A parcel whose order is locked, with what lies in it. */
export interface OpenedParcel {
  order: LockedOrder;
  parcel: Parcel;
  lines: ParcelLine[];
  actorKind: OrderActor;
  now: Date;
}

/** What every move of a parcel begins and ends with: the order's lock before it, event and history after it. */
@Injectable()
export class MoveParcel {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly events: OrderEvents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, and what the work throws */
  open<Answer>(
    principal: Principal,
    slug: string,
    { orderCode, parcelId }: { orderCode: string; parcelId: string },
    work: (tx: EntityManager, opened: OpenedParcel) => Promise<Answer>,
  ): Promise<Answer> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const order = await lockOrder(tx, { orderCode });
      const [parcel] = await runStatement<Parcel>(tx, findParcel, [parcelId, order.id]);
      if (parcel === undefined) throw new Problem('not_found');
      const lines = await runStatement<ParcelLine>(tx, linesOfParcels, [[parcel.id]]);
      return work(tx, { order, parcel, lines, actorKind: capacity === 'mandate' ? 'staff' : 'seller', now });
    });
  }

  /**
   * One conditional UPDATE; `statement` takes the parcel, the instant and from where it may come, then `more`.
   *
   * @throws Problem state_conflict
   */
  async move(
    tx: EntityManager,
    { order, parcel, actorKind, now }: Omit<OpenedParcel, 'lines'>,
    {
      to,
      statement,
      more = [],
      details = {},
    }: { to: ParcelStatus; statement: Statement; more?: unknown[]; details?: object },
    mover: ParcelMover = 'seller',
  ): Promise<void> {
    const moved = await runStatement(tx, statement, [
      parcel.id,
      now,
      parcelStatusesBefore(to, mover),
      ...more,
    ]);
    if (moved.length !== 1) throw new Problem('state_conflict');
    const told = { number: parcel.number, ...details };
    await this.events.record(tx, [
      {
        orderId: order.id,
        axis: 'fulfillment',
        subjectId: parcel.id,
        from: parcel.status,
        to,
        actorKind,
        at: now,
        details: told,
      },
    ]);
    await recordAudit(tx, [
      {
        at: now,
        // What a carrier says the floor's own worker has heard.
        actorKind: mover === 'carrier' ? 'worker' : mover,
        action: `parcel.${to}`,
        subjectType: 'order',
        subjectId: order.id,
        before: { status: parcel.status },
        after: told,
      },
    ]);
  }
}
