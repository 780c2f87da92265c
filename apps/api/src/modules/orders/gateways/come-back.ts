import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { BuyersWayBack } from './buyers-way-back.js';
import { ReadSession } from './read-session.js';

/**
 * The browser is back from a page it may have paid on. What it brings along is not believed: the gateway is asked, and
 * the order's page says how it stands.
 */
@Injectable()
export class ComeBack {
  constructor(
    private readonly readSession: ReadSession,
    private readonly transactions: Transactions,
    private readonly wayBack: BuyersWayBack,
  ) {}

  /** Where the browser goes on to. @throws Problem not_found */
  async run(sessionId: string): Promise<string> {
    const session = await this.readSession.run(sessionId);
    if (session === null) throw new Problem('not_found');
    const { url } = await this.transactions.run('worker', (tx) => this.wayBack.of(tx, session.groupCode));
    return url;
  }
}
