import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import type { Audience } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import type { OrderActor } from '../events/record-order-events.js';
import { codesInRemark, remarkLetters } from './codes-in-remark.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { conclude, withGoods, type Payable, type Teller } from './conclude-payment.js';
import { decideOutcome, type PaidOutcome } from './decide-outcome.js';
import { receiptNoticeQueue } from './payment-queues.js';
import {
  findPayment,
  findPaymentOfOrder,
  findPaymentsNamed,
  findSame,
  insertReceipt,
  placeReceipt,
} from './settle-payment.sql.js';

/** Who tells of money: a bank's notice, a line of its statement, the shop's own word, cash at the door, a gateway. */
export type ReceiptSource = 'bank' | 'statement' | 'seller' | 'cash' | 'stripe' | 'vnpay';

/** Money that came in, as whoever tells of it tells it. */
export interface IncomingMoney {
  /** What it pays; with only the shop known, its remark names the order, or nobody knows it yet. */
  pays: { paymentId: string } | { orderCode: string } | { sellerId: string };
  source: ReceiptSource;
  /** The connection or gateway account that told of it; the order's code where a person did. At most 80 characters. */
  account: string;
  /** The event's own id, unique to source and account: told again, it changes nothing. At most 160 characters. */
  externalId: string;
  /** Whole đồng, above 0. */
  amountVnd: number;
  paidAt: Date;
  /** The bank's own number of the transfer, where it has one. */
  reference?: string | undefined;
  /** The transfer's remark as the bank gives it. */
  remark?: string | undefined;
  /** Under which audience the transaction runs, for the history; and who acts, for the order's events. */
  audience: Audience;
  actor: OrderActor;
}

export type SettleOutcome = PaidOutcome | 'unmatched' | 'same' | 'repeated';

export interface Settled {
  outcome: SettleOutcome;
  /** Null where the event was told before. */
  receiptId: string | null;
  orderCode: string | null;
}

/**
 * The one way in which money settles an order: for a bank's notice, a statement, a shop's word, a gateway's webhook, the
 * browser that comes back and the sweeper. All of it in the caller's transaction: the outside event is written (a repeat
 * ends there), order and payment are locked in that order, stock last.
 */
@Injectable()
export class SettlePayment {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found where the payment or order that was named is not there for this audience */
  async run(tx: EntityManager, money: IncomingMoney): Promise<Settled> {
    const now = this.clock.now();
    const { sellerId, payable } = await this.find(tx, money);
    const receiptId = await this.write(tx, sellerId, money, now);
    if (receiptId === null) return { outcome: 'repeated', receiptId, orderCode: payable?.orderCode ?? null };
    if (payable !== null) return this.place(tx, receiptId, payable, money, now);
    const [same] = await runStatement<{ id: string }>(tx, findSame, [receiptId, null]);
    if (same !== undefined) await runStatement(tx, placeReceipt, [receiptId, null, same.id, 'same', now]);
    return { outcome: same === undefined ? 'unmatched' : 'same', receiptId, orderCode: null };
  }

  /**
   * Money nobody knew the order of pays this one. The shop is bound, or the caller made sure that both are one shop's.
   *
   * @throws Problem not_found (no such order), state_conflict (somebody matched it already)
   */
  async match(
    tx: EntityManager,
    { receiptId, orderCode, teller }: { receiptId: string; orderCode: string; teller: Teller },
  ): Promise<Settled> {
    const [payable] = await runStatement<Payable>(tx, findPaymentOfOrder, [orderCode]);
    if (payable === undefined) throw new Problem('not_found');
    return this.place(tx, receiptId, payable, teller, this.clock.now());
  }

  /** What is owed has fallen: what came in before may be enough now. The caller holds the order's lock. */
  async cover(tx: EntityManager, orderCode: string, teller: Teller): Promise<void> {
    const order = await lockOrder(tx, { orderCode });
    if (order.receivedVnd === 0 || order.paymentStatus !== 'pending') return;
    const now = this.clock.now();
    const decided = decideOutcome({ ...order, netVnd: order.receivedVnd - order.refundsVnd });
    const outcome = await withGoods(tx, order, decided, now);
    await conclude(tx, { order, outcome, cause: 'covered', incomingVnd: 0, teller, now });
  }

