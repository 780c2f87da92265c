import sharp from 'sharp';
import { ImageStore } from '../../apps/api/src/platform/files/index.js';
import { makeReturn } from './return-things.js';
import type { World } from './world.js';

/** A review of goods of the shop that came. */
async function makeReview(world: World): Promise<Record<string, string>> {
  const { code = '' } = await makeReturn(world);
  const [review] = await world.database.query<{ id: string }>(
    `INSERT INTO product_reviews (product_id, seller_id, order_id, order_line_id, rating, status, status_changed_at, written_at)
     SELECT l.product_id, o.seller_id, o.id, l.id, 5, 'shown', now(), now()
     FROM orders o JOIN order_lines l ON l.order_id = o.id
     WHERE o.code = $1 AND EXISTS (SELECT FROM fulfillment_lines x WHERE x.order_line_id = l.id) RETURNING id`,
    [code],
  );
  return { reviewId: review?.id ?? '' };
}

/** A picture beside it, with its file. */
async function makePhoto(world: World): Promise<Record<string, string>> {
  const { reviewId = '' } = await makeReview(world);
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a63' } })
    .jpeg()
    .toBuffer();
  const { sha } = await world.app.get(ImageStore).store(bytes);
  const [photo] = await world.database.query<{ id: string }>(
    `INSERT INTO review_photos (order_id, review_id, position, sha, width, height)
     SELECT order_id, id, 1, $2, 9, 9 FROM product_reviews WHERE id = $1 RETURNING id`,
    [reviewId, sha],
  );
  return { reviewId, photoId: photo?.id ?? '' };
}

/** A question to the shop that waits for an officer no more. */
async function makeQuestion(world: World): Promise<Record<string, string>> {
  const { reviewId } = await makeReview(world);
  const [question] = await world.database.query<{ id: string }>(
    `INSERT INTO product_questions (product_id, seller_id, words, status, status_changed_at, asked_at)
     SELECT product_id, seller_id, 'Còn hàng không?', 'shown', now(), now() FROM product_reviews WHERE id = $1 RETURNING id`,
    [reviewId],
  );
  return { questionId: question?.id ?? '' };
}

/** What the shop answered. */
async function answered(
  world: World,
  table: 'product_reviews' | 'product_questions',
  thing: Record<string, string>,
): Promise<Record<string, string>> {
  await world.database.query(`UPDATE ${table} SET answer = 'Cảm ơn bạn', answered_at = now() WHERE id = $1`, [
    Object.values(thing)[0],
  ]);
  return thing;
}

/** What addresses of reviews name; part of things.ts. */
export const reviewThings = {
  'a review': { territorial: true, make: makeReview },
  'a picture of a review': { territorial: true, make: makePhoto },
  'a question': { territorial: true, make: makeQuestion },
  'an answered review': {
    territorial: true,
    make: async (world: World) => answered(world, 'product_reviews', await makeReview(world)),
  },
  'an answered question': {
    territorial: true,
    make: async (world: World) => answered(world, 'product_questions', await makeQuestion(world)),
  },
} as const;
