import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { oweRefund, refundStatusesBefore, type RefundState } from '../../payments/index.js';
import { settleRefund } from '../payment/settle-refund.js';
import { lockOrderOfRefund, moveRefund } from './refunds.sql.js';

/** `refused`: that account has no such refund; `same`: it was known. */
export type RefundMoved = 'moved' | 'same' | 'refused';

/** A gateway told how a refund stands: the one way for its answer, its webhook and the sweep. */
@Injectable()
export class MoveRefund {
  async run(
    tx: EntityManager,
    refundId: string,
    account: string,
    state: RefundState,
    now: Date,
  ): Promise<RefundMoved> {
    const [locked] = await runStatement<{
      paymentId: string;
      amountVnd: number;
      accounts: string[];
    }>(tx, lockOrderOfRefund, [refundId]);
    if (locked === undefined || !locked.accounts.includes(account)) return 'refused';
    const { paymentId, amountVnd } = locked;
    const from = state.status === 'sent' ? ['owed', 'sent'] : refundStatusesBefore(state.status);
    const moved = await runStatement(tx, moveRefund, [refundId, state.status, state.externalId, now, from]);
    if (moved.length === 0) return 'same';
    if (state.status === 'done') await settleRefund(tx, { paymentId, refundId, actor: 'gateway', now });
    if (state.status === 'failed')
      // The gateway cannot give it back: the shop has to, by hand.
      await oweRefund(tx, { paymentId, amountVnd, reason: 'cancelled', cause: `again-${refundId}`, now });
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'worker',
        action: `refund.${state.status}`,
        subjectType: 'refund',
        subjectId: refundId,
        after: { amountVnd, externalId: state.externalId },
      },
    ]);
    return 'moved';
  }
}
