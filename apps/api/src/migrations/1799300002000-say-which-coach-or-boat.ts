import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `fulfillment_id IN (SELECT id FROM fulfillments)`;

/** A parcel that goes by coach or boat: which one, from where and when, to where and when, and the driver's phone. */
export class SayWhichCoachOrBoat1799300002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fulfillment_rides (
        fulfillment_id uuid PRIMARY KEY
          CONSTRAINT fulfillment_rides_fulfillment_fk REFERENCES fulfillments ON DELETE RESTRICT,
        kind varchar(10) NOT NULL CHECK (kind IN ('coach', 'boat')),
        line varchar(60) NOT NULL CHECK (line <> ''),
        leaves_from varchar(120) NOT NULL CHECK (leaves_from <> ''),
        leaves_at timestamptz NOT NULL,
        arrives_to varchar(120) NOT NULL CHECK (arrives_to <> ''),
        arrives_at timestamptz,
        -- With the purchase's own key, so that it goes when the purchase forgets its people.
        driver_phone_sealed varchar(400),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT fulfillment_rides_times_check CHECK (arrives_at > leaves_at)
      )`);
    await runner.query(`ALTER TABLE fulfillment_rides ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY fulfillment_rides_floor ON fulfillment_rides
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY fulfillment_rides_own ON fulfillment_rides FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY fulfillment_rides_add ON fulfillment_rides FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    await runner.query(`GRANT SELECT, INSERT ON fulfillment_rides TO floor_seller`);
    await runner.query(`GRANT SELECT ON fulfillment_rides TO floor_buyer, floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE fulfillment_rides`);
  }
}
