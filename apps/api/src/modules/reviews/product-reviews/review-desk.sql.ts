import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import type { DeskShow, ShopShow } from './review-desk.dto.js';

/** What became of the shop's answer to review or question `r`, as JSON pairs. */
export const answerPairs = `'answerStatus', r.answer_status, 'answerHiddenReason', r.answer_hidden_reason,
  'answerHiddenWords', r.answer_hidden_words`;

/** The columns of review `r` that shop and officers read, as JSON pairs; photos at `photoUrl` of photo `f`. */
const pairs = (photoUrl: string): string => `
  'id', r.id, 'product', json_build_object('slug', p.slug, 'name', p.name), 'variantName', l.variant_name,
  'rating', r.rating, 'words', r.words, 'authorName', r.author_name, 'writtenAt', ${instantKeySql('r.written_at')},
  'answer', r.answer, 'answeredAt', ${instantKeySql('coalesce(r.answer_edited_at, r.answered_at)')},
  ${answerPairs},
  'photos', (SELECT coalesce(json_agg(${photoUrl} ORDER BY f.position), '[]') FROM review_photos f WHERE f.review_id = r.id)`;

const UNANSWERED = `r.status = 'shown' AND r.answer IS NULL`;
const SHOP_WHICH: Readonly<Record<ShopShow, string>> = {
  unanswered: UNANSWERED,
  answered: `r.status = 'shown' AND r.answer IS NOT NULL`,
  all: `r.status = 'shown'`,
};

/** What cursors of a shop's and of the officers' lists are called. */
export const shopCursorOf = (show: ShopShow): string => `shop reviews ${show}`;
export const deskCursorOf = (show: DeskShow): string => `desk reviews ${show}`;

/** A page, the newest first: $1 the last one's id or null, $2 how many. `from` names review `r`, line `l`, product `p`. */
const page = (of: string, fields: string, from: string): string => `
  'items', (SELECT coalesce(json_agg(${fields} ORDER BY r.id DESC), '[]')
    FROM ${from} WHERE r.id IN (SELECT id FROM cut WHERE place <= $2)),
  'nextCursor', (SELECT ${cursorSql(of, 'cut.id::text', 'cut.id::text')} FROM cut
    WHERE cut.place = $2 AND EXISTS (SELECT FROM cut WHERE place > $2))`;

const cut = (from: string, where: string): string => `
  cut AS MATERIALIZED (SELECT r.id, row_number() OVER (ORDER BY r.id DESC) AS place FROM ${from}
    WHERE ${where} AND ($1::uuid IS NULL OR r.id < $1) ORDER BY r.id DESC LIMIT $2::int + 1)`;

const SHOP_FROM = `product_reviews r JOIN order_lines l ON l.id = r.order_line_id JOIN products p ON p.id = r.product_id`;

/** Reviews of the bound shop's goods, by its policies. */
export const shopReviews = (show: ShopShow): string => `
  WITH ${cut('product_reviews r', SHOP_WHICH[show])}
  SELECT json_build_object(${page(
    shopCursorOf(show),
    `json_build_object(${pairs(`'/api/v1/images/' || f.sha || '/320.jpg'`)})`,
    SHOP_FROM,
  )},
    'unanswered', (SELECT count(*)::int FROM product_reviews r WHERE ${UNANSWERED}))::text AS body`;

/** SQL: account `account` works, or worked, in the shop of review `r`. */
export const worksInShop = (account: string): string => `(
  EXISTS (SELECT FROM seller_members m WHERE m.seller_id = r.seller_id AND m.account_id = ${account})
  OR EXISTS (SELECT FROM mandates w WHERE w.seller_id = r.seller_id AND w.staff_account_id = ${account}))`;

const REPORTED = `EXISTS (SELECT FROM review_reports x WHERE x.review_id = r.id AND x.closed_at IS NULL)`;
const DESK_WHICH: Readonly<Record<DeskShow, string>> = {
  waiting: `(r.status = 'held' OR r.status = 'shown' AND (r.answer_status = 'held' OR ${REPORTED}))`,
  hidden: `(r.status = 'hidden' OR r.answer_status = 'hidden')`,
  all: 'true',
};
const DESK_FROM = `${SHOP_FROM} JOIN sellers s ON s.id = r.seller_id JOIN producers pr ON pr.id = s.producer_id
  JOIN communes c ON c.code = pr.commune_code`;
const TERRITORY = `($3::varchar[] IS NULL OR pr.commune_code = ANY ($3))`;

/** Reviews of shops in communes $3 (null: all), with words $4 in their names, for officer $5. */
export const deskReviews = (show: DeskShow): string => `
  WITH ${cut(
    DESK_FROM,
    `${DESK_WHICH[show]} AND ${TERRITORY} AND ($4::text IS NULL OR strpos(fold_vi(p.name || ' ' || s.name), fold_vi($4)) > 0)`,
  )}
  SELECT json_build_object(${page(
    deskCursorOf(show),
    `json_build_object(${pairs(`'/api/v1/admin/reviews/' || r.id || '/photos/' || f.id`)},
      'version', r.version, 'answerVersion', r.answer_version, 'status', r.status, 'seller', json_build_object('slug', s.slug, 'name', s.name),
      'commune', c.full_name, 'marked', r.marked, 'hiddenReason', r.hidden_reason, 'hiddenWords', r.hidden_words,
      'reports', (SELECT coalesce(json_agg(json_build_object('reason', x.reason, 'words', x.words, 'ofAnswer', x.of_answer) ORDER BY x.id), '[]')
        FROM review_reports x WHERE x.review_id = r.id AND x.closed_at IS NULL),
      'versions', (SELECT coalesce(json_agg(json_build_object('version', v.version, 'rating', v.rating, 'words', v.words)
        ORDER BY v.version DESC), '[]') FROM product_review_versions v WHERE v.review_id = r.id),
      'own', ${worksInShop('$5::uuid')})`,
    DESK_FROM,
  )},
    'waiting', (SELECT count(*)::int FROM ${DESK_FROM} WHERE ${DESK_WHICH.waiting} AND ${TERRITORY}))::text AS body`;

/** Holds review $1 of communes $2 until the transaction ends, for officer $3. */
export const HOLD_REVIEW = `
  SELECT r.id, r.version, r.status, r.product_id AS "productId", ${worksInShop('$3')} AS own
  FROM product_reviews r JOIN sellers s ON s.id = r.seller_id JOIN producers pr ON pr.id = s.producer_id
  WHERE r.id = $1 AND ($2::varchar[] IS NULL OR pr.commune_code = ANY ($2)) FOR NO KEY UPDATE OF r`;
