import { Inject, Injectable } from '@nestjs/common';
import { MINUTE_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { CloseSession } from './close-session.js';
import { OpenSession } from './open-session.js';
import { ReadSession } from './read-session.js';
import { SendRefunds } from './send-refunds.js';

/** One sweep handles so many at most; the next comes a minute later. */
const BATCH = 100;
/** A page whose gateway has said nothing is asked about this often: webhooks get lost. */
const SILENT_MINUTES = 5;

/**
 * Takes up what a process that died, or a gateway that did not answer, left lying: pages that were never opened, pages of
 * orders that ended, payments nobody was told of, refunds that were not sent.
 */
@Injectable()
export class ResumePayments {
  constructor(
    private readonly transactions: Transactions,
    private readonly openSession: OpenSession,
    private readonly readSession: ReadSession,
    private readonly closeSession: CloseSession,
    private readonly sendRefunds: SendRefunds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat and to run twice at once. */
  async run(): Promise<void> {
    for (const paymentId of await this.withoutPage()) await this.openSession.run(paymentId);
    for (const paymentId of await this.ofEndedOrders()) await this.closeSession.run(paymentId);
    for (const sessionId of await this.silent()) await this.readSession.run(sessionId);
    await this.sendRefunds.run();
  }

  private async withoutPage(): Promise<string[]> {
    return this.ids(
      `SELECT p.id FROM payments p WHERE p.method IN ('card', 'wallet') AND p.status = 'pending' AND p.expires_at > $1
         AND NOT EXISTS (SELECT FROM payment_sessions s WHERE s.payment_id = p.id AND s.status IN ('open', 'paid', 'expired'))
       ORDER BY p.expires_at LIMIT $2`,
      [this.clock.now(), BATCH],
    );
  }

  /** A shop cancels without waiting for a gateway; what somebody pays in between comes too late and goes back. */
  private async ofEndedOrders(): Promise<string[]> {
    return this.ids(
      `SELECT p.id FROM payment_sessions s JOIN payments p ON p.id = s.payment_id JOIN orders o ON o.id = p.payable_id
       WHERE s.status IN ('creating', 'open') AND o.status = 'cancelled' ORDER BY s.expires_at LIMIT $1`,
      [BATCH],
    );
  }

  /** Marked as asked about in the same statement, so that one that stays silent waits its turn. */
  private async silent(): Promise<string[]> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - SILENT_MINUTES * MINUTE_MS);
    return this.ids(
      `WITH silent AS (
         SELECT id FROM payment_sessions WHERE status = 'open' AND updated_at < $3 AND expires_at > $1
         ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ), asked AS (UPDATE payment_sessions s SET updated_at = $1 FROM silent WHERE s.id = silent.id RETURNING s.id)
       SELECT id FROM asked`,
      [now, BATCH, before],
    );
  }

  private async ids(sql: string, values: readonly unknown[]): Promise<string[]> {
    const rows = await this.transactions.run('worker', (tx) => tx.query<{ id: string }[]>(sql, [...values]));
    return rows.map(({ id }) => id);
  }
}
