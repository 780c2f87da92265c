import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shops that are a tourism point themselves, and visits that people ask of them. */
export class AskForVisits1799820001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE point_sellers (
        tourism_point_id uuid PRIMARY KEY CONSTRAINT point_sellers_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        -- A shop is one place.
        seller_id uuid NOT NULL CONSTRAINT point_sellers_seller_key UNIQUE
          CONSTRAINT point_sellers_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(
      `GRANT SELECT ON point_sellers TO floor_app, floor_account, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`GRANT INSERT, DELETE ON point_sellers TO floor_officer`);
    await this.announce(runner);
    await runner.query(`
      CREATE TABLE visit_requests (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT visit_requests_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        tourism_point_id uuid NOT NULL CONSTRAINT visit_requests_point_fk REFERENCES tourism_points ON DELETE RESTRICT,
        -- Null for guests, who come back by the link they were given.
        account_id uuid CONSTRAINT visit_requests_account_fk REFERENCES accounts ON DELETE RESTRICT,
        day date NOT NULL,
        people smallint NOT NULL CHECK (people BETWEEN 1 AND 200),
        -- Name, number and words of whoever comes, under the shop's key; both null once the visit is long over, or the account erased.
        contact_sealed varchar(4000),
        phone_hash varchar(64),
        status varchar(10) NOT NULL CHECK (status IN ('requested', 'confirmed', 'declined', 'withdrawn')),
        status_changed_at timestamptz NOT NULL,
        -- What the shop said with its answer.
        answer varchar(300) CHECK (answer <> ''),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // One number asks a shop for a day once, also where it is sent twice at once.
    await runner.query(`CREATE UNIQUE INDEX visit_requests_open ON visit_requests (phone_hash, seller_id, day)
      WHERE status IN ('requested', 'confirmed')`);
    // A shop's list, the next day first.
    await runner.query(`CREATE INDEX visit_requests_shop ON visit_requests (seller_id, day, id)`);
    // What an erased account asked for.
    await runner.query(
      `CREATE INDEX visit_requests_account ON visit_requests (account_id) WHERE account_id IS NOT NULL`,
    );
    await runner.query(`ALTER TABLE visit_requests ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY visit_requests_floor ON visit_requests
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY visit_requests_own ON visit_requests TO floor_seller
      USING (seller_id = (SELECT bound_seller())) WITH CHECK (seller_id = (SELECT bound_seller()))`);
    const moves = 'status, status_changed_at, updated_at';
    await runner.query(`GRANT SELECT ON visit_requests TO floor_account, floor_seller`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (${moves}) ON visit_requests TO floor_buyer`);
    await runner.query(`GRANT UPDATE (${moves}, answer) ON visit_requests TO floor_seller`);
    await runner.query(
      `GRANT SELECT, UPDATE (contact_sealed, phone_hash, updated_at) ON visit_requests TO floor_worker`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE visit_requests, point_sellers`);
    await runner.query(`DROP FUNCTION point_sellers_announce_pages()`);
  }

  /** Whose visitors are received stands on the page of the point (migration AnnouncePageChanges). */
  private async announce(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION point_sellers_announce_pages() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM announce_pages(array(
          SELECT 'point:' || t.slug FROM tourism_points t JOIN changed c ON c.tourism_point_id = t.id))
        WHERE EXISTS (SELECT FROM changed);
        RETURN NULL;
      END $$`);
    for (const event of ['INSERT', 'UPDATE', 'DELETE'])
      await runner.query(`
        CREATE TRIGGER point_sellers_announce_pages_${event.toLowerCase()} AFTER ${event} ON point_sellers
        REFERENCING ${event === 'DELETE' ? 'OLD' : 'NEW'} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION point_sellers_announce_pages()`);
  }
}
