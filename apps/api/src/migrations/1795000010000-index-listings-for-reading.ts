import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a page of the list reads before anything is joined. Each order of the list has one covering index: the page is
 * cut in it (index-only, from the cursor's place on), whatever the filters are. There is no index per filter: several
 * selective conditions multiply in the planner's estimate and send it to the wrong one.
 */
export class IndexListingsForReading1795000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One whole number that orders by average and then by count, so that every order is a pair (key, product).
    await runner.query(`
      ALTER TABLE listings ADD COLUMN rating_rank bigint NOT NULL GENERATED ALWAYS AS
        ((coalesce(rating_average, 0) * 100)::bigint * 1000000 + least(rating_count, 999999)) STORED`);
    await runner.query(`CREATE OR REPLACE VIEW shop_listings AS SELECT * FROM listings`);
    // What is published by an approved seller, with the dates and facts that gate and filters ask about.
    const covering = `INCLUDE (listed_from, listed_until, stars, group_code, set_no, seller_id, commune_code, price_vnd)
      WHERE publication_status = 'published' AND seller_status = 'approved'`;
    // The list as it opens: newest first.
    await runner.query(`CREATE INDEX listings_newest ON listings (published_at, product_id) ${covering}`);
    // Cheapest and dearest first.
    await runner.query(`CREATE INDEX listings_price ON listings (price_vnd, product_id) ${covering}`);
    // Highest OCOP rank first.
    await runner.query(`CREATE INDEX listings_stars ON listings (stars, product_id) ${covering}`);
    // Best rated by buyers first.
    await runner.query(`CREATE INDEX listings_rating ON listings (rating_rank, product_id) ${covering}`);
    // Most sold first.
    await runner.query(`CREATE INDEX listings_sold ON listings (sold_quantity, product_id) ${covering}`);
    // Counting everything on a day, for facets and menus: by the dates, so that a plan made for any day sees them used.
    await runner.query(`CREATE INDEX listings_counting ON listings (listed_from, listed_until)
      INCLUDE (stars, group_code, set_no, seller_id, commune_code, price_vnd, product_id)
      WHERE publication_status = 'published' AND seller_status = 'approved'`);
    // "What else does this shop sell?" – its page, the counts, the product page's neighbours.
    await runner.query(`CREATE INDEX listings_seller ON listings (seller_id, product_id) ${covering}`);
    // Alternatives of a product that is not sold any more: others of its set.
    await runner.query(
      `CREATE INDEX listings_set ON listings (set_no, published_at, product_id) ${covering}`,
    );
    // Full-text search over name, maker, place and set.
    await runner.query(`CREATE INDEX listings_search ON listings USING gin (search)`);
    // A refresh deletes and inserts; index-only scans stay such only while vacuum comes by often.
    await runner.query(`ALTER TABLE listings SET (autovacuum_vacuum_scale_factor = 0.05,
      autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE listings RESET (autovacuum_vacuum_scale_factor,
      autovacuum_vacuum_insert_scale_factor, autovacuum_analyze_scale_factor)`);
    await runner.query(`DROP INDEX listings_search, listings_set, listings_counting, listings_seller, listings_sold, listings_rating,
      listings_stars, listings_price, listings_newest`);
    await runner.query(`DROP VIEW shop_listings`);
    await runner.query(`ALTER TABLE listings DROP COLUMN rating_rank`);
    await runner.query(`CREATE VIEW shop_listings AS SELECT * FROM listings`);
    await runner.query(
      `GRANT SELECT ON shop_listings TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
  }
}
