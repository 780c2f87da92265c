import type { Statement } from '../../platform/database/reader.js';
import { cursorSql, instantKeySql } from '../../platform/http/cursor.js';
import { articleShareSql, firstImageSql, listedSql } from '../catalogue/index.js';

export const ARTICLES_CURSOR = 'articles';

/** Words in English where they were asked for and are there, otherwise in Vietnamese. */
const wordSql = (column: string, english: string): string =>
  `CASE WHEN ${english} AND a.title_en IS NOT NULL THEN a.${column}_en ELSE a.${column} END`;

const listedProducts = (article: string, day: string): string => `shop_article_products ap
  JOIN shop_listings l ON l.product_id = ap.product_id WHERE ap.article_id = ${article} AND ${listedSql('l', day)}`;

const itemFields = (day: string, english: string): string => `
  'slug', a.slug, 'kind', a.kind, 'title', ${wordSql('title', english)}, 'lead', ${wordSql('lead', english)},
  'translated', a.title_en IS NOT NULL OR NOT ${english}, 'publishedAt', ${instantKeySql('a.published_at')},
  'image', (SELECT ${firstImageSql('first.product_id')} FROM (SELECT ap.product_id FROM ${listedProducts('a.id', day)}
    ORDER BY ap.position LIMIT 1) first)`;

/**
 * Published articles, the newest first: day $1, English $2, kind $3, product $4, seller $5, point $6 (slugs or null),
 * limit $7, instant and id after which the page begins $8 and $9 (or null).
 */
export const articleList: Statement = {
  name: 'articles',
  text: `
  WITH cut AS (
    SELECT a.* FROM shop_articles a
    WHERE ($3::text IS NULL OR a.kind = $3::text)
      AND ($4::text IS NULL OR a.id IN (SELECT ap.article_id FROM shop_article_products ap
        JOIN shop_products p ON p.id = ap.product_id WHERE p.slug = $4::text))
      AND ($5::text IS NULL OR a.seller_id IN (SELECT s.id FROM shop_sellers s WHERE s.slug = $5::text))
      AND ($6::text IS NULL OR a.tourism_point_id IN (SELECT t.id FROM tourism_points t WHERE t.slug = $6::text))
      AND ($8::timestamptz IS NULL OR (a.published_at, a.id) < ($8::timestamptz, $9::uuid))
    ORDER BY a.published_at DESC, a.id DESC LIMIT $7::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY published_at DESC, id DESC) AS place FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object(${itemFields('$1::date', '$2::boolean')}) ORDER BY a.place), '[]')
      FROM page a WHERE a.place <= $7::int),
    'nextCursor', (SELECT ${cursorSql(ARTICLES_CURSOR, instantKeySql('page.published_at'), 'page.id::text')} FROM page
      WHERE place = $7::int AND EXISTS (SELECT FROM page WHERE place > $7::int)))::text AS body`,
};

/** One published article: day $1, English $2, slug $3. No row where there is none. */
export const articleDetail: Statement = {
  name: 'article',
  text: `
  SELECT json_build_object(${itemFields('$1::date', '$2::boolean')}, 'body', ${wordSql('body', '$2::boolean')},
    'updatedAt', ${instantKeySql('a.updated_at')}, 'sharePicture', ${articleShareSql('$2::boolean', '$1::date')},
    'seller', (SELECT json_build_object('slug', s.slug, 'name', s.name) FROM shop_sellers s
      WHERE s.id = a.seller_id AND s.status = 'approved'),
    'point', (SELECT json_build_object('slug', t.slug, 'name', t.name) FROM tourism_points t WHERE t.id = a.tourism_point_id),
    'products', (SELECT coalesce(json_agg(json_build_object('slug', p.slug, 'quantity', x.quantity) ORDER BY x.position), '[]')
      FROM (SELECT ap.product_id, ap.quantity, ap.position FROM ${listedProducts('a.id', '$1::date')}) x
      JOIN shop_products p ON p.id = x.product_id),
    'missing', (SELECT count(*) FROM shop_article_products ap WHERE ap.article_id = a.id)
      - (SELECT count(*) FROM ${listedProducts('a.id', '$1::date')}))::text AS body
  FROM shop_articles a WHERE a.slug = $3::text`,
};
