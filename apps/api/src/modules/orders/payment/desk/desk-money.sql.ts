import { missingSql } from '../../deposits/deposit.sql.js';
import { shapedStatement, type ShapedStatement } from '../../../../platform/database/shaped-statement.js';
import { cursorSql, instantKeySql } from '../../../../platform/http/cursor.js';
import { GIVEN_BACK_BY_GATEWAY } from '../../gateways/refunds.sql.js';

export const OWED_CURSOR = 'owed_refunds';
export const SHOPS_CURSOR = 'money_of_shops';
export const UNMATCHED_CURSOR = 'unmatched_money';

const SELLER = `json_build_object('slug', s.slug, 'name', s.name, 'commune', c.full_name)`;
const OF_SHOP = `JOIN producers pr ON pr.id = s.producer_id JOIN communes c ON c.code = pr.commune_code`;

/**
 * What shops still have to give back, the nearest last day first, so that what is overdue stands on top. `communes` null:
 * all; `q` folded; `today` for what is overdue.
 */
export const owedRefunds: ShapedStatement = shapedStatement(
  'owed_refunds',
  {
    communes: 'varchar[]',
    commune: 'varchar',
    q: 'text',
    code: 'text',
    overdue: 'boolean',
    today: 'date',
    limit: 'integer',
    key: 'text',
    id: 'uuid',
  },
  ($) => `
  WITH found AS (
    SELECT r.id, to_char(r.due_on, 'YYYYMMDD') AS key, r.amount_vnd, r.reason, r.owed_at, r.due_on, o.code,
      ${GIVEN_BACK_BY_GATEWAY} AS by_gateway, ${SELLER} AS seller
    FROM refunds r JOIN payments p ON p.id = r.payment_id JOIN orders o ON o.id = p.payable_id
      JOIN sellers s ON s.id = r.seller_id ${OF_SHOP}
    WHERE r.status = 'owed' AND (${$('communes')} IS NULL OR pr.commune_code = ANY (${$('communes')}))
      AND (${$('commune')} IS NULL OR pr.commune_code = ${$('commune')})
      AND (${$('q')} IS NULL OR o.code = ${$('code')} OR fold_vi(s.name) LIKE '%' || ${$('q')} || '%')
      AND (${$('overdue')} IS NOT TRUE OR r.due_on < ${$('today')})),
  cut AS (SELECT * FROM found WHERE ${$('key')} IS NULL OR (key, id) > (${$('key')}, ${$('id')})
    ORDER BY key, id LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, id) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('id', id, 'orderCode', code, 'amountVnd', amount_vnd,
        'reason', reason, 'owedAt', owed_at, 'dueOn', due_on, 'overdue', due_on < ${$('today')},
        'byGateway', by_gateway, 'seller', seller) ORDER BY position), '[]')
      FROM page WHERE position <= ${$('limit')}),
    'count', (SELECT count(*) FROM found), 'vnd', (SELECT coalesce(sum(amount_vnd), 0) FROM found),
    'overdue', (SELECT count(*) FROM found WHERE due_on < ${$('today')}),
    'nextCursor', (SELECT ${cursorSql(OWED_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);

/** Shops with something to give back or with money of no order: who is late most first, then who owes soonest. */
export const moneyOfShops: ShapedStatement = shapedStatement(
  'money_of_shops',
  {
    communes: 'varchar[]',
    commune: 'varchar',
    q: 'text',
    which: 'text',
    today: 'date',
    limit: 'integer',
    key: 'text',
    id: 'uuid',
  },
  ($) => `
  WITH owed AS (
    SELECT seller_id, count(*) AS count, sum(amount_vnd) AS vnd, count(*) FILTER (WHERE due_on < ${$('today')}) AS overdue,
      min(due_on) AS due_on FROM refunds WHERE status = 'owed' GROUP BY 1),
  unmatched AS (
    SELECT seller_id, count(*) AS count, sum(amount_vnd) AS vnd, min(paid_at) AS since
    FROM payment_receipts WHERE outcome = 'unmatched' GROUP BY 1),
  found AS (
    SELECT s.id, concat(to_char(99999 - coalesce(w.overdue, 0), 'FM00000'), coalesce(to_char(w.due_on, 'YYYYMMDD'), '99999999'),
        coalesce(${instantKeySql('u.since')}, '~')) AS key,
      s.slug, s.name, c.full_name AS commune, coalesce(w.count, 0) AS owed, coalesce(w.vnd, 0) AS owed_vnd,
      coalesce(w.overdue, 0) AS overdue, w.due_on, coalesce(u.count, 0) AS unmatched, coalesce(u.vnd, 0) AS unmatched_vnd,
      u.since
    FROM sellers s ${OF_SHOP} LEFT JOIN owed w ON w.seller_id = s.id LEFT JOIN unmatched u ON u.seller_id = s.id
    WHERE CASE ${$('which')} WHEN 'owed' THEN w.count > 0 WHEN 'unmatched' THEN u.count > 0
        ELSE w.count > 0 OR u.count > 0 END
      AND (${$('communes')} IS NULL OR pr.commune_code = ANY (${$('communes')}))
      AND (${$('commune')} IS NULL OR pr.commune_code = ${$('commune')})
      AND (${$('q')} IS NULL OR fold_vi(s.name) LIKE '%' || ${$('q')} || '%')),
  cut AS (SELECT * FROM found WHERE ${$('key')} IS NULL OR (key, id) > (${$('key')}, ${$('id')})
    ORDER BY key, id LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, id) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('slug', slug, 'name', name, 'commune', commune, 'owed', owed,
        'owedVnd', owed_vnd, 'overdue', overdue, 'dueOn', due_on, 'unmatched', unmatched,
        'unmatchedVnd', unmatched_vnd, 'unmatchedSince', since) ORDER BY position), '[]')
      FROM page WHERE position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(SHOPS_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);

/**
 * Money of no order at the shop `slug`, the oldest first. Remark and the bank's number of the transfer are for the shop:
 * they name people. No row where the shop is not in the officer's communes.
 */
export const unmatchedMoney: ShapedStatement = shapedStatement(
  'unmatched_money',
  { communes: 'varchar[]', slug: 'text', limit: 'integer', key: 'text', id: 'uuid' },
  ($) => `
  WITH shop AS (
    SELECT s.id, ${SELLER} AS seller FROM sellers s ${OF_SHOP}
    WHERE s.slug = ${$('slug')} AND (${$('communes')} IS NULL OR pr.commune_code = ANY (${$('communes')}))),
  cut AS (
    SELECT r.id, ${instantKeySql('r.paid_at')} AS key, r.amount_vnd, r.paid_at, r.source,
      (SELECT count(*) FROM orders o JOIN payments p ON p.payable_id = o.id
        WHERE o.seller_id = r.seller_id AND o.status IN ('placed', 'confirmed') AND p.status = 'pending'
          AND r.amount_vnd IN (p.amount_vnd - p.received_vnd + p.refunds_vnd, ${missingSql})) AS fitting
    FROM payment_receipts r JOIN shop ON shop.id = r.seller_id
    WHERE r.outcome = 'unmatched'
      AND (${$('key')} IS NULL OR (r.paid_at, r.id) > ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY r.paid_at, r.id LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, id) AS position FROM cut)
  SELECT json_build_object('seller', shop.seller,
    'items', (SELECT coalesce(json_agg(json_build_object('id', id, 'amountVnd', amount_vnd, 'paidAt', paid_at,
        'source', source, 'fitting', fitting) ORDER BY position), '[]') FROM page WHERE position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(UNMATCHED_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body
  FROM shop`,
);
