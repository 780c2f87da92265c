import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEW_TABLES = ['batches', 'stock_acts', 'seller_closures'];

/**
 * Stock in two taps, batches with their dates, seasons, and days on which a shop is closed. What may be sold on a day
 * follows from dates alone: no job comes by at midnight.
 */
export class KeepStockByBatchAndDay1798100001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE batches (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        variant_id uuid NOT NULL CONSTRAINT batches_variant_fk REFERENCES variants ON DELETE RESTRICT,
        code varchar(40) NOT NULL CHECK (code <> ''),
        made_on date NOT NULL,
        -- The last day on which it may be sold; null for goods that do not go off.
        expires_on date,
        quantity integer NOT NULL CHECK (quantity BETWEEN 0 AND 1000000),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT batches_code_key UNIQUE (variant_id, code),
        CONSTRAINT batches_days_check CHECK (made_on <= expires_on)
      )`);
    await runner.query(`
      CREATE TABLE stock_acts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        variant_id uuid NOT NULL CONSTRAINT stock_acts_variant_fk REFERENCES variants ON DELETE RESTRICT,
        -- Made by the device: a tap that is sent twice counts once.
        key varchar(64) NOT NULL CHECK (length(key) >= 8),
        act varchar(20) NOT NULL CHECK (act IN ('sold_out', 'recount', 'sold_off_floor', 'received')),
        -- What was said with it: a count, or how many.
        quantity integer NOT NULL CHECK (quantity >= 0),
        batch_id uuid CONSTRAINT stock_acts_within_batch_fk REFERENCES batches ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT stock_acts_key UNIQUE (variant_id, key)
      )`);
    await runner.query(`
      CREATE TABLE seller_closures (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT seller_closures_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        from_on date NOT NULL,
        until_on date NOT NULL,
        reason varchar(10) NOT NULL CHECK (reason IN ('tet', 'tide', 'harvest', 'rest', 'other')),
        note varchar(200) NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT seller_closures_days_check CHECK (from_on <= until_on AND until_on < from_on + 366)
      )`);
    // Whether a shop is closed on a day; asked for its restricted goods only.
    await runner.query(`CREATE INDEX seller_closures_days ON seller_closures (seller_id, until_on)`);
    await runner.query(`
      ALTER TABLE products
        -- Sold by season: ordered in these days, sent from that day on.
        ADD COLUMN order_from date, ADD COLUMN order_until date, ADD COLUMN deliver_from date,
        ADD CONSTRAINT products_season_check CHECK ((order_from IS NULL) = (order_until IS NULL)
          AND (order_from IS NULL) = (deliver_from IS NULL) AND order_from <= order_until AND order_from <= deliver_from)`);
    // Said beforehand of the few goods that have batches, a season or closed days; all others are asked nothing more.
    await runner.query(`ALTER TABLE stock_levels ADD COLUMN restricted boolean NOT NULL DEFAULT false`);
    await runner.query(`GRANT UPDATE (order_from, order_until, deliver_from) ON products TO floor_seller`);
    await this.limit(runner);
    await this.restrict(runner);
    await this.show(runner);
    await this.letShops(runner);
  }

  private async limit(runner: QueryRunner): Promise<void> {
    // How much of what is on the shelf may be sold on a day. Nothing on a closed day or out of season; where there are
    // batches no more than those still good hold together: the oldest are taken to leave first.
    await runner.query(`
      CREATE FUNCTION sellable_limit(variant uuid, on_hand integer, day date) RETURNS integer
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT CASE
          WHEN EXISTS (SELECT FROM seller_closures c WHERE c.seller_id = p.seller_id AND day BETWEEN c.from_on AND c.until_on)
            THEN 0
          WHEN p.order_from IS NOT NULL AND day NOT BETWEEN p.order_from AND p.order_until THEN 0
          ELSE least(on_hand, coalesce((SELECT
            coalesce(sum(b.quantity) FILTER (WHERE b.expires_on IS NULL OR b.expires_on >= day), 0) FROM batches b WHERE b.variant_id = v.id HAVING count(*) > 0), on_hand))::integer END
        FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id = variant;
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION sellable_limit(uuid, integer, date) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION sellable_limit(uuid, integer, date)
      TO floor_app, floor_buyer, floor_officer, floor_worker, floor_seller`);
    // A shop's own side may not touch reservations; what it counts is the shelf without holds whose hour has passed.
    await runner.query(`
      CREATE FUNCTION free_lapsed_holds(variant uuid, at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        WITH freed AS (
          UPDATE stock_reservations SET status = 'released', status_changed_at = at, updated_at = at
          WHERE variant_id = variant AND status = 'live' AND expires_at <= at RETURNING quantity)
        UPDATE stock_levels SET reserved = reserved - (SELECT sum(quantity) FROM freed), updated_at = at
        WHERE variant_id = variant AND EXISTS (SELECT FROM freed);
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION free_lapsed_holds(uuid, timestamptz) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION free_lapsed_holds(uuid, timestamptz) TO floor_seller`);
  }

  private async restrict(runner: QueryRunner): Promise<void> {
    const sources: [name: string, event: string, variants: string][] = [
      ['batches', 'INSERT ON batches', 'SELECT NEW.variant_id'],
      [
        'seller_closures',
        'INSERT ON seller_closures',
        'SELECT v.id FROM variants v JOIN products p ON p.id = v.product_id WHERE p.seller_id = NEW.seller_id',
      ],
      ['products', 'UPDATE OF order_from ON products', 'SELECT id FROM variants WHERE product_id = NEW.id'],
    ];
    for (const [name, event, variants] of sources) {
      await runner.query(`
        CREATE FUNCTION ${name}_restrict_stock() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          -- In the order in which placements take stock, or the two could wait for each other.
          PERFORM FROM stock_levels WHERE variant_id IN (${variants}) AND NOT restricted
            ORDER BY variant_id FOR NO KEY UPDATE;
          UPDATE stock_levels SET restricted = true WHERE variant_id IN (${variants}) AND NOT restricted;
          RETURN NULL;
        END $$`);
      await runner.query(`CREATE TRIGGER ${name}_restrict_stock AFTER ${event}
        FOR EACH ROW EXECUTE FUNCTION ${name}_restrict_stock()`);
    }
    await runner.query(`
      CREATE FUNCTION stock_levels_begin_restricted() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        NEW.restricted := EXISTS (SELECT FROM variants v JOIN products p ON p.id = v.product_id
          WHERE v.id = NEW.variant_id AND (p.order_from IS NOT NULL
            OR EXISTS (SELECT FROM seller_closures c WHERE c.seller_id = p.seller_id)));
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER stock_levels_begin_restricted BEFORE INSERT ON stock_levels
      FOR EACH ROW EXECUTE FUNCTION stock_levels_begin_restricted()`);
  }

  private async show(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE OR REPLACE VIEW shop_stock AS SELECT variant_id, on_hand, reserved, restricted FROM stock_levels`,
    );
    await runner.query(
      `CREATE VIEW shop_closures AS SELECT seller_id, from_on, until_on, reason FROM seller_closures`,
    );
    await runner.query(`CREATE VIEW shop_seasons AS SELECT id AS product_id, order_from, order_until, deliver_from
      FROM products WHERE order_from IS NOT NULL AND published_at IS NOT NULL`);
    await runner.query(
      `GRANT SELECT ON shop_closures, shop_seasons TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
  }

  private async letShops(runner: QueryRunner): Promise<void> {
    const ofShop = `variant_id IN (SELECT id FROM variants)`;
    const own: Record<string, string> = {
      batches: ofShop,
      stock_acts: ofShop,
      seller_closures: `seller_id = (SELECT bound_seller())`,
    };
    for (const table of NEW_TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table}
        TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
      await runner.query(
        `CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${own[table]})`,
      );
      await runner.query(
        `CREATE POLICY ${table}_add ON ${table} FOR INSERT TO floor_seller WITH CHECK (${own[table]})`,
      );
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO floor_seller`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_officer, floor_worker`);
    }
    await runner.query(
      `CREATE POLICY batches_change ON batches FOR UPDATE TO floor_seller USING (${ofShop})`,
    );
    await runner.query(
      `GRANT UPDATE (code, made_on, expires_on, quantity, updated_at) ON batches TO floor_seller`,
    );
    await runner.query(
      `CREATE POLICY seller_closures_remove ON seller_closures FOR DELETE TO floor_seller USING (${own['seller_closures']})`,
    );
    await runner.query(`GRANT DELETE ON seller_closures TO floor_seller`);
    await runner.query(
      `CREATE POLICY stock_levels_change ON stock_levels FOR UPDATE TO floor_seller USING (${ofShop})`,
    );
    await runner.query(`GRANT UPDATE (on_hand, updated_at) ON stock_levels TO floor_seller`);
    await runner.query(
      `CREATE POLICY stock_movements_add ON stock_movements FOR INSERT TO floor_seller WITH CHECK (${ofShop})`,
    );
    await runner.query(`GRANT INSERT ON stock_movements TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY stock_movements_add ON stock_movements`);
    await runner.query(`REVOKE INSERT ON stock_movements FROM floor_seller`);
    await runner.query(`DROP POLICY stock_levels_change ON stock_levels`);
    await runner.query(`REVOKE UPDATE (on_hand, updated_at) ON stock_levels FROM floor_seller`);
    await runner.query(`DROP VIEW shop_seasons, shop_closures, shop_stock`);
    await runner.query(`DROP TRIGGER stock_levels_begin_restricted ON stock_levels`);
    await runner.query(`DROP TRIGGER products_restrict_stock ON products`);
    await runner.query(`DROP FUNCTION free_lapsed_holds(uuid, timestamptz)`);
    await runner.query(`DROP FUNCTION sellable_limit(uuid, integer, date)`);
    await runner.query(`DROP TABLE stock_acts, batches, seller_closures`);
    await runner.query(`DROP FUNCTION batches_restrict_stock(), seller_closures_restrict_stock(),
      products_restrict_stock(), stock_levels_begin_restricted()`);
    await runner.query(`REVOKE UPDATE (order_from, order_until, deliver_from) ON products FROM floor_seller`);
    await runner.query(
      `ALTER TABLE products DROP COLUMN order_from, DROP COLUMN order_until, DROP COLUMN deliver_from`,
    );
    await runner.query(`ALTER TABLE stock_levels DROP COLUMN restricted`);
    await runner.query(`CREATE VIEW shop_stock AS SELECT variant_id, on_hand, reserved FROM stock_levels`);
    await runner.query(`GRANT SELECT ON shop_stock TO floor_app, floor_buyer, floor_officer, floor_worker`);
  }
}
