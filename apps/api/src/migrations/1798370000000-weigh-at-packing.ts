import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which amount of a table may never rise above what was ordered, and where that is kept. */
const AGREED: Readonly<Record<string, { amount: string; ordered: string }>> = {
  order_groups: { amount: 'total_vnd', ordered: 'ordered_total_vnd' },
  orders: { amount: 'total_vnd', ordered: 'ordered_total_vnd' },
  payments: { amount: 'amount_vnd', ordered: 'ordered_amount_vnd' },
};

/** What weighing writes of a shop's own order, with the condition under which a row is that shop's. */
const WEIGHED: Readonly<Record<string, { columns: string; own: string }>> = {
  orders: {
    columns: 'items_vnd, discount_vnd, total_vnd, updated_at',
    own: `seller_id = (SELECT bound_seller())`,
  },
  order_lines: {
    columns: 'weighed_grams, total_vnd, updated_at',
    own: `order_id IN (SELECT id FROM orders)`,
  },
  payments: {
    columns: 'amount_vnd, expires_at, updated_at',
    own: `payable_id IN (SELECT id FROM orders)`,
  },
  stock_reservations: {
    columns: 'expires_at, updated_at',
    own: `variant_id IN (SELECT id FROM variants)`,
  },
};

/**
 * Goods sold by weight: an order freezes the price of a kilogram and what a piece weighs at most, the shop weighs at
 * packing, and what there is to pay falls to it. That it never rises above what was ordered is the database's own rule.
 */
