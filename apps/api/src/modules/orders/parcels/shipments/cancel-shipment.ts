import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../../platform/access/access.js';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { Problem } from '../../../../platform/http/problem.js';
import { CarrierRefused, CarrierUnavailable } from '../../../delivery/index.js';
import { MoveParcel } from '../move-parcel.js';
import { ShipmentCalls, type ShipmentCall } from './shipment-calls.js';
import { endShipment, liveShipment, markParcel } from './shipments.sql.js';

/** A shop takes a shipment back that nobody has fetched; the parcel stays packed and may go otherwise. */
@Injectable()
export class CancelShipment {
  constructor(
    private readonly parcels: MoveParcel,
    private readonly transactions: Transactions,
    private readonly calls: ShipmentCalls,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (fetched, or the carrier says no), carrier_unavailable */
  async run(
    principal: Principal,
    slug: string,
    which: { orderCode: string; parcelId: string },
  ): Promise<void> {
    const shipmentId = await this.parcels.open(principal, slug, which, async (tx, { parcel, order, now }) => {
      const [live] = await runStatement<{ id: string }>(tx, liveShipment, [parcel.id]);
      if (live === undefined || parcel.status !== 'packing') throw new Problem('state_conflict');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'shipment.taken_back',
          subjectType: 'order',
          subjectId: order.id,
          after: { number: parcel.number },
        },
      ]);
      return live.id;
    });
    try {
      await this.end(shipmentId);
    } catch (error) {
      if (error instanceof CarrierUnavailable)
        throw new Problem('carrier_unavailable', { retryAfterSeconds: 60 });
      if (error instanceof CarrierRefused) throw new Problem('state_conflict');
      throw error;
    }
  }

  /** The worker's own way, for a parcel that goes nowhere any more. @throws CarrierRefused, CarrierUnavailable */
  async end(shipmentId: string): Promise<void> {
    const call = await this.transactions.run('worker', (tx) => this.calls.of(tx, shipmentId));
    if (call === null) return;
    await cancelAt(call);
    const now = this.clock.now();
    await this.transactions.run('worker', async (tx) => {
      const ended = await runStatement<{ parcelId: string }>(tx, endShipment, [
        shipmentId,
        now,
        'cancelled',
        null,
      ]);
      for (const { parcelId } of ended) await runStatement(tx, markParcel, [parcelId, now, null, null]);
    });
  }
}

/** One nobody has heard of ends as if it had never been asked for. */
async function cancelAt({ facts, carrier, account, request }: ShipmentCall): Promise<void> {
  if (facts.trackingCode !== null) return carrier.cancel(account, facts.trackingCode);
  if (request === null || facts.attempts === 0) return;
  const found = await carrier.find(account, request.clientCode);
  // Nobody could say whether it is there: it would be fetched all the same.
  if (found === 'unknown') throw new CarrierUnavailable('not asked by our codes');
  if (found !== null && found.journey !== 'cancelled') await carrier.cancel(account, found.trackingCode);
}
