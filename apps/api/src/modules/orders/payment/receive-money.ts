import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { parsePublicCode } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { refundStatusesBefore } from '../../payments/index.js';
import { SellerTransactions, type EnteredSeller } from '../../sellers/index.js';
import { depositDue, lockOrder } from '../shop-orders/lock-order.js';
import type { Teller } from './conclude-payment.js';
import type { MoneyReceivedAnswer, MoneyReceivedDto } from './money.dto.js';
import { refundNoticeQueue } from './payment-queues.js';
import { GIVEN_BACK_BY_GATEWAY } from '../gateways/refunds.sql.js';
import { settleRefund } from './settle-refund.js';
import { SettlePayment, type Settled } from './settle-payment.js';

/** What a shop says and decides about money on its own account. */
@Injectable()
export class ReceiveMoney {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly settle: SettlePayment,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * „Money came in for this order“, by the shop's own word or that of staff under its mandate: for shops whose bank tells
   * nobody. It never says more than is missing; a surplus only a bank's notice or statement knows of.
   *
   * @throws Problem not_found, idempotency_conflict (the key said something else), state_conflict (nothing is missing, or
   *   less than that)
   */
  received(
    principal: Principal,
    { slug, permission }: { slug: string; permission: 'money' | 'orders' },
    typed: string,
    { key, amountVnd }: MoneyReceivedDto,
  ): Promise<MoneyReceivedAnswer> {
    const orderCode = codeOf(typed);
    return this.sellers.run(principal, slug, permission, async (tx, seller) => {
      const [known] = await tx.query<{ amountVnd: number; outcome: string }[]>(
        `SELECT amount_vnd::float8 AS "amountVnd", outcome FROM payment_receipts
         WHERE source = 'seller' AND account = $1 AND external_id = $2`,
        [orderCode, key],
      );
      if (known !== undefined) {
        if (known.amountVnd !== amountVnd) throw new Problem('idempotency_conflict');
        return { outcome: known.outcome, orderCode };
      }
      await this.demandMissing(tx, orderCode, amountVnd);
      const settled = await this.settle.run(tx, {
        pays: { orderCode },
        account: orderCode,
        externalId: key,
        amountVnd,
        paidAt: this.clock.now(),
        ...tellerOf(seller),
      });
      return answerOf(settled);
    });
  }

  /** Money nobody knew the order of is for this one. @throws Problem not_found, state_conflict (it was placed meanwhile) */
  match(principal: Principal, slug: string, receiptId: string, typed: string): Promise<MoneyReceivedAnswer> {
    const orderCode = codeOf(typed);
    return this.sellers.run(principal, slug, 'money', async (tx, seller) => {
      await demandUnmatched(tx, receiptId);
      return answerOf(await this.settle.match(tx, { receiptId, orderCode, teller: tellerOf(seller) }));
    });
  }

  /** Money that is for no order of the floor. @throws Problem not_found, state_conflict */
  dismiss(principal: Principal, slug: string, receiptId: string): Promise<void> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      await demandUnmatched(tx, receiptId);
      const now = this.clock.now();
      await tx.query(
        `UPDATE payment_receipts SET outcome = 'not_ours', outcome_at = $2, updated_at = $2 WHERE id = $1`,
        [receiptId, now],
      );
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'receipt.dismissed',
          subjectType: 'payment_receipt',
          subjectId: receiptId,
        },
      ]);
    });
  }

  /** The shop has sent money back, by a transfer of its own. @throws Problem not_found, state_conflict (not owed any more) */
  refundSent(principal: Principal, slug: string, refundId: string, reference: string): Promise<void> {
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const now = this.clock.now();
      const locked = await tx.query<unknown[]>(
        `SELECT 1 FROM orders o JOIN payments p ON p.payable_id = o.id JOIN refunds r ON r.payment_id = p.id
         WHERE r.id = $1 FOR NO KEY UPDATE OF o`,
        [refundId],
      );
      if (locked.length === 0) throw new Problem('not_found');
      const sent = await changedRows<{ paymentId: string; amountVnd: number }>(
        tx,
        `UPDATE refunds r SET status = 'sent', status_changed_at = $2, updated_at = $2, external_id = $3 FROM payments p
         WHERE r.id = $1 AND r.status = ANY ($4) AND p.id = r.payment_id AND NOT ${GIVEN_BACK_BY_GATEWAY}
         RETURNING r.payment_id AS "paymentId", r.amount_vnd::float8 AS "amountVnd"`,
        [refundId, now, reference.trim(), refundStatusesBefore('sent')],
      );
      const [refund] = sent;
      if (refund === undefined) throw new Problem('state_conflict');
      await settleRefund(tx, { paymentId: refund.paymentId, refundId, actor: 'seller', now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'refund.sent',
          subjectType: 'refund',
          subjectId: refundId,
          before: { status: 'owed' },
          after: { status: 'sent', amountVnd: refund.amountVnd, reference: reference.trim() },
        },
      ]);
      await this.jobs.enqueue(tx, refundNoticeQueue, { refundId, status: 'sent' });
    });
  }

  private async demandMissing(tx: EntityManager, orderCode: string, amountVnd: number): Promise<void> {
    const order = await lockOrder(tx, { orderCode });
    const { paymentStatus, cancellationReason } = order;
    const payable =
      paymentStatus === 'pending' || (paymentStatus === 'expired' && cancellationReason === 'unpaid');
    const missingVnd = order.amountVnd - order.receivedVnd + order.refundsVnd;
    // After a deposit what is left is paid at the door, or all of it otherwise.
    const whole = order.depositVnd !== null && !depositDue(order);
    if (!payable || missingVnd < amountVnd || (whole && missingVnd !== amountVnd))
      throw new Problem('state_conflict');
  }
}

const tellerOf = ({ capacity }: EnteredSeller): Teller => ({
  audience: 'seller',
  actor: capacity === 'mandate' ? 'staff' : 'seller',
  source: 'seller',
});

const answerOf = ({ outcome, orderCode }: Settled): MoneyReceivedAnswer => ({ outcome, orderCode });

function codeOf(typed: string): string {
  const code = parsePublicCode(typed);
  if (code === null) throw new Problem('not_found');
  return code;
}

/** Locks the receipt: two people match it one after the other. */
async function demandUnmatched(tx: EntityManager, receiptId: string): Promise<void> {
  const [receipt] = await tx.query<{ outcome: string }[]>(
    `SELECT outcome FROM payment_receipts WHERE id = $1 FOR NO KEY UPDATE`,
    [receiptId],
  );
  if (receipt === undefined) throw new Problem('not_found');
  if (receipt.outcome !== 'unmatched') throw new Problem('state_conflict');
}
