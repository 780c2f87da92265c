import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { CarrierRefused, CarrierUnavailable, type ShipmentState } from '../../../delivery/index.js';
import { shipStock } from '../../../inventory/index.js';
import { lockOrder, mayBeSent } from '../../shop-orders/lock-order.js';
import { ConcludeArrival } from '../conclude-arrival.js';
import { MoveParcel, type OpenedParcel, type Parcel, type ParcelLine } from '../move-parcel.js';
import { endJourney, handOverParcel, linesOfParcels, writeRefused } from '../parcels.sql.js';
import { clientCodeOf, ShipmentCalls, type ShipmentFacts } from './shipment-calls.js';
import { endShipment, markParcel, parcelOfShipment, recordJourney } from './shipments.sql.js';

/**
 * Asks a carrier where a shipment is, and moves its parcel accordingly. What it says is held against what was asked first:
 * an answer about another code or other cash moves nothing. That goods are back at the shop the shop says itself, for only
 * there somebody sees whether they can be sold.
 */
@Injectable()
export class FollowShipment {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: ShipmentCalls,
    private readonly parcels: MoveParcel,
    private readonly arrival: ConcludeArrival,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat, in any order and twice at once. Never throws for what a carrier does. */
  async run(shipmentId: string): Promise<void> {
    const call = await this.transactions.run('worker', (tx) => this.calls.of(tx, shipmentId));
    if (call === null || call.facts.trackingCode === null) return;
    try {
      const state = await call.carrier.read(call.account, call.facts.trackingCode);
      if (state !== 'unknown') await this.take(call.facts, state);
    } catch (error) {
      if (!(error instanceof CarrierUnavailable || error instanceof CarrierRefused)) throw error;
      this.logger.warn(`${call.facts.carrier} says nothing of shipment ${shipmentId}: ${error.message}`);
    }
  }

  private take(facts: ShipmentFacts, state: ShipmentState): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const isOurs =
        state.trackingCode === facts.trackingCode &&
        state.clientCode === clientCodeOf(facts.id) &&
        (state.codVnd ?? facts.codVnd) === facts.codVnd;
      if (!isOurs) {
        this.logger.error(`${facts.carrier} told of shipment ${facts.id} what was not asked of it`);
        return;
      }
      const order = await lockOrder(tx, { orderId: facts.orderId });
      const [parcel] = await runStatement<Parcel>(tx, parcelOfShipment, [facts.parcelId]);
      if (parcel === undefined) return;
      await runStatement(tx, recordJourney, [facts.id, now, state.status, state.journey, state.feeVnd]);
      if (order.status !== 'confirmed') return;
      const lines = await runStatement<ParcelLine>(tx, linesOfParcels, [[parcel.id]]);
      await this.move(tx, { order, parcel, lines, actorKind: 'carrier', now }, state, facts);
    });
  }

  private async move(
    tx: EntityManager,
    opened: OpenedParcel,
    { journey }: ShipmentState,
    facts: ShipmentFacts,
  ): Promise<void> {
    const { order, parcel, now } = opened;
    if (journey === 'cancelled' && parcel.status === 'packing') {
      await runStatement(tx, endShipment, [facts.id, now, 'cancelled', null]);
      await runStatement(tx, markParcel, [parcel.id, now, null, null]);
      return;
    }
    const isOnItsWay =
      journey === 'taken' || journey === 'delivered' || journey === 'returning' || journey === 'returned';
    if (!isOnItsWay) return;
    let here = opened;
    if (parcel.status === 'packing') {
      if (order.waits || !mayBeSent(order)) return;
      if (!(await this.leave(tx, opened))) return;
      here = { ...opened, parcel: { ...parcel, status: 'handed_over' } };
    }
    if (here.parcel.status !== 'handed_over' || journey === 'taken') return;
    await this.arrive(tx, here, journey === 'delivered' ? 'delivered' : 'refused');
  }

  /** It was fetched before the shop said so: its goods leave the shelf now. */
  private async leave(tx: EntityManager, opened: OpenedParcel): Promise<boolean> {
    await this.parcels.move(
      tx,
      opened,
      { to: 'handed_over', statement: handOverParcel, more: [null, null] },
      'carrier',
    );
    const pieces = opened.lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity }));
    if (await shipStock(tx, pieces, opened.now)) return true;
    throw new Error(`Parcel ${opened.parcel.id} is on its way and its goods were not set aside`);
  }

  private async arrive(tx: EntityManager, opened: OpenedParcel, to: 'delivered' | 'refused'): Promise<void> {
    const { order, parcel, lines, now } = opened;
    const all = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    await this.parcels.move(
      tx,
      opened,
      {
        to,
        statement: endJourney,
        more: [to],
        details: to === 'refused' ? { refused: all, of: all } : {},
      },
      'carrier',
    );
    if (to === 'refused') {
      const pieces = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
      await runStatement(tx, writeRefused, [parcel.id, now, JSON.stringify(pieces)]);
    }
    await this.arrival.run(tx, order, { actorKind: 'carrier', audience: 'worker', now });
  }
}
