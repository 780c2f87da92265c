import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { recordOrderEvents } from '../events/record-order-events.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import type { PackDto } from '../shop-orders/shop-order-acts.dto.js';
import { findByKey, unpackedLines, writeParcel } from './parcels.sql.js';

/** Puts goods of an order into a parcel: everything that lies in none yet, or some of it; once a key. */
@Injectable()
export class PackParcel {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (not confirmed, nothing left to pack, or fewer than asked) */
  run(principal: Principal, slug: string, orderCode: string, { key, lines }: PackDto): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity }) => {
      const order = await lockOrder(tx, { orderCode });
      if ((await runStatement(tx, findByKey, [order.id, key])).length > 0) return;
      if (order.status !== 'confirmed') throw new Problem('state_conflict');
      const left = await runStatement<{ lineId: string; quantity: number }>(tx, unpackedLines, [order.id]);
      const packed =
        lines?.map(({ lineId, quantity }) => ({ lineId: lineId.toLowerCase(), quantity })) ??
        left.filter(({ quantity }) => quantity > 0);
      const fits = packed.every(({ lineId, quantity }) =>
        left.some((line) => line.lineId === lineId && quantity <= line.quantity),
      );
      if (packed.length === 0 || !fits) throw new Problem('state_conflict');
      const id = uuidv7(now.getTime());
      const [parcel] = await runStatement<{ number: number }>(tx, writeParcel, [
        id,
        order.id,
        key,
        now,
        JSON.stringify(packed),
      ]);
      const pieces = packed.reduce((sum, { quantity }) => sum + quantity, 0);
      await recordOrderEvents(tx, [
        {
          orderId: order.id,
          axis: 'fulfillment',
          subjectId: id,
          from: null,
          to: 'packing',
          actorKind: capacity === 'mandate' ? 'staff' : 'seller',
          at: now,
          details: { number: parcel?.number, pieces },
        },
      ]);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'parcel.packed',
          subjectType: 'order',
          subjectId: order.id,
          after: { number: parcel?.number, pieces },
        },
      ]);
    });
  }
}
