import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { findGroupOf, OrderContacts, orderCodeOf, type OrderBuyer } from '../../orders/index.js';
import { screenPublicText } from '../screen-text.js';
import { demandNoStake } from './demand-no-stake.js';
import { reviewableUntil } from './review-windows.js';
import type { ReviewDto } from './review.dto.js';
import { reviewableLines, type ReviewableLine } from './reviewable-lines.sql.js';
import { shortName } from './short-name.js';
import { takePhotos } from './take-photos.sql.js';

/** A buyer says something of goods that came: once a line of an order. */
@Injectable()
export class WriteReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: OrderContacts,
    private readonly keyring: Keyring,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Shown at once, unless an officer should look at its words first.
   *
   * @throws Problem sign_in_required, not_found (also for goods of another order), not_allowed (goods of their own shop),
   *   state_conflict (nothing of it came, too long ago, or reviewed already), validation_failed
   */
  run(slug: string, buyer: OrderBuyer, body: ReviewDto): Promise<void> {
    const now = this.clock.now();
    const orderCode = orderCodeOf(body.orderCode);
    const marked = screenPublicText('words', body.words ?? '');
    return this.transactions.run('worker', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      const line = await this.demandReviewable(tx, { orderCode, slug, variantId: body.variantId }, now);
      const contact = await this.contacts.open(tx, group);
      await demandNoStake(tx, line.sellerId, {
        accounts: [buyer.accountId, group.accountId],
        phoneHashes: contact === null ? [] : this.keyring.hashes('phone', contact.phone),
        phone: contact?.phone ?? null,
      });
      const id = uuidv7(now.getTime());
      const status = marked.length === 0 ? 'shown' : 'held';
      const authorName = body.showName === true && contact !== null ? shortName(contact.name) : null;
      const written = await tx.query<unknown[]>(
        `INSERT INTO product_reviews (id, product_id, seller_id, order_id, order_line_id, rating, words, author_name, status,
           status_changed_at, marked, written_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $10, $10)
         ON CONFLICT (order_line_id) DO NOTHING RETURNING id`,
        [
          id,
          line.productId,
          line.sellerId,
          line.orderId,
          line.lineId,
          body.rating,
          body.words ?? null,
          authorName,
          status,
          now,
          marked,
        ],
      );
      if (written.length !== 1) throw new Problem('state_conflict');
      await takePhotos(tx, { id, orderId: line.orderId }, body.photos ?? [], now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'review.written',
          subjectType: 'product',
          subjectId: line.productId,
          after: { reviewId: id, rating: body.rating, status },
        },
      ]);
    });
  }

  private async demandReviewable(
    tx: EntityManager,
    { orderCode, slug, variantId }: { orderCode: string; slug: string; variantId: string },
    now: Date,
  ): Promise<ReviewableLine> {
    const lines = await runStatement<ReviewableLine>(tx, reviewableLines, [orderCode]);
    const line = lines.find((one) => one.productSlug === slug && one.variantId === variantId.toLowerCase());
    if (line === undefined) throw new Problem('not_found');
    const { arrivedAt, review } = line;
    if (review !== null || arrivedAt === null) throw new Problem('state_conflict');
    if (now >= reviewableUntil(arrivedAt, this.floor.orderTimers)) throw new Problem('state_conflict');
    return line;
  }
}
