import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an officer may know of an order without knowing who ordered. */
const OF_ORDERS = 'status, order_group_id, total_vnd, created_at';
const OF_LINES = `id, order_id, product_id, certification_id, product_name, variant_name, unit, quantity, unit_price_vnd, total_vnd`;

/**
 * Lines of open orders whose goods left the floor for a reason that concerns who ordered them: their certificate was
 * revoked, an authority had them taken down, or their shop was suspended at once.
 */
export class FlagOpenOrders1798350002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_line_flags (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_line_id uuid NOT NULL CONSTRAINT order_line_flags_line_fk REFERENCES order_lines ON DELETE RESTRICT,
        certification_id uuid
          CONSTRAINT order_line_flags_certification_fk REFERENCES certifications ON DELETE RESTRICT,
        takedown_id uuid CONSTRAINT order_line_flags_takedown_fk REFERENCES product_takedowns ON DELETE RESTRICT,
        suspension_id uuid CONSTRAINT order_line_flags_suspension_fk REFERENCES suspensions ON DELETE RESTRICT,
        flagged_at timestamptz NOT NULL,
        -- When the buyer was told; once a purchase and cause.
        told_at timestamptz,
        lifted_at timestamptz CHECK (lifted_at >= flagged_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_line_flags_cause_check CHECK (num_nonnulls(certification_id, takedown_id, suspension_id) = 1),
        -- However often the job runs, a cause flags a line once.
        CONSTRAINT order_line_flags_once_key
          UNIQUE NULLS NOT DISTINCT (order_line_id, certification_id, takedown_id, suspension_id)
      )`);
    // What a taking-down or a suspension flagged, when it is lifted; and the officers' list of one cause.
    for (const cause of ['certification', 'takedown', 'suspension'])
      await runner.query(`CREATE INDEX order_line_flags_${cause} ON order_line_flags (${cause}_id)
        WHERE ${cause}_id IS NOT NULL`);
    // The lists of what is flagged now, the newest on top.
    await runner.query(
      `CREATE INDEX order_line_flags_live ON order_line_flags (flagged_at, id) WHERE lifted_at IS NULL`,
    );
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (told_at, lifted_at, updated_at) ON order_line_flags TO floor_worker`,
    );
    await runner.query(`GRANT SELECT ON order_line_flags TO floor_buyer, floor_officer, floor_seller`);
    await runner.query(`GRANT SELECT (${OF_ORDERS}) ON orders TO floor_officer`);
    await runner.query(`GRANT SELECT (${OF_LINES}) ON order_lines TO floor_officer`);
    await runner.query(`ALTER TABLE order_line_flags ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY order_line_flags_floor ON order_line_flags
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY order_line_flags_own ON order_line_flags FOR SELECT TO floor_seller
      USING (order_line_id IN (SELECT id FROM order_lines))`);
    // Officers read who ordered only where something is flagged; the purchase itself stays closed to them.
    await runner.query(`
      CREATE FUNCTION flagged_contact(asked uuid)
      RETURNS TABLE (order_group_id uuid, group_code varchar, contact_sealed varchar, contact_clear jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT g.id, g.code, g.contact_sealed, g.contact_clear FROM orders o JOIN order_groups g ON g.id = o.order_group_id
        WHERE o.id = asked AND EXISTS (SELECT FROM order_lines l JOIN order_line_flags f ON f.order_line_id = l.id
          WHERE l.order_id = o.id AND f.lifted_at IS NULL);
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION flagged_contact(uuid) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION flagged_contact(uuid) TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION flagged_contact(uuid)`);
    await runner.query(`REVOKE SELECT (${OF_LINES}) ON order_lines FROM floor_officer`);
    await runner.query(`REVOKE SELECT (${OF_ORDERS}) ON orders FROM floor_officer`);
    await runner.query(`DROP TABLE order_line_flags`);
  }
}
