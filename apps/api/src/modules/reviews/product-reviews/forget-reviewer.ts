import type { EntityManager } from 'typeorm';
import type { Statement } from '../../../platform/database/reader.js';
import { runStatement } from '../../../platform/database/run-statement.js';

/**
 * Takes away what says who wrote a review: name, pictures, and what stood there before an edit. What is said of the goods
 * stays, by nobody. Files no row names are swept.
 *
 * @param orders SQL with `$1`: the orders whose buyer is forgotten
 */
const forgetting = (name: string, orders: string): Statement => ({
  name,
  text: `
    WITH mine AS (SELECT id FROM product_reviews WHERE order_id IN (${orders})),
    unnamed AS (UPDATE product_reviews SET author_name = NULL, updated_at = $2
      WHERE author_name IS NOT NULL AND id IN (SELECT id FROM mine)),
    old AS (DELETE FROM product_review_versions WHERE review_id IN (SELECT id FROM mine))
    DELETE FROM review_photos WHERE order_id IN (${orders})`,
});

const ofAccount = forgetting(
  'reviews-forget-account',
  `SELECT o.id FROM orders o JOIN order_groups g ON g.id = o.order_group_id WHERE g.account_id = $1::uuid`,
);
const ofErased = forgetting(
  'reviews-forget-erased',
  `SELECT o.id FROM orders o JOIN order_groups g ON g.id = o.order_group_id WHERE g.contact_erased_at < $1::timestamptz
     AND (EXISTS (SELECT FROM review_photos f WHERE f.order_id = o.id)
       OR EXISTS (SELECT FROM product_reviews r WHERE r.order_id = o.id AND (r.author_name IS NOT NULL
         OR EXISTS (SELECT FROM product_review_versions v WHERE v.review_id = r.id))))`,
);

/** Of an account that is erased; before its purchases forget whose they were. Safe to repeat. */
export async function forgetReviewer(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await runStatement(tx, ofAccount, [accountId, now]);
  // A question stays, and its answer, by nobody.
  await tx.query(
    `UPDATE product_questions SET account_id = NULL, asker_name = NULL, updated_at = $2 WHERE account_id = $1`,
    [accountId, now],
  );
}

/** Of purchases whose people the law no longer keeps. Safe to repeat. */
export async function forgetErasedReviewers(tx: EntityManager, now: Date): Promise<void> {
  await runStatement(tx, ofErased, [now, now]);
  await tx.query(
    `DELETE FROM review_refusals x USING order_groups g WHERE g.id = x.order_group_id AND g.contact_erased_at IS NOT NULL`,
  );
}
