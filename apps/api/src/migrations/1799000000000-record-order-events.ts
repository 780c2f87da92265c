import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every move of an order on any of its axes as a row that is only ever added: what messages, the times on a buyer's page
 * and the money papers are made from. Orders placed before this get what their rows still tell.
 */
export class RecordOrderEvents1799000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_events (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_events_order_fk REFERENCES orders ON DELETE RESTRICT,
        axis varchar(12) NOT NULL CHECK (axis IN ('order', 'fulfillment', 'payment', 'return', 'dispute')),
        -- What moved: the order itself, a parcel, a payment, a return, a dispute; the axis tells which.
        subject_id uuid NOT NULL,
        -- Null where it began.
        from_status varchar(25) CHECK (from_status ~ '^[a-z_]+$'),
        to_status varchar(25) NOT NULL CHECK (to_status ~ '^[a-z_]+$'),
        actor_kind varchar(10) NOT NULL
          CHECK (actor_kind IN ('buyer', 'seller', 'staff', 'officer', 'worker', 'gateway')),
        occurred_at timestamptz NOT NULL,
        -- Amounts, reasons of lists, quantities; nothing of a person.
        details jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_events_order_subject_check CHECK (axis <> 'order' OR subject_id = order_id)
      )`);
    // What happened with one order, in its order: pages and messages.
    await runner.query(`CREATE INDEX order_events_order ON order_events (order_id, occurred_at, id)`);
    await runner.query(`
      INSERT INTO order_events (order_id, axis, subject_id, to_status, actor_kind, occurred_at, created_at, updated_at)
      SELECT id, 'order', id, 'placed', 'buyer', created_at, created_at, created_at FROM orders`);
    await runner.query(`
      INSERT INTO order_events (order_id, axis, subject_id, from_status, to_status, actor_kind, occurred_at, details,
        created_at, updated_at)
      SELECT id, 'order', id, 'placed', 'cancelled', CASE cancellation_reason WHEN 'buyer' THEN 'buyer' ELSE 'worker' END,
        status_changed_at, jsonb_build_object('reason', cancellation_reason), status_changed_at, status_changed_at
      FROM orders WHERE status = 'cancelled'`);
    await runner.query(`ALTER TABLE order_events ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY order_events_floor ON order_events
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    const own = `order_id IN (SELECT id FROM orders)`;
    await runner.query(
      `CREATE POLICY order_events_own ON order_events FOR SELECT TO floor_seller USING (${own})`,
    );
    await runner.query(
      `CREATE POLICY order_events_add ON order_events FOR INSERT TO floor_seller WITH CHECK (${own})`,
    );
    // Nobody was granted to change or remove one.
    await runner.query(
      `GRANT SELECT, INSERT ON order_events TO floor_buyer, floor_seller, floor_officer, floor_worker`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE order_events`);
  }
}
