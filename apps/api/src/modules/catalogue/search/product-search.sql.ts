import { listedSql } from '../shop/product-card.sql.js';
import { RELEVANCE } from './ranking.js';
import { nearWords, readingsText, typedWordsSql } from './typed-words.sql.js';

/** What the list sorts, filters and counts by. */
const COLUMNS = [
  'product_id',
  'listed_from',
  'stars',
  'set_no',
  'group_code',
  'seller_id',
  'commune_code',
  'price_vnd',
  'published_at',
  'sold_quantity',
  'rating_rank',
  'search',
];

const columns = COLUMNS.map((column) => `l.${column}`).join(', ');

/** The lexemes of a query's text, each bound to where it stands: A name, B maker, C place, D set and group. */
const within = (text: string, weight: 'A' | 'B' | 'C'): string =>
  `regexp_replace(${text}, '(''[a-z0-9]+'')', '\\1:${weight}', 'g')`;

const SAID_OR_MEANT = `nullif(concat_ws('|', m.said, u.means), '')`;

/** Each of the texts must be there: `('tom')&('kho'|'kho')`. */
const all = (text: string, order = ''): string => `string_agg(format('(%s)', ${text}), '&'${order})`;

/**
 * Common table expressions that end in `hits`: the listed products a person may have meant, with their relevance.
 *
 * Words are folded (accents, đ, case) and looked for anywhere in name, maker, place of today and of old, set and group;
 * what officers say of a word (search_terms) counts beside it. An unknown word stands for the known ones a slip away from
 * it. First every word must be there; if nothing listed has all of them, one known word may be a slip too; if still
 * nothing, one word may be missing. Relevance is what `RELEVANCE` says, and nothing else.
 */
export const searchSql = (q: string, day: string): string => `
  ${typedWordsSql(q)},
  all_words AS MATERIALIZED (
    SELECT CASE WHEN bool_and(text IS NOT NULL) THEN ${all('text')}::tsquery END AS query FROM units),
  all_hits AS MATERIALIZED (
    SELECT ${columns} FROM shop_listings l
    WHERE l.search @@ (SELECT query FROM all_words) AND ${listedSql('l', day)}),
  slip_near AS MATERIALIZED (${nearWords('t.known AND NOT EXISTS (SELECT FROM all_hits)')}),
  slips AS MATERIALIZED (
    SELECT u.place, CASE WHEN u.known THEN concat_ws('|', u.said, ${readingsText('slip_near', 'u.place')}) ELSE u.said END AS said,
      CASE WHEN u.known THEN concat_ws('|', u.text, ${readingsText('slip_near', 'u.place')}) ELSE u.text END AS text
    FROM units u),
  one_slip AS MATERIALIZED (
    SELECT string_agg(format('(%s)', concat_ws('&', format('(%s)', s.text),
      (SELECT ${all('u.text')} FROM units u WHERE u.place <> s.place))), '|')::tsquery AS query
    FROM slips s WHERE (SELECT bool_and(text IS NOT NULL) FROM units)),
  slip_hits AS MATERIALIZED (
    SELECT ${columns} FROM shop_listings l
    WHERE NOT EXISTS (SELECT FROM all_hits) AND l.search @@ (SELECT query FROM one_slip) AND ${listedSql('l', day)}),
  one_missing AS MATERIALIZED (
    SELECT CASE
      WHEN count(*) > count(text) AND count(text) * 2 >= count(*)
        THEN (${all('text')} FILTER (WHERE text IS NOT NULL))::tsquery
      WHEN count(*) = count(text) AND count(*) > 1 THEN (
        SELECT string_agg(format('(%s)', (SELECT ${all('u.text')} FROM units u WHERE u.place <> o.place)), '|')
        FROM units o)::tsquery END AS query
    FROM units),
  missing_hits AS MATERIALIZED (
    SELECT ${columns} FROM shop_listings l
    WHERE NOT EXISTS (SELECT FROM all_hits) AND NOT EXISTS (SELECT FROM slip_hits)
      AND l.search @@ (SELECT query FROM one_missing) AND ${listedSql('l', day)}),
  meant AS MATERIALIZED (
    SELECT ${within('m.said', 'A')}::tsquery AS in_name, ${within('u.means', 'A')}::tsquery AS means_in_name,
      ${within(SAID_OR_MEANT, 'B')}::tsquery AS by_maker, ${within(SAID_OR_MEANT, 'C')}::tsquery AS at_place,
      ${within(SAID_OR_MEANT, 'A')} AS any_in_name, u.last - u.place + 1 AS words
    FROM (SELECT place, said FROM units WHERE NOT EXISTS (SELECT FROM slip_hits)
      UNION ALL SELECT place, said FROM slips WHERE EXISTS (SELECT FROM slip_hits)) m
    JOIN units u ON u.place = m.place WHERE u.text IS NOT NULL),
  whole AS MATERIALIZED (
    SELECT (SELECT sum(words) FROM meant) AS words,
      (SELECT CASE WHEN bool_and(in_name IS NOT NULL) THEN ${all('in_name')}::tsquery END FROM meant) AS in_name,
      (SELECT CASE WHEN bool_and(any_in_name IS NOT NULL) THEN ${all('any_in_name')}::tsquery END FROM meant) AS by_meaning,
      (SELECT string_agg(format('(%s)', ${within('s.text', 'A')}), '<->' ORDER BY s.place)::tsquery
        FROM said s WHERE s.text IS NOT NULL AND s.place NOT IN (SELECT place FROM idle)) AS in_order),
  hits AS MATERIALIZED (
    SELECT l.*, (w.points + l.stars * ${RELEVANCE.star} + CASE
      WHEN l.search @@ (SELECT in_name FROM whole) THEN ${RELEVANCE.wholeName}
        + (SELECT words FROM whole) * ${RELEVANCE.fillsName} / greatest(length(ts_filter(l.search, '{a}')), 1)
        + CASE WHEN l.search @@ (SELECT in_order FROM whole) THEN ${RELEVANCE.inOrder} ELSE 0 END
      WHEN l.search @@ (SELECT by_meaning FROM whole) THEN ${RELEVANCE.wholeNameByMeaning} ELSE 0 END)::bigint AS relevance
    FROM (SELECT * FROM all_hits UNION ALL SELECT * FROM slip_hits UNION ALL SELECT * FROM missing_hits) l
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(CASE WHEN l.search @@ m.in_name THEN ${RELEVANCE.wordInName}
        WHEN l.search @@ m.means_in_name THEN ${RELEVANCE.meaningInName}
        WHEN l.search @@ m.by_maker THEN ${RELEVANCE.wordOfMaker}
        WHEN l.search @@ m.at_place THEN ${RELEVANCE.wordOfPlace} ELSE ${RELEVANCE.wordOfKind} END), 0) AS points
      FROM meant m) w)`;
