/** More words than anybody types in a shop; the rest of a longer text is not read. */
const MOST_WORDS = 12;
/** The longest term officers can enter, in words. */
const LONGEST_TERM = 4;
/** Shorter terms are nothing but slips of one another. */
const SHORTEST_MENDED = 5;
/** A term that stands for all of the OCOP groups names no goods in particular: `đặc sản`. */
const ALL_GROUPS = 6;

/** Whether one slip turns the one text into the other: a letter too many, too few or wrong, or two neighbours swapped. */
const oneSlip = (known: string, typed: string): string => `
  (char_length(${known}) BETWEEN char_length(${typed}) - 1 AND char_length(${typed}) + 1 AND (
    levenshtein_less_equal(${known}, ${typed}, 1) <= 1
    OR ${known} = ANY (ARRAY (SELECT overlay(${typed} PLACING substr(${typed}, i + 1, 1) || substr(${typed}, i, 1) FROM i FOR 2)
      FROM generate_series(1, char_length(${typed}) - 1) i))))`;

const isKnown = (word: string): string => `EXISTS (SELECT FROM shop_search_words w WHERE w.word = ${word})`;

/**
 * The words of the vocabulary that a typed word may stand for: those one slip away, and those that begin with it. Numbers
 * mean what they say and are not corrected; nor is a single letter. `which` says of which typed words (alias `t`).
 */
export const nearWords = (which: string): string => `
  SELECT t.place, ARRAY[w.word] AS words, CASE WHEN starts_with(w.word, t.word) THEN 2 ELSE 1 END AS distance
  FROM typed t JOIN shop_search_words w ON w.word <> t.word
    AND (${oneSlip('w.word', 't.word')} OR (char_length(t.word) >= 3 AND starts_with(w.word, t.word)))
  WHERE t.word ~ '^[a-z]{2,}$' AND ${which}`;

/** Two words typed as one, the space left out or another key hit instead: `tomkho`, `tomvkho` as `tom`, `kho`. */
const splitWords = `
  SELECT t.place, ARRAY[left(t.word, i), substr(t.word, i + 1 + gap)], 3
  FROM typed t, generate_series(2, char_length(t.word) - 2) i, generate_series(0, 1) gap
  WHERE NOT t.known AND ${isKnown('left(t.word, i)')} AND ${isKnown('substr(t.word, i + 1 + gap)')}`;

/** A space too many or a letter too late: `to m` as `tom`, `b akhia` as `ba`, `khia`, for both of the two words. */
const joinedWords = `
  SELECT t.place, parts.words, 3
  FROM typed t JOIN typed o ON abs(o.place - t.place) = 1
  CROSS JOIN LATERAL (SELECT CASE WHEN o.place > t.place THEN t.word || o.word ELSE o.word || t.word END AS word) j
  CROSS JOIN LATERAL (
    SELECT ARRAY[j.word] AS words WHERE ${isKnown('j.word')}
    UNION ALL SELECT ARRAY[left(j.word, i), substr(j.word, i + 1)] FROM generate_series(2, char_length(j.word) - 2) i
      WHERE NOT ${isKnown('j.word')} AND ${isKnown('left(j.word, i)')} AND ${isKnown('substr(j.word, i + 1)')}) parts
  WHERE NOT t.known`;

/** Readings as the text of a tsquery: `'ong'|('tom'&'kho')`. */
export const readingsText = (of: string, place: string): string => `
  (SELECT string_agg(CASE cardinality(n.words) WHEN 1 THEN quote_literal(n.words[1])
      ELSE format('(%L&%L)', n.words[1], n.words[2]) END, '|' ORDER BY n.words)
    FROM ${of} n WHERE n.place = ${place})`;

/**
 * Common table expressions that end in `units`: what somebody typed, word by word, where a term of the officers' list
 * stands for as many words as it has. Of each unit `said` is the text of a query for the words themselves, or for those
 * they may be a slip of; `means` one for words of the same meaning; `kinds` one for sets and groups. Each may be null.
 * Words that narrow nothing are `idle` and make no unit, unless nothing else was typed: `đặc sản Đất Mũi` asks for what
 * `Đất Mũi` asks for.
 *
 * The text is folded in a query of its own: seen as a constant it would make a plan for one text look cheaper than one for
 * all, and PostgreSQL would plan every search anew, which takes longer than the search.
 *
 * Everything that is put into a query's text is a folded word of letters and digits, so nothing typed can be syntax.
 */
