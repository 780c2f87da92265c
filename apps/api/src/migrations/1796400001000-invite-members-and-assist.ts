import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations into a shop, what a shop's own side may change of its people, and applications made with somebody's help. */
export class InviteMembersAndAssist1796400001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seller_invitations (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT seller_invitations_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        phone_hash varchar(64) NOT NULL,
        -- With the shop's key: whom the shop invited is the shop's to know, until somebody answers.
        phone_sealed varchar(200),
        role varchar(10) NOT NULL CHECK (role IN ('owner', 'staff')),
        permissions varchar(10)[] NOT NULL,
        status varchar(10) NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'withdrawn', 'lapsed')),
        status_changed_at timestamptz NOT NULL,
        invited_by uuid NOT NULL CONSTRAINT seller_invitations_invited_by_fk REFERENCES accounts ON DELETE RESTRICT,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT seller_invitations_permissions_check CHECK (CASE role WHEN 'owner' THEN permissions = '{}'
          ELSE permissions <@ '{listings,orders,money}'::varchar[] AND cardinality(permissions) > 0 END),
        CONSTRAINT seller_invitations_phone_check CHECK ((status = 'open') = (phone_sealed IS NOT NULL))
      )`);
    // One open invitation a phone and shop.
    await runner.query(`CREATE UNIQUE INDEX seller_invitations_open ON seller_invitations (seller_id, phone_hash)
      WHERE status = 'open'`);
    // "Who invited me?"
    await runner.query(
      `CREATE INDEX seller_invitations_phone ON seller_invitations (phone_hash) WHERE status = 'open'`,
    );
    // The sweep ends what nobody answered.
    await runner.query(
      `CREATE INDEX seller_invitations_expires_at ON seller_invitations (expires_at) WHERE status = 'open'`,
    );

    await runner.query(`
      CREATE TABLE assisted_applications (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        staff_account_id uuid NOT NULL
          CONSTRAINT assisted_applications_staff_fk REFERENCES accounts ON DELETE RESTRICT,
        kind varchar(20) NOT NULL CHECK (kind IN
          ('cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association')),
        legal_name varchar(200) NOT NULL,
        name varchar(120) NOT NULL,
        commune_code varchar(5) NOT NULL
          CONSTRAINT assisted_applications_commune_fk REFERENCES communes ON DELETE RESTRICT,
        -- With a key of the application itself: the person has no account yet, and may never want one.
        owner_name_sealed varchar(800),
        owner_phone_sealed varchar(200),
        status varchar(10) NOT NULL CHECK (status IN ('requested', 'consented', 'declined', 'lapsed')),
        status_changed_at timestamptz NOT NULL,
        consent_text_version varchar(20),
        expires_at timestamptz NOT NULL,
        seller_id uuid CONSTRAINT assisted_applications_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        mandate_id uuid CONSTRAINT assisted_applications_mandate_fk REFERENCES mandates ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT assisted_applications_person_check CHECK (
          (status = 'requested') = (owner_name_sealed IS NOT NULL) AND (status = 'requested') = (owner_phone_sealed IS NOT NULL)),
        CONSTRAINT assisted_applications_consent_check CHECK ((status = 'consented') = (seller_id IS NOT NULL)
          AND (status = 'consented') = (mandate_id IS NOT NULL) AND (status = 'consented') = (consent_text_version IS NOT NULL))
      )`);
    // "My applications" of a staff member.
    await runner.query(
      `CREATE INDEX assisted_applications_staff ON assisted_applications (staff_account_id, id)`,
    );
    // The sweep ends what nobody consented to, and the key of its personal values with it.
    await runner.query(`CREATE INDEX assisted_applications_expires_at ON assisted_applications (expires_at)
      WHERE status = 'requested'`);
    // The same sweep looks for mandates that have run out.
    await runner.query(
      `CREATE INDEX mandates_expires_at ON mandates (expires_at) WHERE status IN ('requested', 'active')`,
    );

    await runner.query(`ALTER TABLE data_keys DROP CONSTRAINT data_keys_kind_check`);
    await runner.query(`ALTER TABLE data_keys ADD CONSTRAINT data_keys_kind_check
      CHECK (kind IN ('account', 'seller', 'order_group', 'application', 'data_request'))`);
    await runner.query(`GRANT DELETE ON data_keys TO floor_officer`);
    // Whoever's words were never consented to is forgotten at once; every other key is destroyed by the worker alone.
    await runner.query(`CREATE POLICY data_keys_officer_destroys ON data_keys AS RESTRICTIVE FOR DELETE TO floor_officer
      USING (kind = 'application')`);

    for (const table of ['seller_invitations', 'assisted_applications']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table} TO floor_account, floor_buyer, floor_officer, floor_worker
        USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller
        USING (seller_id = (SELECT bound_seller()))`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_seller`);
    }
    await runner.query(`CREATE POLICY seller_invitations_invite ON seller_invitations FOR INSERT TO floor_seller
      WITH CHECK (seller_id = (SELECT bound_seller()))`);
    for (const table of ['seller_invitations', 'seller_members', 'mandates']) {
      await runner.query(`CREATE POLICY ${table}_change ON ${table} FOR UPDATE TO floor_seller
        USING (seller_id = (SELECT bound_seller()))`);
    }
    await runner.query(`GRANT INSERT ON seller_invitations TO floor_seller`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, phone_sealed, updated_at) ON seller_invitations
      TO floor_seller, floor_account, floor_worker`);
    await runner.query(`GRANT SELECT ON seller_invitations TO floor_account, floor_worker`);
    await runner.query(
      `GRANT UPDATE (role, permissions, ended_at, ended_by, updated_at) ON seller_members TO floor_seller`,
    );
    await runner.query(
      `GRANT INSERT, UPDATE (ended_at, ended_by, updated_at) ON seller_members TO floor_account`,
    );
    await runner.query(`GRANT UPDATE (status, status_changed_at, consented_at, consent_by, consent_text_version, expires_at,
      ended_by, updated_at) ON mandates TO floor_seller, floor_worker`);
    await runner.query(`GRANT SELECT ON floor_settings TO floor_seller`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON assisted_applications TO floor_officer`);
    await runner.query(`GRANT SELECT, UPDATE ON assisted_applications TO floor_worker`);
    // A change of DATA_KEY finds people by new digests.
    await runner.query(`GRANT UPDATE (phone_hash) ON seller_invitations TO floor_worker`);
    // "My shops" names them.
    await runner.query(`GRANT SELECT (id, slug, name, status) ON sellers TO floor_account`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT (id, slug, name, status) ON sellers FROM floor_account`);
    await runner.query(`REVOKE SELECT ON floor_settings FROM floor_seller`);
    await runner.query(`REVOKE UPDATE (status, status_changed_at, consented_at, consent_by, consent_text_version, expires_at,
      ended_by, updated_at) ON mandates FROM floor_seller, floor_worker`);
    await runner.query(
      `REVOKE INSERT, UPDATE (ended_at, ended_by, updated_at) ON seller_members FROM floor_account`,
    );
    await runner.query(
      `REVOKE UPDATE (role, permissions, ended_at, ended_by, updated_at) ON seller_members FROM floor_seller`,
    );
    for (const table of ['seller_members', 'mandates'])
      await runner.query(`DROP POLICY ${table}_change ON ${table}`);
    await runner.query(`DROP POLICY data_keys_officer_destroys ON data_keys`);
    await runner.query(`REVOKE DELETE ON data_keys FROM floor_officer`);
    await runner.query(`ALTER TABLE data_keys DROP CONSTRAINT data_keys_kind_check`);
    await runner.query(`DELETE FROM data_keys WHERE kind = 'application'`);
    await runner.query(`ALTER TABLE data_keys ADD CONSTRAINT data_keys_kind_check
      CHECK (kind IN ('account', 'seller', 'order_group'))`);
    await runner.query(`DROP INDEX mandates_expires_at`);
    await runner.query(`DROP TABLE assisted_applications, seller_invitations`);
  }
}
