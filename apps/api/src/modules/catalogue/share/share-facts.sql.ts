import type { Statement } from '../../../platform/database/reader.js';
import {
  sharedFactsSql,
  type SharedKind,
  sharePictureSql,
  sharePrintSql,
} from '../../../platform/files/index.js';
import { latestPicturesSql, sellerFactsSql } from '../../sellers/index.js';
import { listedSql } from '../shop/product-card.sql.js';

/** Of product `p` of seller `s` in commune `co`, listed as `l`. */
const productFacts = sharedFactsSql({
  title: 'p.name',
  by: 's.name',
  place: 'co.full_name',
  stars: 'l.stars',
  pictures: `array(SELECT i.sha FROM shop_images i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1)`,
});

/** Photographs of point `t`; a drawing is no picture of the place. */
const photographs = `array(SELECT pp.sha FROM shop_point_pictures pp
  WHERE pp.tourism_point_id = t.id AND NOT pp.illustration ORDER BY pp.position LIMIT 3)`;

/** Of tourism point `t` in commune `co`: the place where it was photographed, otherwise what is sold there. */
const pointFacts = (day: string): string =>
  sharedFactsSql({
    ...{ title: 't.name', place: 'co.full_name' },
    pictures: `coalesce(nullif(${photographs}, '{}'), ${latestPicturesSql(
      day,
      'l.product_id IN (SELECT ss.product_id FROM shop_shelf_stocks ss WHERE ss.tourism_point_id = t.id)',
    )})`,
  });

/** Of article `a`, whose title stands in that column. */
const articleFacts = (title: 'title' | 'title_en', day: string): string =>
  sharedFactsSql({
    title: `a.${title}`,
    pictures: latestPicturesSql(
      day,
      'l.product_id IN (SELECT ap.product_id FROM shop_article_products ap WHERE ap.article_id = a.id)',
    ),
  });

/** The address of the picture, for the statements that read the pages; of goods that are not on sale there is none. */
export const productShareSql = `
  CASE WHEN l.product_id IS NOT NULL THEN ${sharePictureSql('product', 'p.slug', productFacts)} END`;
export const pointShareSql = (day: string): string => sharePictureSql('point', 't.slug', pointFacts(day));
/** @param english whether the article is read in English, where it has words in English */
export const articleShareSql = (english: string, day: string): string => `
  CASE WHEN ${english} AND a.title_en IS NOT NULL
    THEN ${sharePictureSql('article-en', 'a.slug', articleFacts('title_en', day))}
    ELSE ${sharePictureSql('article', 'a.slug', articleFacts('title', day))} END`;

const read = (kind: SharedKind, facts: string, from: string): Statement => ({
  name: `share_${kind.replace('-', '_')}`,
  text: `SELECT f.facts, ${sharePrintSql('f.facts')} AS print FROM (SELECT ${facts} AS facts FROM ${from}) f`,
});

/** What the picture of a page shows and the fingerprint of it: slug $1, day $2. No row where no such page is shown. */
export const sharedFacts: Readonly<Record<SharedKind, Statement>> = {
  product: read(
    'product',
    productFacts,
    `shop_products p JOIN shop_listings l ON l.product_id = p.id JOIN shop_sellers s ON s.id = p.seller_id
      JOIN communes co ON co.code = p.commune_code WHERE p.slug = $1 AND ${listedSql('l', '$2::date')}
      ORDER BY l.listed_from DESC LIMIT 1`,
  ),
  seller: read(
    'seller',
    sellerFactsSql('$2::date'),
    `shop_sellers s JOIN communes co ON co.code = s.commune_code WHERE s.slug = $1 AND s.status = 'approved'`,
  ),
  point: read(
    'point',
    pointFacts('$2::date'),
    `tourism_points t JOIN communes co ON co.code = t.commune_code WHERE t.slug = $1`,
  ),
  article: read('article', articleFacts('title', '$2::date'), `shop_articles a WHERE a.slug = $1`),
  'article-en': read(
    'article-en',
    articleFacts('title_en', '$2::date'),
    `shop_articles a WHERE a.slug = $1 AND a.title_en IS NOT NULL`,
  ),
};
