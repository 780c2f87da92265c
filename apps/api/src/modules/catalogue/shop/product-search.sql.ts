import { listedSql } from './product-card.sql.js';

/** More words than anybody types in a shop; the rest of a longer text is not read. */
const MOST_WORDS = 12;

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

/**
 * Words of the vocabulary that one slip turns `t.word` into (a letter too many, too few or wrong, two neighbours swapped),
 * or that begin with it, as `'ong'|'mong'`. Numbers mean what they say and are not corrected; nor is a single letter.
 */
const nearWords = `
  (SELECT string_agg(quote_literal(w.word), '|' ORDER BY w.word) FROM shop_search_words w
    WHERE t.word ~ '^[a-z]{2,}$' AND w.word <> t.word AND (
      (char_length(w.word) BETWEEN char_length(t.word) - 1 AND char_length(t.word) + 1 AND (
        levenshtein_less_equal(w.word, t.word, 1) <= 1
        OR w.word = ANY (ARRAY (SELECT overlay(t.word PLACING substr(t.word, i + 1, 1) || substr(t.word, i, 1) FROM i FOR 2)
          FROM generate_series(1, char_length(t.word) - 1) i))))
      OR (char_length(t.word) >= 3 AND starts_with(w.word, t.word))))`;

/** Both halves known: `'tom'&'kho'`. */
const bothKnown = (left: string, right: string): string => `
  EXISTS (SELECT FROM shop_search_words w WHERE w.word = ${left}) AND EXISTS (SELECT FROM shop_search_words w WHERE w.word = ${right})`;

/** Two words typed as one, the space left out or another key hit instead: `tomkho`, `tomvkho` as `('tom'&'kho')`. */
const splitWords = `
  (SELECT string_agg(format('(%L&%L)', left(t.word, i), substr(t.word, i + 1 + gap)), '|')
    FROM generate_series(2, char_length(t.word) - 2) i, generate_series(0, 1) gap
    WHERE ${bothKnown('left(t.word, i)', 'substr(t.word, i + 1 + gap)')})`;

/** A space too many or a letter too late: `to m` as `'tom'`, `b akhia` as `('ba'&'khia')`, for both of the two words. */
const joinedWords = `
  (SELECT string_agg(coalesce(whole.text, parts.text), '|')
    FROM typed o
    CROSS JOIN LATERAL (SELECT CASE WHEN o.place > t.place THEN t.word || o.word ELSE o.word || t.word END AS word) j
    LEFT JOIN LATERAL (SELECT quote_literal(w.word) AS text FROM shop_search_words w WHERE w.word = j.word) whole ON true
    LEFT JOIN LATERAL (SELECT string_agg(format('(%L&%L)', left(j.word, i), substr(j.word, i + 1)), '|') AS text
      FROM generate_series(2, char_length(j.word) - 2) i WHERE ${bothKnown('left(j.word, i)', 'substr(j.word, i + 1)')}) parts ON true
    WHERE abs(o.place - t.place) = 1 AND coalesce(whole.text, parts.text) IS NOT NULL)`;

/** The lexemes of a query's text, each bound to where it stands: A name, B maker, C place, D set and group. */
const within = (text: string, weight: 'A' | 'B' | 'C'): string =>
  `regexp_replace(${text}, '(''[a-z0-9]+'')', '\\1:${weight}', 'g')`;

/**
 * Common table expressions that end in `hits`: the listed products a person may have meant, with their relevance.
 *
 * Words are folded (accents, đ, case) and looked for anywhere in name, maker, place of today and of old, set and group.
 * An unknown word stands for the known ones a slip away from it. First every word must be there; if nothing listed has
 * all of them, one known word may be a slip too; if still nothing, one word may be missing. Everything that is put into
 * a query's text is a folded word of letters and digits, so nothing typed can be syntax.
 */
