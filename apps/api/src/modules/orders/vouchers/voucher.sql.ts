import { shapedStatement, type ShapedStatement } from '../../../platform/database/shaped-statement.js';
import type { Statement } from '../../../platform/database/reader.js';
import { cursorSql, instantKeySql } from '../../../platform/http/cursor.js';

/** Why a voucher counts for nothing. */
export type VoucherProblem =
  | 'voucher_unknown'
  | 'voucher_not_started'
  | 'voucher_ended'
  | 'voucher_used_up'
  | 'voucher_used_by_you'
  | 'voucher_minimum'
  | 'voucher_not_for_these';

/** A voucher as it stands for somebody on a day. */
export interface VoucherFacts {
  id: string;
  code: string;
  /** Null: the floor's. */
  sellerId: string | null;
  kind: 'percent' | 'fixed';
  percent: number | null;
  capVnd: number | null;
  amountVnd: number | null;
  minItemsVnd: number;
  problem: Exclude<VoucherProblem, 'voucher_unknown' | 'voucher_minimum' | 'voucher_not_for_these'> | null;
}

/** $1 the code's key, $2 the person's keys (as far as they are known), $3 the Vietnamese day. Locks nothing. */
export const voucherByKey: Statement = {
  name: 'orders-voucher-by-key',
  text: `
    SELECT v.id, v.code, v.seller_id AS "sellerId", v.kind, v.percent, v.cap_vnd::float8 AS "capVnd",
      v.amount_vnd::float8 AS "amountVnd", v.min_items_vnd::float8 AS "minItemsVnd",
      CASE WHEN v.ended_at IS NOT NULL OR v.ends_on < $3::date THEN 'voucher_ended'
        WHEN v.starts_on > $3::date THEN 'voucher_not_started'
        WHEN v.used_count >= v.total_limit THEN 'voucher_used_up'
        WHEN EXISTS (SELECT FROM voucher_people p WHERE p.voucher_id = v.id AND p.person_key = ANY ($2::varchar[])
          AND p.uses >= v.person_limit) THEN 'voucher_used_by_you' END AS problem
    FROM vouchers v WHERE v.code_key = $1`,
};

/**
 * Takes one use of a voucher ($1) for a purchase ($2) and whoever makes it ($5 their keys, at $3, on the day $4). Both
 * limits are conditions of the rows that count, so that whoever waited for the row is judged by it as it is then; the
 * voucher's row comes first, and the people of one voucher take turns behind it. The answer says which limit was met.
 */
export const takeVoucher: Statement = {
  name: 'orders-take-voucher',
  text: `
    WITH taken AS (
      UPDATE vouchers v SET used_count = v.used_count + 1, updated_at = $3
      WHERE v.id = $1 AND v.ended_at IS NULL AND $4::date BETWEEN v.starts_on AND v.ends_on
        AND (v.total_limit IS NULL OR v.used_count < v.total_limit)
      RETURNING v.id, v.seller_id, v.person_limit
    ), people AS (
      INSERT INTO voucher_people AS p (voucher_id, person_key, uses, created_at, updated_at)
      SELECT t.id, k, 1, $3, $3 FROM taken t, unnest($5::varchar[]) k
      ON CONFLICT (voucher_id, person_key) DO UPDATE SET uses = p.uses + 1, updated_at = $3
        WHERE p.uses < (SELECT person_limit FROM taken)
      RETURNING p.id
    ), used AS (
      INSERT INTO voucher_uses (voucher_id, order_group_id, paid_by, status, status_changed_at, person_keys, created_at, updated_at)
      SELECT t.id, $2, CASE WHEN t.seller_id IS NULL THEN 'floor' ELSE 'seller' END, 'live', $3, $5::varchar[], $3, $3 FROM taken t
    )
    SELECT (SELECT count(*) FROM taken)::integer AS vouchers, (SELECT count(*) FROM people)::integer AS people`,
};

export const VOUCHERS_CURSOR = 'vouchers';

/** A page of a shop's vouchers, or with a null shop of the floor's, the newest first. */
export const voucherList: ShapedStatement = shapedStatement(
  'vouchers',
  { sellerId: 'uuid', today: 'date', limit: 'integer', key: 'text', id: 'uuid' },
  ($) => `
  WITH cut AS (
    SELECT v.*, ${instantKeySql('v.created_at')} AS key FROM vouchers v
    WHERE v.seller_id IS NOT DISTINCT FROM ${$('sellerId')}
      AND (${$('key')} IS NULL OR (v.created_at, v.id) < ((${$('key')})::timestamptz, ${$('id')}))
    ORDER BY v.created_at DESC, v.id DESC LIMIT ${$('limit')} + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key DESC, id DESC) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('id', v.id, 'code', v.code, 'kind', v.kind, 'percent', v.percent,
        'capVnd', v.cap_vnd, 'amountVnd', v.amount_vnd, 'minItemsVnd', v.min_items_vnd, 'startsOn', v.starts_on,
        'endsOn', v.ends_on, 'totalLimit', v.total_limit, 'personLimit', v.person_limit, 'usedCount', v.used_count,
        'endedAt', v.ended_at, 'state', CASE WHEN v.ended_at IS NOT NULL THEN 'ended' WHEN v.ends_on < ${$('today')} THEN 'over'
          WHEN v.used_count >= v.total_limit THEN 'used_up' WHEN v.starts_on > ${$('today')} THEN 'waiting' ELSE 'running' END,
        'discountedVnd', (SELECT coalesce(sum(o.discount_vnd), 0)::bigint FROM voucher_uses u
          JOIN orders o ON o.order_group_id = u.order_group_id
          WHERE u.voucher_id = v.id AND o.status <> 'cancelled')) ORDER BY v.position), '[]')
      FROM page v WHERE v.position <= ${$('limit')}),
    'nextCursor', (SELECT ${cursorSql(VOUCHERS_CURSOR, 'page.key', 'page.id::text')} FROM page
      WHERE position = ${$('limit')} AND EXISTS (SELECT FROM page WHERE position > ${$('limit')})))::text AS body`,
);