export const typedWordsSql = (q: string): string => `
  typed AS MATERIALIZED (
    SELECT o.word, row_number() OVER (ORDER BY min(o.place)) AS place,
      o.word !~ '^[a-z]+$' OR ${isKnown('o.word')} AS known
    FROM unnest(string_to_array((SELECT fold_vi(${q})), ' ')) WITH ORDINALITY o(word, place)
    WHERE o.word <> '' GROUP BY o.word ORDER BY min(o.place) LIMIT ${MOST_WORDS}),
  near AS MATERIALIZED (${nearWords('NOT t.known')}
    UNION ALL ${splitWords}
    UNION ALL ${joinedWords}),
  spans AS MATERIALIZED (
    SELECT a.place AS first, b.place AS last, s.words, s.known
    FROM typed a JOIN typed b ON b.place BETWEEN a.place AND a.place + ${LONGEST_TERM - 1}
    CROSS JOIN LATERAL (SELECT string_agg(t.word, ' ' ORDER BY t.place) AS words, bool_and(t.known) AS known
      FROM typed t WHERE t.place BETWEEN a.place AND b.place) s),
  exact_terms AS MATERIALIZED (
    SELECT s.first, s.last, s.known, 0 AS slips, cardinality(t.group_codes) < ${ALL_GROUPS} AS narrows, t.*
    FROM spans s JOIN shop_search_terms t ON t.folded = s.words
    WHERE t.means_query IS NOT NULL OR t.kinds_query IS NOT NULL),
  found_terms AS MATERIALIZED (
    SELECT * FROM exact_terms
    UNION ALL
    SELECT s.first, s.last, s.known, 1, cardinality(t.group_codes) < ${ALL_GROUPS}, t.*
    FROM spans s JOIN shop_search_terms t ON char_length(s.words) >= ${SHORTEST_MENDED} AND ${oneSlip('t.folded', 's.words')}
    WHERE NOT s.known AND NOT EXISTS (SELECT FROM exact_terms WHERE narrows)
      AND (t.means_query IS NOT NULL OR t.kinds_query IS NOT NULL)),
  terms AS MATERIALIZED (
    SELECT f.* FROM found_terms f WHERE NOT EXISTS (SELECT FROM found_terms o WHERE o.first <= f.last AND o.last >= f.first
      AND (o.slips, o.first - o.last, o.first, o.folded) < (f.slips, f.first - f.last, f.first, f.folded))),
  idle AS MATERIALIZED (
    SELECT t.place FROM typed t JOIN terms e ON NOT e.narrows AND t.place BETWEEN e.first AND e.last
    WHERE EXISTS (SELECT FROM typed o
      WHERE NOT EXISTS (SELECT FROM terms e WHERE NOT e.narrows AND o.place BETWEEN e.first AND e.last))),
  said AS MATERIALIZED (
    SELECT t.place, t.word, t.known,
      CASE WHEN t.known THEN quote_literal(t.word) ELSE ${readingsText('near', 't.place')} END AS text
    FROM typed t),
  units AS MATERIALIZED (
    SELECT s.place, s.place AS last, s.known, s.text AS said, NULL AS means, NULL AS kinds, s.text
    FROM said s WHERE NOT EXISTS (SELECT FROM terms t WHERE s.place BETWEEN t.first AND t.last)
    UNION ALL
    SELECT t.first, t.last, false, w.said, t.means_query, t.kinds_query,
      concat_ws('|', w.said, t.means_query, t.kinds_query)
    FROM terms t CROSS JOIN LATERAL (
      SELECT CASE WHEN bool_and(s.text IS NOT NULL) AND (t.slips = 1 OR bool_and(s.known))
        THEN format('(%s)', string_agg(format('(%s)', s.text), '&' ORDER BY s.place)) END AS said
      FROM said s WHERE s.place BETWEEN t.first AND t.last) w
    WHERE t.first NOT IN (SELECT place FROM idle))`;
