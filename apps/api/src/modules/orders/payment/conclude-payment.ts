import type { EntityManager } from 'typeorm';
import { vietnamDay } from '#kernel/time';
import { runStatement } from '../../../platform/database/run-statement.js';
import type { Audience } from '../../../platform/database/transactions.js';
import { firmStock, releaseStock } from '../../inventory/index.js';
import { oweRefund, paymentStatusesBefore, type RefundReason } from '../../payments/index.js';
import { depositPaid } from '../deposits/deposit.sql.js';
import { recordOrderEvents, type OrderActor, type OrderEvent } from '../events/record-order-events.js';
import { statusesBefore } from '../order-status.js';
import { endOrder } from '../shop-orders/end-order.js';
import { depositDue, type LockedOrder } from '../shop-orders/lock-order.js';
import type { PaidOutcome } from './decide-outcome.js';
import type { ReceiptSource } from './settle-payment.js';
import { movePayment, orderIsListed, revive, voucherIsLeft } from './settle-payment.sql.js';

export interface Payable {
  orderId: string;
  sellerId: string;
  orderCode: string;
  paymentId: string;
}

/** Who tells of money, and under which audience the transaction runs. */
export interface Teller {
  audience: Audience;
  actor: OrderActor;
  source: ReceiptSource;
}

export interface Concluded {
  /** As it was locked, before this money. */
  order: LockedOrder;
  outcome: PaidOutcome;
  /** What a refund that follows is owed for: the same cause owes it once. */
  cause: string;
  /** Not yet among what was received when the rows were locked. */
  incomingVnd: number;
  teller: Teller;
  now: Date;
}

/**
 * What pays for goods has them for good; where they are gone, or were given back and have left the floor since, or others
 * have used up the voucher that the price was agreed with, the money is too late.
 */
export async function withGoods(
  tx: EntityManager,
  { id, lineIds, discountVnd }: LockedOrder,
  decided: PaidOutcome,
  now: Date,
): Promise<PaidOutcome> {
  if (!['settled', 'over', 'late', 'deposit'].includes(decided)) return decided;
  if (decided === 'late' && discountVnd > 0) {
    const [voucher] = await runStatement<{ left: boolean }>(tx, voucherIsLeft, [id]);
    if (voucher?.left !== true) return 'too_late';
  }
  const { fits, retaken } = await firmStock(tx, lineIds, now);
  if (!fits) return 'too_late';
  if (!retaken) return decided;
  const [gate] = await runStatement<{ listed: boolean }>(tx, orderIsListed, [id, vietnamDay(now)]);
  if (gate?.listed === true) return decided;
  await releaseStock(tx, lineIds, now);
  return 'too_late';
}

/** What follows from money that came in: where order and payment go, and what has to go back. */
export async function conclude(tx: EntityManager, done: Concluded): Promise<void> {
  const { order, outcome, cause, incomingVnd, now } = done;
  const owe = (amountVnd: number | 'rest', reason: RefundReason): Promise<unknown> =>
    oweRefund(tx, { paymentId: order.paymentId, amountVnd, reason, cause, now });
  switch (outcome) {
    case 'early':
    case 'under':
      return;
    case 'double':
      await owe(incomingVnd, 'double');
      return;
    case 'too_late':
      if (order.status === 'cancelled') await owe('rest', 'too_late');
      else await endWithoutGoods(tx, done);
      return;
    case 'deposit':
      return takeDeposit(tx, done);
    case 'late':
    case 'settled':
    case 'over': {
      const surplusVnd = order.receivedVnd - order.refundsVnd + incomingVnd - order.amountVnd;
      if (outcome === 'late') await bringBack(tx, done);
      if (surplusVnd < 0) return waitForDoor(tx, done);
      await pay(tx, done);
      if (surplusVnd > 0) await owe(surplusVnd, 'surplus');
    }
  }
}

/** What its receipt's own message tells needs no other. */
const untold = {
  record: async (tx: EntityManager, events: readonly OrderEvent[]): Promise<void> =>
    void (await recordOrderEvents(tx, events)),
};

/** The hour of the transfer has passed, others took the goods, and the sweep has not come by yet. */
function endWithoutGoods(tx: EntityManager, { order, cause, teller, now }: Concluded): Promise<void> {
  const refund = { reason: 'too_late', cause } as const;
  return endOrder(tx, untold, order, { reason: 'unpaid', mover: 'worker', actorKind: teller.actor, refund, now }); // prettier-ignore
}

async function pay(tx: EntityManager, { order, incomingVnd, teller, now }: Concluded): Promise<void> {
  const { id: orderId, paymentId, paymentStatus, receivedVnd } = order;
  const moved = await runStatement(tx, movePayment, [paymentId, 'paid', now, paymentStatusesBefore('paid')]);
  if (moved.length !== 1) throw new Error(`Payment ${paymentId} changed while it was locked`);
  const details = { source: teller.source, receivedVnd: receivedVnd + incomingVnd };
  const event = { orderId, axis: 'payment', subjectId: paymentId, from: paymentStatus, to: 'paid' } as const;
  await recordOrderEvents(tx, [{ ...event, actorKind: teller.actor, at: now, details }]);
  if (depositDue(order)) await takeDeposit(tx, { order, incomingVnd, teller, now });
}

/** Of an order that lives again its deposit alone is there: what is left is waited for at the door. */
async function waitForDoor(tx: EntityManager, done: Concluded): Promise<void> {
  const { order, teller, now } = done;
  const { id: orderId, paymentId, paymentStatus } = order;
  const moved = await runStatement(tx, movePayment, [
    paymentId,
    'pending',
    now,
    paymentStatusesBefore('pending'),
  ]);
  if (moved.length !== 1) throw new Error(`Payment ${paymentId} changed while it was locked`);
  const event = {
    orderId,
    axis: 'payment',
    subjectId: paymentId,
    from: paymentStatus,
    to: 'pending',
  } as const;
  await recordOrderEvents(tx, [
    { ...event, actorKind: teller.actor, at: now, details: { reason: 'paid_late' } },
  ]);
  await takeDeposit(tx, done);
}

/** What had to come before it is sent is there: no clock runs any more, and the shop may take it on. */
async function takeDeposit(
  tx: EntityManager,
  { order, incomingVnd, teller, now }: Pick<Concluded, 'order' | 'incomingVnd' | 'teller' | 'now'>,
): Promise<void> {
  const { id: orderId, paymentId, receivedVnd } = order;
  const moved = await runStatement(tx, depositPaid, [paymentId, now]);
  if (moved.length !== 1) throw new Error(`The deposit of order ${order.code} changed while it was locked`);
  const details = { source: teller.source, receivedVnd: receivedVnd + incomingVnd };
  const event = { orderId, axis: 'deposit', subjectId: paymentId, from: 'asked', to: 'paid' } as const;
  await recordOrderEvents(tx, [{ ...event, actorKind: teller.actor, at: now, details }]);
}

/** An order that ended unpaid lives again. */
async function bringBack(tx: EntityManager, { order, teller, now }: Concluded): Promise<void> {
  const from = statusesBefore('placed', 'worker');
  const moved = await runStatement(tx, revive, [order.id, now, from]);
  if (moved.length !== 1) throw new Error(`Order ${order.id} cannot live again from ${order.status}`);
  const event = {
    orderId: order.id,
    axis: 'order',
    subjectId: order.id,
    from: order.status,
    to: 'placed',
  } as const;
  await recordOrderEvents(tx, [
    { ...event, actorKind: teller.actor, at: now, details: { reason: 'paid_late' } },
  ]);
}
