import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { findGroupOf, OrderContacts, type OrderBuyer } from '../../orders/index.js';
import { screenPublicText } from '../screen-text.js';
import { editableUntil } from './review-windows.js';
import type { EditReviewDto } from './review.dto.js';
import { shortName } from './short-name.js';
import { takePhotos } from './take-photos.sql.js';

interface HeldReview {
  orderId: string;
  productId: string;
  version: number;
  status: string;
  writtenAt: Date;
}

/** A buyer changes what they said; what stood there before is kept. */
@Injectable()
export class EditReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: OrderContacts,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What an officer took off the page comes back only through an officer.
   *
   * @throws Problem sign_in_required, not_found, state_conflict (too late, or changed or hidden since it was read),
   *   validation_failed
   */
  run(orderCode: string, buyer: OrderBuyer, reviewId: string, body: EditReviewDto): Promise<void> {
    const now = this.clock.now();
    const marked = screenPublicText('words', body.words ?? '');
    return this.transactions.run('worker', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      const review = await lock(tx, orderCode, reviewId);
      if (review.version !== body.version) throw new Problem('state_conflict');
      if (now >= editableUntil(review.writtenAt, this.floor.orderTimers)) throw new Problem('state_conflict');
      const contact = body.showName === true ? await this.contacts.open(tx, group) : null;
      const status = marked.length === 0 && review.status === 'shown' ? 'shown' : 'held';
      await tx.query(
        `INSERT INTO product_review_versions (review_id, version, rating, words, replaced_at, created_at, updated_at)
         SELECT id, version, rating, words, $2, $2, $2 FROM product_reviews WHERE id = $1`,
        [reviewId, now],
      );
      await tx.query(
        `UPDATE product_reviews SET rating = $2, words = $3, author_name = $4, version = version + 1, status = $5::varchar,
           status_changed_at = CASE WHEN status = $5 THEN status_changed_at ELSE $6 END, marked = $7, hidden_reason = NULL,
           hidden_words = NULL, edited_at = $6, updated_at = $6 WHERE id = $1`,
        [
          reviewId,
          body.rating,
          body.words ?? null,
          contact === null ? null : shortName(contact.name),
          status,
          now,
          marked,
        ],
      );
      await takePhotos(tx, { id: reviewId, orderId: review.orderId }, body.photos ?? [], now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'review.edited',
          subjectType: 'product',
          subjectId: review.productId,
          after: { reviewId, version: review.version + 1, rating: body.rating, status },
        },
      ]);
    });
  }
}

async function lock(tx: EntityManager, orderCode: string, reviewId: string): Promise<HeldReview> {
  const [review] = await tx.query<HeldReview[]>(
    `SELECT r.order_id AS "orderId", r.product_id AS "productId", r.version, r.status, r.written_at AS "writtenAt"
     FROM product_reviews r JOIN orders o ON o.id = r.order_id WHERE r.id = $1 AND o.code = $2
     FOR NO KEY UPDATE OF r`,
    [reviewId, orderCode],
  );
  if (review === undefined) throw new Problem('not_found');
  return review;
}
