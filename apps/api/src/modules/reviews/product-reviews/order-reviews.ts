import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { findGroupOf, type OrderBuyer } from '../../orders/index.js';
import { editableUntil, reviewableUntil } from './review-windows.js';
import type { OrderReviewsDto, OwnReviewDto, ReviewableLineDto } from './review.dto.js';
import { reviewableLines, type ReviewableLine } from './reviewable-lines.sql.js';

/** What a buyer may say of an order, and has said. */
@Injectable()
export class OrderReviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem sign_in_required, not_found */
  async of(orderCode: string, buyer: OrderBuyer): Promise<OrderReviewsDto> {
    const now = this.clock.now();
    const { lines, refused } = await this.transactions.run('buyer', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      const refusals = await tx.query<unknown[]>(
        `SELECT 1 FROM review_refusals WHERE phone_hash = $1 LIMIT 1`,
        [group.contactPhoneHash],
      );
      return {
        lines: await runStatement<ReviewableLine>(tx, reviewableLines, [orderCode]),
        refused: refusals.length > 0,
      };
    });
    return { items: lines.map((line) => this.line(line, now)), nextCursor: null, invited: !refused };
  }

  private line(line: ReviewableLine, now: Date): ReviewableLineDto {
    const { variantId, productSlug, name, variantName, arrivedAt, review } = line;
    const until = arrivedAt === null ? null : reviewableUntil(arrivedAt, this.floor.orderTimers);
    const open = review === null && until !== null && now < until;
    return {
      variantId,
      productSlug,
      name,
      variantName,
      reviewableUntil: open ? until.toISOString() : null,
      review: review === null ? null : this.own(review, now),
    };
  }

  private own(review: NonNullable<ReviewableLine['review']>, now: Date): OwnReviewDto {
    const writtenAt = new Date(review.writtenAt);
    const until = editableUntil(writtenAt, this.floor.orderTimers);
    return {
      ...review,
      writtenAt: writtenAt.toISOString(),
      editableUntil: now < until ? until.toISOString() : null,
    };
  }
}
