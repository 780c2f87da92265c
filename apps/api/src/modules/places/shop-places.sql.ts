import type { Statement } from '../../platform/database/reader.js';
import { cursorSql } from '../../platform/http/cursor.js';

export const COMMUNES_CURSOR = 'communes';
export const PROVINCES_CURSOR = 'provinces';

/**
 * Communes of a province whose name now, or the name of anything merged into them, has every typed word; without words
 * all of them. Province $1, typed text $2 (or null), limit $3, cursor's rank-and-name $4 and code $5 (or null).
 *
 * Best first: the very name (with or without "xã"), a name that begins so, the very name of an old unit, an old district
 * as a whole, the rest.
 */
export const communeList: Statement = {
  name: 'communes',
  text: `
  WITH typed AS MATERIALIZED (SELECT fold_vi($2::text) AS text,
    regexp_replace(fold_vi($2::text), '^(xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho|tinh) (?=.)', '') AS bare),
  named AS (
    SELECT c.code, c.full_name, c.kind, c.former_names || c.former_districts AS old_names, fold_vi(c.name) AS name,
      fold_vi(c.full_name) AS whole, n.old, n.districts
    FROM communes c
    CROSS JOIN LATERAL (SELECT
      array(SELECT fold_vi(f) FROM unnest(c.former_names) f) AS old,
      array(SELECT fold_vi(f) FROM unnest(c.former_districts || c.former_province) f WHERE f IS NOT NULL) AS districts OFFSET 0) n
    WHERE c.province_code = $1::text),
  ranked AS (
    SELECT named.*, CASE
      WHEN $2::text IS NULL THEN 0
      WHEN typed.text = '' THEN NULL
      WHEN whole = typed.text OR (name = typed.bare AND typed.text = ANY (old)) THEN 1
      WHEN typed.text = ANY (old) THEN 2
      WHEN typed.text = ANY (districts) THEN 3
      WHEN name = typed.bare THEN 1
      WHEN EXISTS (SELECT FROM unnest(old) f WHERE f LIKE '% ' || typed.bare) THEN 2
      WHEN EXISTS (SELECT FROM unnest(districts) f WHERE f LIKE '% ' || typed.bare) THEN 3
      WHEN name LIKE typed.bare || '%' THEN 4
      WHEN EXISTS (SELECT FROM unnest(old || districts) f WHERE ' ' || f LIKE '% ' || typed.bare || '%') THEN 5
      WHEN string_to_array(typed.text, ' ') <@ string_to_array(concat_ws(' ', whole, array_to_string(old, ' '), array_to_string(districts, ' ')), ' ') THEN 6
    END AS rank FROM named, typed),
  keyed AS (SELECT ranked.*, rank || ' ' || name AS key FROM ranked WHERE rank IS NOT NULL),
  cut AS (SELECT * FROM keyed WHERE $4::text IS NULL OR (key, code) > ($4::text, $5::text)
    ORDER BY key, code LIMIT $3::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY key, code) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('code', code, 'name', full_name, 'kind', kind,
      'oldNames', old_names) ORDER BY position), '[]') FROM page WHERE position <= $3::int),
    'nextCursor', (SELECT ${cursorSql(COMMUNES_CURSOR, 'page.key', 'page.code::text')} FROM page
      WHERE position = $3::int AND EXISTS (SELECT FROM page WHERE position > $3::int)))::text AS body`,
};

/** The provinces by code: limit $1, code after which the page begins $2 (or null). */
export const provinceList: Statement = {
  name: 'provinces',
  text: `
  WITH cut AS (SELECT code, name FROM provinces WHERE $2::text IS NULL OR code > $2::text ORDER BY code LIMIT $1::int + 1),
  page AS (SELECT cut.*, row_number() OVER (ORDER BY code) AS position FROM cut)
  SELECT json_build_object(
    'items', (SELECT coalesce(json_agg(json_build_object('code', code, 'name', name) ORDER BY position), '[]')
      FROM page WHERE position <= $1::int),
    'nextCursor', (SELECT ${cursorSql(PROVINCES_CURSOR, 'page.code::text', 'page.code::text')} FROM page
      WHERE position = $1::int AND EXISTS (SELECT FROM page WHERE position > $1::int)))::text AS body`,
};

/** What a home page counts: listed products, sellers that may sell, points, communes of province $2, on day $1. */
export const floorCounts: Statement = {
  name: 'floor_counts',
  text: `
  SELECT
    (SELECT count(*) FROM shop_listings l WHERE is_listed(l.publication_status, l.seller_status, l.stars,
      l.listed_from, l.listed_until, $1::date))::int AS products,
    (SELECT count(*) FROM shop_sellers WHERE status = 'approved')::int AS sellers,
    (SELECT count(*) FROM tourism_points)::int AS "tourismPoints",
    (SELECT count(*) FROM communes WHERE province_code = $2::text)::int AS communes`,
};
