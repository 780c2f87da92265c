import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { GatewayName, SessionPaid } from '../../payments/index.js';
import { SettlePayment, type SettleOutcome } from '../payment/settle-payment.js';
import { concludeNotice, findSession, recordPaid, writeNotice, type SessionFacts } from './sessions.sql.js';

/** A gateway's own number of what it told, so that it counts once. */
export interface NoticeId {
  gateway: GatewayName;
  eventId: string;
  kind: string;
}

/** `refused`: what was said is not true of that session; nothing was done but written down. */
export type SessionOutcome = SettleOutcome | 'refused';

export interface PaidSession extends Omit<SessionPaid, 'status'> {
  paidAt: Date;
  /** The gateway's name of the page, for one whose opening nobody wrote down. */
  externalId: string;
}

/**
 * Money that came in through a page. The one way for webhook, browser and sweeper: a gateway's notice is written down in
 * the transaction of its effect, and the money itself, by the gateway's name of it, settles the order once whoever tells.
 */
@Injectable()
export class SettleSession {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly settlePayment: SettlePayment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(sessionId: string, paid: PaidSession, notice?: NoticeId): Promise<SessionOutcome> {
    return this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const noticeId = notice === undefined ? null : await written(tx, notice, sessionId, now);
      if (notice !== undefined && noticeId === null) return 'repeated';
      const [session] = await runStatement<SessionFacts>(tx, findSession, [sessionId]);
      if (session === undefined) throw new Error(`There is no payment session ${sessionId}`);
      const outcome = await this.settle(tx, session, paid, now);
      if (noticeId !== null) await runStatement(tx, concludeNotice, [noticeId, outcome]);
      return outcome;
    });
  }

  private async settle(
    tx: EntityManager,
    session: SessionFacts,
    paid: PaidSession,
    now: Date,
  ): Promise<SessionOutcome> {
    if (paid.amountVnd !== session.amountVnd || (session.externalId ?? paid.externalId) !== paid.externalId) {
      this.logger.error(`${session.gateway} told of order ${session.orderCode} what was not asked of it`);
      return 'refused';
    }
    const { outcome } = await this.settlePayment.run(tx, {
      pays: { paymentId: session.paymentId },
      source: session.gateway,
      account: session.externalAccount,
      externalId: paid.externalPaymentId,
      amountVnd: paid.amountVnd,
      paidAt: paid.paidAt,
      audience: 'worker',
      actor: 'gateway',
    });
    await runStatement(tx, recordPaid, [session.id, paid.externalPaymentId, paid.externalId, now]);
    return outcome;
  }
}

async function written(
  tx: EntityManager,
  { gateway, eventId, kind }: NoticeId,
  sessionId: string,
  now: Date,
): Promise<string | null> {
  const values = [uuidv7(now.getTime()), gateway, eventId, kind, sessionId, now];
  const [row] = await runStatement<{ id: string }>(tx, writeNotice, values);
  return row?.id ?? null;
}
