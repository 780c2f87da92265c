import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEYS = `'account', 'seller', 'order_group', 'application', 'data_request', 'certificate'`;
const LETTERS = `'additions', 'approval', 'refusal', 'suspension', 'lifting', 'closure', 'product_takedown',
  'product_let_back'`;
const LIVE = `status IN ('open', 'taken')`;

/**
 * What people report of products and shops. Words, contact and answer are sealed with a key of the report's own, which
 * goes a year after it was decided. A product may now be taken down by the floor itself, and a shop be reminded by letter.
 */
export class ReportGoodsAndShops1799720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.allow(runner, 'data_keys', `${KEYS}, 'report'`);
    await this.allow(runner, 'letters', `${LETTERS}, 'reminder'`);
    // Null: no authority asked for it, the floor decided.
    await runner.query(`ALTER TABLE product_takedowns ALTER COLUMN demanded_by DROP NOT NULL`);
    await runner.query(`
      CREATE TABLE reports (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT reports_no_key UNIQUE,
        seller_id uuid NOT NULL CONSTRAINT reports_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        -- Null: it is about the whole shop.
        product_id uuid CONSTRAINT reports_product_fk REFERENCES products ON DELETE RESTRICT,
        reason varchar(40) NOT NULL CHECK (reason ~ '^[a-z_]{3,40}$'),
        -- Null once it was kept long enough.
        words_sealed varchar(26000),
        -- How a guest is reached, and a keyed digest of that; whoever was signed in is named by their account.
        contact_sealed varchar(1000),
        contact_hash varchar(64) CHECK (length(contact_hash) = 64),
        reporter_id uuid CONSTRAINT reports_reporter_fk REFERENCES accounts ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('open', 'taken', 'decided')),
        status_changed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        -- Working days: until an officer takes it, and until it is decided (Law 122/2025, procedure of complaints).
        take_by date NOT NULL,
        resolve_by date NOT NULL CHECK (resolve_by >= take_by),
        officer_id uuid CONSTRAINT reports_officer_fk REFERENCES accounts ON DELETE RESTRICT,
        outcome varchar(12) CHECK (outcome IN ('dismissed', 'shop_told', 'taken_down', 'suspended')),
        answer_sealed varchar(12000),
        -- What was done about it by the acts of other rooms.
        takedown_id uuid CONSTRAINT reports_takedown_fk REFERENCES product_takedowns ON DELETE RESTRICT,
        suspension_id uuid CONSTRAINT reports_suspension_fk REFERENCES suspensions ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT reports_reporter_check CHECK (reporter_id IS NULL OR contact_sealed IS NULL),
        CONSTRAINT reports_officer_check CHECK (status = 'open' OR officer_id IS NOT NULL),
        CONSTRAINT reports_end_check CHECK ((status = 'decided') = (outcome IS NOT NULL)),
        CONSTRAINT reports_takedown_check CHECK ((outcome IS NOT DISTINCT FROM 'taken_down') = (takedown_id IS NOT NULL)),
        CONSTRAINT reports_suspension_check CHECK ((outcome IS NOT DISTINCT FROM 'suspended') = (suspension_id IS NOT NULL))
      )`);
    // One person has one open report of a product, or of a shop.
    await runner.query(`CREATE UNIQUE INDEX reports_open_of_account ON reports (reporter_id, seller_id, product_id)
      NULLS NOT DISTINCT WHERE ${LIVE} AND reporter_id IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX reports_open_of_contact ON reports (contact_hash, seller_id, product_id)
      NULLS NOT DISTINCT WHERE ${LIVE} AND contact_hash IS NOT NULL`);
    // How often a product or a shop was reported.
    await runner.query(`CREATE INDEX reports_seller ON reports (seller_id, product_id)`);
    // The desk: what is open, the most urgent on top.
    await runner.query(`CREATE INDEX reports_due ON reports (resolve_by, id) WHERE ${LIVE}`);
    // What was decided, the newest on top; and what has been kept long enough.
    await runner.query(
      `CREATE INDEX reports_decided ON reports (status_changed_at, id) WHERE status = 'decided'`,
    );
    // What an account reported, for its copy and when it is erased.
    await runner.query(`CREATE INDEX reports_reporter ON reports (reporter_id)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (words_sealed, updated_at) ON reports TO floor_buyer`);
    await runner.query(`GRANT SELECT ON reports TO floor_account`);
    await runner.query(`GRANT SELECT, UPDATE (status, status_changed_at, officer_id, outcome, answer_sealed, takedown_id,
      suspension_id, contact_sealed, contact_hash, reporter_id, updated_at) ON reports TO floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE (words_sealed, answer_sealed, contact_sealed, contact_hash, reporter_id, updated_at)
      ON reports TO floor_worker`);
  }

  /** Works while the floor took nothing down by itself and wrote no such letter: numbers are not taken back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reports`);
    await runner.query(`ALTER TABLE product_takedowns ALTER COLUMN demanded_by SET NOT NULL`);
    await this.allow(runner, 'letters', LETTERS);
    await runner.query(`DELETE FROM data_keys WHERE kind = 'report'`);
    await this.allow(runner, 'data_keys', KEYS);
  }

  private async allow(runner: QueryRunner, table: 'data_keys' | 'letters', kinds: string): Promise<void> {
    await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_kind_check,
      ADD CONSTRAINT ${table}_kind_check CHECK (kind IN (${kinds}))`);
  }
}