export const searchSql = (q: string, day: string): string => `
  typed AS MATERIALIZED (
    SELECT o.word, row_number() OVER (ORDER BY min(o.place)) AS place
    FROM unnest(string_to_array(fold_vi(${q}), ' ')) WITH ORDINALITY o(word, place)
    WHERE o.word <> '' GROUP BY o.word ORDER BY min(o.place) LIMIT ${MOST_WORDS}),
  words AS MATERIALIZED (
    SELECT t.place, t.word, k.known, CASE WHEN k.known THEN quote_literal(t.word)
      ELSE nullif(concat_ws('|', ${nearWords}, ${splitWords}, ${joinedWords}), '') END AS text
    FROM typed t CROSS JOIN LATERAL (
      SELECT t.word !~ '^[a-z]+$' OR EXISTS (SELECT FROM shop_search_words w WHERE w.word = t.word) AS known) k),
  all_words AS MATERIALIZED (
    SELECT CASE WHEN bool_and(text IS NOT NULL) THEN string_agg(format('(%s)', text), '&')::tsquery END AS query FROM words),
  all_hits AS MATERIALIZED (
    SELECT ${columns} FROM shop_listings l
    WHERE l.search @@ (SELECT query FROM all_words) AND ${listedSql('l', day)}),
  slips AS MATERIALIZED (
    SELECT t.place, CASE WHEN t.known THEN concat_ws('|', t.text, ${nearWords}) ELSE t.text END AS text FROM words t),
  one_slip AS MATERIALIZED (
    SELECT string_agg(format('(%s)', concat_ws('&', format('(%s)', s.text),
      (SELECT string_agg(format('(%s)', w.text), '&') FROM words w WHERE w.place <> s.place))), '|')::tsquery AS query
    FROM slips s WHERE (SELECT bool_and(text IS NOT NULL) FROM words)),
  slip_hits AS MATERIALIZED (
    SELECT ${columns} FROM shop_listings l
    WHERE NOT EXISTS (SELECT FROM all_hits) AND l.search @@ (SELECT query FROM one_slip) AND ${listedSql('l', day)}),
  one_missing AS MATERIALIZED (
    SELECT CASE
      WHEN count(*) > count(text) AND count(text) * 2 >= count(*)
        THEN (string_agg(format('(%s)', text), '&') FILTER (WHERE text IS NOT NULL))::tsquery
      WHEN count(*) = count(text) AND count(*) > 1 THEN (
        SELECT string_agg(format('(%s)', (SELECT string_agg(format('(%s)', w.text), '&') FROM words w WHERE w.place <> o.place)), '|')
        FROM words o)::tsquery END AS query
    FROM words),
  missing_hits AS MATERIALIZED (
    SELECT ${columns} FROM shop_listings l
    WHERE NOT EXISTS (SELECT FROM all_hits) AND NOT EXISTS (SELECT FROM slip_hits)
      AND l.search @@ (SELECT query FROM one_missing) AND ${listedSql('l', day)}),
  meant AS MATERIALIZED (
    SELECT ${within('m.text', 'A')}::tsquery AS in_name, ${within('m.text', 'B')}::tsquery AS by_maker,
      ${within('m.text', 'C')}::tsquery AS at_place
    FROM (SELECT text FROM words WHERE NOT EXISTS (SELECT FROM slip_hits)
      UNION ALL SELECT text FROM slips WHERE EXISTS (SELECT FROM slip_hits)) m WHERE m.text IS NOT NULL),
  whole AS MATERIALIZED (
    SELECT (SELECT count(*) FROM meant) AS words,
      (SELECT string_agg(format('(%s)', in_name), '&')::tsquery FROM meant) AS in_name,
      (SELECT string_agg(format('(%s)', ${within('text', 'A')}), '<->' ORDER BY place)::tsquery
        FROM words WHERE text IS NOT NULL) AS in_order),
  hits AS MATERIALIZED (
    SELECT l.*, CASE
      WHEN l.search @@ (SELECT in_name FROM whole) THEN (SELECT words * 1000 + 5000
          + words * 400 / greatest(length(ts_filter(l.search, '{a}')), 1) FROM whole)
        + CASE WHEN l.search @@ (SELECT in_order FROM whole) THEN 500 ELSE 0 END
      ELSE (SELECT sum(CASE WHEN l.search @@ m.in_name THEN 1000 WHEN l.search @@ m.by_maker THEN 300
          WHEN l.search @@ m.at_place THEN 100 ELSE 10 END) FROM meant m) END::bigint AS relevance
    FROM (SELECT * FROM all_hits UNION ALL SELECT * FROM slip_hits UNION ALL SELECT * FROM missing_hits) l)`;
