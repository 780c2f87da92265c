import type { MigrationInterface, QueryRunner } from 'typeorm';

type Event = 'INSERT' | 'UPDATE' | 'DELETE';
const EVERY: readonly Event[] = ['INSERT', 'UPDATE', 'DELETE'];

/** Products of whatever changed, and whether others may now be chosen beside or instead of them. */
const GOODS: readonly [table: string, products: string, listed: boolean, events: readonly Event[]][] = [
  ['products', 'SELECT id FROM changed', true, EVERY],
  ['certifications', 'SELECT product_id FROM changed', true, EVERY],
  ['variants', 'SELECT product_id FROM changed', false, EVERY],
  ['product_images', 'SELECT product_id FROM changed', false, EVERY],
  // The sums that others keep here: sales and ratings. Everything else of a listing follows from tables of this list.
  ['listings', 'SELECT product_id FROM changed', false, ['UPDATE']],
  ['batches', 'SELECT v.product_id FROM variants v JOIN changed c ON c.variant_id = v.id', false, EVERY],
  ['traces', 'SELECT product_id FROM changed', false, EVERY],
  ['shelf_stocks', 'SELECT product_id FROM changed', false, EVERY],
  ['product_reviews', 'SELECT product_id FROM changed', false, EVERY],
  [
    'review_photos',
    'SELECT r.product_id FROM product_reviews r JOIN changed c ON c.review_id = r.id',
    false,
    EVERY,
  ],
  ['product_questions', 'SELECT product_id FROM changed', false, EVERY],
  ['product_ratings', 'SELECT product_id FROM changed', false, EVERY],
  // A review says that its goods went back.
  [
    'order_returns',
    `SELECT l.product_id FROM order_lines l JOIN order_return_lines x ON x.order_line_id = l.id
      JOIN changed c ON c.id = x.return_id WHERE c.status = 'settled'`,
    false,
    ['UPDATE'],
  ],
  [
    'disputes',
    `SELECT l.product_id FROM order_lines l JOIN changed c ON c.order_id = l.order_id
      WHERE c.outcome IN ('refund', 'return')`,
    false,
    ['UPDATE'],
  ],
  [
    'seller_closures',
    'SELECT p.id FROM products p JOIN changed c ON c.seller_id = p.seller_id',
    false,
    EVERY,
  ],
  ['sellers', 'SELECT p.id FROM products p JOIN changed c ON c.id = p.seller_id', true, EVERY],
  [
    'producers',
    'SELECT p.id FROM products p JOIN sellers s ON s.id = p.seller_id JOIN changed c ON c.id = s.producer_id',
    true,
    EVERY,
  ],
];

/** Further pages of the same tables, and of others: words as pages carry them, from the rows that changed. */
const PLACES: readonly [table: string, tags: string][] = [
  ['sellers', `SELECT 'seller:' || slug FROM changed UNION SELECT 'sellers'`],
  [
    'producers',
    `SELECT 'seller:' || s.slug FROM sellers s JOIN changed c ON c.id = s.producer_id UNION SELECT 'sellers'`,
  ],
  ['seller_closures', `SELECT 'seller:' || s.slug FROM sellers s JOIN changed c ON c.seller_id = s.id`],
  [
    'seller_pickup_points',
    `SELECT 'seller:' || s.slug FROM sellers s JOIN changed c ON c.seller_id = s.id
      UNION SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id`,
  ],
  [
    'shelf_stocks',
    `SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id UNION SELECT 'points'`,
  ],
  ['tourism_points', `SELECT 'point:' || slug FROM changed UNION SELECT 'points'`],
  [
    'point_hours',
    `SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id UNION SELECT 'points'`,
  ],
  [
    'point_exceptions',
    `SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id UNION SELECT 'points'`,
  ],
  ['articles', `SELECT 'articles'`],
  ['article_products', `SELECT 'articles'`],
  // Names and classes that stand on every page: brought in from files, all at once.
  ['communes', `SELECT 'floor'`],
  ['provinces', `SELECT 'floor'`],
  ['product_sets', `SELECT 'floor'`],
  ['product_groups', `SELECT 'floor'`],
];

