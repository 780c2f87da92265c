import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { foundText } from '../../../platform/http/found-text.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { screenPublicText } from '../screen-text.js';
import type { ShopReviewsQueryDto } from './review-desk.dto.js';
import { shopCursorOf, shopReviews } from './review-desk.sql.js';

const USUAL_PAGE = 24;

/** What a shop reads of reviews of its goods, and its one answer to each. */
@Injectable()
export class ShopSideOfReviews {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that are shown, the newest first. @throws Problem not_found, not_allowed, invalid_cursor */
  list(principal: Principal, slug: string, query: ShopReviewsQueryDto): Promise<string> {
    const { show = 'unanswered', cursor, limit = USUAL_PAGE } = query;
    const place =
      cursor === undefined ? null : readCursor(shopCursorOf(show), { key: 'uuid', id: 'uuid' }, cursor);
    return this.sellers.run(principal, slug, 'orders', async (tx) => {
      const [row] = await tx.query<{ body: string }[]>(shopReviews(show), [place?.id ?? null, limit]);
      return foundText(row ?? null);
    });
  }

  /**
   * One answer a review, that can be changed; what stood there before is in the history.
   *
   * @throws Problem not_found (also once it is hidden), not_allowed, validation_failed
   */
  answer(principal: Principal, slug: string, reviewId: string, words: string): Promise<void> {
    const now = this.clock.now();
    screenPublicText('words', words);
    return this.sellers.run(principal, slug, 'orders', async (tx, { accountId }) => {
      const [before] = await tx.query<{ answer: string | null }[]>(
        `SELECT answer FROM product_reviews WHERE id = $1 AND status = 'shown'`,
        [reviewId],
      );
      // Row-level security lets a shop answer only what is shown of its own goods.
      const [answered] = await changedRows<{ productId: string }>(
        tx,
        `UPDATE product_reviews SET answer = $2, answered_by = $3, answered_at = coalesce(answered_at, $4),
           answer_edited_at = CASE WHEN answered_at IS NULL THEN NULL ELSE $4::timestamptz END, updated_at = $4
         WHERE id = $1 RETURNING product_id AS "productId"`,
        [reviewId, words, accountId, now],
      );
      if (answered === undefined) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'review.answered',
          subjectType: 'product',
          subjectId: answered.productId,
          before: { answer: before?.answer ?? null },
          after: { reviewId, answer: words },
        },
      ]);
    });
  }
}
