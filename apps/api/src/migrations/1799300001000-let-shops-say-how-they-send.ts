import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;

/** A shop says how it sends: which options of the fee table, its own delivery with its area, which points it serves. */
export class LetShopsSayHowTheySend1799300001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seller_deliveries (
        seller_id uuid PRIMARY KEY CONSTRAINT seller_deliveries_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        version integer NOT NULL CHECK (version >= 1),
        -- Of the fee table; null: all of them, also those that come later.
        rate_options varchar(20)[] CHECK (cardinality(rate_options) <= 50),
        -- Its own delivery: what it costs, and to which communes of the province it goes.
        own_fee_vnd bigint CHECK (own_fee_vnd BETWEEN 0 AND 10000000),
        own_min_days smallint CHECK (own_min_days BETWEEN 0 AND 60),
        own_max_days smallint CHECK (own_max_days BETWEEN own_min_days AND 60),
        own_communes varchar(5)[] CHECK (cardinality(own_communes) BETWEEN 1 AND 200),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT seller_deliveries_own_check CHECK (num_nulls(own_fee_vnd, own_min_days, own_max_days, own_communes) IN (0, 4))
      )`);
    await runner.query(`ALTER TABLE seller_deliveries ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY seller_deliveries_floor ON seller_deliveries
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY seller_deliveries_own ON seller_deliveries FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY seller_deliveries_add ON seller_deliveries FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY seller_deliveries_change ON seller_deliveries FOR UPDATE TO floor_seller USING (${OWN})`,
    );
    await runner.query(`GRANT SELECT, INSERT ON seller_deliveries TO floor_seller`);
    await runner.query(`GRANT UPDATE (version, rate_options, own_fee_vnd, own_min_days, own_max_days, own_communes, updated_at)
      ON seller_deliveries TO floor_seller`);
    await runner.query(`GRANT SELECT ON seller_deliveries TO floor_officer`);
    // A quote is made of it.
    await runner.query(`
      CREATE VIEW buying_seller_deliveries AS
      SELECT seller_id, rate_options, own_fee_vnd, own_min_days, own_max_days, own_communes FROM seller_deliveries`);
    await runner.query(`GRANT SELECT ON buying_seller_deliveries TO floor_buyer`);
    await runner.query(
      `CREATE POLICY seller_pickup_points_add ON seller_pickup_points FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY seller_pickup_points_remove ON seller_pickup_points FOR DELETE TO floor_seller USING (${OWN})`,
    );
    await runner.query(`GRANT INSERT, DELETE ON seller_pickup_points TO floor_seller`);
    await runner.query(`GRANT SELECT ON shipping_rates TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT ON shipping_rates FROM floor_seller`);
    await runner.query(`REVOKE INSERT, DELETE ON seller_pickup_points FROM floor_seller`);
    await runner.query(`DROP POLICY seller_pickup_points_remove ON seller_pickup_points`);
    await runner.query(`DROP POLICY seller_pickup_points_add ON seller_pickup_points`);
    await runner.query(`DROP VIEW buying_seller_deliveries`);
    await runner.query(`DROP TABLE seller_deliveries`);
  }
}
