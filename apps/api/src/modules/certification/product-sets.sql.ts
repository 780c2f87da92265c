import type { Statement } from '../../platform/database/reader.js';

/** The programme's six groups and 26 sets, each with the number of products listed on day $1. */
export const productSetList: Statement = {
  name: 'product_sets',
  text: `
  WITH listed AS MATERIALIZED (SELECT l.set_no, count(*) AS count FROM shop_listings l
    WHERE is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $1::date)
    GROUP BY l.set_no)
  SELECT json_build_object('groups', coalesce(json_agg(json_build_object(
    'code', g.code, 'name', g.name, 'slug', g.slug,
    'productCount', (SELECT coalesce(sum(n.count), 0) FROM listed n JOIN product_sets s ON s.no = n.set_no WHERE s.group_code = g.code),
    'sets', (SELECT coalesce(json_agg(json_build_object('no', s.no, 'name', s.name,
        'productCount', coalesce(n.count, 0), 'alcohol', s.alcohol) ORDER BY s.no), '[]')
      FROM product_sets s LEFT JOIN listed n ON n.set_no = s.no WHERE s.group_code = g.code))
    ORDER BY g.position), '[]'))::text AS body
  FROM product_groups g`,
};
