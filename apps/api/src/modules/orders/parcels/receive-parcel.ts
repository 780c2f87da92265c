import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import type { ArrivalDto } from '../shop-orders/shop-order-acts.dto.js';
import { ConcludeArrival } from './conclude-arrival.js';
import { MoveParcel } from './move-parcel.js';
import { endJourney, writeRefused } from './parcels.sql.js';
import { demandShown, PickupCodes } from './pickups/pickup-codes.js';

/** A parcel came to its buyer, who took everything or refused some of it, line by line, or all. */
@Injectable()
export class ReceiveParcel {
  constructor(
    private readonly parcels: MoveParcel,
    private readonly arrival: ConcludeArrival,
    private readonly pickups: PickupCodes,
  ) {}

  /**
   * Of a parcel at a tourism point whatever is taken is taken by its code, or by the shop's word.
   *
   * @throws Problem not_found, not_allowed, state_conflict (not on its way, or more refused than is in it),
   *   validation_failed (the code), pickup_code_locked
   */
  async run(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
    { refused = [], pickupCode, withoutCode }: ArrivalDto,
  ): Promise<void> {
    const shown = await this.parcels.open(principal, slug, which, async (tx, opened) => {
      const { order, parcel, lines, actorKind, now } = opened;
      if (order.status !== 'confirmed' || parcel.status !== 'handed_over')
        throw new Problem('state_conflict');
      const pieces = refused.map(({ lineId, quantity }) => ({ lineId: lineId.toLowerCase(), quantity }));
      const fits = pieces.every(({ lineId, quantity }) =>
        lines.some((line) => line.lineId === lineId && quantity <= line.quantity),
      );
      if (!fits) throw new Problem('state_conflict');
      const to = pieces.length === 0 ? 'delivered' : 'refused';
      const count = pieces.reduce((sum, { quantity }) => sum + quantity, 0);
      const all = lines.reduce((sum, { quantity }) => sum + quantity, 0);
      const taken = count < all;
      const code = taken ? await this.pickups.show(tx, parcel.id, { pickupCode, withoutCode }, now) : 'fine';
      if (code !== 'fine') return code;
      await this.parcels.move(tx, opened, {
        to,
        statement: endJourney,
        more: [to],
        details: { ...(count === 0 ? {} : { refused: count, of: all }), withoutCode },
      });
      if (pieces.length > 0) await runStatement(tx, writeRefused, [parcel.id, now, JSON.stringify(pieces)]);
      await this.arrival.run(tx, order, { actorKind, audience: 'seller', now });
      return code;
    });
    demandShown(shown);
  }
}
