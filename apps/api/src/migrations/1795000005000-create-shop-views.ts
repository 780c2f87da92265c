import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the public may read, as views owned by the owner role: the application's own role has no grant on the tables
 * behind them, and no view but the last shows a bank account, and none a buyer.
 */
export class CreateShopViews1795000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE VIEW shop_listings AS SELECT * FROM listings`);
    await runner.query(`
      CREATE VIEW shop_products AS
      SELECT id, seller_id, slug, name, set_no, commune_code, description, story, label, ships_to, publication_status,
        publication_status_changed_at, published_at, illustrative
      FROM products WHERE published_at IS NOT NULL`);
    await runner.query(`
      CREATE VIEW shop_variants AS
      SELECT v.id, v.product_id, v.position, v.name, v.price_vnd, v.unit, v.measure_amount, v.measure_unit, v.weight_grams
      FROM variants v`);
    await runner.query(`
      CREATE VIEW shop_images AS SELECT product_id, position, sha, width, height, alt FROM product_images`);
    // A cooperative that has ceased cannot sell, whatever its shop's own status says.
    await runner.query(`
      CREATE VIEW shop_sellers AS
      SELECT s.id, s.slug, s.name, p.legal_name, p.kind, p.commune_code, p.address_line, s.phone, p.tax_code, s.story,
        CASE WHEN p.cooperative_status = 'ceased' THEN 'closed' ELSE s.status END AS status,
        p.cooperative_status, s.accepts_cod, s.accepts_bank_transfer, p.illustrative, s.created_at
      FROM sellers s JOIN producers p ON p.id = s.producer_id
      WHERE s.status IN ('approved', 'suspended', 'closed')`);
    await runner.query(`
      CREATE VIEW shop_certifications AS
      SELECT id, product_id, product_code, decision_number, decision_date, issued_by, issuing_level, stars, score,
        issued_on, expires_on, valid_until, revoked_on, revocation_ground, revocation_decision
      FROM certifications`);
    await runner.query(`CREATE VIEW shop_stock AS SELECT variant_id, on_hand, reserved FROM stock_levels`);
    // Holds that will lapse: readers count those past their hour as free, whether or not a sweep has come by.
    await runner.query(`
      CREATE VIEW shop_holds AS
      SELECT variant_id, quantity, expires_at FROM stock_reservations WHERE status = 'live' AND expires_at IS NOT NULL`);
    await runner.query(
      `CREATE VIEW shop_shelf_stocks AS SELECT product_id, tourism_point_id, checked_on FROM shelf_stocks`,
    );
    await runner.query(
      `CREATE VIEW shop_pickup_points AS SELECT seller_id, tourism_point_id FROM seller_pickup_points`,
    );
    const views = [
      'shop_listings', 'shop_products', 'shop_variants', 'shop_images', 'shop_sellers', 'shop_certifications',
      'shop_stock', 'shop_holds', 'shop_shelf_stocks', 'shop_pickup_points',
    ]; // prettier-ignore
    await runner.query(
      `GRANT SELECT ON ${views.join(', ')} TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    // The account a buyer's QR pays into: seen by who places an order, not by who browses.
    await runner.query(`
      CREATE VIEW buying_seller_accounts AS
      SELECT id AS seller_id, bank_bin, bank_account_number, bank_account_name FROM sellers WHERE accepts_bank_transfer`);
    await runner.query(`GRANT SELECT ON buying_seller_accounts TO floor_buyer, floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW buying_seller_accounts, shop_pickup_points, shop_shelf_stocks, shop_holds, shop_stock,
      shop_certifications, shop_sellers, shop_images, shop_variants, shop_products, shop_listings`);
  }
}
