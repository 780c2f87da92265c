import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stock, delivery fees, carts, order groups, orders, payments. */
export class CreateStockAndOrders1795000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Half-empty pages: every placement updates its rows in place (HOT) instead of growing the table.
    await runner.query(`
      CREATE TABLE stock_levels (
        variant_id uuid PRIMARY KEY CONSTRAINT stock_levels_variant_fk REFERENCES variants ON DELETE RESTRICT,
        on_hand integer NOT NULL CHECK (on_hand >= 0),
        reserved integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT stock_levels_reserved_check CHECK (reserved >= 0 AND reserved <= on_hand)
      ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02)`);
    await runner.query(`
      CREATE TABLE stock_movements (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        variant_id uuid NOT NULL CONSTRAINT stock_movements_variant_fk REFERENCES variants ON DELETE RESTRICT,
        quantity integer NOT NULL CHECK (quantity <> 0),
        reason varchar(20) NOT NULL CHECK (reason IN ('received', 'shipped', 'returned', 'counted', 'sold_elsewhere')),
        occurred_at timestamptz NOT NULL
      )`);
    // The nightly recount sums the movements of each variant.
    await runner.query(`CREATE INDEX stock_movements_variant ON stock_movements (variant_id)`);
    await runner.query(`
      CREATE TABLE shipping_rates (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        option_code varchar(20) NOT NULL CHECK (option_code ~ '^[a-z][a-z-]*$'),
        label varchar(80) NOT NULL,
        zone varchar(15) NOT NULL CHECK (zone IN ('same_commune', 'province', 'region', 'country')),
        base_fee_vnd bigint NOT NULL CHECK (base_fee_vnd >= 0),
        base_grams integer NOT NULL CHECK (base_grams > 0),
        step_grams integer NOT NULL CHECK (step_grams > 0),
        step_fee_vnd bigint NOT NULL CHECK (step_fee_vnd >= 0),
        min_days smallint NOT NULL CHECK (min_days >= 0),
        max_days smallint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT shipping_rates_option_zone_key UNIQUE (option_code, zone),
        CONSTRAINT shipping_rates_days_check CHECK (max_days >= min_days)
      )`);
    await runner.query(`
      CREATE TABLE carts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        secret_hash varchar(64) NOT NULL CONSTRAINT carts_secret_hash_key UNIQUE,
        status varchar(10) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'placed')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE cart_lines (
        cart_id uuid NOT NULL CONSTRAINT cart_lines_cart_fk REFERENCES carts ON DELETE CASCADE,
        variant_id uuid NOT NULL CONSTRAINT cart_lines_variant_fk REFERENCES variants ON DELETE RESTRICT,
        quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 999),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (cart_id, variant_id)
      )`);
    await runner.query(`
      CREATE TABLE order_groups (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        code varchar(12) NOT NULL CONSTRAINT order_groups_code_key UNIQUE CHECK (code ~ '^[A-Z2-9]{8,12}$'),
        cart_id uuid NOT NULL CONSTRAINT order_groups_cart_key UNIQUE
          CONSTRAINT order_groups_cart_fk REFERENCES carts ON DELETE RESTRICT,
        contact_name varchar(120) NOT NULL,
        contact_phone varchar(20) NOT NULL,
        contact_email varchar(254),
        delivery_method varchar(10) NOT NULL CHECK (delivery_method IN ('ship', 'pickup')),
        province_code varchar(2) CONSTRAINT order_groups_province_fk REFERENCES provinces ON DELETE RESTRICT,
        commune_code varchar(5) CONSTRAINT order_groups_commune_fk REFERENCES communes ON DELETE RESTRICT,
        ward varchar(120),
        address_line varchar(300),
        tourism_point_id uuid CONSTRAINT order_groups_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        items_vnd bigint NOT NULL CHECK (items_vnd > 0),
        shipping_fee_vnd bigint NOT NULL CHECK (shipping_fee_vnd >= 0),
        discount_vnd bigint NOT NULL CHECK (discount_vnd >= 0),
        total_vnd bigint NOT NULL,
        adult_confirmed_at timestamptz,
        note varchar(1000),
        invoice jsonb,
        placed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_groups_total_check CHECK (total_vnd = items_vnd + shipping_fee_vnd - discount_vnd),
        CONSTRAINT order_groups_delivery_check CHECK (CASE delivery_method
          WHEN 'ship' THEN address_line IS NOT NULL AND tourism_point_id IS NULL AND province_code IS NOT NULL
            AND (commune_code IS NOT NULL OR ward IS NOT NULL)
          ELSE tourism_point_id IS NOT NULL AND address_line IS NULL END)
      )`);
    await runner.query(`
      CREATE TABLE orders (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        code varchar(12) NOT NULL CONSTRAINT orders_code_key UNIQUE CHECK (code ~ '^[A-Z2-9]{8,12}$'),
        order_group_id uuid NOT NULL CONSTRAINT orders_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT orders_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('placed', 'confirmed', 'completed', 'cancelled')),
        status_changed_at timestamptz NOT NULL,
        cancellation_reason varchar(20) CHECK (cancellation_reason IN ('buyer', 'unpaid')),
        shipping_option_code varchar(20) NOT NULL,
        shipping_label varchar(80) NOT NULL,
        items_vnd bigint NOT NULL CHECK (items_vnd > 0),
        shipping_fee_vnd bigint NOT NULL CHECK (shipping_fee_vnd >= 0),
        discount_vnd bigint NOT NULL CHECK (discount_vnd >= 0),
        total_vnd bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT orders_group_seller_key UNIQUE (order_group_id, seller_id),
        CONSTRAINT orders_total_check CHECK (total_vnd = items_vnd + shipping_fee_vnd - discount_vnd),
        CONSTRAINT orders_cancellation_check CHECK ((status = 'cancelled') = (cancellation_reason IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE order_lines (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_lines_order_fk REFERENCES orders ON DELETE RESTRICT,
        variant_id uuid NOT NULL CONSTRAINT order_lines_variant_fk REFERENCES variants ON DELETE RESTRICT,
        product_id uuid NOT NULL CONSTRAINT order_lines_product_fk REFERENCES products ON DELETE RESTRICT,
        certification_id uuid NOT NULL
          CONSTRAINT order_lines_certification_fk REFERENCES certifications ON DELETE RESTRICT,
        stars smallint NOT NULL CHECK (stars BETWEEN 3 AND 5),
        product_name varchar(160) NOT NULL,
        variant_name varchar(120) NOT NULL,
        unit varchar(60) NOT NULL,
        quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 999),
        unit_price_vnd bigint NOT NULL CHECK (unit_price_vnd > 0),
        total_vnd bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_lines_variant_key UNIQUE (order_id, variant_id),
        CONSTRAINT order_lines_total_check CHECK (total_vnd = unit_price_vnd * quantity)
      )`);
    // Best-selling counts and "is this still in an open order?" go by product.
    await runner.query(`CREATE INDEX order_lines_product ON order_lines (product_id)`);
    await runner.query(`
      CREATE TABLE stock_reservations (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        variant_id uuid NOT NULL CONSTRAINT stock_reservations_variant_fk REFERENCES variants ON DELETE RESTRICT,
        order_line_id uuid NOT NULL CONSTRAINT stock_reservations_line_key UNIQUE
          CONSTRAINT stock_reservations_line_fk REFERENCES order_lines ON DELETE RESTRICT,
        quantity integer NOT NULL CHECK (quantity > 0),
        expires_at timestamptz,
        status varchar(10) NOT NULL DEFAULT 'live' CHECK (status IN ('live', 'released', 'shipped')),
        status_changed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Who takes stock frees the variant's expired holds, and every read of what is available counts them as free.
    await runner.query(`CREATE INDEX stock_reservations_expiring ON stock_reservations (variant_id, expires_at)
      WHERE status = 'live' AND expires_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE fulfillments (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT fulfillments_order_fk REFERENCES orders ON DELETE RESTRICT,
        status varchar(20) NOT NULL CHECK (status IN
          ('packing', 'handed_over', 'delivered', 'refused', 'returned_to_sender')),
        status_changed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX fulfillments_order ON fulfillments (order_id)`);
    await runner.query(`
      CREATE TABLE payments (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        payable_id uuid NOT NULL CONSTRAINT payments_payable_key UNIQUE
          CONSTRAINT payments_order_fk REFERENCES orders ON DELETE RESTRICT,
        method varchar(15) NOT NULL CHECK (method IN ('cod', 'bank_transfer', 'card', 'wallet')),
        status varchar(15) NOT NULL CHECK (status IN
          ('pending', 'paid', 'refunded', 'partly_refunded', 'expired', 'failed')),
        status_changed_at timestamptz NOT NULL,
        amount_vnd bigint NOT NULL CHECK (amount_vnd > 0),
        expires_at timestamptz,
        bank_bin varchar(6),
        bank_account_number varchar(19),
        bank_account_name varchar(70),
        purpose varchar(25) CHECK (purpose ~ '^[A-Za-z0-9 ]+$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payments_bank_check CHECK ((method = 'bank_transfer') = (bank_bin IS NOT NULL)
          AND (bank_bin IS NULL) = (bank_account_number IS NULL) AND (bank_bin IS NULL) = (purpose IS NULL))
      )`);
    // The expiry sweep asks only for what is overdue.
    await runner.query(`CREATE INDEX payments_expiring ON payments (expires_at)
      WHERE status = 'pending' AND expires_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE order_access_tokens (
        token_hash varchar(64) PRIMARY KEY,
        order_group_id uuid NOT NULL CONSTRAINT order_access_tokens_group_fk REFERENCES order_groups ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Expired links are swept; a group's links go with it.
    await runner.query(`CREATE INDEX order_access_tokens_expires_at ON order_access_tokens (expires_at)`);

    await runner.query(
      `GRANT SELECT ON shipping_rates TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`GRANT INSERT, UPDATE ON shipping_rates TO floor_officer`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE ON carts, stock_reservations, orders, payments TO floor_buyer`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON cart_lines TO floor_buyer`);
    await runner.query(
      `GRANT SELECT, INSERT ON order_groups, order_lines, fulfillments, order_access_tokens TO floor_buyer`,
    );
    await runner.query(`GRANT SELECT, UPDATE ON stock_levels TO floor_buyer`);
    await runner.query(
      `GRANT SELECT, UPDATE ON orders, payments, stock_reservations, stock_levels TO floor_worker`,
    );
    await runner.query(
      `GRANT SELECT ON order_groups, order_lines, fulfillments, stock_movements TO floor_worker`,
    );
    await runner.query(`GRANT SELECT, DELETE ON order_access_tokens, carts, cart_lines TO floor_worker`);
    await runner.query(`GRANT INSERT ON order_access_tokens TO floor_worker`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON stock_levels TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT ON stock_movements TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE order_access_tokens, payments, fulfillments, stock_reservations, order_lines, orders,
      order_groups, cart_lines, carts, shipping_rates, stock_movements, stock_levels`);
  }
}
