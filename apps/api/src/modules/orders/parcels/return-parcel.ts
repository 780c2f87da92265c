import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { returnStock } from '../../inventory/index.js';
import type { ReturnToSenderDto } from '../shop-orders/shop-order-acts.dto.js';
import { MoveParcel } from './move-parcel.js';
import { bringBack, writeReturned } from './parcels.sql.js';

/** What was refused is back at the shop: on the shelf again, or written off where nobody would buy it any more. */
@Injectable()
export class ReturnParcel {
  constructor(private readonly parcels: MoveParcel) {}

  /** @throws Problem not_found, not_allowed, state_conflict (nothing was refused, back already, more than was refused) */
  run(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
    { writtenOff = [] }: ReturnToSenderDto,
  ): Promise<void> {
    return this.parcels.open(principal, slug, which, async (tx, opened) => {
      const { parcel, lines, now } = opened;
      const lost = new Map(writtenOff.map(({ lineId, quantity }) => [lineId.toLowerCase(), quantity]));
      const known = [...lost].every(([lineId, quantity]) =>
        lines.some((line) => line.lineId === lineId && quantity <= line.refused),
      );
      if (!known) throw new Problem('state_conflict');
      const back = lines
        .filter(({ refused }) => refused > 0)
        .map(({ lineId, refused }) => {
          const off = lost.get(lineId) ?? 0;
          return { lineId, returned: refused - off, writtenOff: off };
        });
      const sum = (pick: (line: (typeof back)[number]) => number): number =>
        back.reduce((total, line) => total + pick(line), 0);
      await this.parcels.move(tx, opened, {
        to: 'returned_to_sender',
        statement: bringBack,
        details: { returned: sum(({ returned }) => returned), writtenOff: sum((line) => line.writtenOff) },
      });
      await runStatement(tx, writeReturned, [parcel.id, now, JSON.stringify(back)]);
      const pieces = back
        .filter(({ returned }) => returned > 0)
        .map(({ lineId, returned }) => ({ orderLineId: lineId, quantity: returned }));
      await returnStock(tx, pieces, now);
    });
  }
}
