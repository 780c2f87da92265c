import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { DerivedImage } from '../../../platform/files/index.js';
import { readCursor } from '../../../platform/http/cursor.js';
import { foundText } from '../../../platform/http/found-text.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { officerOf } from '../../identity/index.js';
import type { DeskReviewsQueryDto, HideDto, ShowDto } from './review-desk.dto.js';
import { deskCursorOf, deskReviews, HOLD_REVIEW } from './review-desk.sql.js';
import { ReviewPhotos } from './review-photos.js';
import { reviewNewsQueue } from './review-queues.js';

const USUAL_PAGE = 24;

interface HeldReview {
  version: number;
  status: string;
  productId: string;
  own: boolean;
}

/** Officers read reviews of shops of their communes, take them off the page and put them back. */
@Injectable()
export class ModerateReviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly photos: ReviewPhotos,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem invalid_cursor */
  list(principal: Principal, query: DeskReviewsQueryDto): Promise<string> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    const { show = 'waiting', cursor, limit = USUAL_PAGE, q = null } = query;
    const place =
      cursor === undefined ? null : readCursor(deskCursorOf(show), { key: 'uuid', id: 'uuid' }, cursor);
    return this.transactions.run('officer', async (tx) => {
      const values = [place?.id ?? null, limit, communes, q, accountId];
      const [row] = await tx.query<{ body: string }[]>(deskReviews(show), values);
      return foundText(row ?? null);
    });
  }

  /** A picture of a review, also of one that nobody else sees. @throws Problem not_found */
  async photo(principal: Principal, reviewId: string, photoId: string): Promise<DerivedImage> {
    const { communes } = officerOf(principal, 'reports.handle');
    const sha = await this.transactions.run('officer', async (tx) => {
      const [photo] = await tx.query<{ sha: string }[]>(
        `SELECT f.sha FROM review_photos f JOIN product_reviews r ON r.id = f.review_id JOIN sellers s ON s.id = r.seller_id
         JOIN producers pr ON pr.id = s.producer_id
         WHERE f.id = $1 AND r.id = $2 AND ($3::varchar[] IS NULL OR pr.commune_code = ANY ($3))`,
        [photoId, reviewId, communes],
      );
      return photo?.sha;
    });
    return this.photos.derive(sha);
  }

  /**
   * Takes it off the page; its author is told why.
   *
   * @throws Problem not_found, not_allowed (goods of a shop of theirs), state_conflict (changed or hidden since it was
   *   read), validation_failed
   */
  hide(principal: Principal, reviewId: string, { version, reason, words }: HideDto): Promise<void> {
    if (reason === 'other' && words === undefined)
      throw fieldProblem('words', 'required', 'Viết lý do cho người đánh giá', 'Say why in words');
    const now = this.clock.now();
    return this.decide(principal, reviewId, version, async (tx, { status, productId }, accountId) => {
      if (status === 'hidden') throw new Problem('state_conflict');
      await tx.query(
        `UPDATE product_reviews SET status = 'hidden', status_changed_at = $2, hidden_reason = $3, hidden_words = $4,
           moderated_by = $5, updated_at = $2 WHERE id = $1`,
        [reviewId, now, reason, words ?? null, accountId],
      );
      await this.jobs.enqueue(tx, reviewNewsQueue, { of: 'hidden', reviewId, version });
      await note(tx, 'review.hidden', productId, now, { reviewId, version, reason });
    });
  }

  /** Puts it on the page, and closes what was reported of it. @throws Problem as `hide` */
  show(principal: Principal, reviewId: string, { version }: ShowDto): Promise<void> {
    const now = this.clock.now();
    return this.decide(principal, reviewId, version, async (tx, { productId }, accountId) => {
      await tx.query(
        `UPDATE product_reviews SET status = 'shown', status_changed_at = CASE status WHEN 'shown' THEN status_changed_at
             ELSE $2 END, hidden_reason = NULL, hidden_words = NULL, moderated_by = $3, updated_at = $2 WHERE id = $1`,
        [reviewId, now, accountId],
      );
      await note(tx, 'review.shown', productId, now, { reviewId, version });
    });
  }

  private decide(
    principal: Principal,
    reviewId: string,
    version: number,
    act: (tx: EntityManager, review: HeldReview, accountId: string) => Promise<void>,
  ): Promise<void> {
    const { accountId, communes } = officerOf(principal, 'reports.handle');
    return this.transactions.run('officer', async (tx) => {
      const [review] = await tx.query<HeldReview[]>(HOLD_REVIEW, [reviewId, communes, accountId]);
      if (review === undefined) throw new Problem('not_found');
      if (review.own) throw new Problem('not_allowed');
      // Whoever decides decides about the words they read.
      if (review.version !== version) throw new Problem('state_conflict');
      await act(tx, review, accountId);
      // An answer that stays on the page is decided about by itself.
      await tx.query(
        `UPDATE review_reports SET closed_at = $2, updated_at = $2 WHERE review_id = $1 AND closed_at IS NULL
           AND (NOT of_answer OR (SELECT status FROM product_reviews WHERE id = $1) = 'hidden')`,
        [reviewId, this.clock.now()],
      );
    });
  }
}

function note(tx: EntityManager, action: string, productId: string, at: Date, after: object): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'product', subjectId: productId, after },
  ]);
}
