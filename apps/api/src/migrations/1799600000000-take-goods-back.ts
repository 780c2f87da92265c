import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a shop, a decision or a clock changes of a return and of what hangs on it. */
const CHANGED: Readonly<Record<string, string>> = {
  order_returns: `status, status_changed_at, goods, decline_reason, decline_words, refund_vnd, shipping_vnd, updated_at`,
  order_return_lines: 'restocked_quantity, written_off_quantity, refund_vnd, updated_at',
};

/**
 * Goods a buyer wants to give back: for which pieces and why, with pictures, what the shop answered, what came back and
 * what is owed for it. That no piece goes back twice, or without having come, is the database's own rule.
 */
export class TakeGoodsBack1799600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_returns (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_returns_order_fk REFERENCES orders ON DELETE RESTRICT,
        number smallint NOT NULL CHECK (number BETWEEN 1 AND 20),
        -- Of the form's making: sent twice it is one return.
        key varchar(64) NOT NULL CHECK (length(key) >= 8),
        status varchar(12) NOT NULL
          CHECK (status IN ('requested', 'escalated', 'agreed', 'settled', 'declined', 'withdrawn')),
        status_changed_at timestamptz NOT NULL,
        reason varchar(20) NOT NULL CHECK (reason IN
          ('not_as_described', 'damaged', 'wrong_goods', 'missing', 'spoiled', 'changed_mind')),
        -- The buyer's own words and, where a refund goes by transfer, the account it goes to: with the purchase's own key.
        words_sealed varchar(6000),
        refund_account_sealed varchar(1000),
        -- Until when the shop answers; then officers hear of it.
        answer_by timestamptz NOT NULL,
        -- Whether the goods come back, or the buyer keeps them; null until somebody agreed.
        goods varchar(4) CHECK (goods IN ('back', 'kept')),
        decline_reason varchar(20) CHECK (decline_reason IN
          ('as_described', 'used', 'not_our_goods', 'not_sent', 'goods_differ', 'other')),
        decline_words varchar(300) CHECK (decline_words <> ''),
        -- What the buyer gets for it, delivery included; of that, delivery.
        refund_vnd bigint CHECK (refund_vnd >= 0),
        shipping_vnd bigint CHECK (shipping_vnd >= 0 AND shipping_vnd <= refund_vnd),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_returns_number_key UNIQUE (order_id, number),
        CONSTRAINT order_returns_key_key UNIQUE (order_id, key),
        CONSTRAINT order_returns_agreed_check CHECK (status NOT IN ('agreed', 'settled') OR goods IS NOT NULL),
        CONSTRAINT order_returns_declined_check CHECK (status <> 'declined' OR decline_reason IS NOT NULL),
        CONSTRAINT order_returns_settled_check
          CHECK ((status = 'settled') = (refund_vnd IS NOT NULL) AND (refund_vnd IS NULL) = (shipping_vnd IS NULL))
      )`);
    // The sweep: what nobody answers.
    await runner.query(
      `CREATE INDEX order_returns_unanswered ON order_returns (answer_by) WHERE status = 'requested'`,
    );
    await runner.query(`
      CREATE TABLE order_return_lines (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        return_id uuid NOT NULL CONSTRAINT order_return_lines_return_fk REFERENCES order_returns ON DELETE RESTRICT,
        order_line_id uuid NOT NULL CONSTRAINT order_return_lines_line_fk REFERENCES order_lines ON DELETE RESTRICT,
        quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 999),
        -- Of what came back: on the shelf again, or lost.
        restocked_quantity smallint NOT NULL DEFAULT 0 CHECK (restocked_quantity >= 0),
        written_off_quantity smallint NOT NULL DEFAULT 0 CHECK (written_off_quantity >= 0),
        refund_vnd bigint CHECK (refund_vnd >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_return_lines_once_key UNIQUE (return_id, order_line_id),
        CONSTRAINT order_return_lines_back_check CHECK (restocked_quantity + written_off_quantity <= quantity)
      )`);
    // How much of an order's line goes back already.
    await runner.query(`CREATE INDEX order_return_lines_line ON order_return_lines (order_line_id)`);
    await runner.query(`
      CREATE TABLE order_return_photos (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_return_photos_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- Null until it is sent with a return.
        return_id uuid CONSTRAINT order_return_photos_return_fk REFERENCES order_returns ON DELETE RESTRICT,
        bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 20000000),
        width smallint NOT NULL CHECK (width > 0),
        height smallint NOT NULL CHECK (height > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Pictures of one order, taken but not sent with a return yet, and of its returns.
    await runner.query(`CREATE INDEX order_return_photos_order ON order_return_photos (order_id, return_id)`);
    await this.giveBackNoMoreThanCame(runner);
    await this.grant(runner);
  }

  /** Two requests for the same piece wait for each other at the line, and the second counts what the first has written. */
  private async giveBackNoMoreThanCame(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION order_return_fits(given uuid, line uuid) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM FROM order_lines WHERE id = line FOR NO KEY UPDATE;
        IF NOT EXISTS (SELECT FROM order_lines l JOIN order_returns r ON r.order_id = l.order_id
              WHERE l.id = line AND r.id = given)
          OR (SELECT sum(x.quantity) FROM order_return_lines x JOIN order_returns r ON r.id = x.return_id
              WHERE x.order_line_id = line AND r.status NOT IN ('declined', 'withdrawn'))
            > (SELECT coalesce(sum(x.quantity - x.refused_quantity), 0) FROM fulfillment_lines x
              JOIN fulfillments f ON f.id = x.fulfillment_id
              WHERE x.order_line_id = line AND f.arrived_at IS NOT NULL) THEN
          RAISE EXCEPTION 'more goes back than came'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_return_lines_fit_check';
        END IF;
      END $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION order_return_fits(uuid, uuid) FROM PUBLIC`);
    await runner.query(`
      CREATE FUNCTION order_return_lines_fit() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM order_return_fits(NEW.return_id, NEW.order_line_id);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER order_return_lines_fit AFTER INSERT OR UPDATE OF quantity ON order_return_lines
      FOR EACH ROW EXECUTE FUNCTION order_return_lines_fit()`);
    // One that was declined and is agreed to after all counts again.
    await runner.query(`
      CREATE FUNCTION order_returns_fit() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM order_return_fits(NEW.id, x.order_line_id) FROM order_return_lines x
          WHERE x.return_id = NEW.id ORDER BY x.order_line_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER order_returns_fit AFTER UPDATE OF status ON order_returns FOR EACH ROW
      WHEN (OLD.status IN ('declined', 'withdrawn') AND NEW.status NOT IN ('declined', 'withdrawn'))
      EXECUTE FUNCTION order_returns_fit()`);
  }

  private async grant(runner: QueryRunner): Promise<void> {
    const own: Readonly<Record<string, string>> = {
      order_returns: `order_id IN (SELECT id FROM orders)`,
      order_return_lines: `return_id IN (SELECT id FROM order_returns)`,
      // What was not sent with a return is the buyer's alone.
      order_return_photos: `return_id IN (SELECT id FROM order_returns)`,
    };
    for (const [table, rows] of Object.entries(own)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table}
        TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${rows})`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_buyer, floor_seller, floor_officer`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO floor_worker`);
    }
    for (const [table, columns] of Object.entries(CHANGED)) {
      await runner.query(
        `CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO floor_seller USING (${own[table]})`,
      );
      await runner.query(`GRANT UPDATE (${columns}) ON ${table} TO floor_seller, floor_worker`);
    }
    await runner.query(`GRANT UPDATE (return_id, updated_at), DELETE ON order_return_photos TO floor_worker`);
  }

  /** Works while nobody asked for a return. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE order_return_photos, order_return_lines, order_returns`);
    await runner.query(
      `DROP FUNCTION order_returns_fit(), order_return_lines_fit(), order_return_fits(uuid, uuid)`,
    );
  }
}
