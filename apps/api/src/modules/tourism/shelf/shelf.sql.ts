import type { Statement } from '../../../platform/database/reader.js';
import { listedSql } from '../../catalogue/index.js';

const onSale = `EXISTS (SELECT FROM shop_listings l WHERE l.product_id = p.id AND ${listedSql('l', '$2::date')})`;

const pointFields = `t.slug, t.name, c.full_name AS commune,
  (SELECT count(*)::int FROM shelf_stocks s WHERE s.tourism_point_id = t.id) AS products,
  (SELECT max(s.checked_on)::text FROM shelf_stocks s WHERE s.tourism_point_id = t.id) AS "checkedOn"`;

/** The points account $1 keeps, by name; of one slug $2, or null for all. */
export const keptPoints: Statement = {
  name: 'tourism-kept-points',
  text: `
    SELECT t.id, ${pointFields}
    FROM point_keepers k JOIN tourism_points t ON t.id = k.tourism_point_id JOIN communes c ON c.code = t.commune_code
    WHERE k.account_id = $1 AND k.ended_at IS NULL AND ($2::text IS NULL OR t.slug = $2) ORDER BY t.name, t.slug`,
};

/** What stands on the shelf of point $1, by name, on day $2. For whoever was found to keep it. */
export const keptShelf: Statement = {
  name: 'tourism-kept-shelf',
  text: `
    SELECT p.slug, p.name, s.name AS seller, ss.state, ss.checked_on::text AS "checkedOn",
      ${onSale} AS listed
    FROM shop_shelf_stocks ss JOIN shop_products p ON p.id = ss.product_id JOIN shop_sellers s ON s.id = p.seller_id
    WHERE ss.tourism_point_id = $1 ORDER BY p.name, p.slug`,
};

/** The product a keeper names ($1), and whether it is on sale on day $2. */
export const shelfProduct: Statement = {
  name: 'tourism-shelf-product',
  text: `
    SELECT p.id, ${onSale} AS listed
    FROM shop_products p WHERE p.slug = $1`,
};
