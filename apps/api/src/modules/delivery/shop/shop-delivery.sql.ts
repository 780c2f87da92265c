import type { Statement } from '../../../platform/database/reader.js';

/** How shop $1 sends, as one row; a shop that never said anything has version 0. */
export const shopDelivery: Statement = {
  name: 'delivery-of-shop',
  text: `
    SELECT coalesce(d.version, 0) AS version, d.rate_options AS "rateOptions",
      CASE WHEN d.own_communes IS NOT NULL THEN json_build_object('feeVnd', d.own_fee_vnd, 'minDays', d.own_min_days,
        'maxDays', d.own_max_days, 'communes', d.own_communes) END AS own,
      array(SELECT t.slug::text FROM seller_pickup_points k JOIN tourism_points t ON t.id = k.tourism_point_id
        WHERE k.seller_id = s.id ORDER BY 1) AS "pickupPoints",
      coalesce((SELECT json_agg(json_build_object('optionCode', o.option_code, 'label', o.label) ORDER BY o.label)
        FROM (SELECT option_code, min(label) AS label FROM shipping_rates GROUP BY option_code) o), '[]') AS offers
    FROM (SELECT $1::uuid AS id) s LEFT JOIN seller_deliveries d ON d.seller_id = s.id`,
};
