import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEW_TABLES = ['seller_applications', 'seller_documents', 'letters', 'suspensions'];

/** Applications of sellers, their papers, the letters that answer them, and suspensions. */
export class ApplyForAShop1796300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.letDraftsBeIncomplete(runner);
    await this.letEveryMemberIn(runner, `wanted = 'enter' OR `);
    await runner.query(`
      CREATE TABLE seller_applications (
        seller_id uuid PRIMARY KEY CONSTRAINT seller_applications_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        started_by uuid NOT NULL CONSTRAINT seller_applications_started_by_fk REFERENCES accounts ON DELETE RESTRICT,
        registration_number varchar(60),
        registered_on date,
        -- With the shop's key, until it is approved and afterwards.
        id_number_sealed varchar(200),
        bank_sealed varchar(600),
        submitted_at timestamptz,
        submitted_by uuid CONSTRAINT seller_applications_submitted_by_fk REFERENCES accounts ON DELETE RESTRICT,
        due_on date,
        refused_at timestamptz,
        -- What an officer asked to have mended: [{step, words}].
        additions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(additions) = 'array'),
        additions_until date,
        verification_method varchar(10) CHECK (verification_method IN ('manual', 'vneid')),
        verified_at timestamptz,
        verified_by uuid CONSTRAINT seller_applications_verified_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- Nobody approves their own work, whatever the code above says.
        CONSTRAINT seller_applications_own_work_check
          CHECK (verified_by IS NULL OR verified_by <> submitted_by AND verified_by <> started_by),
        CONSTRAINT seller_applications_verified_check CHECK ((verified_at IS NULL) = (verified_by IS NULL)
          AND (verified_at IS NULL) = (verification_method IS NULL)),
        CONSTRAINT seller_applications_submitted_check CHECK ((submitted_at IS NULL) = (submitted_by IS NULL)
          AND (submitted_at IS NULL) = (due_on IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE seller_documents (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT seller_documents_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        kind varchar(20) NOT NULL CHECK (kind IN ('registration', 'tax', 'identity', 'bank', 'other')),
        format varchar(5) NOT NULL CHECK (format IN ('jpg', 'pdf')),
        bytes integer NOT NULL CHECK (bytes > 0),
        uploaded_by uuid NOT NULL CONSTRAINT seller_documents_uploaded_by_fk REFERENCES accounts ON DELETE RESTRICT,
        uploaded_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The papers of one shop, in the order they came.
    await runner.query(`CREATE INDEX seller_documents_seller ON seller_documents (seller_id, id)`);
    await runner.query(`
      CREATE TABLE letter_numbers (
        year smallint PRIMARY KEY,
        last integer NOT NULL CHECK (last > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE letters (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT letters_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        year smallint NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        kind varchar(20) NOT NULL CHECK (kind IN ('additions', 'approval', 'refusal', 'suspension', 'lifting', 'closure')),
        -- Sealed with the shop's key: a letter names its people and what is said of them.
        content_sealed varchar(12000) NOT NULL,
        issued_at timestamptz NOT NULL,
        issued_by uuid CONSTRAINT letters_issued_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT letters_number_key UNIQUE (year, number)
      )`);
    // A shop's letters, newest first.
    await runner.query(`CREATE INDEX letters_seller ON letters (seller_id, id)`);
    await runner.query(`
      CREATE TABLE suspensions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT suspensions_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        reason varchar(60) NOT NULL,
        words varchar(2000) NOT NULL,
        -- Who asked for it and with which paper, where it took effect without notice.
        authority_request varchar(300),
        noticed_at timestamptz NOT NULL,
        starts_at timestamptz NOT NULL,
        begun_at timestamptz,
        ended_at timestamptz,
        decided_by uuid NOT NULL CONSTRAINT suspensions_decided_by_fk REFERENCES accounts ON DELETE RESTRICT,
        ended_by uuid CONSTRAINT suspensions_ended_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- Decree 248/2026/NĐ-CP: five days' notice, unless an authority asks for it at once.
        CONSTRAINT suspensions_notice_check
          CHECK (authority_request IS NOT NULL OR starts_at >= noticed_at + interval '5 days')
      )`);
    // One suspension at a time.
    await runner.query(
      `CREATE UNIQUE INDEX suspensions_open ON suspensions (seller_id) WHERE ended_at IS NULL`,
    );
    // The sweep begins what is due.
    await runner.query(
      `CREATE INDEX suspensions_due ON suspensions (starts_at) WHERE begun_at IS NULL AND ended_at IS NULL`,
    );
    for (const table of NEW_TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table} TO floor_account, floor_buyer, floor_officer, floor_worker
        USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller
        USING (seller_id = (SELECT bound_seller()))`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_seller, floor_worker`);
      await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO floor_officer`);
    }
    await this.letSellersWriteTheirDrafts(runner);
    // Names of places, which are nobody's.
    await runner.query(`GRANT SELECT ON communes TO floor_seller`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON letter_numbers TO floor_officer`);
    await runner.query(`GRANT UPDATE (begun_at, updated_at) ON suspensions TO floor_worker`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, updated_at) ON sellers TO floor_worker`);
  }

  private async letDraftsBeIncomplete(runner: QueryRunner): Promise<void> {
    for (const column of ['representative', 'address_line', 'tax_code'])
      await runner.query(`ALTER TABLE producers ALTER COLUMN ${column} DROP NOT NULL`);
    // A draft may lack what its owner has not told yet; nothing but a draft may.
    await runner.query(`
      CREATE FUNCTION sellers_demand_complete() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NEW.phone = '' OR EXISTS (SELECT FROM producers WHERE id = NEW.producer_id
            AND (representative IS NULL OR address_line IS NULL OR tax_code IS NULL)) THEN
          RAISE EXCEPTION 'a shop that is not a draft is complete'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sellers_complete_check';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER sellers_demand_complete BEFORE INSERT OR UPDATE OF status ON sellers
      FOR EACH ROW WHEN (NEW.status <> 'draft') EXECUTE FUNCTION sellers_demand_complete()`);
  }

  private async letSellersWriteTheirDrafts(runner: QueryRunner): Promise<void> {
    const draft = `EXISTS (SELECT FROM sellers s WHERE s.id = (SELECT bound_seller()) AND s.status = 'draft')`;
    await runner.query(`CREATE POLICY sellers_change ON sellers FOR UPDATE TO floor_seller
      USING (id = (SELECT bound_seller()) AND status IN ('draft', 'submitted'))
      WITH CHECK (id = (SELECT bound_seller()) AND status IN ('draft', 'submitted'))`);
    await runner.query(
      `GRANT UPDATE (name, phone, story, status, status_changed_at, updated_at) ON sellers TO floor_seller`,
    );
    await runner.query(`CREATE POLICY producers_change ON producers FOR UPDATE TO floor_seller
      USING (id = (SELECT bound_producer()) AND ${draft})`);
    await runner.query(`GRANT UPDATE (kind, legal_name, representative, commune_code, address_line, tax_code,
      cooperative_status, updated_at) ON producers TO floor_seller`);
    await runner.query(`CREATE POLICY seller_applications_change ON seller_applications FOR UPDATE TO floor_seller
      USING (seller_id = (SELECT bound_seller()))`);
    await runner.query(`GRANT UPDATE (registration_number, registered_on, id_number_sealed, bank_sealed, submitted_at,
      submitted_by, due_on, refused_at, additions, additions_until, updated_at) ON seller_applications TO floor_seller`);
    await runner.query(`CREATE POLICY seller_documents_add ON seller_documents FOR INSERT TO floor_seller
      WITH CHECK (seller_id = (SELECT bound_seller()) AND ${draft})`);
    await runner.query(`CREATE POLICY seller_documents_remove ON seller_documents FOR DELETE TO floor_seller
      USING (seller_id = (SELECT bound_seller()) AND ${draft})`);
    await runner.query(`GRANT INSERT, DELETE ON seller_documents TO floor_seller`);
  }

  /** Staff of a shop who may do one thing there may open its first page; 'enter' is the permission for that. */
  private async letEveryMemberIn(runner: QueryRunner, everybody: string): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION seller_access(session_hash varchar, seller_slug varchar, wanted varchar, at timestamptz)
      RETURNS TABLE (seller_id uuid, producer_id uuid, name varchar, status varchar, account_id uuid, capacity varchar,
        mandate_id uuid, allowed boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT s.id, s.producer_id, s.name, s.status, who.account_id,
          (CASE WHEN m.id IS NULL THEN 'mandate' ELSE 'member' END)::varchar, CASE WHEN m.id IS NULL THEN d.id END,
          (who.scopes IS NULL OR ('seller:' || wanted) = ANY (who.scopes))
            AND (${everybody}CASE WHEN m.id IS NULL THEN wanted = ANY (d.permissions)
              ELSE m.role = 'owner' OR wanted = ANY (m.permissions) END)
        FROM session_of(session_hash, at) who
        JOIN sellers s ON s.slug = seller_slug
        JOIN producers p ON p.id = s.producer_id
        LEFT JOIN seller_members m ON m.seller_id = s.id AND m.account_id = who.account_id AND m.ended_at IS NULL
        LEFT JOIN mandates d ON d.seller_id = s.id AND d.staff_account_id = who.account_id AND d.status = 'active'
          AND d.expires_at > at
          AND EXISTS (SELECT FROM duties_in_force(who.account_id, at) duty
            WHERE duty.role IN ('assisting_staff', 'administrator')
              AND (duty.communes IS NULL OR p.commune_code = ANY (duty.communes)))
        WHERE m.id IS NOT NULL OR d.id IS NOT NULL;
      END`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE SELECT ON communes FROM floor_seller`);
    await runner.query(`REVOKE UPDATE (status, status_changed_at, updated_at) ON sellers FROM floor_worker`);
    await runner.query(`DROP POLICY producers_change ON producers`);
    await runner.query(`DROP POLICY sellers_change ON sellers`);
    await runner.query(
      `REVOKE UPDATE (name, phone, story, status, status_changed_at, updated_at) ON sellers FROM floor_seller`,
    );
    await runner.query(`REVOKE UPDATE (kind, legal_name, representative, commune_code, address_line, tax_code,
      cooperative_status, updated_at) ON producers FROM floor_seller`);
    await runner.query(
      `DROP TABLE suspensions, letters, letter_numbers, seller_documents, seller_applications`,
    );
    await this.letEveryMemberIn(runner, '');
    await runner.query(`DROP TRIGGER sellers_demand_complete ON sellers`);
    await runner.query(`DROP FUNCTION sellers_demand_complete()`);
    for (const column of ['representative', 'address_line', 'tax_code']) {
      await runner.query(`UPDATE producers SET ${column} = '' WHERE ${column} IS NULL`);
      await runner.query(`ALTER TABLE producers ALTER COLUMN ${column} SET NOT NULL`);
    }
  }
}
