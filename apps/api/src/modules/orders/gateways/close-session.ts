import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { HOUR_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { GatewayRefused, GatewayUnavailable, type SessionState } from '../../payments/index.js';
import { GatewayCalls, known, type Call } from './gateway-calls.js';
import { endSession, latestSession, payableOnline, writeSession, type SessionFacts } from './sessions.sql.js';
import { SettleSession } from './settle-session.js';

/** A page has long ended by itself then, whatever its gateway would say. */
const GIVEN_UP_HOURS = 2;

/** What became of the page: nobody can pay on it any more, somebody did, it cannot be closed, or nobody knows. */
export type Closed = 'closed' | 'paid' | 'open' | 'unknown';

/**
 * Sees to it that nobody can pay for an order any more, before its goods are given back: the gateway ends the page, and
 * money it took first settles the order instead.
 */
@Injectable()
export class CloseSession {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: GatewayCalls,
    private readonly settleSession: SettleSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(paymentId: string): Promise<Closed> {
    const now = this.clock.now();
    const found = await this.transactions.run('worker', (tx) => this.latest(tx, paymentId, now));
    if (found === null) return 'closed';
    const { session, call } = found;
    if (session.status === 'paid') return 'paid';
    if (session.status !== 'creating' && session.status !== 'open') return 'closed';
    try {
      return await this.close(session, call, now);
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error;
      this.logger.warn(
        `${session.gateway} did not close the page of order ${session.orderCode}: ${error.message}`,
      );
      if (now.getTime() < session.expiresAt.getTime() + GIVEN_UP_HOURS * HOUR_MS) return 'unknown';
      await this.end(session, 'expired', now);
      return 'closed';
    }
  }

  private async close(session: SessionFacts, call: Call, now: Date): Promise<Closed> {
    const externalId = session.externalId ?? (await this.nameOf(session, call, now));
    if (externalId === null) return 'closed';
    const state = await this.ask(call, externalId, now);
    if (state.status === 'paid') {
      await this.settleSession.run(session.id, { ...state, externalId, paidAt: now });
      return 'paid';
    }
    if (state.status === 'open') return 'open';
    await this.end(session, 'expired', now);
    return 'closed';
  }

  /** A page that may be there or not: asked for once more with the same key, the gateway names it or makes none. */
  private async nameOf(session: SessionFacts, call: Call, now: Date): Promise<string | null> {
    try {
      return (await call.gateway.createSession(call.account, call.request)).externalId;
    } catch (error) {
      if (!(error instanceof GatewayRefused)) throw error;
      await this.end(session, 'expired', now);
      return null;
    }
  }

  private async ask(
    { gateway, account, request }: Call,
    externalId: string,
    now: Date,
  ): Promise<SessionState> {
    try {
      return await gateway.expireSession(account, known(request, externalId), now);
    } catch (error) {
      // It knows no such page: nobody can pay on it.
      if (error instanceof GatewayRefused) return { status: 'expired' };
      throw error;
    }
  }

  private async end(session: SessionFacts, to: 'expired', now: Date): Promise<void> {
    await this.transactions.run('worker', (tx) => runStatement(tx, endSession, [session.id, to, now]));
  }

  /** An order without a page gets one that is over, so that nobody opens one behind our back. */
  private async latest(
    tx: EntityManager,
    paymentId: string,
    now: Date,
  ): Promise<{ session: SessionFacts; call: Call } | null> {
    const [latest] = await runStatement<SessionFacts>(tx, latestSession, [paymentId]);
    if (latest === undefined || latest.status === 'failed') {
      const [payable] = await runStatement<{ accountId: string | null; amountVnd: number }>(
        tx,
        payableOnline,
        [paymentId, now],
      );
      if (payable === undefined || payable.accountId === null) return null;
      const values = [uuidv7(now.getTime()), paymentId, payable.accountId, (latest?.attempt ?? 0) + 1];
      await runStatement(tx, writeSession, [...values, 'expired', now, payable.amountVnd, 0, now]);
    }
    const [session] = await runStatement<SessionFacts>(tx, latestSession, [paymentId]);
    return session === undefined ? null : { session, call: await this.calls.of(tx, session) };
  }
}
