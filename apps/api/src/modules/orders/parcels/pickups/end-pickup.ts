import { Injectable } from '@nestjs/common';
import { vietnamDay } from '#kernel/time';
import type { Principal } from '../../../../platform/access/access.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Problem } from '../../../../platform/http/problem.js';
import { ConcludeArrival } from '../conclude-arrival.js';
import { MoveParcel } from '../move-parcel.js';
import { endJourney, writeRefused } from '../parcels.sql.js';
import { PickupCodes } from './pickup-codes.js';

/** Nobody came for a parcel as long as its point keeps it: the shop takes it back, as if all of it had been refused. */
@Injectable()
export class EndPickup {
  constructor(
    private readonly parcels: MoveParcel,
    private readonly pickups: PickupCodes,
    private readonly arrival: ConcludeArrival,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (given out, not at a point, or its days are not over) */
  run(principal: Principal, slug: string, which: { orderCode: string; parcelId: string }): Promise<void> {
    return this.parcels.open(principal, slug, which, async (tx, opened) => {
      const { order, parcel, lines, actorKind, now } = opened;
      if (order.status !== 'confirmed' || !(await this.pickups.isAsked(tx, parcel.id)))
        throw new Problem('state_conflict');
      const [sent] = await tx.query<{ since: Date | null }[]>(
        `SELECT handed_over_at AS since FROM fulfillments WHERE id = $1`,
        [parcel.id],
      );
      if (!sent?.since || vietnamDay(now) <= this.pickups.keptUntil(sent.since))
        throw new Problem('state_conflict');
      const all = lines.reduce((sum, { quantity }) => sum + quantity, 0);
      await this.parcels.move(tx, opened, {
        to: 'refused',
        statement: endJourney,
        more: ['refused'],
        details: { refused: all, of: all, reason: 'not_fetched' },
      });
      const pieces = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
      await runStatement(tx, writeRefused, [parcel.id, now, JSON.stringify(pieces)]);
      await this.arrival.run(tx, order, { actorKind, audience: 'seller', now });
    });
  }
}
