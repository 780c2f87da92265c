import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a seller's own side may read, with the condition under which a row is that seller's. */
const OWN: Readonly<Record<string, string>> = {
  producers: `id = (SELECT bound_producer())`,
  sellers: `id = (SELECT bound_seller())`,
  seller_pickup_points: `seller_id = (SELECT bound_seller())`,
  seller_members: `seller_id = (SELECT bound_seller())`,
  mandates: `seller_id = (SELECT bound_seller())`,
  products: `seller_id = (SELECT bound_seller())`,
  // Below a product: the policy of products applies to the inner query as well.
  variants: `product_id IN (SELECT id FROM products)`,
  product_images: `product_id IN (SELECT id FROM products)`,
  shelf_stocks: `product_id IN (SELECT id FROM products)`,
  certifications: `product_id IN (SELECT id FROM products)`,
  assessments: `product_id IN (SELECT id FROM products)`,
  listings: `seller_id = (SELECT bound_seller())`,
  stock_levels: `variant_id IN (SELECT id FROM variants)`,
  stock_movements: `variant_id IN (SELECT id FROM variants)`,
  stock_reservations: `variant_id IN (SELECT id FROM variants)`,
  orders: `seller_id = (SELECT bound_seller())`,
  order_lines: `order_id IN (SELECT id FROM orders)`,
  fulfillments: `order_id IN (SELECT id FROM orders)`,
  payments: `payable_id IN (SELECT id FROM orders)`,
  order_groups: `id IN (SELECT order_group_id FROM orders)`,
};

/** A purchase is shared by several shops: each sees who gets the goods and where, not what the others were paid. */
const GROUP_COLUMNS = `id, code, contact_name, contact_phone, contact_email, delivery_method, province_code, commune_code,
  ward, address_line, tourism_point_id, note, invoice, placed_at, created_at, updated_at`;

/**
 * Members of shops, mandates of assisting staff, and the wall between shops. Whoever works for a shop enters it through
 * one function, which checks membership or mandate and binds the shop to this very transaction; every policy reads that
 * binding and no setting that could be written by hand.
 */
