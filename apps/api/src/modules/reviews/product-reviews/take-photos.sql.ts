import type { EntityManager } from 'typeorm';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { fieldProblem } from '../../../platform/http/validation.js';

/**
 * Gives a review these pictures, in this order, and lets go of others it had.
 *
 * @throws Problem validation_failed: none of that order, or another review's
 */
export async function takePhotos(
  tx: EntityManager,
  review: { id: string; orderId: string },
  photos: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(`DELETE FROM review_photos WHERE review_id = $1 AND NOT id = ANY ($2::uuid[])`, [
    review.id,
    photos,
  ]);
  const taken = await changedRows<{ id: string }>(
    tx,
    `UPDATE review_photos f SET review_id = $1, position = w.position, updated_at = $4
     FROM unnest($2::uuid[]) WITH ORDINALITY AS w(id, position)
     WHERE f.id = w.id AND f.order_id = $3 AND (f.review_id IS NULL OR f.review_id = $1) RETURNING f.id`,
    [review.id, photos, review.orderId, now],
  );
  if (taken.length !== photos.length)
    throw fieldProblem('photos', 'unknown', 'Không có ảnh này, mời gửi lại ảnh', 'No such picture');
}
