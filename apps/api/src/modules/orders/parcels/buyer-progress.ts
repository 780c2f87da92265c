import type { EntityManager } from 'typeorm';
import type { OrderStatus } from '../order-status.js';
import type { BuyerRideAnswer } from './rides/ride.dto.js';
import type { PickupCodes, WaitingCode } from './pickups/pickup-codes.js';
import type { Rides } from './rides/rides.js';
import type { ParcelStatus } from './parcel-status.js';

/** A parcel as its buyer sees it. */
export interface BuyerParcel {
  id: string;
  /** The coach or boat it goes by. */
  ride: BuyerRideAnswer | null;
  /** It waits at a tourism point: by which code, and until when. */
  pickup: WaitingCode | null;
  number: number;
  status: ParcelStatus;
  carrier: string | null;
  trackingCode: string | null;
  handedOverAt: string | null;
  arrivedAt: string | null;
  pieces: number;
  refused: number;
}

/** How far an order is: its parcels, what happened when, and whether everything has left the shop. */
export interface OrderProgress {
  parcels: BuyerParcel[];
  events: { axis: string; to: string; at: string }[];
  sentAll: boolean;
}

const PROGRESS = `
  SELECT o.id, json_build_object(
    'parcels', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'number', f.number, 'status', f.status, 'carrier', f.carrier,
        'trackingCode', f.tracking_code, 'handedOverAt', f.handed_over_at, 'arrivedAt', f.arrived_at,
        'pieces', (SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x WHERE x.fulfillment_id = f.id),
        'refused', (SELECT coalesce(sum(x.refused_quantity), 0) FROM fulfillment_lines x WHERE x.fulfillment_id = f.id))
        ORDER BY f.number), '[]') FROM fulfillments f WHERE f.order_id = o.id),
    'events', (SELECT coalesce(json_agg(json_build_object('axis', e.axis, 'to', e.to_status, 'at', e.occurred_at)
        ORDER BY e.occurred_at, e.id), '[]') FROM order_events e WHERE e.order_id = o.id
        AND (e.from_status IS NULL OR e.from_status <> e.to_status)),
    'sentAll', NOT EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.quantity > (
        SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
        WHERE x.order_line_id = l.id AND f.status <> 'packing'))) AS progress
  FROM orders o WHERE o.id = ANY ($1::uuid[])`;

/** Of many orders, by id. */
export async function readProgress(
  tx: EntityManager,
  { rides, pickups }: { rides: Rides; pickups: PickupCodes },
  orderIds: readonly string[],
): Promise<Map<string, OrderProgress>> {
  const rows = await tx.query<{ id: string; progress: OrderProgress }[]>(PROGRESS, [orderIds]);
  const byParcel = await rides.ofOrders(tx, orderIds);
  const codes = await pickups.ofOrders(tx, orderIds);
  return new Map(
    rows.map(({ id, progress }) => {
      const parcels = progress.parcels.map((one) => ({
        ...one,
        ride: byParcel.get(one.id) ?? null,
        pickup: codes.get(one.id) ?? null,
      }));
      return [id, { ...progress, parcels }];
    }),
  );
}

/** From the one that is least far. */
export const STAGES: readonly ParcelStatus[] = [
  'packing',
  'handed_over',
  'refused',
  'returned_to_sender',
  'delivered',
  'unsent',
];

/** What a buyer reads of an order's parcels in one word: of several the one that is least far; null before any. */
export function progressView(
  { parcels, events, sentAll }: OrderProgress,
  orderStatus: OrderStatus,
): {
  fulfillment: { status: ParcelStatus } | null;
  parcels: Omit<BuyerParcel, 'id'>[];
  events: object[];
  canReceive: boolean;
} {
  const [least] = parcels.map(({ status }) => status).sort((a, b) => STAGES.indexOf(a) - STAGES.indexOf(b));
  // A parcel that was being packed when the order ended goes nowhere.
  const shown = orderStatus === 'cancelled' ? parcels.filter(({ status }) => status !== 'packing') : parcels;
  return {
    fulfillment: least === undefined || shown.length === 0 ? null : { status: least },
    parcels: shown.map(({ id: _id, ...parcel }) => parcel),
    events: events.map(({ axis, to, at }) => ({ axis, to, at: new Date(at).toISOString() })),
    canReceive: orderStatus === 'confirmed' && sentAll,
  };
}