  private async find(
    tx: EntityManager,
    { pays, remark }: IncomingMoney,
  ): Promise<{ sellerId: string; payable: Payable | null }> {
    if ('sellerId' in pays) {
      const { sellerId } = pays;
      const codes = codesInRemark(remark ?? '');
      const named =
        codes.length === 0 ? [] : await runStatement<Payable>(tx, findPaymentsNamed, [sellerId, codes]);
      // Two orders in one transfer: how much is for which, a person decides.
      return { sellerId, payable: named.length === 1 ? (named[0] ?? null) : null };
    }
    const [payable] =
      'paymentId' in pays
        ? await runStatement<Payable>(tx, findPayment, [pays.paymentId])
        : await runStatement<Payable>(tx, findPaymentOfOrder, [pays.orderCode]);
    if (payable === undefined) throw new Problem('not_found');
    return { sellerId: payable.sellerId, payable };
  }

  private async write(
    tx: EntityManager,
    sellerId: string,
    money: IncomingMoney,
    now: Date,
  ): Promise<string | null> {
    const remark = (money.remark ?? '').trim().slice(0, 1_000);
    const key = remark === '' ? null : await this.dataKeys.find(tx, sellerId);
    const [written] = await runStatement<{ id: string }>(tx, insertReceipt, [
      uuidv7(now.getTime()),
      sellerId,
      money.source,
      money.account,
      money.externalId,
      money.amountVnd,
      money.paidAt,
      money.reference === undefined || money.reference === '' ? null : money.reference.slice(0, 80),
      key?.seal(remark, 'payment_receipts.remark') ?? null,
      key?.digest(remarkLetters(remark), 'payment_receipts.remark') ?? null,
      now,
    ]);
    return written?.id ?? null;
  }

  private async place(
    tx: EntityManager,
    receiptId: string,
    payable: Payable,
    teller: Teller,
    now: Date,
  ): Promise<Settled> {
    const { paymentId, orderCode } = payable;
    const order = await lockOrder(tx, { orderId: payable.orderId });
    const [same] = await runStatement<{ id: string }>(tx, findSame, [receiptId, paymentId]);
    if (same !== undefined) {
      await placed(tx, [receiptId, paymentId, same.id, 'same', now]);
      return { outcome: 'same', receiptId, orderCode };
    }
    const [receipt] = await tx.query<{ amountVnd: number }[]>(
      `SELECT amount_vnd::float8 AS "amountVnd" FROM payment_receipts WHERE id = $1`,
      [receiptId],
    );
    const incomingVnd = receipt?.amountVnd ?? 0;
    const decided = decideOutcome({ ...order, netVnd: order.receivedVnd - order.refundsVnd + incomingVnd });
    const outcome = await withGoods(tx, order, decided, now);
    await placed(tx, [receiptId, paymentId, null, outcome, now]);
    await conclude(tx, { order, outcome, cause: receiptId, incomingVnd, teller, now });
    await recordAudit(tx, [
      {
        at: now,
        actorKind: teller.audience,
        action: 'payment.received',
        subjectType: 'payment',
        subjectId: paymentId,
        after: { orderCode, receiptId, source: teller.source, amountVnd: incomingVnd, outcome },
      },
    ]);
    // Whoever paid at the door knows.
    if (teller.source !== 'cash') await this.jobs.enqueue(tx, receiptNoticeQueue, { receiptId });
    return { outcome, receiptId, orderCode };
  }
}

/** @throws Problem state_conflict where somebody placed the receipt meanwhile */
async function placed(tx: EntityManager, values: readonly unknown[]): Promise<void> {
  if ((await runStatement(tx, placeReceipt, values)).length !== 1) throw new Problem('state_conflict');
}
