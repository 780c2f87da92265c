import type { Statement } from '../../../platform/database/reader.js';
import type { DeclineReason, ReturnReason, ReturnStatus } from './return-status.js';

/** What of an order's line may still go back. */
export interface ReturnableLine {
  id: string;
  variantId: string;
  /** How it is carried; null where nobody said. */
  handling: string | null;
  /** Pieces that came within the days for returns and are in no return yet. */
  returnable: number;
  /** When the last piece of it came. */
  arrivedAt: Date | null;
}

/** SQL: returns `r` that count their pieces. */
const COUNTS = `r.status NOT IN ('declined', 'withdrawn')`;

/** Lines of order $1, with what came since $2. */
export const returnableLines: Statement = {
  name: 'orders-returnable-lines',
  text: `
    SELECT l.id, l.variant_id AS "variantId", l.handling, l.arrived_at AS "arrivedAt",
      greatest(0, least(l.lately, l.taken - (SELECT coalesce(sum(x.quantity), 0) FROM order_return_lines x
        JOIN order_returns r ON r.id = x.return_id WHERE x.order_line_id = l.id AND ${COUNTS})))::integer AS returnable
    FROM (
      SELECT l.id, l.variant_id, l.created_at, p.handling, max(f.arrived_at) AS arrived_at,
        coalesce(sum(x.quantity - x.refused_quantity) FILTER (WHERE f.arrived_at IS NOT NULL), 0) AS taken,
        coalesce(sum(x.quantity - x.refused_quantity) FILTER (WHERE f.arrived_at >= $2), 0) AS lately
      FROM order_lines l LEFT JOIN shop_products p ON p.id = l.product_id
        LEFT JOIN fulfillment_lines x ON x.order_line_id = l.id LEFT JOIN fulfillments f ON f.id = x.fulfillment_id
      WHERE l.order_id = $1 GROUP BY l.id, p.handling) l
    ORDER BY l.created_at, l.id`,
};

export const findReturnByKey: Statement = {
  name: 'orders-return-by-key',
  text: `SELECT id FROM order_returns WHERE order_id = $1 AND key = $2`,
};

/**
 * $1 id, $2 order, $3 key, $4 reason, $5 words, $6 account, $7 until when it is answered, $8 the instant,
 * $9 [{lineId, quantity}], $10 photos. Rows: the number, and how many of the pictures were there to be taken.
 */
export const writeReturn: Statement = {
  name: 'orders-write-return',
  text: `
    WITH asked AS (
      INSERT INTO order_returns (id, order_id, number, key, status, status_changed_at, reason, words_sealed,
        refund_account_sealed, answer_by, created_at, updated_at)
      SELECT $1, $2, 1 + coalesce(max(number), 0), $3, 'requested', $8, $4, $5, $6, $7, $8, $8
      FROM order_returns WHERE order_id = $2 RETURNING id, number
    ), lines AS (
      INSERT INTO order_return_lines (return_id, order_line_id, quantity, created_at, updated_at)
      SELECT a.id, w."lineId", w.quantity, $8, $8
      FROM asked a, jsonb_to_recordset($9::jsonb) AS w("lineId" uuid, quantity integer)
    )
    SELECT number FROM asked`,
};

/** $1 return, $2 order, $3 the instant, $4 pictures. */
export const takePhotos: Statement = {
  name: 'orders-take-return-photos',
  text: `UPDATE order_pictures SET subject_id = $1, updated_at = $3
    WHERE id = ANY ($4::uuid[]) AND order_id = $2 AND subject = 'return' AND subject_id IS NULL RETURNING id`,
};

export interface FoundReturn {
  id: string;
  number: number;
  status: ReturnStatus;
  statusChangedAt: Date;
  reason: ReturnReason;
}

/** Return $1 of order $2. */
export const findReturn: Statement = {
  name: 'orders-find-return',
  text: `SELECT id, number, status, status_changed_at AS "statusChangedAt", reason FROM order_returns
    WHERE id = $1 AND order_id = $2`,
};

