import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows have a page under their slug, and the column that names them. */
const PAGES: readonly [kind: string, table: string, column: string][] = [
  ['product', 'products', 'product_id'],
  ['article', 'articles', 'article_id'],
];

/**
 * Every address that a product or an article ever had leads to it for ever: the key says that no other thing is given it.
 * Each leads to the thing itself and not to its next address, so that there are no chains of them.
 */
export class KeepPageAddresses1799830000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE page_addresses (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        kind varchar(10) NOT NULL,
        slug varchar(160) NOT NULL,
        product_id uuid CONSTRAINT page_addresses_product_fk REFERENCES products ON DELETE RESTRICT,
        article_id uuid CONSTRAINT page_addresses_article_fk REFERENCES articles ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT page_addresses_slug_key UNIQUE (kind, slug),
        CONSTRAINT page_addresses_kind_check CHECK (num_nonnulls(product_id, article_id) = 1
          AND kind = CASE WHEN product_id IS NOT NULL THEN 'product' ELSE 'article' END)
      )`);
    for (const [kind, table, column] of PAGES) {
      await runner.query(
        `INSERT INTO page_addresses (kind, slug, ${column}) SELECT '${kind}', slug, id FROM ${table}`,
      );
      // Two things that want one address at once wait for each other at the key, also where one of them just left it.
      await runner.query(`
        CREATE FUNCTION keep_${kind}_address() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          -- What nobody could open leads nowhere.
          IF TG_OP = 'UPDATE' AND OLD.published_at IS NULL THEN
            DELETE FROM page_addresses WHERE kind = '${kind}' AND slug = OLD.slug;
          END IF;
          IF NOT EXISTS (SELECT FROM page_addresses WHERE kind = '${kind}' AND slug = NEW.slug AND ${column} = NEW.id) THEN
            INSERT INTO page_addresses (kind, slug, ${column}, created_at, updated_at)
            VALUES ('${kind}', NEW.slug, NEW.id, NEW.updated_at, NEW.updated_at);
          END IF;
          RETURN NULL;
        END $$`);
      await runner.query(`CREATE TRIGGER ${table}_keep_address AFTER INSERT ON ${table}
        FOR EACH ROW EXECUTE FUNCTION keep_${kind}_address()`);
      await runner.query(`CREATE TRIGGER ${table}_keep_changed_address AFTER UPDATE OF slug ON ${table}
        FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION keep_${kind}_address()`);
    }
    // What anybody may open today under another address: of products those with a certificate, the others are not there.
    await runner.query(`
      CREATE VIEW shop_moved_pages AS
      SELECT a.kind, a.slug, p.slug AS moved_to FROM page_addresses a JOIN products p ON p.id = a.product_id
        WHERE p.slug <> a.slug AND p.published_at IS NOT NULL
          AND EXISTS (SELECT FROM certifications c WHERE c.product_id = p.id)
      UNION ALL
      SELECT a.kind, a.slug, t.slug FROM page_addresses a JOIN articles t ON t.id = a.article_id
        WHERE t.slug <> a.slug AND t.status = 'published'`);
    await runner.query(
      `GRANT SELECT ON shop_moved_pages TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`GRANT SELECT ON page_addresses TO floor_officer`);
    await runner.query(`GRANT UPDATE (slug) ON articles TO floor_officer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (slug) ON articles FROM floor_officer`);
    await runner.query(`DROP VIEW shop_moved_pages`);
    for (const [kind] of PAGES) await runner.query(`DROP FUNCTION keep_${kind}_address() CASCADE`);
    await runner.query(`DROP TABLE page_addresses`);
  }
}
