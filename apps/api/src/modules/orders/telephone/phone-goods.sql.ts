import { availableOfVariantSql } from '../../inventory/index.js';
import type { Statement } from '../../../platform/database/reader.js';

/** As many as a page of choices can show; a shop with more looks by name. */
export const MOST_GOODS = 30;

/**
 * What a shop ($1) can sell a caller now: sizes of its listed products, those whose name holds the words $2 (folded; empty
 * for all) and those that were chosen already ($3) first. $4 is the Vietnamese day, $5 the instant at which holds count as
 * over.
 */
export const phoneGoods: Statement = {
  name: 'orders-phone-goods',
  text: `
    SELECT v.id AS "variantId", p.name, v.name AS "variantName", v.unit, v.price_vnd::float8 AS "priceVnd", ps.alcohol,
      ${availableOfVariantSql('v.id', '$5::timestamptz')} AS available
    FROM shop_products p JOIN shop_variants v ON v.product_id = p.id JOIN product_sets ps ON ps.no = p.set_no
    JOIN shop_listings l ON l.product_id = p.id
      AND is_listed(l.publication_status, l.seller_status, l.stars, l.listed_from, l.listed_until, $4::date)
    WHERE p.seller_id = $1 AND (v.id = ANY ($3::uuid[]) OR fold_vi(p.name || ' ' || v.name) LIKE '%' || $2 || '%')
    ORDER BY v.id = ANY ($3::uuid[]) DESC, p.name, v.price_vnd, v.id LIMIT ${MOST_GOODS}`,
};

/** How many of these variants ($2) are of that shop ($1). */
export const ownVariants: Statement = {
  name: 'orders-own-variants',
  text: `SELECT count(*)::integer AS count FROM shop_variants v JOIN shop_products p ON p.id = v.product_id
    WHERE p.seller_id = $1 AND v.id = ANY ($2::uuid[])`,
};

/** The cart of a caller, made once: $1 its id, $2 the hash of its secret, $3 [{variantId, quantity}], $4 the instant. */
export const makePhoneCart: Statement = {
  name: 'orders-make-phone-cart',
  text: `
    WITH made AS (
      INSERT INTO carts (id, secret_hash, status, created_at, updated_at) VALUES ($1, $2, 'open', $4, $4)
      ON CONFLICT (secret_hash) DO NOTHING RETURNING id
    )
    INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
    SELECT made.id, w."variantId", w.quantity, $4, $4
    FROM made, jsonb_to_recordset($3::jsonb) AS w("variantId" uuid, quantity smallint)`,
};
