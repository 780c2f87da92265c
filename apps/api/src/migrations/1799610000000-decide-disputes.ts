import type { MigrationInterface, QueryRunner } from 'typeorm';

const LIVE = `status IN ('open', 'answered', 'escalated', 'taken')`;
const AUDIENCES = 'floor_account, floor_buyer, floor_officer, floor_worker';

/**
 * Disputes between a buyer and a shop about one order, what both and an officer wrote in them, and private pictures of
 * orders. What was written and shown is sealed with the purchase's own key and goes with it.
 */
export class DecideDisputes1799610000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE disputes (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT disputes_order_fk REFERENCES orders ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT disputes_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        kind varchar(20) NOT NULL CHECK (kind IN
          ('not_received', 'not_as_described', 'refund_unpaid', 'return_declined', 'price_or_fee', 'conduct', 'other')),
        status varchar(10) NOT NULL CHECK (status IN
          ('open', 'answered', 'escalated', 'taken', 'settled', 'withdrawn', 'decided')),
        status_changed_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        -- The last day of the shop's first reply, and of the dispute: working days (Law 122/2025, procedure of complaints).
        first_reply_by date NOT NULL,
        resolve_by date NOT NULL CHECK (resolve_by >= first_reply_by),
        first_replied_at timestamptz,
        -- When it came to the officers' desk.
        escalated_at timestamptz,
        -- When both sides were told that its time is over.
        overdue_at timestamptz,
        officer_id uuid CONSTRAINT disputes_officer_fk REFERENCES accounts ON DELETE RESTRICT,
        -- What one side proposed last and the other may accept.
        proposal_id uuid,
        outcome varchar(10) CHECK (outcome IN ('refund', 'return', 'shop_right', 'settled')),
        outcome_vnd bigint CHECK (outcome_vnd > 0),
        refund_id uuid CONSTRAINT disputes_refund_fk REFERENCES refunds ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT disputes_end_check CHECK ((status IN ('settled', 'decided')) = (outcome IS NOT NULL)
          AND (outcome IS NOT DISTINCT FROM 'refund') = (outcome_vnd IS NOT NULL)
          AND (outcome_vnd IS NULL) = (refund_id IS NULL)),
        CONSTRAINT disputes_officer_check CHECK (status NOT IN ('taken', 'decided') OR officer_id IS NOT NULL)
      )`);
    // Two that are opened at once: one of a kind an order.
    await runner.query(`CREATE UNIQUE INDEX disputes_live ON disputes (order_id, kind) WHERE ${LIVE}`);
    // The disputes of one order, and of one shop, the newest first.
    await runner.query(`CREATE INDEX disputes_order ON disputes (order_id, id)`);
    await runner.query(`CREATE INDEX disputes_seller ON disputes (seller_id, id)`);
    // The sweep of the clocks and the officers' desk.
    await runner.query(`CREATE INDEX disputes_due ON disputes (resolve_by, id) WHERE ${LIVE}`);
    await runner.query(`
      CREATE TABLE dispute_messages (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        dispute_id uuid NOT NULL CONSTRAINT dispute_messages_dispute_fk REFERENCES disputes ON DELETE RESTRICT,
        -- The purchase whose key seals the words.
        order_group_id uuid NOT NULL CONSTRAINT dispute_messages_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        author varchar(10) NOT NULL CHECK (author IN ('buyer', 'seller', 'staff', 'officer')),
        -- Nobody for a guest.
        account_id uuid CONSTRAINT dispute_messages_account_fk REFERENCES accounts ON DELETE RESTRICT,
        -- Null once the time for which orders are kept is over.
        words_sealed varchar(12000),
        proposal varchar(10) CHECK (proposal IN ('refund', 'return', 'settled')),
        proposal_vnd bigint CHECK (proposal_vnd > 0),
        written_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT dispute_messages_proposed_check
          CHECK ((proposal IS NOT DISTINCT FROM 'refund') = (proposal_vnd IS NOT NULL)),
        CONSTRAINT dispute_messages_officer_check CHECK (author <> 'officer' OR proposal IS NULL)
      )`);
    // What was written in one dispute, in its order.
    await runner.query(`CREATE INDEX dispute_messages_dispute ON dispute_messages (dispute_id, id)`);
    // The sweep that takes away what a purchase no longer keeps.
    await runner.query(`CREATE INDEX dispute_messages_group ON dispute_messages (order_group_id)`);
    await runner.query(`ALTER TABLE disputes ADD CONSTRAINT disputes_proposal_fk
      FOREIGN KEY (proposal_id) REFERENCES dispute_messages ON DELETE RESTRICT`);
    await runner.query(`
      CREATE TABLE order_pictures (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_pictures_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- The purchase whose key seals the file.
        order_group_id uuid NOT NULL CONSTRAINT order_pictures_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        subject varchar(10) NOT NULL CHECK (subject IN ('dispute', 'return')),
        subject_id uuid NOT NULL,
        added_by varchar(10) NOT NULL CHECK (added_by IN ('buyer', 'seller')),
        -- Of the picture itself, before sealing.
        bytes integer NOT NULL CHECK (bytes > 0),
        added_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The pictures of one dispute or return.
    await runner.query(`CREATE INDEX order_pictures_subject ON order_pictures (subject_id, id)`);
    // The sweep that takes away what a purchase no longer keeps.
    await runner.query(`CREATE INDEX order_pictures_group ON order_pictures (order_group_id)`);
    await this.wall(runner);
    await this.grant(runner);
  }

  private async wall(runner: QueryRunner): Promise<void> {
    const own: Readonly<Record<string, string>> = {
      disputes: `seller_id = (SELECT bound_seller())`,
      dispute_messages: `dispute_id IN (SELECT id FROM disputes)`,
      order_pictures: `order_id IN (SELECT id FROM orders)`,
    };
    for (const [table, rows] of Object.entries(own)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(
        `CREATE POLICY ${table}_floor ON ${table} TO ${AUDIENCES} USING (true) WITH CHECK (true)`,
      );
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${rows})`);
    }
    await runner.query(
      `CREATE POLICY disputes_change ON disputes FOR UPDATE TO floor_seller USING (${own['disputes']})`,
    );
    for (const table of ['dispute_messages', 'order_pictures'])
      await runner.query(
        `CREATE POLICY ${table}_add ON ${table} FOR INSERT TO floor_seller WITH CHECK (${own[table]})`,
      );
  }

  private async grant(runner: QueryRunner): Promise<void> {
    const moved = `status, status_changed_at, first_replied_at, escalated_at, proposal_id, outcome, outcome_vnd, refund_id, updated_at`;
    await runner.query(
      `GRANT SELECT ON disputes, dispute_messages, order_pictures TO floor_account, floor_officer`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE (${moved}) ON disputes TO floor_buyer`);
    await runner.query(`GRANT SELECT, UPDATE (${moved}) ON disputes TO floor_seller`);
    await runner.query(`GRANT SELECT, UPDATE (${moved}, overdue_at, officer_id) ON disputes TO floor_worker`);
    await runner.query(
      `GRANT SELECT, INSERT ON dispute_messages, order_pictures TO floor_buyer, floor_seller, floor_worker`,
    );
    // What a purchase no longer keeps.
    await runner.query(`GRANT UPDATE (words_sealed, updated_at) ON dispute_messages TO floor_worker`);
    await runner.query(`GRANT DELETE ON order_pictures TO floor_worker`);
    // What came in for an order and goes back already: an officer decides on nothing beyond.
    await runner.query(
      `GRANT SELECT (id, payable_id, method, status, amount_vnd, received_vnd, refunds_vnd) ON payments TO floor_officer`,
    );
  }

  /** Works while nobody was given money back by a dispute: what was decided cannot be forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `REVOKE SELECT (id, payable_id, method, status, amount_vnd, received_vnd, refunds_vnd) ON payments FROM floor_officer`,
    );
    await runner.query(`ALTER TABLE disputes DROP CONSTRAINT disputes_proposal_fk`);
    await runner.query(`DROP TABLE order_pictures, dispute_messages, disputes`);
  }
}
