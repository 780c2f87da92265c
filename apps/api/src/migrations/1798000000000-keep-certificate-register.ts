import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `('cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association')`;
const BELOW = ['certificate_scans', 'certificate_inspections'];

/**
 * The certificates become the province's register: also of products that are not on the floor, each naming product and
 * producer as its decision does, linked from first recognition over upgrades to renewals, with scans and inspections.
 * Breaks older code: every certificate now needs the facts of its product.
 */
export class KeepCertificateRegister1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.nameProductAndProducer(runner);
    await this.linkAndKeep(runner);
    await this.refuseTheImpossible(runner);
    await this.createScansAndInspections(runner);
  }

  private async nameProductAndProducer(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE certifications ALTER COLUMN product_id DROP NOT NULL,
        ADD COLUMN product_name varchar(160), ADD COLUMN set_no smallint,
        ADD COLUMN holder_name varchar(200), ADD COLUMN holder_kind varchar(20), ADD COLUMN commune_code varchar(5),
        ADD COLUMN cooperative_id uuid CONSTRAINT certifications_cooperative_fk REFERENCES cooperatives ON DELETE RESTRICT,
        ADD COLUMN illustrative varchar(40)[] NOT NULL DEFAULT '{}'`);
    await runner.query(`
      UPDATE certifications c SET product_name = p.name, set_no = p.set_no, holder_name = pr.legal_name,
        holder_kind = pr.kind, commune_code = p.commune_code, cooperative_id = pr.cooperative_id
      FROM products p JOIN sellers s ON s.id = p.seller_id JOIN producers pr ON pr.id = s.producer_id
      WHERE p.id = c.product_id`);
    await runner.query(`
      ALTER TABLE certifications ALTER COLUMN product_name SET NOT NULL, ALTER COLUMN set_no SET NOT NULL,
        ALTER COLUMN holder_name SET NOT NULL, ALTER COLUMN holder_kind SET NOT NULL,
        ALTER COLUMN commune_code SET NOT NULL,
        ADD CONSTRAINT certifications_set_fk FOREIGN KEY (set_no) REFERENCES product_sets ON DELETE RESTRICT,
        ADD CONSTRAINT certifications_commune_fk FOREIGN KEY (commune_code) REFERENCES communes ON DELETE RESTRICT,
        ADD CONSTRAINT certifications_holder_kind_check CHECK (holder_kind IN ${KINDS}),
        ADD CONSTRAINT certifications_names_check CHECK (product_name <> '' AND holder_name <> ''),
        ADD CONSTRAINT certifications_cooperative_check CHECK (cooperative_id IS NULL OR holder_kind = 'cooperative')`);
    // What a certificate was given for never becomes another product: only one that was not on the floor yet may find
    // its product there. The listings of the old product would stay otherwise.
    await runner.query(`
      CREATE FUNCTION certifications_keep_product() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a certificate stays with its product'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'certifications_keep_product_check';
      END $$`);
    await runner.query(`CREATE TRIGGER certifications_keep_product BEFORE UPDATE OF product_id ON certifications
      FOR EACH ROW WHEN (OLD.product_id IS NOT NULL AND NEW.product_id IS DISTINCT FROM OLD.product_id)
      EXECUTE FUNCTION certifications_keep_product()`);
    // A commune's part of the register; every officer's list begins with it.
    await runner.query(`CREATE INDEX certifications_commune ON certifications (commune_code)`);
    // "Which cooperatives are in the programme?"
    await runner.query(
      `CREATE INDEX certifications_cooperative ON certifications (cooperative_id) WHERE cooperative_id IS NOT NULL`,
    );
    // The forecast, and what expires soon.
    await runner.query(`CREATE INDEX certifications_valid_until ON certifications (valid_until)`);
  }

  private async linkAndKeep(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE certifications
        ADD COLUMN kind varchar(10) NOT NULL DEFAULT 'first' CHECK (kind IN ('first', 'upgrade', 'renewal')),
        ADD COLUMN first_id uuid CONSTRAINT certifications_first_fk REFERENCES certifications ON DELETE RESTRICT,
        ADD COLUMN follows_id uuid CONSTRAINT certifications_follows_fk REFERENCES certifications ON DELETE RESTRICT,
        ADD COLUMN filed_on date,
        ADD COLUMN certificate_number varchar(60),
        ADD COLUMN late_renewal_evidence varchar(300),
        ADD COLUMN revoked_by varchar(160),
        ADD CONSTRAINT certifications_follows_check CHECK ((kind = 'first') = (follows_id IS NULL)
          AND (follows_id IS NULL) = (first_id IS NULL) AND follows_id <> id AND first_id <> id),
        ADD CONSTRAINT certifications_filed_check CHECK (filed_on <= decision_date)`);
    await runner.query(`UPDATE certifications SET late_renewal_evidence = 'Ghi trước khi sổ có mục căn cứ'
      WHERE late_renewal_until IS NOT NULL`);
    await runner.query(`ALTER TABLE certifications ADD CONSTRAINT certifications_late_renewal_evidence_check
      CHECK ((late_renewal_until IS NULL) = (late_renewal_evidence IS NULL) AND late_renewal_evidence <> '')`);
    // A chain has no branches: of two officers who renew the same certificate the second is refused. What followed and
    // was revoked leaves the place free.
    await runner.query(`CREATE UNIQUE INDEX certifications_follows ON certifications (follows_id)
      WHERE follows_id IS NOT NULL AND revoked_on IS NULL`);
    // What followed a certificate, also where it was revoked since: whether the earlier one is still asked for.
    await runner.query(
      `CREATE INDEX certifications_followed ON certifications (follows_id) WHERE follows_id IS NOT NULL`,
    );
    // All certificates of a chain: "one product" in the figures, the history on its page.
    await runner.query(
      `CREATE INDEX certifications_first ON certifications (first_id) WHERE first_id IS NOT NULL`,
    );
    // One decision names a product once.
    await runner.query(`CREATE UNIQUE INDEX certifications_decision_of_product
      ON certifications (product_id, decision_number, decision_date) WHERE product_id IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX certifications_decision_of_name
      ON certifications (decision_number, decision_date, product_name, holder_name, commune_code)
      WHERE product_id IS NULL`);
  }

  /** What no certificate can say (Decision 26/2026/QĐ-TTg and those before it); the code says it in sentences. */
  private async refuseTheImpossible(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE certifications
        ADD CONSTRAINT certifications_competence_check CHECK (CASE issuing_level WHEN 'district' THEN stars = 3
          WHEN 'province' THEN stars IN (3, 4) ELSE stars = 5 END),
        -- Districts decided from Decision 148 of 2023 on until they ceased with 30 June 2025.
        ADD CONSTRAINT certifications_district_check
          CHECK (issuing_level <> 'district' OR decision_date BETWEEN '2023-02-24' AND '2025-06-30'),
        ADD CONSTRAINT certifications_criteria_check CHECK (decision_date >= '2019-08-21'),
        -- 36 months to the day, or to the last of a shorter month (Art. 4.3).
        ADD CONSTRAINT certifications_term_check
          CHECK (expires_on = (issued_on::timestamp + interval '36 months')::date),
        -- The same points under every set of criteria so far.
        ADD CONSTRAINT certifications_points_check
          CHECK (score >= CASE stars WHEN 5 THEN 90 WHEN 4 THEN 70 ELSE 50 END),
        ADD CONSTRAINT certifications_product_code_check CHECK (product_code <> ''
          AND (decision_date < '2026-05-22' OR product_code ~ '^[0-9]{2}-[0-9]{5}-[0-9]{2,4}-20[0-9]{2}$')),
        ADD CONSTRAINT certifications_revoked_check CHECK (revoked_on >= issued_on),
        -- Art. 12.3 keeps nothing that had lapsed before the decision counted.
        ADD CONSTRAINT certifications_late_renewal_since_check
          CHECK (late_renewal_until IS NULL OR expires_on >= '2026-05-22')`);
  }

  private async createScansAndInspections(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE data_keys DROP CONSTRAINT data_keys_kind_check`);
    await runner.query(`ALTER TABLE data_keys ADD CONSTRAINT data_keys_kind_check CHECK (kind IN
      ('account', 'seller', 'order_group', 'application', 'data_request', 'certificate'))`);
    await runner.query(`
      CREATE TABLE certificate_scans (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        certification_id uuid NOT NULL
          CONSTRAINT certificate_scans_certification_fk REFERENCES certifications ON DELETE RESTRICT,
        kind varchar(20) NOT NULL CHECK (kind IN ('decision', 'late_renewal', 'revocation', 'inspection')),
        format varchar(5) NOT NULL CHECK (format IN ('jpg', 'pdf')),
        bytes integer NOT NULL CHECK (bytes > 0),
        uploaded_by uuid NOT NULL CONSTRAINT certificate_scans_uploaded_by_fk REFERENCES accounts ON DELETE RESTRICT,
        uploaded_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // The papers of one certificate, in the order they came.
    await runner.query(
      `CREATE INDEX certificate_scans_certification ON certificate_scans (certification_id, id)`,
    );
    await runner.query(`
      CREATE TABLE certificate_inspections (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        certification_id uuid NOT NULL
          CONSTRAINT certificate_inspections_certification_fk REFERENCES certifications ON DELETE RESTRICT,
        inspected_on date NOT NULL,
        inspected_by varchar(160) NOT NULL CHECK (inspected_by <> ''),
        -- What was looked at: whether the criteria are kept, and how mark and promotion are used (Art. 8–9).
        covered varchar(10)[] NOT NULL
          CHECK (covered <@ '{criteria,mark}'::varchar[] AND cardinality(covered) > 0),
        outcome varchar(20) NOT NULL CHECK (outcome IN ('kept', 'to_mend', 'to_revoke')),
        findings varchar(2000) NOT NULL DEFAULT '',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT certificate_inspections_findings_check CHECK (outcome = 'kept' OR findings <> '')
      )`);
    // The inspections of one certificate, newest last.
    await runner.query(
      `CREATE INDEX certificate_inspections_certification ON certificate_inspections (certification_id, inspected_on)`,
    );
    for (const table of BELOW) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table} TO floor_account, floor_buyer, floor_officer, floor_worker
        USING (true) WITH CHECK (true)`);
      // The policy of certifications applies to the inner query as well.
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller
        USING (certification_id IN (SELECT id FROM certifications))`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_seller, floor_worker`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO floor_officer`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE certificate_inspections, certificate_scans`);
    await runner.query(`DELETE FROM data_keys WHERE kind = 'certificate'`);
    await runner.query(`ALTER TABLE data_keys DROP CONSTRAINT data_keys_kind_check`);
    await runner.query(`ALTER TABLE data_keys ADD CONSTRAINT data_keys_kind_check CHECK (kind IN
      ('account', 'seller', 'order_group', 'application', 'data_request'))`);
    await runner.query(`DROP TRIGGER certifications_keep_product ON certifications`);
    await runner.query(`DROP FUNCTION certifications_keep_product()`);
    await runner.query(`ALTER TABLE certifications DROP COLUMN kind, DROP COLUMN first_id, DROP COLUMN follows_id,
      DROP COLUMN filed_on, DROP COLUMN certificate_number, DROP COLUMN late_renewal_evidence, DROP COLUMN revoked_by,
      DROP COLUMN product_name, DROP COLUMN set_no, DROP COLUMN holder_name, DROP COLUMN holder_kind,
      DROP COLUMN commune_code, DROP COLUMN cooperative_id, DROP COLUMN illustrative,
      DROP CONSTRAINT certifications_competence_check, DROP CONSTRAINT certifications_district_check,
      DROP CONSTRAINT certifications_criteria_check, DROP CONSTRAINT certifications_term_check,
      DROP CONSTRAINT certifications_points_check, DROP CONSTRAINT certifications_product_code_check,
      DROP CONSTRAINT certifications_revoked_check, DROP CONSTRAINT certifications_late_renewal_since_check`);
    await runner.query(`DROP INDEX certifications_valid_until, certifications_decision_of_product`);
    // Nothing can be kept of what is not on the floor: the older tables have no place for it.
    await runner.query(`DELETE FROM certifications WHERE product_id IS NULL`);
    await runner.query(`ALTER TABLE certifications ALTER COLUMN product_id SET NOT NULL`);
  }
}
