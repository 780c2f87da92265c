import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What authorities ask of the floor, with the clock of 24 hours (Decree 248/2026), who answered, and the act that came of
 * it. Officers read who ordered only where an open request asks for it.
 */
export class KeepAuthorityRequests1798350003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE authority_requests (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        no integer GENERATED ALWAYS AS IDENTITY CONSTRAINT authority_requests_no_key UNIQUE,
        authority varchar(200) NOT NULL CHECK (authority <> ''),
        document_number varchar(80) NOT NULL CHECK (document_number <> ''),
        document_date date NOT NULL,
        received_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        kind varchar(15) NOT NULL CHECK (kind IN ('take_down', 'suspend', 'information')),
        product_id uuid CONSTRAINT authority_requests_product_fk REFERENCES products ON DELETE RESTRICT,
        seller_id uuid CONSTRAINT authority_requests_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        order_id uuid CONSTRAINT authority_requests_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- Of what it is about: whose officers it concerns.
        commune_code varchar(5) NOT NULL CONSTRAINT authority_requests_commune_fk REFERENCES communes ON DELETE RESTRICT,
        details varchar(4000) NOT NULL CHECK (details <> ''),
        -- It asks who ordered, and names the law that lets it.
        personal_data boolean NOT NULL,
        status varchar(10) NOT NULL CHECK (status IN ('open', 'done', 'refused')),
        status_changed_at timestamptz NOT NULL,
        answer varchar(4000) CHECK (answer <> ''),
        takedown_id uuid CONSTRAINT authority_requests_takedown_fk REFERENCES product_takedowns ON DELETE RESTRICT,
        suspension_id uuid CONSTRAINT authority_requests_suspension_fk REFERENCES suspensions ON DELETE RESTRICT,
        certification_id uuid CONSTRAINT authority_requests_certification_fk REFERENCES certifications ON DELETE RESTRICT,
        entered_by uuid NOT NULL CONSTRAINT authority_requests_entered_by_fk REFERENCES accounts ON DELETE RESTRICT,
        closed_by uuid CONSTRAINT authority_requests_closed_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT authority_requests_due_check CHECK (due_at = received_at + interval '24 hours'),
        CONSTRAINT authority_requests_subject_check CHECK (num_nonnulls(product_id, seller_id, order_id) = 1
          AND (kind <> 'take_down' OR product_id IS NOT NULL) AND (kind <> 'suspend' OR seller_id IS NOT NULL)),
        CONSTRAINT authority_requests_personal_check CHECK (kind = 'information' OR NOT personal_data),
        CONSTRAINT authority_requests_closing_check
          CHECK ((status = 'open') = (closed_by IS NULL) AND (status = 'open') = (answer IS NULL)),
        CONSTRAINT authority_requests_act_check CHECK (num_nonnulls(takedown_id, suspension_id, certification_id) <= 1
          AND (status = 'done' OR num_nonnulls(takedown_id, suspension_id, certification_id) = 0)
          AND (takedown_id IS NULL OR kind = 'take_down') AND (suspension_id IS NULL OR kind = 'suspend')),
        -- One paper asks one thing about one subject once: whoever enters it again finds it there.
        CONSTRAINT authority_requests_once_key UNIQUE NULLS NOT DISTINCT
          (authority, document_number, document_date, kind, product_id, seller_id, order_id)
      )`);
    // The desk: what is open, the most urgent on top.
    await runner.query(
      `CREATE INDEX authority_requests_open ON authority_requests (due_at, id) WHERE status = 'open'`,
    );
    // What was answered, the newest on top.
    await runner.query(
      `CREATE INDEX authority_requests_closed ON authority_requests (status_changed_at, id) WHERE status <> 'open'`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE (status, status_changed_at, answer, takedown_id, suspension_id,
      certification_id, closed_by, updated_at) ON authority_requests TO floor_officer`);
    await runner.query(`
      CREATE FUNCTION requested_contacts(request uuid)
      RETURNS TABLE (order_group_id uuid, contact_sealed varchar, contact_clear jsonb)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        SELECT DISTINCT ON (g.id) g.id, g.contact_sealed, g.contact_clear
        FROM authority_requests r
        JOIN orders o ON o.id = r.order_id OR o.seller_id = r.seller_id
          OR o.id IN (SELECT l.order_id FROM order_lines l WHERE l.product_id = r.product_id)
        JOIN order_groups g ON g.id = o.order_group_id
        WHERE r.id = request AND r.kind = 'information' AND r.personal_data AND r.status = 'open' ORDER BY g.id;
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION requested_contacts(uuid) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION requested_contacts(uuid) TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION requested_contacts(uuid)`);
    await runner.query(`DROP TABLE authority_requests`);
  }
}
