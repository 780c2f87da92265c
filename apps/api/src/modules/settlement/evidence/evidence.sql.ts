/**
 * The pages of the bound shop that count as evidence for the next star on day $1, each product with what its page shows.
 * Addresses are for good: what was published once keeps its page, also after its certificate lapsed.
 */
export const EVIDENCE_OF_SHOP = `
  SELECT json_build_object(
    'slug', s.slug,
    'firstPublishedAt', (SELECT min(p.published_at) FROM products p WHERE p.seller_id = s.id),
    'pickupPoints', (SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY t.name), '[]')
      FROM seller_pickup_points k JOIN tourism_points t ON t.id = k.tourism_point_id WHERE k.seller_id = s.id),
    'products', (SELECT coalesce(json_agg(json_build_object('slug', p.slug, 'name', p.name, 'setNo', p.set_no,
        'hasStory', p.story <> '',
        'traceCode', (SELECT t.code FROM traces t WHERE t.product_id = p.id AND t.batch_id IS NULL), 'pictures', (SELECT count(*) FROM product_images i WHERE i.product_id = p.id),
        'listed', EXISTS (SELECT FROM listings l WHERE l.product_id = p.id
          AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $1::date)),
        'points', (SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY t.name), '[]')
          FROM shelf_stocks h JOIN tourism_points t ON t.id = h.tourism_point_id WHERE h.product_id = p.id))
        ORDER BY p.name, p.id), '[]')
      FROM products p WHERE p.seller_id = s.id AND p.published_at IS NOT NULL
        AND p.publication_status <> 'withdrawn')) AS evidence
  FROM sellers s WHERE s.id = (SELECT bound_seller())`;
