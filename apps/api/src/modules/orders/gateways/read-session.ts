import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { GatewayRefused, GatewayUnavailable } from '../../payments/index.js';
import { GatewayCalls, known } from './gateway-calls.js';
import { endSession, findSession, type SessionFacts } from './sessions.sql.js';
import { SettleSession } from './settle-session.js';

/** Asks a gateway what became of a page, for the browser that comes back and for the sweep; money found there settles. */
@Injectable()
export class ReadSession {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: GatewayCalls,
    private readonly settleSession: SettleSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The session as it was when it was asked for; null where there is none. */
  async run(sessionId: string): Promise<SessionFacts | null> {
    const found = await this.transactions.run('worker', async (tx) => {
      const [session] = await runStatement<SessionFacts>(tx, findSession, [sessionId]);
      return session === undefined ? null : { session, call: await this.calls.of(tx, session) };
    });
    if (found === null) return null;
    const { session, call } = found;
    if (session.status !== 'open' || session.externalId === null) return session;
    const { externalId } = session;
    try {
      const state = await call.gateway.readSession(
        call.account,
        known(call.request, externalId),
        this.clock.now(),
      );
      if (state.status === 'paid')
        await this.settleSession.run(session.id, { ...state, externalId, paidAt: this.clock.now() });
      if (state.status === 'expired' || state.status === 'failed')
        await this.transactions.run('worker', (tx) =>
          runStatement(tx, endSession, [session.id, state.status, this.clock.now()]),
        );
    } catch (error) {
      if (!(error instanceof GatewayRefused) && !(error instanceof GatewayUnavailable)) throw error;
      this.logger.warn(`${session.gateway} said nothing of order ${session.orderCode}: ${error.message}`);
    }
    return session;
  }
}
