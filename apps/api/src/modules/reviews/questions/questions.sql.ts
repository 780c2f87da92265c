import type { Statement } from '../../../platform/database/reader.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';
import type { DeskShow } from '../product-reviews/review-desk.dto.js';
import { answerPairs, worksInShop } from '../product-reviews/review-desk.sql.js';
import type { QuestionShow } from './question.dto.js';

/** What cursors of the lists are called. */
export const QUESTIONS_CURSOR = 'questions';
export const shopCursorOf = (show: QuestionShow): string => `shop questions ${show}`;
export const deskCursorOf = (show: DeskShow): string => `desk questions ${show}`;

/** $1 slug, $2 and $3 the place or null, $4 how many. No row: no such product. */
export const questionList: Statement = {
  name: 'reviews-questions',
  text: `
    WITH p AS (SELECT id FROM shop_products WHERE slug = $1::text),
    cut AS MATERIALIZED (
      SELECT q.*, row_number() OVER (ORDER BY q.answered_at DESC, q.id DESC) AS place FROM shop_questions q
      WHERE q.product_id = (SELECT id FROM p)
        AND ($2::timestamptz IS NULL OR (q.answered_at, q.id) < ($2, $3::uuid))
      ORDER BY q.answered_at DESC, q.id DESC LIMIT $4::int + 1)
    SELECT json_build_object(
      'items', (SELECT coalesce(json_agg(json_build_object('id', q.id, 'words', q.words, 'askerName', q.asker_name,
          'askedAt', ${instantKeySql('q.asked_at')}, 'answer', q.answer, 'answeredAt', ${instantKeySql('q.answered_at')})
          ORDER BY q.place), '[]') FROM cut q WHERE q.place <= $4),
      'nextCursor', (SELECT ${cursorSql(QUESTIONS_CURSOR, instantKeySql('cut.answered_at'), 'cut.id::text')} FROM cut
        WHERE cut.place = $4 AND EXISTS (SELECT FROM cut WHERE place > $4)))::text AS body
    FROM p`,
};

const PAIRS = `'id', r.id, 'product', json_build_object('slug', p.slug, 'name', p.name), 'words', r.words,
  'askerName', r.asker_name, 'askedAt', ${instantKeySql('r.asked_at')}, 'answer', r.answer,
  'answeredAt', ${instantKeySql('r.answered_at')}, ${answerPairs}`;

/** A page, the newest first: $1 the last one's id or null, $2 how many; question `r`, product `p`. */
const page = (of: string, fields: string, from: string, where: string, more: string): string => `
  WITH cut AS MATERIALIZED (SELECT r.id, row_number() OVER (ORDER BY r.id DESC) AS place FROM ${from}
    WHERE ${where} AND ($1::uuid IS NULL OR r.id < $1) ORDER BY r.id DESC LIMIT $2::int + 1)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object(${fields}) ORDER BY r.id DESC), '[]')
      FROM ${from} WHERE r.id IN (SELECT id FROM cut WHERE place <= $2)),
    'nextCursor', (SELECT ${cursorSql(of, 'cut.id::text', 'cut.id::text')} FROM cut
      WHERE cut.place = $2 AND EXISTS (SELECT FROM cut WHERE place > $2)),
    ${more})::text AS body`;

const SHOP_FROM = `product_questions r JOIN products p ON p.id = r.product_id`;
const UNANSWERED = `r.status = 'shown' AND r.answer IS NULL`;

/** Questions to the bound shop, by its policies. */
export const shopQuestions = (show: QuestionShow): string =>
  page(
    shopCursorOf(show),
    PAIRS,
    SHOP_FROM,
    show === 'unanswered' ? UNANSWERED : `r.status = 'shown' AND r.answer IS NOT NULL`,
    `'unanswered', (SELECT count(*)::int FROM product_questions r WHERE ${UNANSWERED})`,
  );

const DESK_FROM = `${SHOP_FROM} JOIN sellers s ON s.id = r.seller_id JOIN producers pr ON pr.id = s.producer_id
  JOIN communes c ON c.code = pr.commune_code`;
const TERRITORY = `($3::varchar[] IS NULL OR pr.commune_code = ANY ($3))`;
const REPORTED = `EXISTS (SELECT FROM question_reports x WHERE x.question_id = r.id AND x.closed_at IS NULL)`;
const DESK_WHICH: Readonly<Record<DeskShow, string>> = {
  waiting: `(r.status = 'held' OR r.status = 'shown' AND (r.answer_status = 'held' OR ${REPORTED}))`,
  hidden: `(r.status = 'hidden' OR r.answer_status = 'hidden')`,
  all: 'true',
};

/** Questions to shops in communes $3 (null: all), for officer $4. */
export const deskQuestions = (show: DeskShow): string =>
  page(
    deskCursorOf(show),
    `${PAIRS}, 'version', r.version, 'answerVersion', r.answer_version, 'status', r.status, 'seller', json_build_object('slug', s.slug, 'name', s.name),
      'commune', c.full_name, 'marked', r.marked, 'hiddenReason', r.hidden_reason, 'hiddenWords', r.hidden_words,
      'reports', (SELECT coalesce(json_agg(json_build_object('reason', x.reason, 'words', x.words, 'ofAnswer', x.of_answer)
        ORDER BY x.id), '[]') FROM question_reports x WHERE x.question_id = r.id AND x.closed_at IS NULL),
      'own', ${worksInShop('$4::uuid')}`,
    DESK_FROM,
    `${DESK_WHICH[show]} AND ${TERRITORY}`,
    `'waiting', (SELECT count(*)::int FROM ${DESK_FROM} WHERE ${DESK_WHICH.waiting} AND ${TERRITORY})`,
  );

/** Holds question $1 of communes $2 until the transaction ends, for officer $3. */
export const HOLD_QUESTION = `
  SELECT r.version, r.status, r.product_id AS "productId", ${worksInShop('$3')} AS own
  FROM product_questions r JOIN sellers s ON s.id = r.seller_id JOIN producers pr ON pr.id = s.producer_id
  WHERE r.id = $1 AND ($2::varchar[] IS NULL OR pr.commune_code = ANY ($2)) FOR NO KEY UPDATE OF r`;
