import type { Statement } from '../../../platform/database/reader.js';

/** A line of an order with what its buyer said of it. */
export interface ReviewableLine {
  lineId: string;
  orderId: string;
  sellerId: string;
  productId: string;
  variantId: string;
  productSlug: string;
  name: string;
  variantName: string;
  /** When the last piece of it came that was taken; null where none was. */
  arrivedAt: Date | null;
  review: {
    id: string;
    version: number;
    rating: number;
    words: string | null;
    authorName: string | null;
    status: string;
    hiddenReason: string | null;
    hiddenWords: string | null;
    answer: string | null;
    writtenAt: string;
    photos: string[];
  } | null;
}

/** Lines of order $1 by its code, in the order in which they stand there. */
export const reviewableLines: Statement = {
  name: 'reviews-lines-of-order',
  text: `
    SELECT l.id AS "lineId", o.id AS "orderId", o.seller_id AS "sellerId", l.product_id AS "productId",
      l.variant_id AS "variantId", p.slug AS "productSlug", l.product_name AS name, l.variant_name AS "variantName",
      (SELECT max(f.arrived_at) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
        WHERE x.order_line_id = l.id AND f.arrived_at IS NOT NULL AND x.quantity > x.refused_quantity) AS "arrivedAt",
      (SELECT json_build_object('id', r.id, 'version', r.version, 'rating', r.rating, 'words', r.words,
          'authorName', r.author_name, 'status', r.status, 'hiddenReason', r.hidden_reason,
          'hiddenWords', r.hidden_words, 'answer', r.answer, 'writtenAt', r.written_at,
          'photos', (SELECT coalesce(json_agg(f.id ORDER BY f.position), '[]') FROM review_photos f WHERE f.review_id = r.id))
        FROM product_reviews r WHERE r.order_line_id = l.id) AS review
    FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN shop_products p ON p.id = l.product_id
    WHERE o.code = $1 ORDER BY l.created_at, l.id`,
};
