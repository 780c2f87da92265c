import { cursorSql } from '../../../platform/http/cursor.js';

/** The clock that runs for a shop: officers answer, the seller adds to it, a suspension begins. Each with its last day. */
const CLOCK = `CASE WHEN s.status = 'submitted' AND a.due_on IS NOT NULL THEN 'answer'
  WHEN n.id IS NOT NULL THEN 'suspension' WHEN s.status = 'draft' AND a.additions_until IS NOT NULL THEN 'additions' END`;
const DUE_ON = `CASE WHEN s.status = 'submitted' THEN a.due_on
  WHEN n.id IS NOT NULL THEN (n.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  WHEN s.status = 'draft' THEN a.additions_until END`;

/** The orders of the desk's list: the key that sorts, as text that sorts alike, and how it runs. */
const ORDERS = {
  // What officers have to answer, the soonest first; then what runs by itself; what has no clock last.
  due: {
    key: `CASE ${CLOCK} WHEN 'answer' THEN '1' WHEN 'suspension' THEN '2' WHEN 'additions' THEN '3' ELSE '9' END
      || coalesce(to_char(${DUE_ON}, 'YYYY-MM-DD'), '')`,
    down: false,
  },
  newest: {
    key: `to_char(s.status_changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    down: true,
  },
  name: { key: `fold_vi(s.name)`, down: false },
} as const;

export type DeskOrder = keyof typeof ORDERS;

/** The list's name in its cursors. */
export const listOf = (order: DeskOrder): string => `admin-sellers.${order}`;

/**
 * Shops as the desk lists them, as one JSON text. $1 communes of the officer (null: all), $2 status, $3 commune, $4 folded
 * words, $5 today, $6 limit, $7 and $8 the place (key and id).
 */
export const adminSellersStatement = (order: DeskOrder): string => {
  const { key, down } = ORDERS[order];
  const [after, direction] = down ? ['<', 'DESC'] : ['>', 'ASC'];
  return `
    WITH page AS MATERIALIZED (
      SELECT s.id, ${key} AS key, s.slug, s.name, p.kind, p.commune_code, c.full_name, s.status, s.status_changed_at,
        ${CLOCK} AS clock, ${DUE_ON} AS due_on
      FROM sellers s JOIN producers p ON p.id = s.producer_id JOIN communes c ON c.code = p.commune_code
      LEFT JOIN seller_applications a ON a.seller_id = s.id
      LEFT JOIN suspensions n ON n.seller_id = s.id AND n.ended_at IS NULL AND n.begun_at IS NULL
      WHERE ($1::varchar[] IS NULL OR p.commune_code = ANY ($1)) AND ($2::text IS NULL OR s.status = $2)
        AND ($3::text IS NULL OR p.commune_code = $3)
        AND ($4::text IS NULL OR fold_vi(s.name || ' ' || p.legal_name) LIKE '%' || $4 || '%')
        AND ($7::text IS NULL OR (${key}, s.id::text) ${after} ($7, $8))
      ORDER BY key ${direction}, s.id ${direction} LIMIT $6::int + 1),
    shown AS (SELECT * FROM page ORDER BY key ${direction}, id ${direction} LIMIT $6::int)
    SELECT json_build_object(
      'items', coalesce((SELECT json_agg(json_build_object('slug', slug, 'name', name, 'kind', kind,
          'commune', json_build_object('code', commune_code, 'name', full_name), 'status', status, 'since', status_changed_at,
          'clock', clock, 'dueOn', due_on, 'daysLeft', due_on - $5::date) ORDER BY key ${direction}, id ${direction}) FROM shown), '[]'),
      'nextCursor', CASE WHEN (SELECT count(*) FROM page) > $6::int THEN (SELECT ${cursorSql(listOf(order), 'key::text', 'id::text')}
        FROM shown ORDER BY key ${down ? 'ASC' : 'DESC'}, id ${down ? 'ASC' : 'DESC'} LIMIT 1) END)::text AS body`;
};
