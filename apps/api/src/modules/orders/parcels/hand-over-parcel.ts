import { Injectable } from '@nestjs/common';
import { carrierNames, carrierOf } from '#kernel/carriers';
import type { Principal } from '../../../platform/access/access.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { shipStock } from '../../inventory/index.js';
import { demandGoAhead } from '../go-ahead/move-go-ahead.js';
import { mayBeSent } from '../shop-orders/lock-order.js';
import type { HandOverDto } from '../shop-orders/shop-order-acts.dto.js';
import { Rides } from './rides/rides.js';
import { MoveParcel } from './move-parcel.js';
import { handOverParcel } from './parcels.sql.js';
import { liveShipment } from './shipments/shipments.sql.js';
import { PickupCodes } from './pickups/pickup-codes.js';

/** A parcel leaves the shop: what is in it leaves the shelf in the same transaction, last of all. */
@Injectable()
export class HandOverParcel {
  constructor(
    private readonly parcels: MoveParcel,
    private readonly rides: Rides,
    private readonly pickups: PickupCodes,
  ) {}

  /** @throws Problem validation_failed, not_found, not_allowed, state_conflict (sent already, order over, not paid, not weighed, or the buyer's word is waited for) */
  run(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
    { carrier, trackingCode, ride }: HandOverDto,
  ): Promise<void> {
    return this.parcels.open(principal, slug, which, async (tx, opened) => {
      const { order, parcel, lines, now } = opened;
      if (order.status !== 'confirmed' || order.waits || !mayBeSent(order))
        throw new Problem('state_conflict');
      const typed = carrier !== undefined || trackingCode !== undefined || ride !== undefined;
      // What a carrier is to fetch does not go by another one as well.
      if (typed && (await runStatement(tx, liveShipment, [parcel.id])).length > 0)
        throw new Problem('state_conflict');
      await demandGoAhead(tx, order);
      await this.parcels.move(tx, opened, {
        to: 'handed_over',
        statement: handOverParcel,
        // Whoever is told of it reads at least by which coach.
        more: [carrier === undefined ? (ride?.line ?? null) : nameOf(carrier), trackingCode ?? null],
      });
      if (ride !== undefined) await this.rides.write(tx, parcel.id, ride, now);
      await this.pickups.make(tx, parcel.id, now);
      const pieces = lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity }));
      if (!(await shipStock(tx, pieces, now))) throw new Problem('state_conflict');
    });
  }
}

/** A carrier the floor knows by the one name its parcels bear, however it was written. */
function nameOf(written: string): string {
  const code = carrierOf(written);
  return code === null ? written : carrierNames[code];
}