export class EnterShopsAndIsolateSellers1796000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createPeopleOfShops(runner);
    await this.createBinding(runner);
    for (const [table, own] of Object.entries(OWN)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      // The other audiences are held by their grants and their use cases; for them the policy is no condition at all.
      await runner.query(`CREATE POLICY ${table}_floor ON ${table} TO floor_account, floor_buyer, floor_officer, floor_worker
        USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${own})`);
      const columns = table === 'order_groups' ? ` (${GROUP_COLUMNS})` : '';
      await runner.query(`GRANT SELECT${columns} ON ${table} TO floor_seller`);
    }
    await this.writeHistoryForShops(runner);
  }

  private async createPeopleOfShops(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seller_members (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT seller_members_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        account_id uuid NOT NULL CONSTRAINT seller_members_account_fk REFERENCES accounts ON DELETE RESTRICT,
        role varchar(10) NOT NULL CHECK (role IN ('owner', 'staff')),
        permissions varchar(10)[] NOT NULL,
        invited_by uuid CONSTRAINT seller_members_invited_by_fk REFERENCES accounts ON DELETE RESTRICT,
        ended_at timestamptz,
        ended_by uuid CONSTRAINT seller_members_ended_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT seller_members_permissions_check CHECK (CASE role WHEN 'owner' THEN permissions = '{}'
          ELSE permissions <@ '{listings,orders,money}'::varchar[] AND cardinality(permissions) > 0 END)
      )`);
    // One membership a person and shop; asked for with every request of a seller.
    await runner.query(`CREATE UNIQUE INDEX seller_members_open ON seller_members (seller_id, account_id)
      WHERE ended_at IS NULL`);
    // "My shops".
    await runner.query(
      `CREATE INDEX seller_members_account ON seller_members (account_id) WHERE ended_at IS NULL`,
    );
    await runner.query(`
      CREATE TABLE mandates (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT mandates_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        staff_account_id uuid NOT NULL CONSTRAINT mandates_staff_fk REFERENCES accounts ON DELETE RESTRICT,
        reason varchar(500) NOT NULL CHECK (reason <> ''),
        permissions varchar(10)[] NOT NULL
          CHECK (permissions <@ '{shop,listings,orders}'::varchar[] AND cardinality(permissions) > 0),
        status varchar(10) NOT NULL CHECK (status IN ('requested', 'active', 'declined', 'withdrawn', 'lapsed')),
        status_changed_at timestamptz NOT NULL,
        requested_at timestamptz NOT NULL,
        consented_at timestamptz,
        -- By a code read out from the shop's phone, or by a member on the shop's own page.
        consent_by varchar(10) CHECK (consent_by IN ('code', 'page')),
        consent_text_version varchar(20),
        expires_at timestamptz NOT NULL,
        ended_by uuid CONSTRAINT mandates_ended_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT mandates_consent_check CHECK ((consented_at IS NULL) = (consent_by IS NULL)
          AND (consented_at IS NULL) = (consent_text_version IS NULL) AND (status <> 'active' OR consented_at IS NOT NULL)),
        CONSTRAINT mandates_expiry_check CHECK (expires_at > requested_at)
      )`);
    // One open mandate a staff member and shop, asked for or given.
    await runner.query(`CREATE UNIQUE INDEX mandates_open ON mandates (seller_id, staff_account_id)
      WHERE status IN ('requested', 'active')`);
    // Whom a staff member may act for.
    await runner.query(`CREATE INDEX mandates_staff ON mandates (staff_account_id) WHERE status = 'active'`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON seller_members, mandates TO floor_officer`);
    await runner.query(`GRANT SELECT ON seller_members, mandates TO floor_account, floor_worker`);
  }

  private async createBinding(runner: QueryRunner): Promise<void> {
    // One row a connection, overwritten by its next transaction; the transaction's own number says whether it still holds.
    await runner.query(`
      CREATE UNLOGGED TABLE transaction_actors (
        pid integer PRIMARY KEY,
        xid xid8 NOT NULL,
        account_id uuid NOT NULL,
        seller_id uuid NOT NULL,
        producer_id uuid NOT NULL,
        mandate_id uuid
      ) WITH (fillfactor = 50)`);
    for (const column of ['seller', 'producer']) {
      await runner.query(`
        CREATE FUNCTION bound_${column}() RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
        RETURN (SELECT ${column}_id FROM transaction_actors
          WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id_if_assigned())`);
    }
    // What the holder of a session is in a shop: a member, or staff under a mandate who still has the post. No row: there
    // is no such shop for them. \`allowed\` says whether they have that permission there.
    await runner.query(`
      CREATE FUNCTION seller_access(session_hash varchar, seller_slug varchar, wanted varchar, at timestamptz)
      RETURNS TABLE (seller_id uuid, producer_id uuid, name varchar, status varchar, account_id uuid, capacity varchar,
        mandate_id uuid, allowed boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT s.id, s.producer_id, s.name, s.status, who.account_id,
          (CASE WHEN m.id IS NULL THEN 'mandate' ELSE 'member' END)::varchar, CASE WHEN m.id IS NULL THEN d.id END,
          (who.scopes IS NULL OR ('seller:' || wanted) = ANY (who.scopes))
            AND CASE WHEN m.id IS NULL THEN wanted = ANY (d.permissions)
              ELSE m.role = 'owner' OR wanted = ANY (m.permissions) END
        FROM session_of(session_hash, at) who
        JOIN sellers s ON s.slug = seller_slug
        JOIN producers p ON p.id = s.producer_id
        LEFT JOIN seller_members m ON m.seller_id = s.id AND m.account_id = who.account_id AND m.ended_at IS NULL
        LEFT JOIN mandates d ON d.seller_id = s.id AND d.staff_account_id = who.account_id AND d.status = 'active'
          AND d.expires_at > at
          -- The mandate is the seller's, the post the province's: without the post there is no acting for anybody.
          AND EXISTS (SELECT FROM duties_in_force(who.account_id, at) duty
            WHERE duty.role IN ('assisting_staff', 'administrator')
              AND (duty.communes IS NULL OR p.commune_code = ANY (duty.communes)))
        WHERE m.id IS NOT NULL OR d.id IS NOT NULL;
      END`);
    await runner.query(`
      CREATE FUNCTION enter_seller(session_hash varchar, seller_slug varchar, wanted varchar, at timestamptz)
      RETURNS TABLE (seller_id uuid, producer_id uuid, name varchar, status varchar, account_id uuid, capacity varchar,
        mandate_id uuid, allowed boolean)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        entering record;
      BEGIN
        SELECT * INTO entering FROM seller_access(session_hash, seller_slug, wanted, at);
        IF NOT FOUND THEN
          RETURN;
        END IF;
        IF entering.allowed THEN
          IF bound_seller() IS DISTINCT FROM entering.seller_id AND bound_seller() IS NOT NULL THEN
            RAISE EXCEPTION 'one transaction works for one shop';
          END IF;
          INSERT INTO transaction_actors AS known (pid, xid, account_id, seller_id, producer_id, mandate_id)
          VALUES (pg_backend_pid(), pg_current_xact_id(), entering.account_id, entering.seller_id, entering.producer_id,
            entering.mandate_id)
          ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, account_id = excluded.account_id,
            seller_id = excluded.seller_id, producer_id = excluded.producer_id, mandate_id = excluded.mandate_id;
        END IF;
        RETURN QUERY SELECT entering.seller_id, entering.producer_id, entering.name, entering.status, entering.account_id,
          entering.capacity, entering.mandate_id, entering.allowed;
      END $$`);
    const access = 'varchar, varchar, varchar, timestamptz';
    for (const signature of [
      'bound_seller()',
      'bound_producer()',
      `seller_access(${access})`,
      `enter_seller(${access})`,
    ]) {
      await runner.query(`REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`);
    }
    await runner.query(`GRANT EXECUTE ON FUNCTION bound_seller(), bound_producer() TO floor_seller`);
    await runner.query(`GRANT EXECUTE ON FUNCTION seller_access(${access}) TO floor_app`);
    await runner.query(`GRANT EXECUTE ON FUNCTION enter_seller(${access}) TO floor_seller`);
  }

  private async writeHistoryForShops(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE audit_records DROP CONSTRAINT audit_records_actor_kind_check`);
    await runner.query(`ALTER TABLE audit_records ADD CONSTRAINT audit_records_actor_kind_check
      CHECK (actor_kind IN ('account', 'buyer', 'officer', 'seller', 'worker'))`);
    // For which shop, and under which mandate: both names of what staff did stand in one row.
    await runner.query(`ALTER TABLE audit_records ADD COLUMN seller_id uuid, ADD COLUMN mandate_id uuid`);
    // "What was done in my shop?"
    await runner.query(
      `CREATE INDEX audit_records_seller ON audit_records (seller_id, id) WHERE seller_id IS NOT NULL`,
    );
    // "What did this person do?"
    await runner.query(
      `CREATE INDEX audit_records_actor ON audit_records (actor_id, id) WHERE actor_id IS NOT NULL`,
    );
    await runner.query(`
      CREATE FUNCTION audit_records_name_actor() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        bound transaction_actors;
      BEGIN
        SELECT * INTO bound FROM transaction_actors
        WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id_if_assigned();
        IF FOUND THEN
          NEW.actor_id := bound.account_id;
          NEW.seller_id := bound.seller_id;
          NEW.mandate_id := bound.mandate_id;
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER audit_records_name_actor BEFORE INSERT ON audit_records
      FOR EACH ROW EXECUTE FUNCTION audit_records_name_actor()`);
    await runner.query(`GRANT INSERT ON audit_records TO floor_account, floor_seller`);
    await runner.query(`GRANT SELECT ON audit_records TO floor_seller, floor_officer`);
    await runner.query(`ALTER TABLE audit_records ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY audit_records_floor ON audit_records TO floor_account, floor_buyer, floor_officer,
      floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY audit_records_own ON audit_records FOR SELECT TO floor_seller
      USING (seller_id = (SELECT bound_seller()) OR subject_type = 'seller' AND subject_id = (SELECT bound_seller()))`);
    await runner.query(`CREATE POLICY audit_records_append ON audit_records FOR INSERT TO floor_seller
      WITH CHECK (seller_id = (SELECT bound_seller()))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY audit_records_append ON audit_records`);
    await runner.query(`DROP POLICY audit_records_own ON audit_records`);
    await runner.query(`DROP POLICY audit_records_floor ON audit_records`);
    await runner.query(`ALTER TABLE audit_records DISABLE ROW LEVEL SECURITY`);
    await runner.query(`DROP TRIGGER audit_records_name_actor ON audit_records`);
    await runner.query(`DROP FUNCTION audit_records_name_actor()`);
    await runner.query(`DROP INDEX audit_records_actor`);
    await runner.query(`ALTER TABLE audit_records DROP COLUMN seller_id, DROP COLUMN mandate_id,
      DROP CONSTRAINT audit_records_actor_kind_check`);
    await runner.query(`ALTER TABLE audit_records ADD CONSTRAINT audit_records_actor_kind_check
      CHECK (actor_kind IN ('buyer', 'officer', 'worker'))`);
    for (const table of Object.keys(OWN)) {
      await runner.query(`DROP POLICY ${table}_own ON ${table}`);
      await runner.query(`DROP POLICY ${table}_floor ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
      await runner.query(`REVOKE SELECT ON ${table} FROM floor_seller`);
    }
    for (const name of ['enter_seller', 'seller_access', 'bound_producer', 'bound_seller'])
      await runner.query(`DROP FUNCTION ${name}`);
    await runner.query(`DROP TABLE transaction_actors, mandates, seller_members`);
  }
}
