import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { demandNoStake } from './demand-no-stake.js';
import type { ReportReviewDto, VoteAnswer } from './review.dto.js';
import type { ReviewReader } from './reader-of-reviews.js';

/** SQL: rows of whoever reads, by account or by device. */
const THEIRS = `(account_id = $2::uuid OR device_hash = $3::varchar)`;

/** What readers do about a review that is shown: find it helpful, or report it. Each once, whatever comes at once. */
@Injectable()
export class VoteForReview {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed (their own review, or of goods of their shop) */
  helpful(reviewId: string, reader: ReviewReader): Promise<VoteAnswer> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const { sellerId, own } = await find(tx, reviewId, reader);
      if (own) throw new Problem('not_allowed');
      await demandNoStake(tx, sellerId, { accounts: [reader.accountId], phoneHashes: [], phone: null });
      await tx.query(
        `INSERT INTO review_votes (review_id, account_id, device_hash, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT DO NOTHING`,
        [reviewId, reader.accountId, reader.deviceHash, now],
      );
      return answer(tx, reviewId, true);
    });
  }

  /** Takes it back; nothing happens where there is none. @throws Problem not_found */
  unhelpful(reviewId: string, reader: ReviewReader): Promise<VoteAnswer> {
    return this.transactions.run('worker', async (tx) => {
      await find(tx, reviewId, reader);
      await tx.query(`DELETE FROM review_votes WHERE review_id = $1 AND ${THEIRS}`, [
        reviewId,
        reader.accountId,
        reader.deviceHash,
      ]);
      return answer(tx, reviewId, false);
    });
  }

  /** The same again while it is open changes nothing. @throws Problem not_found (also an answer that nobody reads) */
  report(
    reviewId: string,
    reader: ReviewReader,
    { reason, words, ofAnswer = false }: ReportReviewDto,
  ): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const { answered } = await find(tx, reviewId, reader);
      if (ofAnswer && !answered) throw new Problem('not_found');
      const written = await tx.query<unknown[]>(
        `INSERT INTO review_reports (review_id, of_answer, account_id, device_hash, reason, words, reported_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7) ON CONFLICT DO NOTHING RETURNING id`,
        [reviewId, ofAnswer, reader.accountId, reader.deviceHash, reason, words ?? null, now],
      );
      if (written.length === 0) return;
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'review.reported',
          subjectType: 'review',
          subjectId: reviewId,
          after: { reason, ofAnswer },
        },
      ]);
    });
  }
}

interface FoundReview {
  sellerId: string;
  own: boolean;
  /** The shop's answer is there for all to read. */
  answered: boolean;
}

async function find(tx: EntityManager, reviewId: string, { accountId }: ReviewReader): Promise<FoundReview> {
  const [found] = await tx.query<FoundReview[]>(
    `SELECT r.seller_id AS "sellerId", coalesce(g.account_id = $2::uuid, false) AS own,
       r.answer IS NOT NULL AND r.answer_status = 'shown' AS answered FROM product_reviews r
     JOIN orders o ON o.id = r.order_id JOIN order_groups g ON g.id = o.order_group_id
     WHERE r.id = $1 AND r.status = 'shown'`,
    [reviewId, accountId],
  );
  if (found === undefined) throw new Problem('not_found');
  return found;
}

async function answer(tx: EntityManager, reviewId: string, voted: boolean): Promise<VoteAnswer> {
  const [row] = await tx.query<{ helpfulCount: number }[]>(
    `SELECT helpful_count AS "helpfulCount" FROM product_reviews WHERE id = $1`,
    [reviewId],
  );
  return { helpfulCount: row?.helpfulCount ?? 0, voted };
}
