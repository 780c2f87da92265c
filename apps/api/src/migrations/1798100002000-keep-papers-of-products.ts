import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller())`;
const SHOWN = `id, seller_id, slug, name, set_no, commune_code, description, story, label, ships_to,
  (CASE WHEN p.publication_status = 'published' AND p.paused_at IS NOT NULL THEN 'paused'
    ELSE p.publication_status END)::varchar(20) AS publication_status, publication_status_changed_at, published_at, illustrative`;

/** The papers goods are sold with, and how goods are kept on the way. */
export class KeepPapersOfProducts1798100002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE products
        ADD COLUMN handling varchar(10) CHECK (handling IN ('ambient', 'chilled', 'frozen', 'live', 'fragile')),
        ADD COLUMN max_transit_days smallint CHECK (max_transit_days BETWEEN 1 AND 30)`);
    await runner.query(
      `CREATE OR REPLACE VIEW shop_products AS SELECT ${SHOWN}, handling, max_transit_days
       FROM products p WHERE published_at IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE product_papers (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT product_papers_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        -- Null: it holds for everything the shop makes, as a certificate of its workshop does.
        product_id uuid CONSTRAINT product_papers_product_fk REFERENCES products ON DELETE RESTRICT,
        kind varchar(30) NOT NULL CHECK (kind ~ '^[a-z_]{3,30}$'),
        format varchar(5) NOT NULL CHECK (format IN ('jpg', 'pdf')),
        bytes integer NOT NULL CHECK (bytes > 0),
        number varchar(80) NOT NULL DEFAULT '',
        issued_on date,
        expires_on date,
        uploaded_by uuid NOT NULL CONSTRAINT product_papers_uploaded_by_fk REFERENCES accounts ON DELETE RESTRICT,
        uploaded_at timestamptz NOT NULL,
        -- Taken back by the shop. The file stays: officers have decided with it before them.
        removed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_papers_days_check CHECK (issued_on <= expires_on)
      )`);
    // The papers of a shop, by product and in the order they came.
    await runner.query(`CREATE INDEX product_papers_seller ON product_papers (seller_id, product_id, id)`);
    await runner.query(`ALTER TABLE product_papers ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY product_papers_floor ON product_papers
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(
      `CREATE POLICY product_papers_own ON product_papers FOR SELECT TO floor_seller USING (${OWN})`,
    );
    await runner.query(`CREATE POLICY product_papers_add ON product_papers FOR INSERT TO floor_seller
      WITH CHECK (${OWN} AND (product_id IS NULL OR product_id IN (SELECT id FROM products)))`);
    await runner.query(
      `CREATE POLICY product_papers_change ON product_papers FOR UPDATE TO floor_seller USING (${OWN})`,
    );
    await runner.query(`GRANT SELECT ON product_papers TO floor_seller, floor_officer, floor_worker`);
    await runner.query(`GRANT INSERT, UPDATE (removed_at, updated_at) ON product_papers TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE product_papers`);
    await runner.query(`DROP VIEW shop_products`);
    await runner.query(
      `CREATE VIEW shop_products AS SELECT ${SHOWN} FROM products p WHERE published_at IS NOT NULL`,
    );
    await runner.query(
      `GRANT SELECT ON shop_products TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`ALTER TABLE products DROP COLUMN handling, DROP COLUMN max_transit_days`);
  }
}
