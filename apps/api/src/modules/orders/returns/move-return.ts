import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Problem } from '../../../platform/http/problem.js';
import { oweRefund } from '../../payments/index.js';
import type { OrderEvents } from '../events/order-events.js';
import type { OrderActor } from '../events/record-order-events.js';
import { owedFeeVnd, type LineJourney } from '../parcels/accepted-amount.js';
import { journeys } from '../parcels/parcels.sql.js';
import type { LockedOrder } from '../shop-orders/lock-order.js';
import { paidForLines, shareOfPieces } from './return-amount.js';
import {
  carriageOf,
  returnStatusesBefore,
  type DeclineReason,
  type ReturnMover,
  type ReturnStatus,
} from './return-status.js';
import {
  findReturn,
  linesOfReturn,
  MOVE_RETURN,
  settledBefore,
  settleReturnLines,
  type FoundReturn,
  type SettlingLine,
} from './returns.sql.js';

/** Which return moves, and by whom. The caller holds the order's lock. */
export interface ReturnMove {
  returnId: string;
  /** In the table of allowed moves. */
  mover: ReturnMover;
  /** In events: staff under a mandate is named apart. */
  actorKind: OrderActor;
  now: Date;
}

/** The goods are to come back first. @throws Problem not_found, state_conflict (also where nothing can come back) */
export async function agreeReturn(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  move: ReturnMove,
): Promise<void> {
  const found = await readReturn(tx, order, move.returnId);
  if (carriageOf(found.reason) === 'nobody') throw new Problem('state_conflict');
  await moveReturn(tx, events, order, found, { ...move, to: 'agreed', goods: 'back' });
}

/** @throws Problem not_found, state_conflict */
export async function declineReturn(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  { reason, words, ...move }: ReturnMove & { reason: DeclineReason; words?: string | undefined },
): Promise<void> {
  const found = await readReturn(tx, order, move.returnId);
  await moveReturn(tx, events, order, found, {
    ...move,
    to: 'declined',
    declineReason: reason,
    declineWords: words ?? null,
    details: { declined: reason },
  });
}

/**
 * Nothing is left but the money: it is owed in full for the pieces of the return, with the delivery fee where all that
 * was taken goes back by the shop's fault. `lost` are pieces, by line, that came back and cannot be sold; what else came
 * back the caller puts on the shelf, last of all. Returns those pieces.
 *
 * @throws Problem not_found, state_conflict (not that mover's to settle, something of the order is still on its way, or it
 *   is not paid yet)
 */
export async function settleReturn(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  { goods, lost = new Map(), ...move }: ReturnMove & { goods: 'back' | 'kept'; lost?: Map<string, number> },
): Promise<{ orderLineId: string; quantity: number }[]> {
  const found = await readReturn(tx, order, move.returnId);
  const lines = await runStatement<SettlingLine>(tx, linesOfReturn, [found.id]);
  const { shares, shippingVnd, refundVnd } = await amountOf(tx, order, found, lines);
  const back = lines.map(({ id, orderLineId, quantity }, index) => {
    const writtenOff = goods === 'kept' ? 0 : (lost.get(orderLineId) ?? 0);
    const restocked = goods === 'kept' ? 0 : quantity - writtenOff;
    return { id, orderLineId, refundVnd: shares[index] ?? 0, restocked, writtenOff };
  });
  const sum = (pick: (line: (typeof back)[number]) => number): number =>
    back.reduce((total, line) => total + pick(line), 0);
  await moveReturn(tx, events, order, found, {
    ...move,
    to: 'settled',
    goods,
    refundVnd,
    shippingVnd,
    details: {
      goods,
      refundVnd,
      restocked: sum((line) => line.restocked),
      writtenOff: sum((line) => line.writtenOff),
    },
  });
  await runStatement(tx, settleReturnLines, [JSON.stringify(back), move.now]);
  if (refundVnd > 0)
    await oweRefund(tx, {
      paymentId: order.paymentId,
      amountVnd: refundVnd,
      reason: 'returned',
      cause: causeOf(found.id),
      now: move.now,
    });
  return back
    .filter(({ restocked }) => restocked > 0)
    .map(({ orderLineId, restocked }) => ({ orderLineId, quantity: restocked }));
}

/** By which a refund is known as that of a return. */
export const causeOf = (returnId: string): string => `return-${returnId}`;

