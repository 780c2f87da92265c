import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The gate and what stands behind it.
 *
 * listings is a read model: one row per product and certificate spell (the days on which that certificate is the one
 * that counts). Triggers keep it, in the transaction that changed anything, so no caller can forget to. Whether a row
 * is shown on a day is decided by one function, is_listed, and by nothing else.
 */
export class CreateListingsAndGate1795000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of several certificates in force the latest decision counts: each certificate's days minus the days of all
    // later decisions. A revoked certificate is in force up to the day before its revocation.
    await runner.query(`
      CREATE VIEW certification_spells AS
      WITH in_force AS NOT MATERIALIZED (
        SELECT id, product_id, stars, decision_date,
          daterange(issued_on, least(valid_until, revoked_on - 1), '[]') AS days
        FROM certifications
        WHERE revoked_on IS NULL OR revoked_on > issued_on
      )
      SELECT c.product_id, c.id AS certification_id, c.stars, lower(spell) AS listed_from, upper(spell) - 1 AS listed_until
      FROM in_force c
      CROSS JOIN LATERAL unnest(datemultirange(c.days) - coalesce((
        SELECT range_agg(later.days) FROM in_force later
        WHERE later.product_id = c.product_id AND (later.decision_date, later.id) > (c.decision_date, c.id)
      ), '{}'::datemultirange)) AS spell`);
    await runner.query(`
      CREATE TABLE listings (
        product_id uuid NOT NULL CONSTRAINT listings_product_fk REFERENCES products ON DELETE CASCADE,
        listed_from date NOT NULL,
        listed_until date NOT NULL,
        certification_id uuid NOT NULL CONSTRAINT listings_certification_fk REFERENCES certifications ON DELETE CASCADE,
        publication_status varchar(20) NOT NULL,
        seller_status varchar(10) NOT NULL,
        stars smallint NOT NULL,
        set_no smallint NOT NULL,
        group_code varchar(3) NOT NULL,
        seller_id uuid NOT NULL,
        commune_code varchar(5) NOT NULL,
        price_vnd bigint NOT NULL,
        published_at timestamptz NOT NULL,
        sold_quantity integer NOT NULL DEFAULT 0,
        rating_average numeric(3, 2),
        rating_count integer NOT NULL DEFAULT 0,
        search tsvector NOT NULL,
        PRIMARY KEY (product_id, listed_from)
      )`);
    await runner.query(`
      CREATE FUNCTION is_listed(publication_status varchar, seller_status varchar, stars smallint,
        listed_from date, listed_until date, day date) RETURNS boolean
      LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN publication_status = 'published' AND seller_status = 'approved' AND stars BETWEEN 3 AND 5
        AND listed_from <= day AND day <= listed_until`);
    await runner.query(`
      CREATE FUNCTION refresh_listings(changed uuid[]) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        -- Two transactions that change the same product (its seller here, its certificate there) queue up on the
        -- product's row; the statements below then see what the first one committed. Without the lock the second
        -- would write a row computed from before the first, and a suspended seller could stay listed.
        PERFORM 1 FROM products WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
        DELETE FROM listings WHERE product_id = ANY (changed);
        INSERT INTO listings (product_id, listed_from, listed_until, certification_id, publication_status,
          seller_status, stars, set_no, group_code, seller_id, commune_code, price_vnd, published_at, sold_quantity, search)
        SELECT p.id, c.listed_from, c.listed_until, c.certification_id, p.publication_status,
          CASE WHEN pr.cooperative_status = 'ceased' THEN 'closed' ELSE s.status END,
          c.stars, p.set_no, ps.group_code, p.seller_id, p.commune_code, v.price_vnd, p.published_at,
          coalesce((SELECT sum(l.quantity) FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE l.product_id = p.id AND o.status <> 'cancelled'), 0),
          setweight(to_tsvector('simple', fold_vi(p.name)), 'A')
            || setweight(to_tsvector('simple', fold_vi(s.name || ' ' || pr.legal_name)), 'B')
            || setweight(to_tsvector('simple', fold_vi(concat_ws(' ', co.full_name,
                array_to_string(co.former_names, ' '), array_to_string(co.former_districts, ' '),
                co.former_province))), 'C')
            || setweight(to_tsvector('simple', fold_vi(ps.name || ' ' || pg.name)), 'D')
        FROM products p
        JOIN certification_spells c ON c.product_id = p.id
        JOIN sellers s ON s.id = p.seller_id
        JOIN producers pr ON pr.id = s.producer_id
        JOIN communes co ON co.code = p.commune_code
        JOIN product_sets ps ON ps.no = p.set_no
        JOIN product_groups pg ON pg.code = ps.group_code
        CROSS JOIN LATERAL (SELECT min(price_vnd) AS price_vnd FROM variants WHERE product_id = p.id) v
        -- Said of both sides of the join: the planner does not carry the array over to the view, and would compute the
        -- spells of every certificate there is (340 ms instead of 1 ms at 10,000 products) for one changed price.
        WHERE p.id = ANY (changed) AND c.product_id = ANY (changed) AND p.published_at IS NOT NULL
          AND v.price_vnd IS NOT NULL;
      END $$`);
    const sources: [table: string, products: string][] = [
      ['products', 'SELECT id FROM changed'],
      ['variants', 'SELECT product_id FROM changed'],
      ['certifications', 'SELECT product_id FROM changed'],
      ['sellers', 'SELECT p.id FROM products p JOIN changed c ON c.id = p.seller_id'],
      [
        'producers',
        'SELECT p.id FROM products p JOIN sellers s ON s.id = p.seller_id JOIN changed c ON c.id = s.producer_id',
      ],
      ['communes', 'SELECT p.id FROM products p JOIN changed c ON c.code = p.commune_code'],
    ];
    for (const [table, products] of sources) {
      await runner.query(`
        CREATE FUNCTION ${table}_refresh_listings() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          PERFORM refresh_listings(array(${products}));
          RETURN NULL;
        END $$`);
      await runner.query(`CREATE TRIGGER ${table}_insert_listings AFTER INSERT ON ${table}
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${table}_refresh_listings()`);
      await runner.query(`CREATE TRIGGER ${table}_update_listings AFTER UPDATE ON ${table}
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ${table}_refresh_listings()`);
    }
    await runner.query(`REVOKE EXECUTE ON FUNCTION refresh_listings(uuid[]) FROM PUBLIC`);
    await runner.query(`GRANT SELECT ON listings, certification_spells TO floor_officer, floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['products', 'variants', 'certifications', 'sellers', 'producers', 'communes']) {
      await runner.query(`DROP FUNCTION ${table}_refresh_listings() CASCADE`);
    }
    await runner.query(`DROP FUNCTION refresh_listings(uuid[])`);
    await runner.query(`DROP FUNCTION is_listed(varchar, varchar, smallint, date, date, date)`);
    await runner.query(`DROP TABLE listings`);
    await runner.query(`DROP VIEW certification_spells`);
  }
}