/** $1 return, $2 the instant, $3 to, $4 from where it may come, $5 goods, $6 and $7 why declined, $8 and $9 money. */
export const MOVE_RETURN = `
  UPDATE order_returns SET status = $3, status_changed_at = $2, updated_at = $2, goods = coalesce($5, goods),
      decline_reason = coalesce($6, decline_reason), decline_words = coalesce($7, decline_words), refund_vnd = $8,
      shipping_vnd = $9
    WHERE id = $1 AND status = ANY ($4) RETURNING id`;

export interface SettlingLine {
  id: string;
  orderLineId: string;
  quantity: number;
}

/** Lines of return $1. */
export const linesOfReturn: Statement = {
  name: 'orders-lines-of-return',
  text: `SELECT id, order_line_id AS "orderLineId", quantity FROM order_return_lines WHERE return_id = $1
    ORDER BY created_at, order_line_id`,
};

/** Of order $1, beside return $2: pieces of each line given back already, and whether all of it by the shop's fault. */
export const settledBefore: Statement = {
  name: 'orders-settled-returns',
  text: `SELECT x.order_line_id AS "orderLineId", sum(x.quantity)::integer AS quantity,
      bool_or(r.reason = 'changed_mind') AS "byBuyer", sum(r.shipping_vnd)::float8 AS "shippingVnd"
    FROM order_return_lines x JOIN order_returns r ON r.id = x.return_id
    WHERE r.order_id = $1 AND r.id <> $2 AND r.status = 'settled' GROUP BY 1`,
};

/** $1 [{id, refundVnd, restocked, writtenOff}], $2 the instant. */
export const settleReturnLines: Statement = {
  name: 'orders-settle-return-lines',
  text: `UPDATE order_return_lines l SET refund_vnd = w."refundVnd", restocked_quantity = w.restocked,
      written_off_quantity = w."writtenOff", updated_at = $2
    FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, "refundVnd" bigint, restocked integer, "writtenOff" integer)
    WHERE l.id = w.id`,
};

/** A return as it is kept, for the pages of buyer and shop. */
export interface KeptReturn extends FoundReturn {
  orderId: string;
  groupId: string;
  wordsSealed: string | null;
  requestedAt: Date;
  answerBy: Date;
  goods: 'back' | 'kept' | null;
  declineReason: DeclineReason | null;
  declineWords: string | null;
  refundVnd: number | null;
  shippingVnd: number | null;
  photos: string[];
  lines: {
    lineId: string;
    name: string;
    quantity: number;
    refundVnd: number | null;
    restocked: number;
    writtenOff: number;
  }[];
}

/** Returns of orders $1, the earliest first. */
export const returnsOfOrders: Statement = {
  name: 'orders-returns-of-orders',
  text: `
    SELECT r.id, r.number, r.status, r.status_changed_at AS "statusChangedAt", r.reason, r.order_id AS "orderId",
      o.order_group_id AS "groupId",
      CASE WHEN g.contact_erased_at IS NULL THEN r.words_sealed END AS "wordsSealed", r.created_at AS "requestedAt",
      r.answer_by AS "answerBy", r.goods, r.decline_reason AS "declineReason", r.decline_words AS "declineWords",
      r.refund_vnd::float8 AS "refundVnd", r.shipping_vnd::float8 AS "shippingVnd",
      ARRAY (SELECT p.id FROM order_pictures p WHERE p.subject_id = r.id ORDER BY p.id) AS photos,
      (SELECT json_agg(json_build_object('lineId', x.order_line_id, 'name', concat_ws(', ', l.product_name, l.variant_name),
          'quantity', x.quantity, 'refundVnd', x.refund_vnd, 'restocked', x.restocked_quantity,
          'writtenOff', x.written_off_quantity) ORDER BY l.created_at, l.id)
        FROM order_return_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.return_id = r.id) AS lines
    FROM order_returns r JOIN orders o ON o.id = r.order_id JOIN order_groups g ON g.id = o.order_group_id
    WHERE r.order_id = ANY ($1::uuid[]) ORDER BY r.order_id, r.number`,
};
