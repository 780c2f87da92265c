import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `CASE WHEN p.publication_status = 'published' AND p.paused_at IS NOT NULL THEN 'paused'
  ELSE p.publication_status END`;
const AFTER = `CASE WHEN p.publication_status <> 'published' THEN p.publication_status
  WHEN p.taken_down_at IS NOT NULL THEN 'taken_down' WHEN p.paused_at IS NOT NULL THEN 'paused'
  ELSE p.publication_status END`;
const CHANGED_BEFORE = `publication_status_changed_at`;
const CHANGED_AFTER = `coalesce(taken_down_at, publication_status_changed_at) AS publication_status_changed_at`;

/**
 * Products an authority had taken down at once, each with who asked and why; lifted again by an act of its own. What was
 * approved stays as it was, so that lifting brings it back whole.
 */
export class TakeProductsDown1798350001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_takedowns (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT product_takedowns_product_fk REFERENCES products ON DELETE RESTRICT,
        -- Who asked, and by which paper.
        demanded_by varchar(300) NOT NULL CHECK (demanded_by <> ''),
        words varchar(2000) NOT NULL CHECK (words <> ''),
        taken_down_at timestamptz NOT NULL,
        decided_by uuid NOT NULL CONSTRAINT product_takedowns_decided_by_fk REFERENCES accounts ON DELETE RESTRICT,
        lifted_at timestamptz CHECK (lifted_at >= taken_down_at),
        lifted_by uuid CONSTRAINT product_takedowns_lifted_by_fk REFERENCES accounts ON DELETE RESTRICT,
        lifting_words varchar(2000) CHECK (lifting_words <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_takedowns_lifting_check
          CHECK ((lifted_at IS NULL) = (lifting_words IS NULL) AND (lifted_at IS NULL) = (lifted_by IS NULL))
      )`);
    // One taking-down of a product at a time; of two officers at once the second is refused.
    await runner.query(
      `CREATE UNIQUE INDEX product_takedowns_open ON product_takedowns (product_id) WHERE lifted_at IS NULL`,
    );
    // The history of one product.
    await runner.query(`CREATE INDEX product_takedowns_product ON product_takedowns (product_id, id)`);
    await runner.query(`ALTER TABLE products ADD COLUMN taken_down_at timestamptz`);
    await runner.query(`
      CREATE FUNCTION product_takedowns_mark_product() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE products SET taken_down_at = CASE WHEN NEW.lifted_at IS NULL THEN NEW.taken_down_at END,
          updated_at = NEW.updated_at WHERE id = NEW.product_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER product_takedowns_mark_product
      AFTER INSERT OR UPDATE OF lifted_at ON product_takedowns
      FOR EACH ROW EXECUTE FUNCTION product_takedowns_mark_product()`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_by, lifting_words, updated_at)
      ON product_takedowns TO floor_officer`);
    await runner.query(`GRANT SELECT ON product_takedowns TO floor_worker, floor_seller`);
    await runner.query(`ALTER TABLE product_takedowns ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY product_takedowns_floor ON product_takedowns
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY product_takedowns_own ON product_takedowns FOR SELECT TO floor_seller
      USING (product_id IN (SELECT id FROM products))`);
    await this.show(runner, AFTER, CHANGED_AFTER);
  }

  /** The read model and the public view, by one rule of what is published. */
  private async show(runner: QueryRunner, status: string, changed: string): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION refresh_listings(changed uuid[]) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        -- Two transactions that change the same product (its seller here, its certificate there) queue up on the
        -- product's row; the statements below then see what the first one committed. Without the lock the second
        -- would write a row computed from before the first, and a suspended seller could stay listed.
        PERFORM 1 FROM products WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
        DELETE FROM listings WHERE product_id = ANY (changed);
        INSERT INTO listings (product_id, listed_from, listed_until, certification_id, publication_status,
          seller_status, stars, set_no, group_code, seller_id, commune_code, price_vnd, published_at, sold_quantity, search)
        SELECT p.id, c.listed_from, c.listed_until, c.certification_id, ${status},
          CASE WHEN pr.cooperative_status = 'ceased' THEN 'closed' ELSE s.status END,
          c.stars, p.set_no, ps.group_code, p.seller_id, p.commune_code, v.price_vnd, p.published_at,
          coalesce((SELECT sum(l.quantity) FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE l.product_id = p.id AND o.status <> 'cancelled'), 0),
          setweight(to_tsvector('simple', fold_vi(p.name)), 'A')
            || setweight(to_tsvector('simple', fold_vi(s.name || ' ' || pr.legal_name)), 'B')
            || setweight(to_tsvector('simple', fold_vi(concat_ws(' ', co.full_name,
                array_to_string(co.former_names, ' '), array_to_string(co.former_districts, ' '),
                co.former_province))), 'C')
            || setweight(to_tsvector('simple', fold_vi(ps.name || ' ' || pg.name)), 'D')
        FROM products p
        JOIN certification_spells c ON c.product_id = p.id
        JOIN sellers s ON s.id = p.seller_id
        JOIN producers pr ON pr.id = s.producer_id
        JOIN communes co ON co.code = p.commune_code
        JOIN product_sets ps ON ps.no = p.set_no
        JOIN product_groups pg ON pg.code = ps.group_code
        CROSS JOIN LATERAL (SELECT min(price_vnd) AS price_vnd FROM variants
          WHERE product_id = p.id AND retired_at IS NULL) v
        -- Said of both sides of the join: the planner does not carry the array over to the view, and would compute the
        -- spells of every certificate there is (340 ms instead of 1 ms at 10,000 products) for one changed price.
        WHERE p.id = ANY (changed) AND c.product_id = ANY (changed) AND p.published_at IS NOT NULL
          AND v.price_vnd IS NOT NULL;
      END $$`);
    await runner.query(`
      CREATE OR REPLACE VIEW shop_products AS
      SELECT id, seller_id, slug, name, set_no, commune_code, description, story, label, ships_to,
        (${status})::varchar(20) AS publication_status, ${changed}, published_at, illustrative,
        handling, max_transit_days
      FROM products p WHERE published_at IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.show(runner, BEFORE, CHANGED_BEFORE);
    await runner.query(`DROP TABLE product_takedowns`);
    await runner.query(`DROP FUNCTION product_takedowns_mark_product()`);
    await runner.query(`ALTER TABLE products DROP COLUMN taken_down_at`);
  }
}
