import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An order is placed before a revocation or refused, never after it. A placement reads what is listed, then waits for
 * stock; what left the floor meanwhile it would still sell. So the database asks once more, at the very end: while it
 * asks, nothing of the purchase can leave the floor, and what is just leaving is waited for.
 */
export class OrderOnlyWhatIsListed1798350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION order_groups_demand_listed() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        day date := (NEW.placed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
      BEGIN
        -- refresh_listings holds these rows while it writes a product's listings anew, in the same order. Taken as the
        -- last thing before the commit, so that a crowd at one product does not keep its revocation waiting.
        PERFORM FROM products WHERE id IN (SELECT l.product_id FROM orders o JOIN order_lines l ON l.order_id = o.id
          WHERE o.order_group_id = NEW.id) ORDER BY id FOR SHARE;
        IF EXISTS (SELECT FROM orders o JOIN order_lines l ON l.order_id = o.id
          WHERE o.order_group_id = NEW.id AND NOT EXISTS (SELECT FROM listings x
            WHERE x.product_id = l.product_id AND x.certification_id = l.certification_id
              AND is_listed(x.publication_status, x.seller_status, x.stars, x.listed_from, x.listed_until, day))) THEN
          RAISE EXCEPTION 'a product left the floor while it was being ordered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_groups_listed_check';
        END IF;
        RETURN NULL;
      END $$`);
    // Of purchases that buyers place; whoever brings in old ones knows what they bring.
    await runner.query(`
      CREATE CONSTRAINT TRIGGER order_groups_demand_listed AFTER INSERT ON order_groups
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (current_user = 'floor_buyer')
      EXECUTE FUNCTION order_groups_demand_listed()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER order_groups_demand_listed ON order_groups`);
    await runner.query(`DROP FUNCTION order_groups_demand_listed()`);
  }
}
