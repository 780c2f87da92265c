import type { Statement } from '../../../platform/database/reader.js';

/** The order that code $1 and the digest $2 of a link open, while it is open itself. */
export const goAheadByLink: Statement = {
  name: 'orders-go-ahead-by-link',
  text: `SELECT a.order_id AS "orderId" FROM go_aheads a JOIN orders o ON o.id = a.order_id
    WHERE a.token_hash = $2 AND o.code = $1 AND o.status IN ('placed', 'confirmed')`,
};

export const goAheadStatus: Statement = {
  name: 'orders-go-ahead-status',
  text: `SELECT status FROM go_aheads WHERE order_id = $1`,
};

/** What the buyer is asked about, without who bought it. */
export const goAheadSubject: Statement = {
  name: 'orders-go-ahead-subject',
  text: `
    SELECT o.code, a.status, s.name AS shop, s.phone AS "shopPhone", p.amount_vnd::float8 AS "amountVnd",
      (SELECT json_agg(json_build_object('name', l.product_name, 'variantName', l.variant_name, 'quantity', l.quantity)
         ORDER BY l.created_at, l.id) FROM order_lines l WHERE l.order_id = o.id) AS lines
    FROM go_aheads a JOIN orders o ON o.id = a.order_id JOIN payments p ON p.payable_id = o.id
    JOIN shop_sellers s ON s.id = o.seller_id WHERE a.order_id = $1`,
};

/** One more call that nobody answered ($2 when, $3 how many the shop saw): nothing where that try is written down already. */
export const countTry: Statement = {
  name: 'orders-go-ahead-count-try',
  text: `UPDATE go_aheads SET tries = tries + 1, last_tried_at = $2, updated_at = $2
    WHERE order_id = $1 AND status = 'asked' AND tries = $3 RETURNING tries`,
};

/** SQL: the go-ahead of order `o` as its shop sees it; null where none is asked. */
export const GO_AHEAD = `(SELECT json_build_object('status', a.status, 'tries', a.tries, 'lastTriedAt', a.last_tried_at,
    'overdue', a.overdue_at IS NOT NULL, 'givenBy', a.given_by, 'waiverWords', a.waiver_words)
  FROM go_aheads a WHERE a.order_id = o.id)`;

/** SQL: a word is waited for before order `o` is sent. */
export const GO_AHEAD_ASKED = `EXISTS (SELECT FROM go_aheads a WHERE a.order_id = o.id AND a.status = 'asked')`;