/** @throws Problem not_found */
export async function readReturn(
  tx: EntityManager,
  order: LockedOrder,
  returnId: string,
): Promise<FoundReturn> {
  const [found] = await runStatement<FoundReturn>(tx, findReturn, [returnId, order.id]);
  if (found === undefined) throw new Problem('not_found');
  return found;
}

interface Moved extends ReturnMove {
  to: ReturnStatus;
  goods?: 'back' | 'kept';
  declineReason?: DeclineReason;
  declineWords?: string | null;
  refundVnd?: number;
  shippingVnd?: number;
  details?: object;
}

/** One conditional UPDATE, with its event and its line of history. @throws Problem state_conflict */
export async function moveReturn(
  tx: EntityManager,
  events: OrderEvents,
  order: LockedOrder,
  found: FoundReturn,
  { to, mover, actorKind, now, details = {}, ...more }: Moved,
): Promise<void> {
  const { goods, declineReason, declineWords, refundVnd, shippingVnd } = more;
  const moved = await changedRows(tx, MOVE_RETURN, [
    found.id,
    now,
    to,
    returnStatusesBefore(to, mover),
    goods ?? null,
    declineReason ?? null,
    declineWords ?? null,
    refundVnd ?? null,
    shippingVnd ?? null,
  ]).catch((error: unknown) => {
    // Of one that was declined the pieces may be in another return by now.
    throw brokenConstraint(error) === 'order_return_lines_fit_check' ? new Problem('state_conflict') : error;
  });
  if (moved.length !== 1) throw new Problem('state_conflict');
  const told = { number: found.number, ...details };
  await events.record(tx, [
    {
      orderId: order.id,
      axis: 'return',
      subjectId: found.id,
      from: found.status,
      to,
      actorKind,
      at: now,
      details: told,
    },
  ]);
  await recordAudit(tx, [
    {
      at: now,
      actorKind: mover,
      action: `return.${to}`,
      subjectType: 'order',
      subjectId: order.id,
      before: { status: found.status },
      after: told,
    },
  ]);
}

/** Never more than came in and is not owed back already. */
async function amountOf(
  tx: EntityManager,
  order: LockedOrder,
  found: FoundReturn,
  lines: readonly SettlingLine[],
): Promise<{ shares: number[]; shippingVnd: number; refundVnd: number }> {
  const [payment] = await tx.query<{ settled: boolean; leftVnd: number }[]>(
    `SELECT status IN ('paid', 'partly_refunded', 'refunded') AS settled,
       (received_vnd - refunds_vnd)::float8 AS "leftVnd" FROM payments WHERE id = $1`,
    [order.paymentId],
  );
  const taken = await runStatement<LineJourney>(tx, journeys, [order.id]);
  // What a piece cost is known once the last parcel was taken or refused.
  if (payment?.settled !== true || taken.some(({ arrived, quantity }) => arrived < quantity))
    throw new Problem('state_conflict');
  const before = await runStatement<{
    orderLineId: string;
    quantity: number;
    byBuyer: boolean;
    shippingVnd: number;
  }>(tx, settledBefore, [order.id, found.id]);
  const paid = paidForLines(order, taken);
  const settledOf = (lineId: string): number =>
    before.find(({ orderLineId }) => orderLineId === lineId)?.quantity ?? 0;
  const shares = lines.map(({ orderLineId, quantity }) => {
    const index = taken.findIndex(({ id }) => id === orderLineId);
    const line = taken[index];
    if (line === undefined) throw new Error(`Order ${order.code} has no line ${orderLineId}`);
    return shareOfPieces(paid[index] ?? 0, line.quantity - line.refused, settledOf(orderLineId), quantity);
  });
  const allBack = taken.every(({ id, quantity, refused }) => {
    const now = lines.find(({ orderLineId }) => orderLineId === id)?.quantity ?? 0;
    return settledOf(id) + now === quantity - refused;
  });
  const byShop = found.reason !== 'changed_mind' && before.every(({ byBuyer }) => !byBuyer);
  const itemsVnd = shares.reduce((sum, share) => sum + share, 0);
  const leftVnd = payment.leftVnd;
  const goodsVnd = Math.min(itemsVnd, leftVnd);
  const shippingVnd = allBack && byShop ? Math.min(owedFeeVnd(order, taken), leftVnd - goodsVnd) : 0;
  return { shares, shippingVnd, refundVnd: goodsVnd + shippingVnd };
}
