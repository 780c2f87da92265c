import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem, type Language } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { AccountNames } from '../../identity/index.js';
import { demandNoStake } from '../product-reviews/demand-no-stake.js';
import { shortName } from '../product-reviews/short-name.js';
import { screenPublicText } from '../screen-text.js';
import type { AskDto, AskedAnswer } from './question.dto.js';
import { questionNewsQueue } from './question-queues.js';

/** One account asks so often a day: more is no buyer, and every question costs the shop a message. */
const MOST_A_DAY = 10;

/** Somebody signed in asks a shop about a product, for all to read once it is answered. */
@Injectable()
export class AskQuestion {
  constructor(
    private readonly transactions: Transactions,
    private readonly names: AccountNames,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param language in which they are told of the answer
   * @throws Problem not_found (also what is not sold now), not_allowed (a shop of theirs), rate_limited,
   *   validation_failed
   */
  run(
    { accountId }: Principal,
    slug: string,
    { words, showName = false }: AskDto,
    language: Language,
  ): Promise<AskedAnswer> {
    const now = this.clock.now();
    const marked = screenPublicText('words', words);
    return this.transactions.run('worker', async (tx) => {
      const [product] = await tx.query<{ id: string; sellerId: string }[]>(
        `SELECT p.id, p.seller_id AS "sellerId" FROM shop_products p JOIN shop_sellers s ON s.id = p.seller_id
         WHERE p.slug = $1 AND p.publication_status = 'published' AND s.status = 'approved'`,
        [slug],
      );
      if (product === undefined) throw new Problem('not_found');
      await demandNoStake(tx, product.sellerId, { accounts: [accountId], phoneHashes: [], phone: null });
      // Two at once come one after the other, so that the second counts the first.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('questions of ' || $1, 0))`, [accountId]);
      const [asked] = await tx.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM product_questions WHERE account_id = $1 AND asked_at > $2`,
        [accountId, new Date(now.getTime() - DAY_MS)],
      );
      if ((asked?.count ?? 0) >= MOST_A_DAY) throw new Problem('rate_limited');
      const name = showName ? (await this.names.find(tx, [accountId])).get(accountId) : undefined;
      const status = marked.length === 0 ? 'shown' : 'held';
      const id = uuidv7(now.getTime());
      await tx.query(
        `INSERT INTO product_questions (id, product_id, seller_id, account_id, asker_name, words, status, status_changed_at,
           marked, language, asked_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8, $8, $8)`,
        [
          id,
          product.id,
          product.sellerId,
          accountId,
          name === undefined ? null : shortName(name),
          words,
          status,
          now,
          marked,
          language,
        ],
      );
      if (status === 'shown') await this.jobs.enqueue(tx, questionNewsQueue, { questionId: id, of: 'asked' });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'question.asked',
          subjectType: 'product',
          subjectId: product.id,
          after: { questionId: id, status },
        },
      ]);
      return { status };
    });
  }
}
