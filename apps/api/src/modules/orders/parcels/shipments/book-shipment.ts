import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { CarrierRefused, CarrierUnavailable } from '../../../delivery/index.js';
import { carrierNameOf, ShipmentCalls, type ShipmentCall } from './shipment-calls.js';
import { bookShipment, claimShipment, endShipment, markParcel } from './shipments.sql.js';

/**
 * Makes a shipment at its carrier, outside any transaction, and writes down what came of it. Whoever finds one whose end
 * nobody knows asks for it by our code first, and only where the carrier has none is it asked for again.
 */
@Injectable()
export class BookShipment {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: ShipmentCalls,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat and to run twice at once. Never throws for what a carrier does. */
  async run(shipmentId: string): Promise<void> {
    const now = this.clock.now();
    const call = await this.transactions.run('worker', async (tx) => {
      const claimed = await runStatement(tx, claimShipment, [shipmentId, now]);
      return claimed.length === 0 ? null : this.calls.of(tx, shipmentId);
    });
    if (call === null) return;
    try {
      const { trackingCode, feeVnd } = await made(call);
      await this.transactions.run('worker', async (tx) => {
        const [booked] = await runStatement<{ parcelId: string }>(tx, bookShipment, [
          shipmentId,
          now,
          trackingCode,
          feeVnd,
        ]);
        if (booked === undefined) return;
        const name = carrierNameOf(call.facts.carrier);
        await runStatement(tx, markParcel, [booked.parcelId, now, name, trackingCode]);
      });
    } catch (error) {
      if (error instanceof CarrierRefused) {
        await this.transactions.run('worker', (tx) =>
          runStatement(tx, endShipment, [shipmentId, now, 'refused', error.message.slice(0, 300)]),
        );
        return;
      }
      if (!(error instanceof CarrierUnavailable)) throw error;
      this.logger.warn(
        `${call.facts.carrier} did not say what became of shipment ${shipmentId}: ${error.message}`,
      );
    }
  }
}

async function made({
  facts,
  carrier,
  account,
  request,
}: ShipmentCall): Promise<{ trackingCode: string; feeVnd: number | null }> {
  if (request === null) throw new CarrierRefused('Đơn không còn lưu người nhận');
  if (facts.attempts > 1) {
    const found = await carrier.find(account, request.clientCode);
    if (found !== null && found !== 'unknown') {
      // Of a shipment with other cash than ours nobody knows whose it is.
      if (found.clientCode !== request.clientCode || (found.codVnd ?? facts.codVnd) !== facts.codVnd)
        throw new CarrierUnavailable('another shipment under our code');
      if (found.journey !== 'cancelled') return { trackingCode: found.trackingCode, feeVnd: found.feeVnd };
      throw new CarrierRefused('Vận đơn đã bị hủy bên hãng vận chuyển');
    }
  }
  return carrier.create(account, request);
}
