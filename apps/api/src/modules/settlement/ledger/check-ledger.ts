import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { LEDGER_DIFFERENCES } from './check-ledger.sql.js';

/** Where the ledger and what it is made from disagree. */
export interface LedgerDifference {
  what: 'unposted' | 'unqueued' | 'unbalanced' | 'collected' | 'refund_owed' | 'sold' | 'taxed';
  subjectId: string;
  ledgerVnd: number;
  expectedVnd: number;
}

/** Counts the ledger against orders, payments, receipts and refunds; finds nothing as long as all agree. */
@Injectable()
export class CheckLedger {
  constructor(private readonly transactions: Transactions) {}

  /** Post first: what waits to be posted is a difference too. At most a thousand of them. */
  async run(): Promise<LedgerDifference[]> {
    return this.transactions.run('worker', (tx) => tx.query<LedgerDifference[]>(LEDGER_DIFFERENCES));
  }
}
