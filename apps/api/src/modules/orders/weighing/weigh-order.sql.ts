import { LEAST_GOODS_VND } from '#kernel/voucher';
import type { Statement } from '../../../platform/database/reader.js';
import { paymentStatusesBefore } from '../../payments/index.js';

export const findWeighing: Statement = {
  name: 'orders-find-weighing',
  text: `SELECT lines FROM order_weighings WHERE order_id = $1 AND key = $2`,
};

/** Goods that were handed over are not weighed any more. */
export const linesByWeight: Statement = {
  name: 'orders-lines-by-weight',
  text: `SELECT l.id, l.quantity, l.kg_price_vnd::float8 AS "kgPriceVnd", l.max_grams AS "maxGrams",
      l.weighed_grams AS "weighedGrams"
    FROM order_lines l WHERE l.order_id = $1 AND l.kg_price_vnd IS NOT NULL
      AND NOT EXISTS (SELECT FROM fulfillments f WHERE f.order_id = $1 AND f.status <> 'packing')
    ORDER BY l.created_at, l.id`,
};

/** $1 the order, $2 [{id, grams, totalVnd}], $3 the instant. Each line only ever falls. */
export const weighLines: Statement = {
  name: 'orders-weigh-lines',
  text: `
    UPDATE order_lines l SET weighed_grams = w.grams, total_vnd = w."totalVnd", updated_at = $3
    FROM jsonb_to_recordset($2::jsonb) AS w(id uuid, grams integer, "totalVnd" bigint)
    WHERE l.id = w.id AND l.order_id = $1 AND l.kg_price_vnd IS NOT NULL AND w."totalVnd" <= l.total_vnd
      AND (l.weighed_grams IS NULL OR w.grams <= l.weighed_grams)
    RETURNING l.id`,
};

/**
 * The order's sums from its lines. The fee stays as agreed, and a discount as far as `LEAST_GOODS_VND` of the goods stay to be paid; no row where the order
 * is not open.
 */
export const correctOrder: Statement = {
  name: 'orders-correct-order',
  text: `
    UPDATE orders o SET items_vnd = t.items_vnd, discount_vnd = least(o.discount_vnd, t.room_vnd),
      total_vnd = t.items_vnd + o.shipping_fee_vnd - least(o.discount_vnd, t.room_vnd), updated_at = $2
    FROM (SELECT sum(total_vnd)::bigint AS items_vnd, greatest(0, sum(total_vnd) - ${LEAST_GOODS_VND})::bigint AS room_vnd
      FROM order_lines WHERE order_id = $1) t
    WHERE o.id = $1 AND o.status IN ('placed', 'confirmed') AND t.items_vnd <= o.items_vnd
    RETURNING o.total_vnd::float8 AS "totalVnd"`,
};

/**
 * What is owed for the order ($1) falls to $2 at $3; a transfer that has no end yet ends at $4. No row where it is paid,
 * overdue or over.
 */
export const correctPayment: Statement = {
  name: 'orders-correct-payment',
  text: `
    UPDATE payments SET amount_vnd = $2, updated_at = $3,
      expires_at = CASE WHEN method = 'bank_transfer' THEN coalesce(expires_at, $4::timestamptz) END
    WHERE payable_id = $1 AND status = ANY ('{${paymentStatusesBefore('expired').join(',')}}') AND amount_vnd >= $2
      AND (expires_at IS NULL OR expires_at > $3)
    RETURNING expires_at AS "payBy"`,
};

export const writeWeighing: Statement = {
  name: 'orders-write-weighing',
  text: `
    INSERT INTO order_weighings (id, order_id, key, lines, total_before_vnd, total_after_vnd, weighed_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $7, $7)`,
};

/** The order ($1) as it stands after it was weighed. */
export const weighedOrder: Statement = {
  name: 'orders-weighed-order',
  text: `
    SELECT o.code, o.items_vnd::float8 AS "itemsVnd", o.shipping_fee_vnd::float8 AS "shippingFeeVnd",
      o.discount_vnd::float8 AS "discountVnd", o.total_vnd::float8 AS "totalVnd",
      o.ordered_total_vnd::float8 AS "orderedTotalVnd", p.expires_at AS "payBy",
      (SELECT json_agg(json_build_object('id', l.id, 'weighedGrams', l.weighed_grams, 'totalVnd', l.total_vnd)
          ORDER BY l.created_at, l.id)
        FROM order_lines l WHERE l.order_id = o.id AND l.weighed_grams IS NOT NULL) AS lines
    FROM orders o JOIN payments p ON p.payable_id = o.id WHERE o.id = $1`,
};