export class WeighAtPacking1798370000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_lines
        ADD COLUMN kg_price_vnd bigint CHECK (kg_price_vnd BETWEEN 1000 AND 1000000000),
        ADD COLUMN max_grams integer CHECK (max_grams BETWEEN 1 AND 200000),
        -- All pieces of the line together.
        ADD COLUMN weighed_grams integer CHECK (weighed_grams > 0),
        DROP CONSTRAINT order_lines_total_check,
        ADD CONSTRAINT order_lines_catch_weight_check CHECK ((kg_price_vnd IS NULL) = (max_grams IS NULL)
          AND (kg_price_vnd IS NULL OR unit_price_vnd = ceil(kg_price_vnd::numeric * max_grams / 1000))
          AND (weighed_grams IS NULL OR kg_price_vnd IS NOT NULL AND weighed_grams <= max_grams * quantity)),
        ADD CONSTRAINT order_lines_total_check CHECK (total_vnd <= unit_price_vnd * quantity
          AND total_vnd = CASE WHEN weighed_grams IS NULL THEN unit_price_vnd * quantity
            ELSE floor(kg_price_vnd::numeric * weighed_grams / 1000) END)`);
    // Asked by a shop's list and by the sweep: what still waits for the scales.
    await runner.query(`CREATE INDEX order_lines_unweighed ON order_lines (order_id)
      WHERE kg_price_vnd IS NOT NULL AND weighed_grams IS NULL`);
    for (const [table, { amount, ordered }] of Object.entries(AGREED)) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${ordered} bigint`);
      await runner.query(`UPDATE ${table} SET ${ordered} = ${amount}`);
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN ${ordered} SET NOT NULL,
        ADD CONSTRAINT ${table}_ordered_check CHECK (${amount} <= ${ordered})`);
    }
    await runner.query(`ALTER TABLE orders DROP CONSTRAINT orders_cancellation_reason_check,
      ADD CONSTRAINT orders_cancellation_reason_check CHECK (cancellation_reason IN ('buyer', 'unpaid', 'unweighed'))`);
    await this.followInGroups(runner);
    await this.createWeighings(runner);
    for (const [table, { columns, own }] of Object.entries(WEIGHED)) {
      await runner.query(
        `CREATE POLICY ${table}_weigh ON ${table} FOR UPDATE TO floor_seller USING (${own})`,
      );
      await runner.query(`GRANT UPDATE (${columns}) ON ${table} TO floor_seller`);
    }
  }

  /** A shop does not see what the other shops of a purchase were paid; the sums of the purchase follow by themselves. */
  private async followInGroups(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION orders_correct_group() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE order_groups SET items_vnd = items_vnd + NEW.items_vnd - OLD.items_vnd,
          shipping_fee_vnd = shipping_fee_vnd + NEW.shipping_fee_vnd - OLD.shipping_fee_vnd,
          discount_vnd = discount_vnd + NEW.discount_vnd - OLD.discount_vnd,
          total_vnd = total_vnd + NEW.total_vnd - OLD.total_vnd, updated_at = NEW.updated_at
        WHERE id = NEW.order_group_id;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER orders_correct_group AFTER UPDATE OF items_vnd, shipping_fee_vnd, discount_vnd, total_vnd ON orders
      FOR EACH ROW WHEN ((NEW.items_vnd, NEW.shipping_fee_vnd, NEW.discount_vnd, NEW.total_vnd)
        IS DISTINCT FROM (OLD.items_vnd, OLD.shipping_fee_vnd, OLD.discount_vnd, OLD.total_vnd))
      EXECUTE FUNCTION orders_correct_group()`);
  }

  private async createWeighings(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_weighings (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_weighings_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- Of the device's making: sent twice it is weighed once.
        key varchar(64) NOT NULL CHECK (length(key) >= 8),
        -- [{lineId, grams}], in the order of the lines' ids.
        lines jsonb NOT NULL,
        total_before_vnd bigint NOT NULL,
        total_after_vnd bigint NOT NULL CHECK (total_after_vnd > 0),
        weighed_at timestamptz NOT NULL,
        -- When the buyer was told.
        told_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_weighings_once_key UNIQUE (order_id, key),
        CONSTRAINT order_weighings_fall_check CHECK (total_after_vnd <= total_before_vnd)
      )`);
    await runner.query(`ALTER TABLE order_weighings ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY order_weighings_floor ON order_weighings
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    const own = `order_id IN (SELECT id FROM orders)`;
    await runner.query(
      `CREATE POLICY order_weighings_own ON order_weighings FOR SELECT TO floor_seller USING (${own})`,
    );
    await runner.query(
      `CREATE POLICY order_weighings_add ON order_weighings FOR INSERT TO floor_seller WITH CHECK (${own})`,
    );
    await runner.query(`GRANT SELECT, INSERT ON order_weighings TO floor_seller`);
    await runner.query(`GRANT SELECT, UPDATE (told_at, updated_at) ON order_weighings TO floor_worker`);
  }

  /** Works while nothing was weighed: what was paid cannot be made to fit what was ordered again. */
  async down(runner: QueryRunner): Promise<void> {
    for (const [table, { columns }] of Object.entries(WEIGHED)) {
      await runner.query(`REVOKE UPDATE (${columns}) ON ${table} FROM floor_seller`);
      await runner.query(`DROP POLICY ${table}_weigh ON ${table}`);
    }
    await runner.query(`DROP TABLE order_weighings`);
    await runner.query(`DROP TRIGGER orders_correct_group ON orders`);
    await runner.query(`DROP FUNCTION orders_correct_group()`);
    await runner.query(`ALTER TABLE orders DROP CONSTRAINT orders_cancellation_reason_check,
      ADD CONSTRAINT orders_cancellation_reason_check CHECK (cancellation_reason IN ('buyer', 'unpaid'))`);
    for (const [table, { ordered }] of Object.entries(AGREED))
      await runner.query(`ALTER TABLE ${table} DROP COLUMN ${ordered}`);
    await runner.query(`ALTER TABLE order_lines DROP COLUMN weighed_grams, DROP COLUMN max_grams, DROP COLUMN kg_price_vnd,
      ADD CONSTRAINT order_lines_total_check CHECK (total_vnd = unit_price_vnd * quantity)`);
  }
}
