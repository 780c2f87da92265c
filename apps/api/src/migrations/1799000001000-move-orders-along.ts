import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why orders end: before, and from now on also by the shop, by nobody's confirmation, and at the door. */
const REASONS_BEFORE = ['buyer', 'unpaid', 'unweighed'];
const REASONS = [
  ...REASONS_BEFORE,
  'unconfirmed',
  'refused',
  'out_of_stock',
  'cannot_deliver',
  'buyer_asked',
  'unreachable',
  'suspicious',
  'other',
];

/** What a shop writes of its own orders besides what it weighs; the policies are those of weighing. */
const MOVED: Readonly<Record<string, string>> = {
  orders: 'status, status_changed_at, cancellation_reason, cancellation_words',
  payments: 'status, status_changed_at',
  stock_reservations: 'quantity, status, status_changed_at',
  stock_levels: 'reserved',
};

/** Orders are confirmed, cancelled by their shop, packed in parcels, handed over, delivered or refused, and completed. */
export class MoveOrdersAlong1799000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders
        ADD COLUMN cancellation_words varchar(300) CHECK (cancellation_words <> ''),
        -- When the people who assist the shop were told that nobody confirms it.
        ADD COLUMN escalated_at timestamptz`);
    await this.nameReasons(runner, REASONS);
    // A shop's orders, the newest first.
    await runner.query(`CREATE INDEX orders_seller ON orders (seller_id, created_at, id)`);
    // The sweeps: what waits for confirmation or for its end.
    await runner.query(
      `CREATE INDEX orders_open ON orders (status, created_at) WHERE status IN ('placed', 'confirmed')`,
    );
    await runner.query(`
      ALTER TABLE fulfillments
        ADD COLUMN number smallint NOT NULL DEFAULT 1 CHECK (number BETWEEN 1 AND 999),
        -- Of the device's making: sent twice it is packed once.
        ADD COLUMN key varchar(64) NOT NULL DEFAULT uuidv7()::text CHECK (length(key) >= 8),
        ADD COLUMN carrier varchar(60) CHECK (carrier <> ''),
        ADD COLUMN tracking_code varchar(60) CHECK (tracking_code <> ''),
        ADD COLUMN handed_over_at timestamptz,
        -- When it was taken or refused at the door.
        ADD COLUMN arrived_at timestamptz,
        ADD CONSTRAINT fulfillments_number_key UNIQUE (order_id, number),
        ADD CONSTRAINT fulfillments_key_key UNIQUE (order_id, key),
        ADD CONSTRAINT fulfillments_times_check CHECK ((status = 'packing') = (handed_over_at IS NULL)
          AND (status IN ('packing', 'handed_over')) = (arrived_at IS NULL))`);
    await runner.query(`DROP INDEX fulfillments_order`);
    await runner.query(`
      CREATE TABLE fulfillment_lines (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        fulfillment_id uuid NOT NULL CONSTRAINT fulfillment_lines_fulfillment_fk REFERENCES fulfillments ON DELETE RESTRICT,
        order_line_id uuid NOT NULL CONSTRAINT fulfillment_lines_line_fk REFERENCES order_lines ON DELETE RESTRICT,
        quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 999),
        refused_quantity smallint NOT NULL DEFAULT 0,
        -- Of what was refused: back on the shelf, or lost.
        returned_quantity smallint NOT NULL DEFAULT 0 CHECK (returned_quantity >= 0),
        written_off_quantity smallint NOT NULL DEFAULT 0 CHECK (written_off_quantity >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT fulfillment_lines_once_key UNIQUE (fulfillment_id, order_line_id),
        CONSTRAINT fulfillment_lines_refused_check CHECK (refused_quantity BETWEEN 0 AND quantity
          AND returned_quantity + written_off_quantity <= refused_quantity)
      )`);
    // How much of an order's line was packed already.
    await runner.query(`CREATE INDEX fulfillment_lines_line ON fulfillment_lines (order_line_id)`);
    await this.packNoMoreThanOrdered(runner);
    await this.letShops(runner);
    await runner.query(
      `GRANT UPDATE (status, status_changed_at, arrived_at, updated_at) ON fulfillments TO floor_worker`,
    );
    await runner.query(`GRANT SELECT ON fulfillment_lines TO floor_buyer, floor_worker`);
  }

  private async nameReasons(runner: QueryRunner, reasons: readonly string[]): Promise<void> {
    await runner.query(`ALTER TABLE orders DROP CONSTRAINT orders_cancellation_reason_check,
      ADD CONSTRAINT orders_cancellation_reason_check CHECK (cancellation_reason IN ('${reasons.join(`', '`)}'))`);
  }

  /** Whoever packs holds the order's lock, so that two parcels count one after the other. */
  private async packNoMoreThanOrdered(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION fulfillment_lines_fit() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM order_lines l JOIN fulfillments f ON f.order_id = l.order_id
            WHERE l.id = NEW.order_line_id AND f.id = NEW.fulfillment_id
              AND l.quantity >= (SELECT sum(x.quantity) FROM fulfillment_lines x WHERE x.order_line_id = l.id)) THEN
          RAISE EXCEPTION 'more is packed than was ordered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fulfillment_lines_fit_check';
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER fulfillment_lines_fit AFTER INSERT OR UPDATE OF quantity ON fulfillment_lines
      FOR EACH ROW EXECUTE FUNCTION fulfillment_lines_fit()`);
  }

  private async letShops(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(MOVED))
      await runner.query(`GRANT UPDATE (${columns}) ON ${table} TO floor_seller`);
    await runner.query(`ALTER TABLE fulfillment_lines ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY fulfillment_lines_floor ON fulfillment_lines
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    const own: Readonly<Record<string, string>> = {
      fulfillments: `order_id IN (SELECT id FROM orders)`,
      fulfillment_lines: `fulfillment_id IN (SELECT id FROM fulfillments)`,
    };
    await runner.query(
      `CREATE POLICY fulfillment_lines_own ON fulfillment_lines FOR SELECT TO floor_seller USING (${own['fulfillment_lines']})`,
    );
    // A parcel and its lines are written by one statement, which does not see the parcel yet; a trigger holds both to one order.
    const added: Readonly<Record<string, string>> = {
      ...own,
      fulfillment_lines: `order_line_id IN (SELECT id FROM order_lines)`,
    };
    for (const [table, rows] of Object.entries(own)) {
      await runner.query(
        `CREATE POLICY ${table}_add ON ${table} FOR INSERT TO floor_seller WITH CHECK (${added[table]})`,
      );
      await runner.query(
        `CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO floor_seller USING (${rows})`,
      );
    }
    // Where an order goes may be another province.
    await runner.query(`GRANT SELECT ON provinces TO floor_seller`);
    await runner.query(`GRANT INSERT, UPDATE (status, status_changed_at, carrier, tracking_code, handed_over_at, arrived_at,
      updated_at) ON fulfillments TO floor_seller`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (refused_quantity, returned_quantity, written_off_quantity, updated_at)
      ON fulfillment_lines TO floor_seller`);
  }

  /** Works while no order ended for one of the new reasons. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `REVOKE UPDATE (status, status_changed_at, arrived_at, updated_at) ON fulfillments FROM floor_worker`,
    );
    await runner.query(`REVOKE SELECT ON provinces FROM floor_seller`);
    for (const [table, columns] of Object.entries(MOVED))
      await runner.query(`REVOKE UPDATE (${columns}) ON ${table} FROM floor_seller`);
    await runner.query(`DROP TABLE fulfillment_lines`);
    await runner.query(`DROP FUNCTION fulfillment_lines_fit()`);
    await runner.query(`DROP POLICY fulfillments_add ON fulfillments`);
    await runner.query(`DROP POLICY fulfillments_change ON fulfillments`);
    await runner.query(`REVOKE INSERT, UPDATE (status, status_changed_at, carrier, tracking_code, handed_over_at, arrived_at,
      updated_at) ON fulfillments FROM floor_seller`);
    await runner.query(`ALTER TABLE fulfillments DROP COLUMN number, DROP COLUMN key, DROP COLUMN carrier,
      DROP COLUMN tracking_code, DROP COLUMN handed_over_at, DROP COLUMN arrived_at`);
    await runner.query(`CREATE INDEX fulfillments_order ON fulfillments (order_id)`);
    await runner.query(`DROP INDEX orders_open, orders_seller`);
    await this.nameReasons(runner, REASONS_BEFORE);
    await runner.query(`ALTER TABLE orders DROP COLUMN cancellation_words, DROP COLUMN escalated_at`);
  }
}
