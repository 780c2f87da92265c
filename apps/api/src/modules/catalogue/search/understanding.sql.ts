/**
 * Common table expressions that end in `understood`: in words, what a search took somebody to mean, to be told above its
 * answers. They read what `searchSql` made.
 *
 * A word that is in the best answer as it was typed was understood as typed. Otherwise it was read as the nearest word
 * that is there, which is told as that answer spells it, with its accents; or it means something by a term of the
 * officers' list; or it was left out.
 */
export const understandingSql = (): string => `
  best AS MATERIALIZED (
    SELECT l.product_id, l.search FROM hits l ORDER BY l.relevance DESC, l.product_id DESC LIMIT 1),
  read AS MATERIALIZED (
    SELECT t.place, t.word, CASE
      WHEN m.folded IS NOT NULL AND m.slips = 1 THEN CASE WHEN t.place = m.first THEN string_to_array(m.folded, ' ') ELSE '{}' END
      WHEN m.folded IS NOT NULL OR b.search @@ quote_literal(t.word)::tsquery THEN ARRAY[t.word]
      ELSE n.words END AS words, m.words AS term, m.slips
    FROM typed t CROSS JOIN best b
    LEFT JOIN terms m ON t.place BETWEEN m.first AND m.last
    LEFT JOIN LATERAL (
      SELECT n.words FROM (SELECT * FROM near UNION ALL SELECT * FROM slip_near) n
      WHERE n.place = t.place AND tsvector_to_array(b.search) @> n.words
      ORDER BY b.search @@ (quote_literal(n.words[1]) || ':A')::tsquery DESC, n.distance, n.words LIMIT 1) n ON true),
  changed AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM read r WHERE r.words IS NULL OR r.words <> ARRAY[r.word]) AS any_word),
  spellings AS MATERIALIZED (
    SELECT fold_vi(s.word) AS word, s.word AS spelled, s.place
    FROM best b
    JOIN shop_listings l ON l.product_id = b.product_id
    JOIN shop_products p ON p.id = b.product_id
    JOIN shop_sellers s0 ON s0.id = l.seller_id
    JOIN communes co ON co.code = l.commune_code
    JOIN product_sets ps ON ps.no = l.set_no
    JOIN product_groups pg ON pg.code = l.group_code
    CROSS JOIN LATERAL unnest(string_to_array(regexp_replace(lower(concat_ws(' ',
        (SELECT string_agg(t.words, ' ') FROM terms t), p.name, s0.name, s0.legal_name, co.full_name,
        array_to_string(co.former_names, ' '), array_to_string(co.former_districts, ' '), co.former_province, ps.name, pg.name)
        COLLATE "pg_c_utf8"), '[][\\s,.;:()/–-]+', ' ', 'g'), ' ')) WITH ORDINALITY s(word, place)
    WHERE (SELECT any_word FROM changed)),
  spoken AS MATERIALIZED (
    SELECT r.place, w.place AS part, coalesce(
        (SELECT s.spelled FROM spellings s WHERE s.word = w.word ORDER BY s.place LIMIT 1), w.word) AS word
    FROM read r CROSS JOIN LATERAL unnest(r.words) WITH ORDINALITY w(word, place)),
  understood AS (
    SELECT json_build_object(
      'how', CASE WHEN NOT EXISTS (SELECT FROM hits) THEN 'nothing'
        WHEN EXISTS (SELECT FROM missing_hits) THEN 'partly'
        WHEN (SELECT any_word FROM changed) THEN 'corrected' ELSE 'as_typed' END,
      'shownFor', (SELECT string_agg(s.word, ' ' ORDER BY s.place, s.part)
        FROM (SELECT s.*, lag(s.word) OVER (ORDER BY s.place, s.part) AS before FROM spoken s) s
        WHERE (SELECT any_word FROM changed) AND s.word IS DISTINCT FROM s.before),
      'leftOut', (SELECT coalesce(json_agg(r.word ORDER BY r.place), '[]') FROM read r WHERE r.words IS NULL),
      'meanings', (SELECT coalesce(json_agg(json_build_object('words', t.words, 'means', array_cat(t.means, ARRAY (
          SELECT k.name FROM (
            SELECT ps.name, 1 AS kind, ps.no::text AS code FROM product_sets ps WHERE ps.no = ANY (t.set_numbers)
            UNION ALL SELECT pg.name, 0, pg.code FROM product_groups pg WHERE pg.code = ANY (t.group_codes)) k
          ORDER BY k.kind, length(k.code), k.code)::text[])) ORDER BY t.first), '[]') FROM terms t WHERE t.narrows)) AS body)`;
