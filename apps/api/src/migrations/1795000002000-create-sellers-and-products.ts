import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Producers, their shops, what they make, and the certificates that let it be sold. */
export class CreateSellersAndProducts1795000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE producers (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        kind varchar(20) NOT NULL CHECK (kind IN
          ('cooperative', 'cooperative_group', 'small_enterprise', 'farm', 'household', 'association')),
        legal_name varchar(200) NOT NULL,
        representative varchar(120) NOT NULL,
        commune_code varchar(5) NOT NULL CONSTRAINT producers_commune_fk REFERENCES communes ON DELETE RESTRICT,
        address_line varchar(200) NOT NULL,
        tax_code varchar(14) NOT NULL,
        cooperative_status varchar(10) CHECK (cooperative_status IN ('active', 'ceased')),
        illustrative varchar(40)[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT producers_cooperative_only_check CHECK ((kind = 'cooperative') = (cooperative_status IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE sellers (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        producer_id uuid NOT NULL CONSTRAINT sellers_producer_key UNIQUE
          CONSTRAINT sellers_producer_fk REFERENCES producers ON DELETE RESTRICT,
        slug varchar(120) NOT NULL CONSTRAINT sellers_slug_key UNIQUE,
        name varchar(120) NOT NULL,
        phone varchar(20) NOT NULL,
        story varchar(4000) NOT NULL DEFAULT '',
        status varchar(10) NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'suspended', 'closed')),
        status_changed_at timestamptz NOT NULL,
        accepts_cod boolean NOT NULL DEFAULT true,
        accepts_bank_transfer boolean NOT NULL DEFAULT false,
        bank_bin varchar(6),
        bank_account_number varchar(19),
        bank_account_name varchar(70),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT sellers_bank_account_check CHECK (NOT accepts_bank_transfer OR
          (bank_bin IS NOT NULL AND bank_account_number IS NOT NULL AND bank_account_name IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE seller_pickup_points (
        seller_id uuid NOT NULL CONSTRAINT seller_pickup_points_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        tourism_point_id uuid NOT NULL
          CONSTRAINT seller_pickup_points_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (seller_id, tourism_point_id)
      )`);
    // A point's page lists the sellers who bring goods to it.
    await runner.query(`CREATE INDEX seller_pickup_points_point ON seller_pickup_points (tourism_point_id)`);
    await runner.query(`
      CREATE TABLE products (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT products_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        slug varchar(160) NOT NULL CONSTRAINT products_slug_key UNIQUE,
        name varchar(160) NOT NULL,
        set_no smallint NOT NULL CONSTRAINT products_set_fk REFERENCES product_sets ON DELETE RESTRICT,
        commune_code varchar(5) NOT NULL CONSTRAINT products_commune_fk REFERENCES communes ON DELETE RESTRICT,
        description varchar(4000) NOT NULL,
        story varchar(8000) NOT NULL DEFAULT '',
        label jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(label) = 'object'),
        ships_to varchar(10) NOT NULL CHECK (ships_to IN ('province', 'country')),
        publication_status varchar(20) NOT NULL CHECK (publication_status IN
          ('draft', 'submitted', 'commune_checked', 'published', 'rejected', 'withdrawn')),
        publication_status_changed_at timestamptz NOT NULL,
        published_at timestamptz,
        illustrative varchar(40)[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT products_published_at_check
          CHECK (publication_status NOT IN ('published', 'withdrawn') OR published_at IS NOT NULL)
      )`);
    // A status change of a seller reaches its products; "more from this producer" reads them.
    await runner.query(`CREATE INDEX products_seller ON products (seller_id)`);
    await runner.query(`
      CREATE TABLE variants (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT variants_product_fk REFERENCES products ON DELETE RESTRICT,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 50),
        name varchar(120) NOT NULL,
        price_vnd bigint NOT NULL CHECK (price_vnd BETWEEN 1000 AND 1000000000),
        unit varchar(60) NOT NULL,
        measure_amount integer CHECK (measure_amount > 0),
        measure_unit varchar(5) CHECK (measure_unit IN ('g', 'ml', 'piece')),
        weight_grams integer NOT NULL CHECK (weight_grams BETWEEN 1 AND 200000),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT variants_position_key UNIQUE (product_id, position),
        CONSTRAINT variants_measure_check CHECK ((measure_amount IS NULL) = (measure_unit IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE product_images (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT product_images_product_fk REFERENCES products ON DELETE RESTRICT,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 20),
        sha varchar(64) NOT NULL CHECK (sha ~ '^[0-9a-f]{64}$'),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        alt varchar(200) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_images_position_key UNIQUE (product_id, position)
      )`);
    // A picture is served only while some product shows it.
    await runner.query(`CREATE INDEX product_images_sha ON product_images (sha)`);
    await runner.query(`
      CREATE TABLE shelf_stocks (
        product_id uuid NOT NULL CONSTRAINT shelf_stocks_product_fk REFERENCES products ON DELETE RESTRICT,
        tourism_point_id uuid NOT NULL
          CONSTRAINT shelf_stocks_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        checked_on date NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (product_id, tourism_point_id)
      )`);
    // "What can be tasted here?" – the point's page and the list's point filter.
    await runner.query(`CREATE INDEX shelf_stocks_point ON shelf_stocks (tourism_point_id)`);
    await runner.query(`
      CREATE TABLE certifications (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT certifications_product_fk REFERENCES products ON DELETE RESTRICT,
        product_code varchar(40) NOT NULL,
        decision_number varchar(60) NOT NULL,
        decision_date date NOT NULL,
        issued_by varchar(160) NOT NULL,
        issuing_level varchar(10) NOT NULL CHECK (issuing_level IN ('district', 'province', 'ministry')),
        stars smallint NOT NULL CHECK (stars BETWEEN 3 AND 5),
        score numeric(4, 1) CHECK (score BETWEEN 50 AND 100),
        issued_on date NOT NULL,
        expires_on date NOT NULL,
        late_renewal_until date,
        valid_until date NOT NULL GENERATED ALWAYS AS (coalesce(late_renewal_until, expires_on)) STORED,
        revoked_on date,
        revocation_ground varchar(2) CHECK (revocation_ground IN ('a', 'b', 'c', 'd', 'đ', 'e')),
        revocation_decision varchar(60),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT certifications_order_check CHECK (decision_date <= issued_on AND issued_on < expires_on),
        -- Decision 26/2026/QĐ-TTg, Art. 12.3: at most 180 days past the expiry.
        CONSTRAINT certifications_late_renewal_check
          CHECK (late_renewal_until > expires_on AND late_renewal_until <= expires_on + 180),
        CONSTRAINT certifications_revocation_check CHECK (
          (revoked_on IS NULL) = (revocation_ground IS NULL) AND (revoked_on IS NULL) = (revocation_decision IS NULL))
      )`);
    // The spells of a product are computed from all of its certificates.
    await runner.query(`CREATE INDEX certifications_product ON certifications (product_id, decision_date)`);
    await runner.query(`
      CREATE TABLE assessments (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT assessments_product_fk REFERENCES products ON DELETE RESTRICT,
        assessed_on date NOT NULL,
        stars smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
        score numeric(4, 1) NOT NULL CHECK (score BETWEEN 0 AND 100),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX assessments_product ON assessments (product_id)`);
    const owned = [
      'producers', 'sellers', 'seller_pickup_points', 'products', 'variants', 'product_images', 'shelf_stocks',
      'certifications', 'assessments',
    ]; // prettier-ignore
    for (const table of owned) {
      await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO floor_officer`);
      await runner.query(`GRANT SELECT ON ${table} TO floor_worker`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE assessments, certifications, shelf_stocks, product_images, variants, products,
      seller_pickup_points, sellers, producers`);
  }
}
