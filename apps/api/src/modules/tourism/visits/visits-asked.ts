import { Inject, Injectable } from '@nestjs/common';
import { addDays, vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { SellerTransactions } from '../../sellers/index.js';
import type { AccountVisitsAnswer, OwnVisitAnswer, VisitsWaitingAnswer } from './visit.dto.js';
import { OWN_VISIT } from './own-visit.sql.js';
import { VISITS_SHOWN_DAYS } from './visit-status.js';
import { visitToken } from './visit-token.js';

/** More than anybody plans; four a day may be asked for. */
const MOST_SHOWN = 50;

const OF_ACCOUNT = `${OWN_VISIT}
  WHERE v.account_id = $1 AND v.day >= $3 ORDER BY v.day < $2::date, v.day, v.id LIMIT ${MOST_SHOWN}`;

const WAITING = `
  SELECT count(*) > 0 AS asked, (count(*) FILTER (WHERE status = 'requested' AND day >= $2))::int AS waiting
  FROM visit_requests WHERE seller_id = $1`;

/** Visits that were asked for: those of an account, and how many wait for a shop's answer. */
@Injectable()
export class VisitsAsked {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What somebody asked for while signed in: those to come by day, then the last month, each with what opens its page. */
  async ofAccount({ accountId }: Principal): Promise<AccountVisitsAnswer> {
    const today = vietnamDay(this.clock.now());
    const visits = await this.transactions.run('buyer', (tx) =>
      tx.query<OwnVisitAnswer[]>(OF_ACCOUNT, [accountId, today, addDays(today, -VISITS_SHOWN_DAYS)]),
    );
    const { sessionSecret } = this.environment;
    return {
      items: visits.map((visit) => ({ ...visit, token: visitToken(visit.id, sessionSecret) })),
      nextCursor: null,
    };
  }

  /** @throws Problem not_found, not_allowed */
  waiting(principal: Principal, slug: string): Promise<VisitsWaitingAnswer> {
    const today = vietnamDay(this.clock.now());
    return this.sellers.run(principal, slug, 'orders', async (tx, { sellerId }) => {
      const [found] = await tx.query<VisitsWaitingAnswer[]>(WAITING, [sellerId, today]);
      return found ?? { asked: false, waiting: 0 };
    });
  }
}
