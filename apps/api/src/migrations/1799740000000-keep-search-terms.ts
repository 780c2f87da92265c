import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Words by which buyers ask for what the catalogue calls otherwise, kept by officers: regional words and synonyms, short
 * forms, common names of product sets and groups, and the searches that are offered as one types. A search takes them in
 * while it reads what was typed; nothing is written into the listings, so a changed term holds from the next search on.
 */
export class KeepSearchTerms1799740000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE search_terms (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        words varchar(60) NOT NULL,
        -- One entry a term, however it is written; at most four words, which is as far as a search looks ahead.
        folded varchar(60) NOT NULL GENERATED ALWAYS AS (fold_vi(words)) STORED CONSTRAINT search_terms_folded_key UNIQUE
          CHECK (folded ~ '^[a-z0-9]+( [a-z0-9]+){0,3}$'),
        means varchar(60)[] NOT NULL DEFAULT '{}' CHECK (cardinality(means) <= 8),
        set_numbers smallint[] NOT NULL DEFAULT '{}' CHECK (cardinality(set_numbers) <= 26),
        group_codes varchar(3)[] NOT NULL DEFAULT '{}' CHECK (cardinality(group_codes) <= 6),
        suggested boolean NOT NULL,
        version integer NOT NULL DEFAULT 1 CHECK (version > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT search_terms_use_check
          CHECK (suggested OR cardinality(means) + cardinality(set_numbers) + cardinality(group_codes) > 0)
      )`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON search_terms TO floor_officer`);
    // The text of a tsquery: each phrase in brackets, all its words. Letters and digits alone come out of fold_vi.
    await runner.query(`
      CREATE FUNCTION search_phrases(phrases varchar[]) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN (SELECT string_agg(format('(%s)', (SELECT string_agg(quote_literal(w), '&')
        FROM unnest(string_to_array(fold_vi(p), ' ')) w)), '|') FROM unnest(phrases) p WHERE fold_vi(p) <> '')`);
    await runner.query(`
      CREATE VIEW shop_search_terms AS
      SELECT folded::text AS folded, words::text AS words, suggested, means::text[] AS means, set_numbers, group_codes,
        search_phrases(means) AS means_query,
        (SELECT string_agg(quote_literal(kind), '|') FROM (
          SELECT 'set:' || no AS kind FROM unnest(set_numbers) no
          UNION ALL SELECT 'group:' || code FROM unnest(group_codes) code) kinds) AS kinds_query
      FROM search_terms`);
    await runner.query(
      `GRANT SELECT ON shop_search_terms TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    // What set and group a listing is of, as lexemes nobody can type (a colon never comes out of fold_vi): names of sets
    // share their words, so that words alone would not tell set 4 from set 8.
    await runner.query(`
      CREATE FUNCTION listings_mark_kind() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        NEW.search := NEW.search || setweight(
          array_to_tsvector(ARRAY['set:' || NEW.set_no, 'group:' || NEW.group_code]), 'D');
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER listings_mark_kind BEFORE INSERT ON listings
      FOR EACH ROW EXECUTE FUNCTION listings_mark_kind()`);
    await runner.query(`UPDATE listings SET search = search || setweight(
      array_to_tsvector(ARRAY['set:' || set_no, 'group:' || group_code]), 'D')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER listings_mark_kind ON listings`);
    await runner.query(`DROP FUNCTION listings_mark_kind()`);
    await runner.query(`UPDATE listings
      SET search = ts_delete(search, ARRAY['set:' || set_no, 'group:' || group_code])`);
    await runner.query(`DROP VIEW shop_search_terms`);
    await runner.query(`DROP FUNCTION search_phrases(varchar[])`);
    await runner.query(`DROP TABLE search_terms`);
  }
}
