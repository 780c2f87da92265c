import { Inject, Injectable } from '@nestjs/common';
import { publicCode, uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { SellerTransactions } from '../../sellers/index.js';
import { demandPeriod, readContent, type Period } from './read-sales.js';
import { SalesStatement } from './sales-statement.entity.js';
import { digestOf, statementNumber } from './statement-content.js';

const CODE_LENGTH = 12;

/**
 * Issues a statement of what the shop sold: frozen, numbered, with a code for checking. Its digest goes into the sealed
 * history, so that a statement that was changed afterwards, database and all, is found out.
 */
@Injectable()
export class IssueStatement {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The statement; the one of a moment ago where the same figures were asked for today already.
   *
   * @throws Problem not_found, not_allowed, validation_failed (the period)
   */
  async run(principal: Principal, slug: string, period: Period): Promise<SalesStatement> {
    const now = this.clock.now();
    const issuedOn = vietnamDay(now);
    demandPeriod(period, now);
    return this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId, accountId }) => {
      // One after the other in a shop: numbers have no gaps, and the second of two presses finds the first.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('sales_statements ' || $1, 0))`, [
        sellerId,
      ]);
      const content = JSON.stringify(await readContent(tx, period));
      const digest = digestOf(content);
      const { fromMonth, toMonth } = period;
      const known = await tx.findOneBy(SalesStatement, { sellerId, issuedOn, fromMonth, toMonth, digest });
      if (known !== null) return known;
      const year = Number(issuedOn.slice(0, 4));
      const last = await tx.maximum(SalesStatement, 'number', { sellerId, year });
      const statement = {
        id: uuidv7(now.getTime()),
        sellerId,
        year,
        number: (last ?? 0) + 1,
        code: publicCode(CODE_LENGTH),
        fromMonth,
        toMonth,
        content,
        digest,
        issuedOn,
        issuedAt: now,
        issuedBy: accountId,
        createdAt: now,
        updatedAt: now,
      };
      await tx.insert(SalesStatement, statement);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'sales_statement.issued',
          subjectType: 'sales_statement',
          subjectId: statement.id,
          after: { number: statementNumber(statement), fromMonth, toMonth, digest },
        },
      ]);
      return statement;
    });
  }
}
