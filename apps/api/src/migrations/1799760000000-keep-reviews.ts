import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDIENCES = 'floor_account, floor_buyer, floor_officer, floor_worker';
const READERS = 'floor_app, floor_buyer, floor_officer, floor_worker';
const RATINGS = [1, 2, 3, 4, 5];
const COUNT = RATINGS.map((rating) => `rated_${rating}`).join(' + ');
const SUM = RATINGS.map((rating) => `${rating} * rated_${rating}`).join(' + ');

/**
 * What buyers say of goods that came to them: one review a line of an order, its earlier versions, its pictures. The
 * average stands beside every listing, kept by triggers in the transaction that changed a review.
 */
export class KeepReviews1799760000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_reviews (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT product_reviews_product_fk REFERENCES products ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT product_reviews_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        order_id uuid NOT NULL CONSTRAINT product_reviews_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- Once a line, also where two send it at once.
        order_line_id uuid NOT NULL CONSTRAINT product_reviews_line_fk REFERENCES order_lines ON DELETE RESTRICT
          CONSTRAINT product_reviews_line UNIQUE,
        rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
        words varchar(2000),
        -- The short form of the buyer's name; null where they chose none, or were forgotten.
        author_name varchar(60) CHECK (author_name <> ''),
        -- Grows with every edit: whoever decides about a review decides about the words they read.
        version smallint NOT NULL DEFAULT 1 CHECK (version > 0),
        status varchar(10) NOT NULL CHECK (status IN ('shown', 'held', 'hidden')),
        status_changed_at timestamptz NOT NULL,
        -- What an officer should look at: phrases as they stand in the data of the programme.
        marked varchar(80)[] NOT NULL DEFAULT '{}',
        hidden_reason varchar(20) CHECK (hidden_reason IN
          ('abuse', 'personal_data', 'advertising', 'off_topic', 'health_claim', 'bad_picture', 'other')),
        hidden_words varchar(500) CHECK (hidden_words <> ''),
        moderated_by uuid CONSTRAINT product_reviews_moderator_fk REFERENCES accounts ON DELETE RESTRICT,
        helpful_count integer NOT NULL DEFAULT 0 CHECK (helpful_count >= 0),
        -- The shop's one answer.
        answer varchar(1000) CHECK (answer <> ''),
        answered_at timestamptz,
        answer_edited_at timestamptz CHECK (answer_edited_at >= answered_at),
        answered_by uuid CONSTRAINT product_reviews_answerer_fk REFERENCES accounts ON DELETE RESTRICT,
        written_at timestamptz NOT NULL,
        edited_at timestamptz CHECK (edited_at >= written_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_reviews_hiding_whole CHECK ((status = 'hidden') = (hidden_reason IS NOT NULL)
          AND (hidden_reason IS NOT NULL OR hidden_words IS NULL)),
        CONSTRAINT product_reviews_answer_whole CHECK ((answer IS NULL) = (answered_at IS NULL)
          AND (answered_at IS NOT NULL OR answer_edited_at IS NULL))
      )`);
    const shown = `WHERE status = 'shown'`;
    // A product's reviews in each of their orders.
    await runner.query(
      `CREATE INDEX product_reviews_newest ON product_reviews (product_id, written_at, id) ${shown}`,
    );
    await runner.query(
      `CREATE INDEX product_reviews_helpful ON product_reviews (product_id, helpful_count, id) ${shown}`,
    );
    await runner.query(
      `CREATE INDEX product_reviews_rating ON product_reviews (product_id, rating, id) ${shown}`,
    );
    // Reviews of a shop's goods, the newest first.
    await runner.query(`CREATE INDEX product_reviews_seller ON product_reviews (seller_id, id)`);
    // The officers' desk: what waits, what is hidden.
    await runner.query(
      `CREATE INDEX product_reviews_moderated ON product_reviews (status, id) WHERE status <> 'shown'`,
    );
    // What the buyer of one order wrote.
    await runner.query(`CREATE INDEX product_reviews_order ON product_reviews (order_id)`);
    await runner.query(`
      CREATE TABLE product_review_versions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        review_id uuid NOT NULL CONSTRAINT product_review_versions_review_fk REFERENCES product_reviews ON DELETE RESTRICT,
        version smallint NOT NULL,
        rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
        words varchar(2000),
        replaced_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_review_versions_number UNIQUE (review_id, version)
      )`);
    await runner.query(`
      CREATE TABLE review_photos (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT review_photos_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- Null while it waits for its review.
        review_id uuid CONSTRAINT review_photos_review_fk REFERENCES product_reviews ON DELETE RESTRICT,
        position smallint CHECK (position BETWEEN 1 AND 5),
        sha varchar(64) NOT NULL CHECK (sha ~ '^[0-9a-f]{64}$'),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT review_photos_placed CHECK ((review_id IS NULL) = (position IS NULL)),
        CONSTRAINT review_photos_place UNIQUE (review_id, position) DEFERRABLE INITIALLY DEFERRED
      )`);
    // Pictures of one order that wait, and the sweep of those nobody took.
    await runner.query(
      `CREATE INDEX review_photos_waiting ON review_photos (order_id) WHERE review_id IS NULL`,
    );
    // Who still shows a file, before it is given out or swept.
    await runner.query(`CREATE INDEX review_photos_sha ON review_photos (sha)`);
    await this.demandDelivery(runner);
    await this.count(runner);
    await this.recount(runner);
    await this.show(runner);
    await this.wall(runner);
    await this.grant(runner);
  }

  /** Whatever way a review comes in: its goods came to the buyer, and it speaks of what was sold. */
  private async demandDelivery(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION product_reviews_demand_delivery() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM order_lines l JOIN orders o ON o.id = l.order_id
            JOIN fulfillment_lines x ON x.order_line_id = l.id JOIN fulfillments f ON f.id = x.fulfillment_id
            WHERE l.id = NEW.order_line_id AND l.product_id = NEW.product_id AND o.id = NEW.order_id
              AND o.seller_id = NEW.seller_id AND f.arrived_at IS NOT NULL AND x.quantity > x.refused_quantity) THEN
          RAISE EXCEPTION 'nothing of this line came to its buyer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_reviews_delivered';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER product_reviews_demand_delivery BEFORE INSERT ON product_reviews
      FOR EACH ROW EXECUTE FUNCTION product_reviews_demand_delivery()`);
  }

  private async count(runner: QueryRunner): Promise<void> {
    const columns = RATINGS.map(
      (rating) => `rated_${rating} integer NOT NULL DEFAULT 0 CHECK (rated_${rating} >= 0)`,
    );
    await runner.query(`
      CREATE TABLE product_ratings (
        product_id uuid PRIMARY KEY CONSTRAINT product_ratings_product_fk REFERENCES products ON DELETE RESTRICT,
        ${columns.join(',\n        ')},
        rating_count integer NOT NULL GENERATED ALWAYS AS (${COUNT}) STORED,
        rating_average numeric(3, 2) GENERATED ALWAYS AS (round((${SUM})::numeric / nullif(${COUNT}, 0), 2)) STORED,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    const moved = RATINGS.map(
      (rating) =>
        `rated_${rating} = rated_${rating} + (now_rated IS NOT DISTINCT FROM ${rating})::integer - (was_rated IS NOT DISTINCT FROM ${rating})::integer`,
    );
    await runner.query(`
      CREATE FUNCTION product_reviews_count() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        was_rated smallint := CASE WHEN TG_OP = 'UPDATE' THEN CASE OLD.status WHEN 'shown' THEN OLD.rating END END;
        now_rated smallint := CASE NEW.status WHEN 'shown' THEN NEW.rating END;
      BEGIN
        IF was_rated IS NOT DISTINCT FROM now_rated THEN RETURN NULL; END IF;
        -- The lock of refresh_listings: whoever writes this product's listings anew meanwhile waits here, or is waited
        -- for, and each statement below sees what they left.
        PERFORM 1 FROM products WHERE id = NEW.product_id FOR NO KEY UPDATE;
        INSERT INTO product_ratings (product_id) VALUES (NEW.product_id) ON CONFLICT DO NOTHING;
        UPDATE product_ratings SET ${moved.join(', ')}, updated_at = NEW.updated_at WHERE product_id = NEW.product_id;
        UPDATE listings l SET rating_average = r.rating_average, rating_count = r.rating_count
        FROM product_ratings r WHERE r.product_id = NEW.product_id AND l.product_id = r.product_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER product_reviews_count AFTER INSERT OR UPDATE OF rating, status ON product_reviews
      FOR EACH ROW EXECUTE FUNCTION product_reviews_count()`);
    // A listing that is written anew keeps what buyers said.
    await runner.query(`
      CREATE FUNCTION listings_take_rating() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        found product_ratings;
      BEGIN
        SELECT * INTO found FROM product_ratings WHERE product_id = NEW.product_id;
        NEW.rating_average := found.rating_average;
        NEW.rating_count := coalesce(found.rating_count, 0);
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER listings_take_rating BEFORE INSERT ON listings
      FOR EACH ROW EXECUTE FUNCTION listings_take_rating()`);
  }

  /** Puts right what should never be wrong, product by product under its lock; says which were. */
  private async recount(runner: QueryRunner): Promise<void> {
    const counted = RATINGS.map(
      (rating) => `count(*) FILTER (WHERE v.rating = ${rating})::integer AS rated_${rating}`,
    );
    const columns = RATINGS.map((rating) => `rated_${rating}`).join(', ');
    const wrong = (product: string): string => `
      SELECT p.id FROM products p LEFT JOIN product_ratings r ON r.product_id = p.id
      LEFT JOIN (SELECT v.product_id, ${counted.join(', ')} FROM product_reviews v WHERE v.status = 'shown'
        GROUP BY v.product_id) c ON c.product_id = p.id
      WHERE ${product} AND ((${RATINGS.map((rating) => `coalesce(c.rated_${rating}, 0)`).join(', ')})
          <> (${RATINGS.map((rating) => `coalesce(r.rated_${rating}, 0)`).join(', ')})
        OR EXISTS (SELECT FROM listings l WHERE l.product_id = p.id AND (l.rating_count <> coalesce(r.rating_count, 0)
          OR l.rating_average IS DISTINCT FROM r.rating_average)))`;
    await runner.query(`
      CREATE FUNCTION recount_product_ratings() RETURNS SETOF uuid
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        suspect uuid;
      BEGIN
        FOR suspect IN ${wrong('true')} ORDER BY p.id LOOP
          PERFORM 1 FROM products WHERE id = suspect FOR NO KEY UPDATE;
          -- Somebody may have changed it while we waited: under the lock it is counted once more.
          CONTINUE WHEN NOT EXISTS (${wrong('p.id = suspect')});
          DELETE FROM product_ratings WHERE product_id = suspect;
          INSERT INTO product_ratings (product_id, ${columns})
          SELECT suspect, ${counted.join(', ')} FROM product_reviews v
          WHERE v.product_id = suspect AND v.status = 'shown';
          UPDATE listings l SET rating_average = r.rating_average, rating_count = r.rating_count
          FROM product_ratings r WHERE r.product_id = suspect AND l.product_id = suspect;
          RETURN NEXT suspect;
        END LOOP;
      END $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION recount_product_ratings() FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION recount_product_ratings() TO floor_worker`);
  }

  private async show(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE VIEW shop_reviews AS
      SELECT v.id, v.product_id, v.rating, v.words, v.author_name, v.written_at, v.edited_at, v.helpful_count, v.answer,
        v.answered_at, v.answer_edited_at, l.variant_name,
        (EXISTS (SELECT FROM order_return_lines x JOIN order_returns b ON b.id = x.return_id
            WHERE x.order_line_id = v.order_line_id AND b.status = 'settled')
          OR EXISTS (SELECT FROM disputes d WHERE d.order_id = v.order_id AND d.outcome IN ('refund', 'return'))) AS given_back
      FROM product_reviews v JOIN order_lines l ON l.id = v.order_line_id WHERE v.status = 'shown'`);
    await runner.query(`
      CREATE VIEW shop_review_photos AS
      SELECT p.review_id, p.position, p.sha, p.width, p.height
      FROM review_photos p JOIN product_reviews v ON v.id = p.review_id WHERE v.status = 'shown'`);
    await runner.query(`CREATE VIEW shop_ratings AS SELECT * FROM product_ratings`);
    await runner.query(`GRANT SELECT ON shop_reviews, shop_review_photos, shop_ratings TO ${READERS}`);
  }

  private async wall(runner: QueryRunner): Promise<void> {
    const own: Readonly<Record<string, string>> = {
      product_reviews: `seller_id = (SELECT bound_seller())`,
      review_photos: `review_id IN (SELECT id FROM product_reviews)`,
    };
    for (const [table, rows] of Object.entries(own)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(
        `CREATE POLICY ${table}_floor ON ${table} TO ${AUDIENCES} USING (true) WITH CHECK (true)`,
      );
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${rows})`);
    }
    // A shop answers what is shown of its own goods.
    await runner.query(`CREATE POLICY product_reviews_answer ON product_reviews FOR UPDATE TO floor_seller
      USING (seller_id = (SELECT bound_seller()) AND status = 'shown')`);
  }

  private async grant(runner: QueryRunner): Promise<void> {
    await runner.query(
      `GRANT SELECT ON product_reviews, review_photos TO floor_account, floor_buyer, floor_officer, floor_seller`,
    );
    await runner.query(`GRANT SELECT ON product_review_versions TO floor_account, floor_officer`);
    await runner.query(`GRANT UPDATE (answer, answered_at, answer_edited_at, answered_by, updated_at)
      ON product_reviews TO floor_seller`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, hidden_reason, hidden_words, moderated_by, updated_at)
      ON product_reviews TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (rating, words, author_name, version, status, status_changed_at,
      marked, hidden_reason, hidden_words, moderated_by, edited_at, updated_at) ON product_reviews TO floor_worker`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (words, updated_at), DELETE ON product_review_versions TO floor_worker`,
    );
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (review_id, position, updated_at), DELETE ON review_photos TO floor_worker`,
    );
    await runner.query(`GRANT SELECT ON product_ratings TO floor_officer, floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW shop_ratings, shop_review_photos, shop_reviews`);
    await runner.query(`DROP TABLE review_photos, product_review_versions, product_reviews, product_ratings`);
    await runner.query(
      `DROP FUNCTION product_reviews_demand_delivery, product_reviews_count, recount_product_ratings`,
    );
    await runner.query(`DROP FUNCTION listings_take_rating() CASCADE`);
    await runner.query(`UPDATE listings SET rating_average = NULL, rating_count = 0 WHERE rating_count > 0`);
  }
}
