import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What carriers handed on of the cash they took at the door: once a parcel, as their own statement says. */
export class RecordCodRemittances1799620003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cod_remittances (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT cod_remittances_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        order_id uuid NOT NULL CONSTRAINT cod_remittances_order_fk REFERENCES orders ON DELETE RESTRICT,
        fulfillment_id uuid NOT NULL CONSTRAINT cod_remittances_fulfillment_fk REFERENCES fulfillments ON DELETE RESTRICT,
        -- What the carrier was to collect, what it says it collected, and what of it it kept.
        expected_vnd bigint NOT NULL CHECK (expected_vnd > 0),
        collected_vnd bigint NOT NULL CHECK (collected_vnd BETWEEN 1 AND 9999999999999),
        fee_vnd bigint NOT NULL CHECK (fee_vnd BETWEEN 0 AND 9999999999999),
        paid_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT cod_remittances_parcel_key UNIQUE (fulfillment_id)
      )`);
    // Of one order.
    await runner.query(`CREATE INDEX cod_remittances_order ON cod_remittances (order_id)`);
    // A carrier's statement names parcels by their code, spaces and small letters aside.
    await runner.query(`CREATE INDEX fulfillments_tracking
      ON fulfillments (upper(regexp_replace(tracking_code, '[^A-Za-z0-9]', '', 'g'))) WHERE tracking_code IS NOT NULL`);
    const own = `seller_id = (SELECT bound_seller())`;
    await runner.query(`ALTER TABLE cod_remittances ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY cod_remittances_floor ON cod_remittances TO floor_officer, floor_worker USING (true)`,
    );
    await runner.query(
      `CREATE POLICY cod_remittances_own ON cod_remittances FOR SELECT TO floor_seller USING (${own})`,
    );
    await runner.query(`CREATE POLICY cod_remittances_add ON cod_remittances FOR INSERT TO floor_seller
      WITH CHECK (${own} AND order_id IN (SELECT id FROM orders) AND fulfillment_id IN (SELECT id FROM fulfillments))`);
    await runner.query(`GRANT SELECT ON cod_remittances TO floor_officer, floor_worker`);
    await runner.query(`GRANT SELECT, INSERT ON cod_remittances TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX fulfillments_tracking`);
    await runner.query(`DROP TABLE cod_remittances`);
  }
}
