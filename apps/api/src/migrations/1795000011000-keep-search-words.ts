import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The catalogue's own vocabulary: every folded syllable of any listing, no numbers. A search corrects what a person mistyped against
 * it; a few thousand short words are looked through faster than trigrams of short syllables are matched, and truer.
 */
export class KeepSearchWords1795000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE search_words (
        word varchar(40) PRIMARY KEY CHECK (word ~ '^[a-z]+$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // A word is never taken out: one that no product has any more finds nothing, and the search then looks further.
    // In the order of the words, so that two transactions that bring the same new words wait and never deadlock.
    await runner.query(`
      CREATE FUNCTION listings_keep_words() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO search_words (word)
        SELECT DISTINCT w.lexeme FROM added, unnest(added.search) w
        WHERE w.lexeme ~ '^[a-z]{1,40}$' AND NOT EXISTS (SELECT FROM search_words known WHERE known.word = w.lexeme)
        ORDER BY w.lexeme
        ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER listings_keep_words AFTER INSERT ON listings
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION listings_keep_words()`);
    await runner.query(`INSERT INTO search_words (word) SELECT DISTINCT w.lexeme FROM listings, unnest(search) w
      WHERE w.lexeme ~ '^[a-z]{1,40}$'`);
    await runner.query(`CREATE VIEW shop_search_words AS SELECT word::text AS word FROM search_words`);
    await runner.query(
      `GRANT SELECT ON shop_search_words TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW shop_search_words`);
    await runner.query(`DROP TRIGGER listings_keep_words ON listings`);
    await runner.query(`DROP FUNCTION listings_keep_words()`);
    await runner.query(`DROP TABLE search_words`);
  }
}
