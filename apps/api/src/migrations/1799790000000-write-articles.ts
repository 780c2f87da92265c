import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the floor tells beside its goods: stories, recipes, gift sets and guides, written by officers, each naming the
 * products it is about. Visitors read published ones alone, through views.
 */
export class WriteArticles1799790000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE articles (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        -- Made of the title.
        slug varchar(120) NOT NULL CONSTRAINT articles_slug_key UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        kind varchar(10) NOT NULL CHECK (kind IN ('story', 'recipe', 'gift_set', 'guide')),
        title varchar(160) NOT NULL CHECK (title <> ''),
        lead varchar(400) NOT NULL CHECK (lead <> ''),
        body varchar(8000) NOT NULL CHECK (body <> ''),
        -- The same in English, or not in English at all.
        title_en varchar(160) CHECK (title_en <> ''),
        lead_en varchar(400) CHECK (lead_en <> ''),
        body_en varchar(8000) CHECK (body_en <> ''),
        seller_id uuid CONSTRAINT articles_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        tourism_point_id uuid CONSTRAINT articles_tourism_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        status varchar(10) NOT NULL CHECK (status IN ('draft', 'published', 'withdrawn')),
        status_changed_at timestamptz NOT NULL,
        -- When it was first published: its place in lists.
        published_at timestamptz,
        -- Rises with each change; nobody saves over words they did not see.
        version integer NOT NULL CHECK (version >= 1),
        edited_by uuid CONSTRAINT articles_edited_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT articles_published_check CHECK (status <> 'published' OR published_at IS NOT NULL),
        CONSTRAINT articles_english_check CHECK (num_nulls(title_en, lead_en, body_en) IN (0, 3))
      )`);
    await runner.query(`
      CREATE TABLE article_products (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        article_id uuid NOT NULL CONSTRAINT article_products_article_fk REFERENCES articles ON DELETE RESTRICT,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 12),
        product_id uuid NOT NULL CONSTRAINT article_products_product_fk REFERENCES products ON DELETE RESTRICT,
        -- How many of it are in a gift set.
        quantity smallint NOT NULL CHECK (quantity BETWEEN 1 AND 20),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT article_products_position_key UNIQUE (article_id, position),
        CONSTRAINT article_products_product_key UNIQUE (article_id, product_id)
      )`);
    // The list of published ones, the newest on top.
    await runner.query(
      `CREATE INDEX articles_published ON articles (published_at, id) WHERE status = 'published'`,
    );
    // What was written about a product, on its page.
    await runner.query(`CREATE INDEX article_products_product ON article_products (product_id)`);
    // What was written about a producer, on the shop's page.
    await runner.query(`CREATE INDEX articles_seller ON articles (seller_id) WHERE seller_id IS NOT NULL`);
    // What was written about a place, on its page.
    await runner.query(
      `CREATE INDEX articles_tourism_point ON articles (tourism_point_id) WHERE tourism_point_id IS NOT NULL`,
    );
    await runner.query(`GRANT SELECT, INSERT, UPDATE (kind, title, lead, body, title_en, lead_en, body_en, seller_id,
      tourism_point_id, status, status_changed_at, published_at, version, edited_by, updated_at) ON articles TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON article_products TO floor_officer`);
    await runner.query(`CREATE VIEW shop_articles AS SELECT id, slug, kind, title, lead, body, title_en, lead_en, body_en,
      seller_id, tourism_point_id, published_at, updated_at FROM articles WHERE status = 'published'`);
    await runner.query(`CREATE VIEW shop_article_products AS SELECT p.article_id, a.slug, p.position, p.product_id, p.quantity
      FROM article_products p JOIN articles a ON a.id = p.article_id WHERE a.status = 'published'`);
    await runner.query(
      `GRANT SELECT ON shop_articles, shop_article_products TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW shop_article_products, shop_articles`);
    await runner.query(`DROP TABLE article_products, articles`);
  }
}
