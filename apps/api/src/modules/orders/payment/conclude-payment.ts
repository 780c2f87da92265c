import type { EntityManager } from 'typeorm';
import { vietnamDay } from '#kernel/time';
import { runStatement } from '../../../platform/database/run-statement.js';
import type { Audience } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { firmStock, releaseStock } from '../../inventory/index.js';
import {
  oweRefund,
  paymentStatusesBefore,
  type PaymentStatus,
  type RefundReason,
} from '../../payments/index.js';
import { recordOrderEvents, type OrderActor } from '../events/record-order-events.js';
import { statusesBefore, type CancellationReason, type OrderStatus } from '../order-status.js';
import type { PaidOutcome } from './decide-outcome.js';
import type { ReceiptSource } from './settle-payment.js';
import {
  linesOfOrder,
  lockOrder,
  lockPayment,
  moveOrder,
  movePayment,
  orderIsListed,
} from './settle-payment.sql.js';

export interface Payable {
  orderId: string;
  sellerId: string;
  orderCode: string;
  paymentId: string;
}

export interface Locked {
  orderStatus: OrderStatus;
  cancellationReason: CancellationReason | null;
  paymentStatus: PaymentStatus;
  amountVnd: number;
  receivedVnd: number;
  refundsVnd: number;
  waits: boolean;
}

/** Who tells of money, and under which audience the transaction runs. */
export interface Teller {
  audience: Audience;
  actor: OrderActor;
  source: ReceiptSource;
}

export interface Concluded {
  payable: Payable;
  state: Locked;
  outcome: PaidOutcome;
  /** What a refund that follows is owed for: the same cause owes it once. */
  cause: string;
  /** Not yet among what was received when the rows were locked. */
  incomingVnd: number;
  teller: Teller;
  now: Date;
}

/** The order first, its payment after it, as everybody does; each by a statement that sees what it waited for. */
export async function lock(tx: EntityManager, { orderId, paymentId }: Payable): Promise<Locked> {
  const [order] = await runStatement<{ status: OrderStatus; cancellationReason: CancellationReason | null }>(
    tx,
    lockOrder,
    [orderId],
  );
  const [payment] = await runStatement<
    Omit<Locked, 'orderStatus' | 'cancellationReason' | 'paymentStatus'> & { status: PaymentStatus }
  >(tx, lockPayment, [paymentId]);
  if (order === undefined || payment === undefined) throw new Problem('not_found');
  const { status, ...sums } = payment;
  return {
    ...sums,
    orderStatus: order.status,
    cancellationReason: order.cancellationReason,
    paymentStatus: status,
  };
}

async function lineIds(tx: EntityManager, orderId: string): Promise<string[]> {
  return (await runStatement<{ id: string }>(tx, linesOfOrder, [orderId])).map(({ id }) => id);
}

/**
 * What pays for goods has them for good; where they are gone, or were given back and have left the floor since, the money
 * is too late.
 */
export async function withGoods(
  tx: EntityManager,
  orderId: string,
  decided: PaidOutcome,
  now: Date,
): Promise<PaidOutcome> {
  if (decided !== 'settled' && decided !== 'over' && decided !== 'late') return decided;
  const lines = await lineIds(tx, orderId);
  const { fits, retaken } = await firmStock(tx, lines, now);
  if (!fits) return 'too_late';
  if (!retaken) return decided;
  const [gate] = await runStatement<{ listed: boolean }>(tx, orderIsListed, [orderId, vietnamDay(now)]);
  if (gate?.listed === true) return decided;
  await releaseStock(tx, lines, now);
  return 'too_late';
}

/** What follows from money that came in: where order and payment go, and what has to go back. */
export async function conclude(tx: EntityManager, done: Concluded): Promise<void> {
  const { payable, state, outcome, cause, incomingVnd, now } = done;
  const owe = (amountVnd: number | 'rest', reason: RefundReason): Promise<unknown> =>
    oweRefund(tx, { paymentId: payable.paymentId, amountVnd, reason, cause, now });
  switch (outcome) {
    case 'early':
    case 'under':
      return;
    case 'double':
      await owe(incomingVnd, 'double');
      return;
    case 'too_late':
      if (state.orderStatus !== 'cancelled') await endWithoutGoods(tx, done);
      await owe('rest', 'too_late');
      return;
    case 'late':
    case 'settled':
    case 'over': {
      if (outcome === 'late') await bringOrder(tx, done, 'placed', null);
      await bringPayment(tx, done, 'paid');
      const surplusVnd = state.receivedVnd - state.refundsVnd + incomingVnd - state.amountVnd;
      if (surplusVnd > 0) await owe(surplusVnd, 'surplus');
    }
  }
}

/** The hour of the transfer has passed, others took the goods, and the sweep has not come by yet. */
async function endWithoutGoods(tx: EntityManager, done: Concluded): Promise<void> {
  const { payable, now } = done;
  await bringOrder(tx, done, 'cancelled', 'unpaid');
  await bringPayment(tx, done, 'expired');
  await releaseStock(tx, await lineIds(tx, payable.orderId), now);
}

async function bringPayment(
  tx: EntityManager,
  { payable, state, incomingVnd, teller, now }: Concluded,
  to: 'paid' | 'expired',
): Promise<void> {
  const { orderId, paymentId } = payable;
  const moved = await runStatement(tx, movePayment, [paymentId, to, now, paymentStatusesBefore(to)]);
  if (moved.length !== 1) throw new Error(`Payment ${paymentId} changed while it was locked`);
  const from = state.paymentStatus;
  const details = { source: teller.source, receivedVnd: state.receivedVnd + incomingVnd };
  await recordOrderEvents(tx, [
    { orderId, axis: 'payment', subjectId: paymentId, from, to, actorKind: teller.actor, at: now, details },
  ]);
}

async function bringOrder(
  tx: EntityManager,
  { payable: { orderId }, state, teller, now }: Concluded,
  to: 'placed' | 'cancelled',
  reason: CancellationReason | null,
): Promise<void> {
  const from = statusesBefore(to, 'worker');
  const moved = await runStatement(tx, moveOrder, [orderId, to, now, from, reason]);
  if (moved.length !== 1) throw new Error(`Order ${orderId} cannot come from ${state.orderStatus} to ${to}`);
  const details = reason === null ? { reason: 'paid_late' } : { reason };
  const event = {
    orderId,
    axis: 'order',
    subjectId: orderId,
    actorKind: teller.actor,
    at: now,
    details,
  } as const;
  await recordOrderEvents(tx, [{ ...event, from: state.orderStatus, to }]);
}
