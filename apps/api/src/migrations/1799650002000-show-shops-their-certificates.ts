import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A form of a year names every shop of the floor; the shop that a transaction works for reads its own lines of the latest
 * version of each year, and nothing of anybody else's.
 */
export class ShowShopsTheirCertificates1799650002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION own_tax_certificates()
      RETURNS TABLE (year varchar, version smallint, issued_at timestamptz, digest varchar, rows json)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT f.period, f.version, f.issued_at, f.digest, own.rows
        FROM tax_forms f
        CROSS JOIN LATERAL (SELECT json_agg(r) AS rows FROM json_array_elements(f.content::json -> 'rows') r
          WHERE r ->> 'slug' = (SELECT slug FROM sellers WHERE id = (SELECT bound_seller()))) own
        WHERE f.period ~ '^20[0-9]{2}$' AND own.rows IS NOT NULL
          AND f.version = (SELECT max(l.version) FROM tax_forms l WHERE l.period = f.period)
        ORDER BY f.period DESC
      $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION own_tax_certificates() FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION own_tax_certificates() TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION own_tax_certificates()`);
  }
}
