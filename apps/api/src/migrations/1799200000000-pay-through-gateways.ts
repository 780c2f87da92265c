import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;

/**
 * Accounts that sellers have at payment gateways, the pages on which single orders are paid, and what gateways told of
 * them. The money goes into the seller's account; the floor keeps which account that was, and what signs in its name sealed.
 */
export class PayThroughGateways1799200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createAccounts(runner);
    await this.createSessions(runner);
    await this.createNotices(runner);
  }

  private async createAccounts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway_accounts (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT gateway_accounts_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        gateway varchar(10) NOT NULL CHECK (gateway IN ('stripe', 'vnpay')),
        -- Stripe: the connected account; VNPAY: the terminal code.
        external_account varchar(60) NOT NULL CHECK (external_account <> ''),
        secret_sealed varchar(500),
        -- An account that was changed is off and stays: refunds of what it took still need it.
        status varchar(10) NOT NULL CHECK (status IN ('active', 'off')),
        status_changed_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT gateway_accounts_secret_check CHECK ((gateway = 'vnpay') = (secret_sealed IS NOT NULL))
      )`);
    // One a seller and gateway; asked for by every quote.
    await runner.query(`CREATE UNIQUE INDEX gateway_accounts_active ON gateway_accounts (seller_id, gateway)
      WHERE status = 'active'`);
    // The account of one shop never takes the money of another.
    await runner.query(`CREATE UNIQUE INDEX gateway_accounts_one_shop ON gateway_accounts (gateway, external_account)
      WHERE status = 'active'`);
    await runner.query(`ALTER TABLE gateway_accounts ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY gateway_accounts_floor ON gateway_accounts
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY gateway_accounts_own ON gateway_accounts FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(
      `CREATE POLICY gateway_accounts_add ON gateway_accounts FOR INSERT TO floor_seller WITH CHECK (${OWN})`,
    );
    await runner.query(`CREATE POLICY gateway_accounts_change ON gateway_accounts FOR UPDATE TO floor_seller
      USING (${OWN}) WITH CHECK (${OWN})`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (status, status_changed_at, updated_at)
      ON gateway_accounts TO floor_seller`);
    await runner.query(`GRANT SELECT ON gateway_accounts TO floor_worker`);
    // That a shop has one, and since when: what signs in its name is nobody's at a desk.
    await runner.query(`GRANT SELECT (id, seller_id, gateway, external_account, status, status_changed_at, created_at)
      ON gateway_accounts TO floor_officer`);
    // How a shop may be paid, for whoever prices a cart; which account it is they need not know.
    await runner.query(`
      CREATE VIEW buying_gateways AS SELECT seller_id, gateway FROM gateway_accounts WHERE status = 'active'`);
    await runner.query(`GRANT SELECT ON buying_gateways TO floor_buyer, floor_worker`);
  }

  private async createSessions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE payment_sessions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        payment_id uuid NOT NULL CONSTRAINT payment_sessions_payment_fk REFERENCES payments ON DELETE RESTRICT,
        gateway_account_id uuid NOT NULL
          CONSTRAINT payment_sessions_account_fk REFERENCES gateway_accounts ON DELETE RESTRICT,
        attempt smallint NOT NULL CHECK (attempt BETWEEN 1 AND 20),
        -- creating: the gateway was or will be asked, and nobody knows yet with what end.
        status varchar(10) NOT NULL CHECK (status IN ('creating', 'open', 'paid', 'expired', 'failed')),
        status_changed_at timestamptz NOT NULL,
        amount_vnd bigint NOT NULL CHECK (amount_vnd > 0),
        application_fee_vnd bigint NOT NULL DEFAULT 0 CHECK (application_fee_vnd >= 0),
        -- The gateway's names of the page and of the money that came in through it.
        external_id varchar(160) CHECK (external_id <> ''),
        external_payment_id varchar(160) CHECK (external_payment_id <> ''),
        checkout_url varchar(4000),
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_sessions_attempt_key UNIQUE (payment_id, attempt),
        CONSTRAINT payment_sessions_fee_check CHECK (application_fee_vnd < amount_vnd),
        CONSTRAINT payment_sessions_open_check CHECK (status NOT IN ('open', 'paid') OR external_id IS NOT NULL),
        CONSTRAINT payment_sessions_paid_check CHECK (status <> 'paid' OR external_payment_id IS NOT NULL)
      )`);
    // Two pages for one order could both be paid.
    await runner.query(`CREATE UNIQUE INDEX payment_sessions_live ON payment_sessions (payment_id)
      WHERE status IN ('creating', 'open')`);
    // Refunds go to where the money came in.
    await runner.query(
      `CREATE INDEX payment_sessions_account ON payment_sessions (gateway_account_id, external_id)`,
    );
    // No shop may read it: which page was opened where is between the buyer and the gateway.
    await runner.query(`GRANT SELECT ON payment_sessions TO floor_buyer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON payment_sessions TO floor_worker`);
  }

  private async createNotices(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway_notices (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        gateway varchar(10) NOT NULL CHECK (gateway IN ('stripe', 'vnpay')),
        event_id varchar(200) NOT NULL CHECK (event_id <> ''),
        kind varchar(80) NOT NULL CHECK (kind <> ''),
        -- Null where it is about nothing of ours, or says of it what is not true.
        session_id uuid CONSTRAINT gateway_notices_session_fk REFERENCES payment_sessions ON DELETE RESTRICT,
        outcome varchar(10) NOT NULL CHECK (outcome <> ''),
        received_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- Told again it ends here; written in the transaction of its effect.
        CONSTRAINT gateway_notices_event_key UNIQUE (gateway, event_id)
      )`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (session_id, outcome, updated_at) ON gateway_notices TO floor_worker`,
    );
  }

  /** Works while nothing was paid through one: refunds would no longer know where to. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW buying_gateways`);
    await runner.query(`DROP TABLE gateway_notices, payment_sessions, gateway_accounts`);
  }
}
