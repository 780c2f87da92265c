import type { Statement } from '../../../platform/database/reader.js';
import { imageWidths, type ImageWidth } from '../../../platform/files/index.js';
import { cursorSql, instantKeySql, type KeyKind } from '../../../platform/http/cursor.js';
import type { ReviewOrder } from './review-rules.js';

interface Order {
  column: 'written_at' | 'helpful_count' | 'rating';
  type: string;
  kind: KeyKind;
  direction: 'ASC' | 'DESC';
}

const ORDERS: Readonly<Record<ReviewOrder, Order>> = {
  newest: { column: 'written_at', type: 'timestamptz', kind: 'instant', direction: 'DESC' },
  helpful: { column: 'helpful_count', type: 'integer', kind: 'integer', direction: 'DESC' },
  highest: { column: 'rating', type: 'smallint', kind: 'integer', direction: 'DESC' },
  lowest: { column: 'rating', type: 'smallint', kind: 'integer', direction: 'ASC' },
};

/** What cursors of that order are called and made of. */
export const reviewCursorOf = (order: ReviewOrder): string => `reviews ${order}`;
export const reviewCursorKind = (order: ReviewOrder): KeyKind => ORDERS[order].kind;

const PHOTO_WIDTH = 320 satisfies ImageWidth;

/** Pictures of review `r`; platform/files' `imageSource` and `imageSrcset` in SQL. */
const photosSql = `
  (SELECT coalesce(json_agg(json_build_object('url', '/api/v1/images/' || f.sha || '/${PHOTO_WIDTH}.jpg',
      'width', least(${PHOTO_WIDTH}, f.width),
      'height', greatest(1, round(f.height * least(${PHOTO_WIDTH}, f.width)::numeric / f.width))::int,
      'srcset', concat(${imageWidths
        .map((width, index) => {
          const one = `'/api/v1/images/' || f.sha || '/${width}.jpg ' || least(${width}, f.width) || 'w'`;
          return index === 0
            ? one
            : `CASE WHEN f.width > ${imageWidths[index - 1] ?? 0} THEN ', ' || ${one} END`;
        })
        .join(', ')})) ORDER BY f.position), '[]')
    FROM shop_review_photos f WHERE f.review_id = r.id)`;

const summarySql = `
  (SELECT json_build_object('average', s.rating_average, 'count', coalesce(s.rating_count, 0), 'histogram', json_build_array(
    ${[5, 4, 3, 2, 1]
      .map((rating) => `json_build_object('rating', ${rating}, 'count', coalesce(s.rated_${rating}, 0))`)
      .join(', ')}))
  FROM (SELECT 1) one LEFT JOIN shop_ratings s ON s.product_id = p.id)`;

function write(order: ReviewOrder): Statement {
  const { column, type, direction } = ORDERS[order];
  const key = order === 'newest' ? instantKeySql('cut.key') : 'cut.key::text';
  return {
    name: `reviews-list-${order}`,
    text: `
    WITH p AS (SELECT id FROM shop_products WHERE slug = $1::text),
    cut AS MATERIALIZED (
      SELECT v.id, v.${column} AS key, row_number() OVER (ORDER BY v.${column} ${direction}, v.id ${direction}) AS place
      FROM shop_reviews v WHERE v.product_id = (SELECT id FROM p) AND ($2::smallint IS NULL OR v.rating = $2)
        AND ($3::text IS NULL OR (v.${column}, v.id) ${direction === 'DESC' ? '<' : '>'} ($3::text::${type}, $4::uuid))
      ORDER BY v.${column} ${direction}, v.id ${direction} LIMIT $5::int + 1)
    SELECT json_build_object(
      'items', (SELECT coalesce(json_agg(json_build_object('id', r.id, 'rating', r.rating, 'words', r.words,
          'authorName', r.author_name, 'variantName', r.variant_name, 'givenBack', r.given_back,
          'helpfulCount', r.helpful_count, 'writtenAt', ${instantKeySql('r.written_at')},
          'editedAt', ${instantKeySql('r.edited_at')}, 'photos', ${photosSql}, 'answer', r.answer,
          'answeredAt', ${instantKeySql('coalesce(r.answer_edited_at, r.answered_at)')}) ORDER BY cut.place), '[]')
        FROM cut JOIN shop_reviews r ON r.id = cut.id WHERE cut.place <= $5),
      'nextCursor', (SELECT ${cursorSql(reviewCursorOf(order), key, 'cut.id::text')} FROM cut
        WHERE cut.place = $5 AND EXISTS (SELECT FROM cut WHERE place > $5)),
      'summary', ${summarySql})::text AS body
    FROM p`,
  };
}

/** $1 slug, $2 rating or null, $3 and $4 the place or null, $5 how many. No row: no such product. */
export const reviewList: Readonly<Record<ReviewOrder, Statement>> = {
  newest: write('newest'),
  helpful: write('helpful'),
  highest: write('highest'),
  lowest: write('lowest'),
};
