import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { MINUTE_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { currentRequest } from '../../../platform/http/request-context.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { GatewayRefused, GatewayUnavailable, type GatewayName } from '../../payments/index.js';
import { GatewayCalls, type Call } from './gateway-calls.js';
import {
  endSession,
  latestSession,
  outlastSession,
  payableOnline,
  recordOpened,
  writeSession,
  type SessionFacts,
} from './sessions.sql.js';

/** Stripe's shortest session is thirty minutes; one more for the way there. */
const STRIPE_MINUTES = 31;
/** So much longer the goods are held than anybody can pay. */
const MARGIN_MINUTES = 3;
/** What nobody could finish typing in that time is not begun. */
const SHORTEST_VNPAY_MINUTES = 2;
/** What a gateway refused so often it will not take. */
const MOST_ATTEMPTS = 3;
/** Two processes that ask for the same page at once: the second is told to wait by the gateway itself. */
const LOOKS = 3;
const PAUSE_MS = 250;

interface Payable {
  paymentId: string;
  amountVnd: number;
  expiresAt: Date;
  accountId: string | null;
  gateway: GatewayName | null;
}

/**
 * The page an order is paid on. Claimed in a transaction, asked of the gateway outside of one, and written down in
 * another; whoever comes after a process that died in between asks for the same page with the same key and gets it.
 */
@Injectable()
export class OpenSession {
  private readonly logger = new Logger('orders');
  private readonly running = new Map<string, Promise<string | null>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly calls: GatewayCalls,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * The address of the page; null where the payment cannot be paid online any more, or its gateway cannot be reached just
   * now. Never throws for what a gateway does.
   */
  async run(paymentId: string): Promise<string | null> {
    // Who asks from elsewhere may be given another address of the same page.
    const key = `${paymentId} ${currentRequest()?.address ?? ''}`;
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const mine = this.open(paymentId).finally(() => this.running.delete(key));
    this.running.set(key, mine);
    return mine;
  }

  private async open(paymentId: string): Promise<string | null> {
    for (let look = 1; look <= LOOKS; look += 1) {
      const claimed = await this.transactions.run('worker', (tx) => this.claim(tx, paymentId));
      if (claimed === null) return null;
      const { session, call } = claimed;
      if (call === null) return session.checkoutUrl;
      const url = await this.ask(session, call);
      if (url !== null) return url;
      await new Promise((resolve) => setTimeout(resolve, look < LOOKS ? PAUSE_MS : 0));
    }
    return null;
  }

  private async ask(session: SessionFacts, { gateway, account, request }: Call): Promise<string | null> {
    try {
      const { externalId, checkoutUrl, namesBuyer } = await gateway.createSession(account, request);
      const kept = namesBuyer ? null : checkoutUrl;
      if (session.status === 'creating')
        await this.transactions.run('worker', (tx) =>
          runStatement(tx, recordOpened, [session.id, externalId, kept, this.clock.now()]),
        );
      return checkoutUrl;
    } catch (error) {
      if (!(error instanceof GatewayRefused) && !(error instanceof GatewayUnavailable)) throw error;
      this.logger.warn(`${session.gateway} opened no page for order ${session.orderCode}: ${error.message}`);
      if (error instanceof GatewayRefused)
        await this.transactions.run('worker', (tx) =>
          runStatement(tx, endSession, [session.id, 'failed', this.clock.now()]),
        );
      return null;
    }
  }

  /** The payment's page, made on paper where it has none; with the call that makes it real where nobody knows it did. */
  private async claim(
    tx: EntityManager,
    paymentId: string,
  ): Promise<{ session: SessionFacts; call: Call | null } | null> {
    const now = this.clock.now();
    const [payable] = await runStatement<Payable>(tx, payableOnline, [paymentId, now]);
    if (payable === undefined) return null;
    const [latest] = await runStatement<SessionFacts>(tx, latestSession, [paymentId]);
    const attempt = (latest?.attempt ?? 0) + 1;
    const afresh = latest === undefined || (latest.status === 'failed' && attempt <= MOST_ATTEMPTS);
    const session = afresh ? await this.begin(tx, payable, attempt, now) : latest;
    if (session === null) return null;
    const open = session.status === 'open' && session.expiresAt > now;
    if (session.status !== 'creating' && !open) return null;
    // An address that names who asks was not kept, and is written again.
    return { session, call: session.checkoutUrl === null ? await this.calls.of(tx, session) : null };
  }

  private async begin(
    tx: EntityManager,
    payable: Payable,
    attempt: number,
    now: Date,
  ): Promise<SessionFacts | null> {
    const { paymentId, amountVnd, accountId, gateway } = payable;
    const expiresAt = gateway === 'vnpay' ? vnpayEnd(payable, now) : after(now, STRIPE_MINUTES);
    if (accountId === null || expiresAt === null) return null;
    const fee = gateway === 'stripe' ? (this.environment.stripe?.applicationFeeBasisPoints ?? 0) : 0;
    await runStatement(tx, writeSession, [
      uuidv7(now.getTime()),
      paymentId,
      accountId,
      attempt,
      'creating',
      now,
      amountVnd,
      Math.floor((amountVnd * fee) / 10_000),
      expiresAt,
    ]);
    await runStatement(tx, outlastSession, [paymentId, now, after(expiresAt, MARGIN_MINUTES)]);
    const [session] = await runStatement<SessionFacts>(tx, latestSession, [paymentId]);
    return session ?? null;
  }
}

const after = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * MINUTE_MS);

/** VNPAY takes any end, so the page ends before the hold; null where hardly any time is left. */
function vnpayEnd({ expiresAt }: Payable, now: Date): Date | null {
  const end = after(expiresAt, -MARGIN_MINUTES);
  return end < after(now, SHORTEST_VNPAY_MINUTES) ? null : end;
}
