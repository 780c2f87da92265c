import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { LEDGER_DIFFERENCES, MOST_DIFFERENCES, REPORT_DIFFERENCES } from './check-ledger.sql.js';

/** Where the ledger and what it is made from disagree. */
export interface LedgerDifference {
  what: 'unposted' | 'unqueued' | 'unbalanced' | 'collected' | 'refund_owed' | 'sold' | 'taxed';
  orderId: string;
  /** The order, or the transaction that is out of balance. */
  subjectId: string;
  ledgerVnd: number;
  expectedVnd: number;
}

/** Counts the ledger against orders, payments, receipts and refunds; finds nothing as long as all agree. */
@Injectable()
export class CheckLedger {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Post first: what waits to be posted is a difference too. At most a thousand of them. */
  async run(): Promise<LedgerDifference[]> {
    return this.transactions.run('worker', (tx) => tx.query<LedgerDifference[]>(LEDGER_DIFFERENCES));
  }

  /** The same, and what was found lies on the desk of the administrators until a later check finds it no more. */
  async report(): Promise<LedgerDifference[]> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const found = await tx.query<LedgerDifference[]>(LEDGER_DIFFERENCES);
      // Of a list that was cut nobody knows what is no more.
      const whole = found.length < MOST_DIFFERENCES;
      await tx.query(REPORT_DIFFERENCES, [JSON.stringify(found), now, whole]);
      return found;
    });
  }
}
