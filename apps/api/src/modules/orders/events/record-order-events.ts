import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';

/** What of an order moves by itself: each has its own statuses and its own table of allowed moves. */
export type OrderAxis = 'order' | 'fulfillment' | 'payment' | 'return' | 'dispute' | 'go_ahead' | 'deposit';

/**
 * Who moved it: `staff` works for the shop under its mandate, `gateway` is a bank's or gateway's notice, `carrier` what the
 * carrier of a parcel says.
 */
export type OrderActor = 'buyer' | 'seller' | 'staff' | 'officer' | 'worker' | 'gateway' | 'carrier';

/** One move of an order on one of its axes. */
export interface OrderEvent {
  orderId: string;
  axis: OrderAxis;
  /** The order, parcel, payment, return or dispute that moved. */
  subjectId: string;
  /** Null where it began. */
  from: string | null;
  to: string;
  actorKind: OrderActor;
  at: Date;
  /** Amounts, reasons of lists, quantities; nothing of a person. */
  details?: object;
}

/** A row of `order_events`, complete before it is written. */
export interface OrderEventRow {
  id: string;
  orderId: string;
  axis: OrderAxis;
  subjectId: string;
  fromStatus: string | null;
  toStatus: string;
  actorKind: OrderActor;
  occurredAt: Date;
  details: object;
  createdAt: Date;
  updatedAt: Date;
}

export const eventRow = ({
  orderId,
  axis,
  subjectId,
  from,
  to,
  actorKind,
  at,
  details,
}: OrderEvent): OrderEventRow => ({
  id: uuidv7(at.getTime()),
  orderId,
  axis,
  subjectId,
  fromStatus: from,
  toStatus: to,
  actorKind,
  occurredAt: at,
  details: details ?? {},
  createdAt: at,
  updatedAt: at,
});

const writeEvents: Statement = {
  name: 'orders-write-events',
  text: `
    INSERT INTO order_events (id, order_id, axis, subject_id, from_status, to_status, actor_kind, occurred_at, details,
      created_at, updated_at)
    SELECT e.id, e."orderId", e.axis, e."subjectId", e."fromStatus", e."toStatus", e."actorKind", e."occurredAt", e.details,
      e."createdAt", e."updatedAt"
    FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, "orderId" uuid, axis text, "subjectId" uuid, "fromStatus" text,
      "toStatus" text, "actorKind" text, "occurredAt" timestamptz, details jsonb, "createdAt" timestamptz,
      "updatedAt" timestamptz)`,
};

/**
 * Writes down what moved, in the transaction that moved it; all events in one statement. Returns their ids in the order
 * given, for the notices that follow from them.
 */
export async function recordOrderEvents(tx: EntityManager, events: readonly OrderEvent[]): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = events.map(eventRow);
  await runStatement(tx, writeEvents, [JSON.stringify(rows)]);
  return rows.map(({ id }) => id);
}
