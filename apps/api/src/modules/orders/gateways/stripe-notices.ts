import { Inject, Injectable, Logger } from '@nestjs/common';
import { isUuid, uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { readStripeNotice, type StripeNotice } from '../../payments/index.js';
import { MoveRefund } from './move-refund.js';
import { concludeNotice, endSession, findSession, writeNotice, type SessionFacts } from './sessions.sql.js';
import { SettleSession } from './settle-session.js';

/** What Stripe tells of connected accounts. Whatever it signed is taken; what it says is believed of that account only. */
@Injectable()
export class StripeNotices {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly settleSession: SettleSession,
    private readonly moveRefund: MoveRefund,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws Problem not_found (this floor takes no cards), bad_signature */
  async run(raw: Buffer, signature: string | undefined): Promise<void> {
    const { stripe } = this.environment;
    if (stripe === null) throw new Problem('not_found');
    const notice = readStripeNotice(raw, signature, stripe.webhookSecret, this.clock.now());
    if (notice === null) throw new Problem('bad_signature');
    if (notice.session !== null) await this.ofSession(notice, notice.session);
    if (notice.refund !== null) await this.ofRefund(notice, notice.refund);
  }

  private async ofSession(notice: StripeNotice, told: NonNullable<StripeNotice['session']>): Promise<void> {
    const session = isUuid(told.sessionId) ? await this.find(told.sessionId) : null;
    if (session === null || session.gateway !== 'stripe' || session.externalAccount !== notice.account) {
      await this.refuse(notice);
      return;
    }
    const noticeId = { gateway: 'stripe', eventId: notice.eventId, kind: notice.kind } as const;
    const { externalId, externalPaymentId, amountVnd } = told;
    if (told.paid && externalPaymentId !== null) {
      const paid = { externalId, externalPaymentId, amountVnd: amountVnd ?? 0, paidAt: notice.at };
      await this.settleSession.run(session.id, paid, noticeId);
      return;
    }
    if (notice.kind !== 'checkout.session.expired') return;
    await this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const values = [uuidv7(now.getTime()), 'stripe', notice.eventId, notice.kind, session.id, now];
      if ((await runStatement(tx, writeNotice, values)).length === 0) return;
      await runStatement(tx, endSession, [session.id, 'expired', now]);
    });
  }

  private async ofRefund(notice: StripeNotice, told: NonNullable<StripeNotice['refund']>): Promise<void> {
    if (!isUuid(told.refundId)) return;
    const outcome = await this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const noticeId = uuidv7(now.getTime());
      const values = [noticeId, 'stripe', notice.eventId, notice.kind, null, now];
      if ((await runStatement(tx, writeNotice, values)).length === 0) return 'repeated';
      const moved = await this.moveRefund.run(tx, told.refundId, notice.account ?? '', told, now);
      await runStatement(tx, concludeNotice, [noticeId, moved]);
      return moved;
    });
    if (outcome === 'refused')
      this.logger.error(`Stripe's ${notice.eventId} is about no refund of that account`);
  }

  private async find(sessionId: string): Promise<SessionFacts | null> {
    return this.transactions.run('worker', async (tx) => {
      const [session] = await runStatement<SessionFacts>(tx, findSession, [sessionId]);
      return session ?? null;
    });
  }

  /** Signed, and not true of anything here: written down, so that somebody can ask Stripe about it. */
  private async refuse(notice: StripeNotice): Promise<void> {
    this.logger.error(`Stripe's ${notice.eventId} is about no session of that account`);
    await this.transactions.run('worker', async (tx) => {
      const now = this.clock.now();
      const noticeId = uuidv7(now.getTime());
      const written = [noticeId, 'stripe', notice.eventId, notice.kind, null, now];
      if ((await runStatement(tx, writeNotice, written)).length === 0) return;
      await runStatement(tx, concludeNotice, [noticeId, 'refused']);
    });
  }
}