/**
 * Says which pages of the shop are no longer true, in the transaction that made them so: to every process that listens on
 * `page_changes`, and as a NOTICE to the connection that writes, which thus knows of its own changes without another
 * round trip. Whatever a public page shows is announced here (tests/architecture/page-changes).
 */
export class AnnouncePageChanges1799799000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A word a page carries in its list of tags; `floor` stands on every page. Past a hundred, and a
    // notice holds 8,000 bytes, that one word stands for all.
    await runner.query(`
      CREATE FUNCTION announce_pages(tags text[]) RETURNS void
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      DECLARE
        words text := CASE WHEN cardinality(tags) > 100 THEN 'floor' ELSE array_to_string(tags, ' ') END;
      BEGIN
        IF words = '' THEN RETURN; END IF;
        PERFORM pg_notify('page_changes', words);
        RAISE NOTICE 'page_changes' USING DETAIL = words;
      END $$`);
    await runner.query(`
      CREATE FUNCTION announce_goods(ids uuid[], listed boolean) RETURNS void
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF cardinality(ids) = 0 THEN RETURN; END IF;
        PERFORM announce_pages(array(SELECT DISTINCT 'product:' || id FROM unnest(ids) id)
          || 'products'::text || CASE WHEN listed THEN 'listed' END);
      END $$`);
    for (const [table, products, listed, events] of GOODS)
      await this.watch(
        runner,
        `${table}_announce_goods`,
        table,
        events,
        `announce_goods(array(${products}), ${listed})`,
      );
    for (const [table, tags] of PLACES)
      await this.watch(
        runner,
        `${table}_announce_pages`,
        table,
        EVERY,
        `announce_pages(array(${tags})) WHERE EXISTS (SELECT FROM changed)`,
      );
    await this.watchStock(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of GOODS) await runner.query(`DROP FUNCTION ${table}_announce_goods() CASCADE`);
    for (const [table] of PLACES) await runner.query(`DROP FUNCTION ${table}_announce_pages() CASCADE`);
    await runner.query(`DROP FUNCTION stock_levels_announce_goods() CASCADE`);
    await runner.query(`DROP FUNCTION announce_goods(uuid[], boolean)`);
    await runner.query(`DROP FUNCTION announce_pages(text[])`);
  }

  private async watch(
    runner: QueryRunner,
    name: string,
    table: string,
    events: readonly Event[],
    call: string,
  ): Promise<void> {
    await runner.query(`
      CREATE FUNCTION ${name}() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM ${call};
        RETURN NULL;
      END $$`);
    for (const event of events)
      await runner.query(`
        CREATE TRIGGER ${name}_${event.toLowerCase()} AFTER ${event} ON ${table}
        REFERENCING ${event === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`);
  }

  /**
   * Pages show stock in bands (kernel/stock-band: up to 10 is few). A product's band can only change where some variant of it
   * has at most as many left before or after; asking for the sum over its variants instead would miss two sales that
   * cross the line together. What batches, seasons and closed days restrict is never compared, only announced.
   */
  private async watchStock(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION stock_levels_announce_goods() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          PERFORM announce_goods(array(SELECT v.product_id FROM changed c JOIN before b ON b.variant_id = c.variant_id
            JOIN variants v ON v.id = c.variant_id
            WHERE (c.on_hand, c.reserved, c.restricted) IS DISTINCT FROM (b.on_hand, b.reserved, b.restricted)
              AND (c.restricted OR b.restricted OR least(c.on_hand - c.reserved, b.on_hand - b.reserved) <= 10)), false);
        ELSE
          PERFORM announce_goods(array(SELECT v.product_id FROM changed c JOIN variants v ON v.id = c.variant_id), false);
        END IF;
        RETURN NULL;
      END $$`);
    const tables = {
      INSERT: 'NEW TABLE AS changed',
      DELETE: 'OLD TABLE AS changed',
      UPDATE: 'OLD TABLE AS before NEW TABLE AS changed',
    };
    for (const event of EVERY)
      await runner.query(`
        CREATE TRIGGER stock_levels_announce_goods_${event.toLowerCase()} AFTER ${event} ON stock_levels
        REFERENCING ${tables[event]} FOR EACH STATEMENT EXECUTE FUNCTION stock_levels_announce_goods()`);
  }
}
