import type { Statement } from '../../../platform/database/reader.js';
import { listedSql } from '../shop/product-card.sql.js';
import { nearWords } from './typed-words.sql.js';

/** Rows looked at for each kind, so that two letters that half the catalogue has cost no more than a rare word. */
const LOOKED_AT = 200;

/** The typed words as a query for one part of a listing: A name, B maker, C place. */
const inPart = (weight: string): string => `(SELECT replace(text, '#', '${weight}')::tsquery FROM asked)`;
/** Whether a name has the words. */
const has = (name: string): string =>
  `to_tsvector('simple', fold_vi(${name})) @@ (SELECT replace(replace(text, ':#', ''), '#', '')::tsquery FROM asked)`;

/** Listed products that have the words in that part of what is said of them; some of them, where there are many. */
const listed = (weight: 'A' | 'B' | 'C'): string => `
  SELECT l.product_id, l.seller_id, l.commune_code, l.stars, l.search @@ (SELECT in_order FROM asked) AS together
  FROM shop_listings l
  WHERE l.search @@ ${inPart(weight)} AND ${listedSql('l', '$2::date')} LIMIT ${LOOKED_AT}`;

/**
 * What somebody may be about to type: text $1 (null: nothing yet), day $2. Every word must be there, the last one at least
 * begun; a word nobody knows stands for those one slip away. Only what can be found today is offered: goods on sale, makers
 * and places that have some, sets with goods in them, points, and the searches officers keep.
 *
 * Without text, the kept searches alone.
 */
export const searchSuggestions: Statement = {
  name: 'search_suggestions',
  text: `
  WITH typed AS MATERIALIZED (
    SELECT o.word, o.place, o.last, o.word !~ '^[a-z]+$' OR EXISTS (SELECT FROM shop_search_words w
      WHERE w.word = o.word OR (o.last AND starts_with(w.word, o.word))) AS known
    FROM (SELECT word, place, place = max(place) OVER () AS last
      FROM unnest(string_to_array((SELECT fold_vi($1::text)), ' ')) WITH ORDINALITY o(word, place)
      WHERE word <> '' AND place <= 8) o),
  near AS MATERIALIZED (${nearWords('NOT t.known')}),
  asked AS MATERIALIZED (
    SELECT string_agg(format('(%s)', concat_ws('|', format('%L:%s#', t.word, CASE WHEN t.last THEN '*' ELSE '' END),
        (SELECT string_agg(format('%L:#', n.words[1]), '|') FROM near n WHERE n.place = t.place))), '&') AS text,
      string_agg(format('%L:%sA', t.word, CASE WHEN t.last THEN '*' ELSE '' END), '<->' ORDER BY t.place)::tsquery AS in_order
    FROM typed t),
  found AS (
    SELECT 1 AS kind, row_number() OVER (ORDER BY length(s.words), s.folded) AS place, s.words AS text, NULL::text AS detail, NULL::text AS key
    FROM shop_search_terms s WHERE s.suggested AND ($1::text IS NULL OR ${has('s.words')})
    UNION ALL
    SELECT 2, row_number() OVER (ORDER BY l.together DESC, length(p.name), l.stars DESC, p.id DESC), p.name, s.name, p.slug
    FROM (${listed('A')}) l JOIN shop_products p ON p.id = l.product_id JOIN shop_sellers s ON s.id = l.seller_id
    UNION ALL
    SELECT 3, row_number() OVER (ORDER BY ps.no), ps.name, pg.name, ps.no::text
    FROM product_sets ps JOIN product_groups pg ON pg.code = ps.group_code
    WHERE (${has('ps.name')} OR EXISTS (SELECT FROM shop_search_terms t
        WHERE ps.no = ANY (t.set_numbers) AND ${has('t.words')}))
      AND EXISTS (SELECT FROM shop_listings l WHERE l.set_no = ps.no AND ${listedSql('l', '$2::date')})
    UNION ALL
    SELECT 4, row_number() OVER (ORDER BY count(*) DESC, s.slug), s.name, NULL, s.slug
    FROM (${listed('B')}) l JOIN shop_sellers s ON s.id = l.seller_id GROUP BY s.slug, s.name
    UNION ALL
    SELECT 5, row_number() OVER (ORDER BY ${has('co.full_name')} DESC, count(*) DESC, co.code), co.full_name,
      array_to_string(co.former_names, ', '), co.code
    FROM (${listed('C')}) l JOIN communes co ON co.code = l.commune_code GROUP BY co.code
    UNION ALL
    SELECT 6, row_number() OVER (ORDER BY t.name), t.name, co.full_name, t.slug
    FROM tourism_points t JOIN communes co ON co.code = t.commune_code WHERE ${has('t.name')}),
  kinds (kind, name, most) AS (VALUES (1, 'search', 3), (2, 'product', 5), (3, 'set', 2), (4, 'seller', 2), (5, 'commune', 2), (6, 'point', 2)),
  shown AS (SELECT f.*, k.name FROM found f JOIN kinds k USING (kind)
    WHERE f.place <= CASE WHEN $1::text IS NULL THEN 8 ELSE k.most END)
  SELECT json_build_object('items', (SELECT coalesce(json_agg(json_build_object(
      'kind', name, 'text', text, 'detail', detail, 'key', key) ORDER BY kind, place), '[]') FROM shown),
    'nextCursor', NULL)::text AS body`,
};
