import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An order that lives again after its money came late takes the use of its voucher again: with its discount and without
 * the use, a voucher took off more often than its limits say.
 */
export class TakeVouchersAgain1799660002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Asked before the goods are locked: vouchers come before stock, as in a placement. What it locks stays as it is found.
    await runner.query(`
      CREATE FUNCTION voucher_is_left(ordered uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE used voucher_uses; voucher vouchers;
      BEGIN
        SELECT u.* INTO used FROM voucher_uses u JOIN orders o ON o.order_group_id = u.order_group_id
          WHERE o.id = ordered FOR NO KEY UPDATE OF u;
        IF NOT FOUND OR used.status = 'live' THEN RETURN true; END IF;
        SELECT * INTO voucher FROM vouchers WHERE id = used.voucher_id FOR NO KEY UPDATE;
        PERFORM FROM voucher_people WHERE voucher_id = voucher.id AND person_key = ANY (used.person_keys)
          ORDER BY id FOR NO KEY UPDATE;
        RETURN (voucher.total_limit IS NULL OR voucher.used_count < voucher.total_limit)
          AND NOT EXISTS (SELECT FROM voucher_people WHERE voucher_id = voucher.id
            AND person_key = ANY (used.person_keys) AND uses >= voucher.person_limit);
      END $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION voucher_is_left(uuid) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION voucher_is_left(uuid) TO floor_seller, floor_worker`);
    await runner.query(`
      CREATE FUNCTION orders_take_voucher() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE used voucher_uses;
      BEGIN
        SELECT * INTO used FROM voucher_uses WHERE order_group_id = NEW.order_group_id AND status = 'freed' FOR NO KEY UPDATE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        UPDATE vouchers SET used_count = used_count + 1, updated_at = NEW.status_changed_at WHERE id = used.voucher_id;
        UPDATE voucher_people SET uses = uses + 1, updated_at = NEW.status_changed_at
          WHERE voucher_id = used.voucher_id AND person_key = ANY (used.person_keys);
        UPDATE voucher_uses SET status = 'live', status_changed_at = NEW.status_changed_at, updated_at = NEW.status_changed_at
          WHERE id = used.id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER orders_take_voucher AFTER UPDATE OF status ON orders
      FOR EACH ROW WHEN (OLD.status = 'cancelled' AND NEW.status = 'placed') EXECUTE FUNCTION orders_take_voucher()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER orders_take_voucher ON orders`);
    await runner.query(`DROP FUNCTION orders_take_voucher(), voucher_is_left(uuid)`);
  }
}
