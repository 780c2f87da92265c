import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shop reads and writes its own vouchers; of the floor's it reads those its orders were bought with. */
const OWN = `seller_id = (SELECT bound_seller())`;

/**
 * Vouchers of shops and of the floor. A use is taken by conditional writes in the placement, and given back by itself once
 * every order of the purchase is cancelled. Terms never change: a voucher is ended, and another begun.
 */
export class GiveVouchers1799500001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vouchers (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- Null: the floor's own, for goods of any shop.
        seller_id uuid CONSTRAINT vouchers_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        code varchar(16) NOT NULL CHECK (code ~ '^[A-Z0-9]{4,16}$'),
        -- The code with what looks alike made one; two codes nobody can tell apart cannot both be given out.
        code_key varchar(16) NOT NULL CONSTRAINT vouchers_code_key UNIQUE CHECK (code_key ~ '^[A-Z0-9]{4,16}$'),
        kind varchar(10) NOT NULL CHECK (kind IN ('percent', 'fixed')),
        percent smallint CHECK (percent BETWEEN 1 AND 90),
        cap_vnd bigint CHECK (cap_vnd BETWEEN 1000 AND 1000000000),
        amount_vnd bigint CHECK (amount_vnd BETWEEN 1000 AND 1000000000),
        min_items_vnd bigint NOT NULL CHECK (min_items_vnd BETWEEN 0 AND 1000000000),
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        total_limit integer CHECK (total_limit BETWEEN 1 AND 1000000),
        person_limit smallint NOT NULL CHECK (person_limit BETWEEN 1 AND 100),
        used_count integer NOT NULL DEFAULT 0 CHECK (used_count >= 0),
        created_by uuid NOT NULL CONSTRAINT vouchers_created_by_fk REFERENCES accounts ON DELETE RESTRICT,
        ended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT vouchers_value_check CHECK (CASE kind WHEN 'percent' THEN percent IS NOT NULL AND amount_vnd IS NULL
          ELSE amount_vnd IS NOT NULL AND percent IS NULL AND cap_vnd IS NULL END),
        CONSTRAINT vouchers_days_check CHECK (ends_on >= starts_on),
        CONSTRAINT vouchers_limit_check CHECK (total_limit IS NULL OR used_count <= total_limit)
      )`);
    // A shop's list, and with NULL the floor's, the newest on top.
    await runner.query(`CREATE INDEX vouchers_seller ON vouchers (seller_id, created_at, id)`);
    await runner.query(`
      CREATE TABLE voucher_uses (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        voucher_id uuid NOT NULL CONSTRAINT voucher_uses_voucher_fk REFERENCES vouchers ON DELETE RESTRICT,
        -- A purchase uses one voucher, once, over however many shops it splits.
        order_group_id uuid NOT NULL CONSTRAINT voucher_uses_group_key UNIQUE
          CONSTRAINT voucher_uses_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        -- Who bears what was taken off: frozen at the sale, because money between floor and shop follows from it.
        paid_by varchar(10) NOT NULL CHECK (paid_by IN ('seller', 'floor')),
        status varchar(10) NOT NULL CHECK (status IN ('live', 'freed')),
        status_changed_at timestamptz NOT NULL,
        -- Keyed digests of phone and account, for the limit a person has; emptied with the voucher's end.
        person_keys varchar(64)[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // How often a voucher was used, in its list; and what is swept with it.
    await runner.query(`CREATE INDEX voucher_uses_voucher ON voucher_uses (voucher_id)`);
    await runner.query(`
      CREATE TABLE voucher_people (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        voucher_id uuid NOT NULL CONSTRAINT voucher_people_voucher_fk REFERENCES vouchers ON DELETE RESTRICT,
        person_key varchar(64) NOT NULL,
        uses smallint NOT NULL CHECK (uses >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT voucher_people_once_key UNIQUE (voucher_id, person_key)
      )`);
    await this.wall(runner);
    await this.giveBack(runner);
  }

  private async wall(runner: QueryRunner): Promise<void> {
    for (const table of ['vouchers', 'voucher_uses']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table}
        TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    }
    await runner.query(
      `CREATE POLICY vouchers_own ON vouchers TO floor_seller USING (${OWN}) WITH CHECK (${OWN})`,
    );
    await runner.query(`CREATE POLICY voucher_uses_own ON voucher_uses FOR SELECT TO floor_seller
      USING (voucher_id IN (SELECT id FROM vouchers))`);
    await runner.query(`GRANT SELECT ON vouchers TO floor_buyer, floor_officer, floor_seller, floor_worker`);
    await runner.query(
      `GRANT INSERT, UPDATE (ended_at, updated_at) ON vouchers TO floor_officer, floor_seller`,
    );
    await runner.query(`GRANT UPDATE (used_count, updated_at) ON vouchers TO floor_buyer`);
    await runner.query(
      `GRANT SELECT (id, voucher_id, order_group_id, paid_by, status, status_changed_at) ON voucher_uses TO floor_seller, floor_officer`,
    );
    // What the floor's vouchers took off altogether.
    await runner.query(`GRANT SELECT (discount_vnd) ON orders TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT ON voucher_uses TO floor_buyer`);
    await runner.query(`GRANT SELECT, UPDATE (person_keys, updated_at) ON voucher_uses TO floor_worker`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (uses, updated_at) ON voucher_people TO floor_buyer`);
    await runner.query(`GRANT SELECT, DELETE ON voucher_people TO floor_worker`);
  }

  /**
   * Whoever cancels the last live order of a purchase gives its voucher back: the use is locked first, so that of two who
   * cancel at once the second sees what the first did. Orders are locked before vouchers, vouchers before stock, as in a
   * placement. A payment that arrives late leaves the discount and takes no use again.
   */
  private async giveBack(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION orders_free_voucher() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE used voucher_uses;
      BEGIN
        SELECT * INTO used FROM voucher_uses WHERE order_group_id = NEW.order_group_id AND status = 'live' FOR NO KEY UPDATE;
        IF NOT FOUND OR EXISTS (SELECT FROM orders WHERE order_group_id = NEW.order_group_id AND status <> 'cancelled') THEN
          RETURN NULL;
        END IF;
        UPDATE voucher_uses SET status = 'freed', status_changed_at = NEW.status_changed_at, updated_at = NEW.status_changed_at
          WHERE id = used.id;
        UPDATE vouchers SET used_count = used_count - 1, updated_at = NEW.status_changed_at WHERE id = used.voucher_id;
        UPDATE voucher_people SET uses = uses - 1, updated_at = NEW.status_changed_at
          WHERE voucher_id = used.voucher_id AND person_key = ANY (used.person_keys) AND uses > 0;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER orders_free_voucher AFTER UPDATE OF status ON orders
      FOR EACH ROW WHEN (NEW.status = 'cancelled' AND OLD.status <> 'cancelled') EXECUTE FUNCTION orders_free_voucher()`);
  }

  /** Works while no voucher was used: what it took off stands in orders. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT (discount_vnd) ON orders FROM floor_officer`);
    await runner.query(`DROP TRIGGER orders_free_voucher ON orders`);
    await runner.query(`DROP FUNCTION orders_free_voucher()`);
    await runner.query(`DROP TABLE voucher_people, voucher_uses, vouchers`);
  }
}
