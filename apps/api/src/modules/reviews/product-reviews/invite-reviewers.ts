import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { findGroupOf, type OrderBuyer } from '../../orders/index.js';
import { reviewNewsQueue } from './review-queues.js';

/** One sweep invites so many at most; the next comes the day after. */
const BATCH = 500;
/** Nobody is invited to say something of what they ate weeks ago: what an outage left behind stays uninvited. */
const FRESH_DAYS = 14;

/**
 * Purchases that are over, of which something was completed between $1 and $2 and nothing was reviewed yet; never one
 * whose number wants no invitations, and each once.
 */
const DUE = `
  SELECT g.id FROM order_groups g
  WHERE g.contact_erased_at IS NULL
    AND (SELECT max(o.status_changed_at) FROM orders o WHERE o.order_group_id = g.id AND o.status = 'completed')
      BETWEEN $1 AND $2
    AND NOT EXISTS (SELECT FROM orders o WHERE o.order_group_id = g.id AND o.status IN ('placed', 'confirmed'))
    AND NOT EXISTS (SELECT FROM review_invitations i WHERE i.order_group_id = g.id)
    AND NOT EXISTS (SELECT FROM product_reviews r JOIN orders o ON o.id = r.order_id WHERE o.order_group_id = g.id)
    AND NOT EXISTS (SELECT FROM review_refusals x WHERE x.phone_hash = g.contact_phone_hash)
  ORDER BY g.id LIMIT ${BATCH}`;

/** The one invitation a purchase brings, and the word that ends them. */
@Injectable()
export class InviteReviewers {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many purchases were invited. Safe to repeat and to run twice at once. */
  run(): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - this.floor.orderTimers.reviewInvitationDays * DAY_MS);
    const since = new Date(before.getTime() - FRESH_DAYS * DAY_MS);
    return this.transactions.run('worker', async (tx) => {
      const invited = await tx.query<{ id: string }[]>(
        `INSERT INTO review_invitations (order_group_id, invited_at, created_at, updated_at)
         SELECT due.id, $3, $3, $3 FROM (${DUE}) AS due ON CONFLICT DO NOTHING RETURNING order_group_id AS id`,
        [since, before, now],
      );
      for (const { id } of invited)
        await this.jobs.enqueue(tx, reviewNewsQueue, { of: 'invited', orderGroupId: id });
      return invited.length;
    });
  }

  /** No purchase of that number is invited again. Safe to repeat. @throws Problem sign_in_required, not_found */
  refuse(orderCode: string, buyer: OrderBuyer): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      await tx.query(
        `INSERT INTO review_refusals (order_group_id, phone_hash, refused_at, created_at, updated_at)
         SELECT id, contact_phone_hash, $2, $2, $2 FROM order_groups WHERE id = $1 AND contact_phone_hash IS NOT NULL
         ON CONFLICT DO NOTHING`,
        [group.id, now],
      );
    });
  }
}
