import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';
import { shipStock } from '../../inventory/index.js';
import { mayBeSent } from '../shop-orders/lock-order.js';
import type { HandOverDto } from '../shop-orders/shop-order-acts.dto.js';
import { MoveParcel } from './move-parcel.js';
import { handOverParcel } from './parcels.sql.js';

/** A parcel leaves the shop: what is in it leaves the shelf in the same transaction, last of all. */
@Injectable()
export class HandOverParcel {
  constructor(private readonly parcels: MoveParcel) {}

  /** @throws Problem not_found, not_allowed, state_conflict (sent already, order over, not paid, not weighed) */
  run(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
    { carrier, trackingCode }: HandOverDto,
  ): Promise<void> {
    return this.parcels.open(principal, slug, which, async (tx, opened) => {
      const { order, lines, now } = opened;
      if (order.status !== 'confirmed' || order.waits || !mayBeSent(order))
        throw new Problem('state_conflict');
      await this.parcels.move(tx, opened, {
        to: 'handed_over',
        statement: handOverParcel,
        more: [carrier ?? null, trackingCode ?? null],
      });
      const pieces = lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity }));
      if (!(await shipStock(tx, pieces, now))) throw new Problem('state_conflict');
    });
  }
}
