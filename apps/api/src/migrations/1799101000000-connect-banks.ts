import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shop's own connection to a service that tells of money on its account; off until the shop sets it up. */
export class ConnectBanks1799101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_connections (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT payment_connections_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        provider varchar(12) NOT NULL CHECK (provider IN ('sepay')),
        status varchar(3) NOT NULL CHECK (status IN ('on', 'off')),
        status_changed_at timestamptz NOT NULL,
        -- Under the shop's own key; gone once the connection is off.
        secret_sealed varchar(600),
        -- The secret before the last change still opens for a while, for notices that are on their way.
        previous_secret_sealed varchar(600),
        previous_until timestamptz,
        last_notice_at timestamptz,
        -- What the shop has to mend: somebody sent a notice that was not taken.
        last_refused_at timestamptz,
        last_refusal varchar(15) CHECK (last_refusal IN ('signature', 'time', 'content', 'account')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_connections_secret_check CHECK ((status = 'on') = (secret_sealed IS NOT NULL)
          AND (previous_secret_sealed IS NULL) = (previous_until IS NULL)
          AND (status = 'on' OR previous_secret_sealed IS NULL)),
        CONSTRAINT payment_connections_refusal_check CHECK ((last_refusal IS NULL) = (last_refused_at IS NULL))
      )`);
    // One open connection a shop and service.
    await runner.query(`CREATE UNIQUE INDEX payment_connections_open ON payment_connections (seller_id, provider)
      WHERE status = 'on'`);
    const own = `seller_id = (SELECT bound_seller())`;
    await runner.query(`ALTER TABLE payment_connections ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY payment_connections_floor ON payment_connections
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY payment_connections_own ON payment_connections FOR SELECT TO floor_seller USING (${own})`,
    );
    await runner.query(
      `CREATE POLICY payment_connections_add ON payment_connections FOR INSERT TO floor_seller WITH CHECK (${own})`,
    );
    await runner.query(
      `CREATE POLICY payment_connections_change ON payment_connections FOR UPDATE TO floor_seller USING (${own})`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE (status, status_changed_at, secret_sealed, previous_secret_sealed,
      previous_until, updated_at) ON payment_connections TO floor_seller`);
    await runner.query(`GRANT SELECT, UPDATE (last_notice_at, last_refused_at, last_refusal, updated_at)
      ON payment_connections TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE payment_connections`);
  }
}
