import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever decides about a change names the version they saw. That is worth nothing where a text can change without its
 * number: whoever writes it, the database counts along. And while officers have a change, its shop moves prices in it and
 * no word.
 */
export class CountEveryChangeOfAText1798100003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION product_changes_count_text() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        without_prices CONSTANT jsonpath := '$.variants[*].keyvalue() ? (@.key != "priceVnd" && @.key != "catchWeight")';
      BEGIN
        IF NEW.content = OLD.content THEN
          RETURN NEW;
        END IF;
        IF NEW.version <= OLD.version THEN
          RAISE EXCEPTION 'another text is another version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_changes_version_check';
        END IF;
        IF current_user = 'floor_seller' AND OLD.status IN ('submitted', 'checked')
          AND (NEW.content - 'variants' <> OLD.content - 'variants'
            OR (SELECT jsonb_agg(f -> 'value') FROM jsonb_path_query(NEW.content, without_prices) f)
              IS DISTINCT FROM (SELECT jsonb_agg(f -> 'value') FROM jsonb_path_query(OLD.content, without_prices) f)) THEN
          RAISE EXCEPTION 'officers have this text'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'product_changes_shop_check';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER product_changes_count_text BEFORE UPDATE OF content, version ON product_changes
      FOR EACH ROW EXECUTE FUNCTION product_changes_count_text()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER product_changes_count_text ON product_changes`);
    await runner.query(`DROP FUNCTION product_changes_count_text()`);
  }
}
