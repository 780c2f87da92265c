import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What pages of points and routes show, in the words those pages carry, from the rows that changed. */
const PLACES: readonly [table: string, tags: string][] = [
  [
    'point_pictures',
    `SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id UNION SELECT 'points'`,
  ],
  ['tourism_routes', `SELECT 'route:' || slug FROM changed UNION SELECT 'routes'`],
  [
    'tourism_route_stops',
    `SELECT 'route:' || r.slug FROM tourism_routes r JOIN changed c ON c.route_id = r.id UNION SELECT 'routes'`,
  ],
];

/** Says which pages are no longer true when pictures of a point or a route change, as 1799799000000 does for the rest. */
export class AnnounceRoutes1799800002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, tags] of PLACES) {
      await runner.query(`
        CREATE FUNCTION ${table}_announce_pages() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          PERFORM announce_pages(array(${tags})) WHERE EXISTS (SELECT FROM changed);
          RETURN NULL;
        END $$`);
      for (const event of ['INSERT', 'UPDATE', 'DELETE'])
        await runner.query(`
          CREATE TRIGGER ${table}_announce_pages_${event.toLowerCase()} AFTER ${event} ON ${table}
          REFERENCING ${event === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION ${table}_announce_pages()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table] of PLACES) await runner.query(`DROP FUNCTION ${table}_announce_pages() CASCADE`);
  }
}
