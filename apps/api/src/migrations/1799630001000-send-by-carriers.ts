import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;
const OWN_PARCEL = `fulfillment_id IN (SELECT id FROM fulfillments)`;
const ACTORS_BEFORE = `'buyer', 'seller', 'staff', 'officer', 'worker', 'gateway'`;

/** Accounts that shops have at carriers, the shipments made there, and parcels that move by what a carrier says. */
export class SendByCarriers1799630001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE carrier_accounts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT carrier_accounts_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        carrier varchar(20) NOT NULL CHECK (carrier IN ('ghn', 'ghtk', 'viettel_post')),
        external_account varchar(60) NOT NULL CHECK (external_account <> ''),
        secret_sealed varchar(4000) NOT NULL,
        -- One that was changed is off and stays: what it sent is still asked about with its token.
        status varchar(10) NOT NULL CHECK (status IN ('active', 'off')),
        status_changed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // One a shop and carrier.
    await runner.query(`CREATE UNIQUE INDEX carrier_accounts_active ON carrier_accounts (seller_id, carrier)
      WHERE status = 'active'`);
    await runner.query(`ALTER TABLE carrier_accounts ENABLE ROW LEVEL SECURITY`);
    await this.wall(runner, 'carrier_accounts', OWN);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (status, status_changed_at, updated_at)
      ON carrier_accounts TO floor_seller`);
    await runner.query(`GRANT SELECT ON carrier_accounts TO floor_worker`);

    await runner.query(`
      CREATE TABLE shipments (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        fulfillment_id uuid NOT NULL CONSTRAINT shipments_fulfillment_fk REFERENCES fulfillments ON DELETE RESTRICT,
        carrier_account_id uuid NOT NULL CONSTRAINT shipments_account_fk REFERENCES carrier_accounts ON DELETE RESTRICT,
        -- asked: the carrier was or will be asked, and nobody knows yet with what end.
        status varchar(10) NOT NULL CHECK (status IN ('asked', 'booked', 'refused', 'cancelled')),
        status_changed_at timestamptz NOT NULL,
        grams integer NOT NULL CHECK (grams BETWEEN 1 AND 50000),
        length_cm smallint NOT NULL CHECK (length_cm BETWEEN 1 AND 200),
        width_cm smallint NOT NULL CHECK (width_cm BETWEEN 1 AND 200),
        height_cm smallint NOT NULL CHECK (height_cm BETWEEN 1 AND 200),
        cod_vnd bigint NOT NULL CHECK (cod_vnd >= 0),
        value_vnd bigint NOT NULL CHECK (value_vnd >= 0),
        attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        -- The last attempt to make it, and the last question about it.
        asked_at timestamptz,
        read_at timestamptz,
        tracking_code varchar(60) CHECK (tracking_code <> ''),
        fee_vnd bigint CHECK (fee_vnd >= 0),
        carrier_status varchar(40) CHECK (carrier_status <> ''),
        carrier_status_at timestamptz,
        journey varchar(10) CHECK (journey IN ('waiting', 'taken', 'delivered', 'returning', 'returned', 'cancelled', 'lost')),
        -- Why the carrier does not take it, in its own words.
        refusal varchar(300) CHECK (refusal <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT shipments_booked_check CHECK (status <> 'booked' OR tracking_code IS NOT NULL)
      )`);
    // A parcel goes once.
    await runner.query(`CREATE UNIQUE INDEX shipments_live ON shipments (fulfillment_id)
      WHERE status IN ('asked', 'booked')`);
    // What the sweep takes up, the longest waiting first.
    await runner.query(`CREATE INDEX shipments_asked ON shipments (asked_at) WHERE status = 'asked'`);
    await runner.query(`CREATE INDEX shipments_read ON shipments (read_at) WHERE status = 'booked'`);
    // A carrier's notice names its own code.
    await runner.query(`CREATE INDEX shipments_tracking ON shipments (tracking_code)`);
    await runner.query(`ALTER TABLE shipments ENABLE ROW LEVEL SECURITY`);
    await this.wall(runner, 'shipments', OWN_PARCEL);
    await runner.query(`GRANT SELECT, INSERT ON shipments TO floor_seller`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, updated_at) ON shipments TO floor_seller`);
    await runner.query(`GRANT SELECT, UPDATE ON shipments TO floor_worker`);

    // What a carrier reports moves parcels, and with them stock.
    await runner.query(
      `GRANT UPDATE (carrier, tracking_code, handed_over_at) ON fulfillments TO floor_worker`,
    );
    await runner.query(`GRANT UPDATE (refused_quantity, updated_at) ON fulfillment_lines TO floor_worker`);
    await runner.query(`GRANT INSERT ON stock_movements TO floor_worker`);
    await runner.query(`ALTER TABLE order_events DROP CONSTRAINT order_events_actor_kind_check,
      ADD CONSTRAINT order_events_actor_kind_check CHECK (actor_kind IN (${ACTORS_BEFORE}, 'carrier'))`);
  }

  private async wall(runner: QueryRunner, table: string, own: string): Promise<void> {
    await runner.query(`CREATE POLICY ${table}_floor ON ${table}
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${own})`);
    await runner.query(
      `CREATE POLICY ${table}_add ON ${table} FOR INSERT TO floor_seller WITH CHECK (${own})`,
    );
    await runner.query(
      `CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO floor_seller USING (${own}) WITH CHECK (${own})`,
    );
  }

  /** Works while no carrier has moved a parcel: its event could not be kept. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_events DROP CONSTRAINT order_events_actor_kind_check,
      ADD CONSTRAINT order_events_actor_kind_check CHECK (actor_kind IN (${ACTORS_BEFORE}))`);
    await runner.query(`REVOKE INSERT ON stock_movements FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (refused_quantity, updated_at) ON fulfillment_lines FROM floor_worker`);
    await runner.query(
      `REVOKE UPDATE (carrier, tracking_code, handed_over_at) ON fulfillments FROM floor_worker`,
    );
    await runner.query(`DROP TABLE shipments, carrier_accounts`);
  }
}
