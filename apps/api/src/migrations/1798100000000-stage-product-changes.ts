import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `refresh_listings` reads besides certificates: with and without pauses and retired variants. */
interface ListingRule {
  status: string;
  variants: string;
}

const BEFORE: ListingRule = { status: 'p.publication_status', variants: 'WHERE product_id = p.id' };
const AFTER: ListingRule = {
  status: `CASE WHEN p.publication_status = 'published' AND p.paused_at IS NOT NULL THEN 'paused'
    ELSE p.publication_status END`,
  variants: 'WHERE product_id = p.id AND retired_at IS NULL',
};

/** What a shop may write of what buyers read: nothing that waits for approval (decision 13). */
const AT_ONCE = {
  products: 'publication_status, publication_status_changed_at, ships_to, paused_at, updated_at',
  variants: 'price_vnd, kg_price_vnd, weight_grams, updated_at',
};

/**
 * Rows of products are what was approved and what buyers read; what a shop types waits in a change beside them. Besides:
 * pauses, variants that are no longer offered, and goods sold by weight.
 */
export class StageProductChanges1798100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.widenProducts(runner);
    await this.createChanges(runner);
    await this.holdShops(runner);
    await this.listBy(runner, AFTER);
  }

  private async widenProducts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE products
        ALTER COLUMN set_no DROP NOT NULL,
        ALTER COLUMN publication_status SET DEFAULT 'draft',
        ADD COLUMN paused_at timestamptz,
        -- Made by the device that typed the draft: sent again, it is the same product.
        ADD COLUMN draft_key varchar(64) CHECK (length(draft_key) >= 8),
        ADD CONSTRAINT products_draft_key UNIQUE (seller_id, draft_key),
        ADD CONSTRAINT products_complete_check CHECK (publication_status NOT IN ('published', 'withdrawn')
          OR (name <> '' AND set_no IS NOT NULL AND description <> '')),
        ADD CONSTRAINT products_pause_check CHECK (paused_at IS NULL OR published_at IS NOT NULL)`);
    await runner.query(`
      ALTER TABLE variants
        -- From which the share of a price jump counts: small steps do not add up to a large one.
        ADD COLUMN approved_price_vnd bigint,
        -- No longer offered; orders and stock still name it.
        ADD COLUMN retired_at timestamptz,
        -- Sold by weight: the price of a kilogram and what one piece may weigh. price_vnd is then the most a piece costs.
        ADD COLUMN kg_price_vnd bigint CHECK (kg_price_vnd BETWEEN 1000 AND 1000000000),
        ADD COLUMN min_grams integer CHECK (min_grams > 0),
        ADD COLUMN max_grams integer CHECK (max_grams <= 200000),
        ALTER COLUMN position DROP NOT NULL,
        DROP CONSTRAINT variants_position_key,
        ADD CONSTRAINT variants_position_key UNIQUE (product_id, position) DEFERRABLE,
        ADD CONSTRAINT variants_retired_check CHECK ((retired_at IS NULL) = (position IS NOT NULL)),
        ADD CONSTRAINT variants_catch_weight_check CHECK (
          (kg_price_vnd IS NULL) = (min_grams IS NULL) AND (kg_price_vnd IS NULL) = (max_grams IS NULL)
          AND min_grams <= max_grams
          AND (kg_price_vnd IS NULL OR price_vnd = ceil(kg_price_vnd::numeric * max_grams / 1000)))`);
    // Whoever puts a variant on the floor is an officer: its first price is an approved one.
    await runner.query(`
      CREATE FUNCTION variants_take_first_price() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.approved_price_vnd := coalesce(NEW.approved_price_vnd, NEW.price_vnd);
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER variants_take_first_price BEFORE INSERT ON variants
      FOR EACH ROW EXECUTE FUNCTION variants_take_first_price()`);
    // Written past the triggers: no listing changes by it.
    await runner.query(`ALTER TABLE variants DISABLE TRIGGER USER`);
    await runner.query(`UPDATE variants SET approved_price_vnd = price_vnd`);
    await runner.query(
      `ALTER TABLE variants ENABLE TRIGGER USER, ALTER COLUMN approved_price_vnd SET NOT NULL`,
    );
  }

  private async createChanges(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_changes (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT product_changes_product_fk REFERENCES products ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT product_changes_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        -- Counts every save: whoever saves, sends or decides names the one they saw.
        version integer NOT NULL DEFAULT 1 CHECK (version > 0),
        status varchar(10) NOT NULL DEFAULT 'draft'
          CHECK (status IN ('draft', 'submitted', 'checked', 'returned', 'published', 'applied', 'withdrawn')),
        status_changed_at timestamptz NOT NULL,
        content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object' AND length(content::text) <= 120000),
        created_by uuid NOT NULL CONSTRAINT product_changes_created_by_fk REFERENCES accounts ON DELETE RESTRICT,
        submitted_at timestamptz,
        submitted_by uuid CONSTRAINT product_changes_submitted_by_fk REFERENCES accounts ON DELETE RESTRICT,
        due_on date,
        checked_at timestamptz,
        checked_by uuid CONSTRAINT product_changes_checked_by_fk REFERENCES accounts ON DELETE RESTRICT,
        decided_at timestamptz,
        decided_by uuid CONSTRAINT product_changes_decided_by_fk REFERENCES accounts ON DELETE RESTRICT,
        -- Why it came back: codes of the list, and the officer's words.
        reasons varchar(40)[] NOT NULL DEFAULT '{}',
        words varchar(2000) NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- Nobody approves their own work, and two officers see every change, whatever the code above says.
        CONSTRAINT product_changes_own_work_check
          CHECK (checked_by IS NULL OR checked_by <> submitted_by AND checked_by <> created_by),
        CONSTRAINT product_changes_two_officers_check CHECK (status <> 'published'
          OR decided_by IS NOT NULL AND checked_by IS NOT NULL AND decided_by <> checked_by
            AND decided_by <> submitted_by AND decided_by <> created_by),
        CONSTRAINT product_changes_submitted_check CHECK (status NOT IN ('submitted', 'checked', 'published')
          OR submitted_at IS NOT NULL AND submitted_by IS NOT NULL AND due_on IS NOT NULL),
        CONSTRAINT product_changes_returned_check
          CHECK (status <> 'returned' OR cardinality(reasons) > 0 AND words <> '')
      )`);
    // One open change a product.
    await runner.query(`CREATE UNIQUE INDEX product_changes_open ON product_changes (product_id)
      WHERE status IN ('draft', 'submitted', 'checked', 'returned')`);
    // A shop's own list asks for the changes of its products.
    await runner.query(`CREATE INDEX product_changes_seller ON product_changes (seller_id, product_id)`);
    // The officers' queues, what is due first on top.
    await runner.query(`CREATE INDEX product_changes_waiting ON product_changes (due_on, id)
      WHERE status IN ('submitted', 'checked')`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON product_changes TO floor_officer`);
    await runner.query(`GRANT SELECT ON product_changes TO floor_worker`);
    await runner.query(`ALTER TABLE product_changes ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY product_changes_floor ON product_changes
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
  }

  /** What a shop's own side may write; triggers hold what a policy cannot say: where a row came from. */
  private async holdShops(runner: QueryRunner): Promise<void> {
    const own = `seller_id = (SELECT bound_seller())`;
    await runner.query(
      `CREATE POLICY product_changes_own ON product_changes FOR SELECT TO floor_seller USING (${own})`,
    );
    await runner.query(`CREATE POLICY product_changes_add ON product_changes FOR INSERT TO floor_seller
      WITH CHECK (${own} AND product_id IN (SELECT id FROM products))`);
    await runner.query(
      `CREATE POLICY product_changes_change ON product_changes FOR UPDATE TO floor_seller USING (${own})`,
    );
    await runner.query(`GRANT SELECT,
      INSERT (id, product_id, seller_id, status_changed_at, content, created_by, created_at, updated_at),
      UPDATE (version, status, status_changed_at, content, submitted_at, submitted_by, due_on, checked_at, checked_by,
        decided_at, decided_by, reasons, words, updated_at) ON product_changes TO floor_seller`);
    await runner.query(
      `CREATE POLICY products_add ON products FOR INSERT TO floor_seller WITH CHECK (${own})`,
    );
    await runner.query(`CREATE POLICY products_change ON products FOR UPDATE TO floor_seller USING (${own})`);
    // Neither status nor date of publication: what a shop adds is a draft.
    await runner.query(`GRANT INSERT (id, seller_id, slug, name, commune_code, description, ships_to,
      publication_status_changed_at, draft_key, created_at, updated_at), UPDATE (${AT_ONCE.products})
      ON products TO floor_seller`);
    await runner.query(`CREATE POLICY variants_change ON variants FOR UPDATE TO floor_seller
      USING (product_id IN (SELECT id FROM products))`);
    await runner.query(`GRANT UPDATE (${AT_ONCE.variants}) ON variants TO floor_seller`);
    await runner.query(`GRANT SELECT ON product_sets, product_groups TO floor_seller`);
    const refuse = (name: string, what: string): string =>
      `RAISE EXCEPTION '${what}' USING ERRCODE = 'check_violation', CONSTRAINT = '${name}'`;
    await runner.query(`
      CREATE FUNCTION product_changes_hold_shop() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_user = 'floor_seller' AND NEW.status <> OLD.status AND NOT (
          OLD.status IN ('draft', 'returned') AND NEW.status IN ('submitted', 'applied', 'withdrawn')
          OR OLD.status IN ('submitted', 'checked') AND NEW.status IN ('draft', 'applied')) THEN
          ${refuse('product_changes_shop_check', 'a shop checks and publishes nothing')};
        END IF;
        IF current_user = 'floor_seller' AND (NEW.checked_by IS DISTINCT FROM OLD.checked_by AND NEW.checked_by IS NOT NULL
          OR NEW.decided_by IS DISTINCT FROM OLD.decided_by AND NEW.decided_by IS NOT NULL) THEN
          ${refuse('product_changes_shop_check', 'a shop names no officer')};
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER product_changes_hold_shop BEFORE UPDATE ON product_changes
      FOR EACH ROW EXECUTE FUNCTION product_changes_hold_shop()`);
    await runner.query(`
      CREATE FUNCTION products_hold_shop() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_user = 'floor_seller' AND NEW.publication_status <> OLD.publication_status AND NOT (
          OLD.publication_status IN ('draft', 'rejected') AND NEW.publication_status = 'submitted'
          OR OLD.publication_status IN ('submitted', 'commune_checked', 'rejected') AND NEW.publication_status = 'draft') THEN
          ${refuse('products_shop_check', 'a shop publishes nothing')};
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER products_hold_shop BEFORE UPDATE OF publication_status ON products
      FOR EACH ROW EXECUTE FUNCTION products_hold_shop()`);
    // The share itself is a setting of the province; past twice the approved price no setting reaches.
    await runner.query(`
      CREATE FUNCTION variants_hold_price() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_user = 'floor_seller' AND NEW.price_vnd > 2 * OLD.approved_price_vnd THEN
          ${refuse('variants_price_jump_check', 'a price more than doubled waits for approval')};
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER variants_hold_price BEFORE UPDATE OF price_vnd ON variants
      FOR EACH ROW EXECUTE FUNCTION variants_hold_price()`);
    // A change of pictures puts others in their place.
    await runner.query(`GRANT DELETE ON product_images TO floor_officer`);
  }

  /** The read model and the public views, by one rule of what is published and what is offered. */
  private async listBy(runner: QueryRunner, { status, variants }: ListingRule): Promise<void> {
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
        CROSS JOIN LATERAL (SELECT min(price_vnd) AS price_vnd FROM variants ${variants}) v
        -- Said of both sides of the join: the planner does not carry the array over to the view, and would compute the
        -- spells of every certificate there is (340 ms instead of 1 ms at 10,000 products) for one changed price.
        WHERE p.id = ANY (changed) AND c.product_id = ANY (changed) AND p.published_at IS NOT NULL
          AND v.price_vnd IS NOT NULL;
      END $$`);
    await runner.query(`
      CREATE OR REPLACE VIEW shop_products AS
      SELECT id, seller_id, slug, name, set_no, commune_code, description, story, label, ships_to,
        (${status})::varchar(20) AS publication_status, publication_status_changed_at, published_at, illustrative
      FROM products p WHERE published_at IS NOT NULL`);
    await runner.query(`
      CREATE OR REPLACE VIEW shop_variants AS
      SELECT v.id, v.product_id, v.position, v.name, v.price_vnd, v.unit, v.measure_amount, v.measure_unit, v.weight_grams
        ${variants === AFTER.variants ? ', v.kg_price_vnd, v.min_grams, v.max_grams' : ''}
      FROM variants v ${variants === AFTER.variants ? 'WHERE v.retired_at IS NULL' : ''}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE DELETE ON product_images FROM floor_officer`);
    await runner.query(`DROP VIEW shop_variants`);
    await this.listBy(runner, BEFORE);
    await runner.query(
      `GRANT SELECT ON shop_variants TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    for (const [table, name] of [
      ['variants', 'variants_hold_price'],
      ['variants', 'variants_take_first_price'],
      ['products', 'products_hold_shop'],
    ]) {
      await runner.query(`DROP TRIGGER ${name} ON ${table}`);
      await runner.query(`DROP FUNCTION ${name}()`);
    }
    await runner.query(`REVOKE SELECT ON product_sets, product_groups FROM floor_seller`);
    await runner.query(`REVOKE UPDATE (${AT_ONCE.variants}) ON variants FROM floor_seller`);
    await runner.query(`DROP POLICY variants_change ON variants`);
    await runner.query(`REVOKE INSERT (id, seller_id, slug, name, commune_code, description, ships_to,
      publication_status_changed_at, draft_key, created_at, updated_at), UPDATE (${AT_ONCE.products})
      ON products FROM floor_seller`);
    await runner.query(`DROP POLICY products_change ON products`);
    await runner.query(`DROP POLICY products_add ON products`);
    await runner.query(`DROP TABLE product_changes`);
    await runner.query(`DROP FUNCTION product_changes_hold_shop()`);
    await runner.query(`
      ALTER TABLE variants DROP CONSTRAINT variants_position_key, DROP COLUMN approved_price_vnd,
        DROP COLUMN kg_price_vnd, DROP COLUMN min_grams, DROP COLUMN max_grams`);
    await runner.query(`UPDATE variants v SET position = free.position, retired_at = NULL FROM (
        SELECT r.id, coalesce((SELECT max(position) FROM variants o WHERE o.product_id = r.product_id), 0)
          + row_number() OVER (PARTITION BY r.product_id ORDER BY r.id) AS position
        FROM variants r WHERE r.retired_at IS NOT NULL) free WHERE free.id = v.id`);
    await runner.query(`ALTER TABLE variants DROP COLUMN retired_at, ALTER COLUMN position SET NOT NULL,
      ADD CONSTRAINT variants_position_key UNIQUE (product_id, position)`);
    await runner.query(`ALTER TABLE products DROP COLUMN paused_at, DROP COLUMN draft_key,
      DROP CONSTRAINT products_complete_check, ALTER COLUMN publication_status DROP DEFAULT`);
    await runner.query(`DELETE FROM products WHERE set_no IS NULL`);
    await runner.query(`ALTER TABLE products ALTER COLUMN set_no SET NOT NULL`);
  }
}
