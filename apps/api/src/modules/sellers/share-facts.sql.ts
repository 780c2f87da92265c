import { sharedFactsSql, sharePictureSql } from '../../platform/files/index.js';

/** Hashes of the first pictures of the three goods that came last, of listings `l` on a day that fulfil a condition. */
export const latestPicturesSql = (day: string, condition: string): string => `
  array(SELECT shown.sha FROM (SELECT l.published_at, l.product_id,
      (SELECT i.sha FROM shop_images i WHERE i.product_id = l.product_id ORDER BY i.position LIMIT 1) AS sha
    FROM shop_listings l WHERE ${condition}
      AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, ${day})) shown
    WHERE shown.sha IS NOT NULL ORDER BY shown.published_at DESC, shown.product_id LIMIT 3)`;

/** What the shared picture of seller `s` in commune `co` shows. */
export const sellerFactsSql = (day: string): string =>
  sharedFactsSql({
    ...{ title: 's.name', place: 'co.full_name' },
    pictures: latestPicturesSql(day, 'l.seller_id = s.id'),
  });

/** Its address, for the statement that reads the page; null where the shop does not sell. */
export const sellerShareSql = (day: string): string =>
  `CASE WHEN s.status = 'approved' THEN ${sharePictureSql('seller', 's.slug', sellerFactsSql(day))} END`;
