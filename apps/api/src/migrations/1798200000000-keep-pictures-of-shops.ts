import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures that a shop has sent, before and after a product shows them. */
export class KeepPicturesOfShops1798200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seller_pictures (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT seller_pictures_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        sha varchar(64) NOT NULL CHECK (sha ~ '^[0-9a-f]{64}$'),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        uploaded_by uuid CONSTRAINT seller_pictures_uploaded_by_fk REFERENCES accounts ON DELETE RESTRICT,
        uploaded_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        -- The same picture sent again is the same picture.
        CONSTRAINT seller_pictures_sha_key UNIQUE (seller_id, sha)
      )`);
    // A shop chooses among its newest.
    await runner.query(
      `CREATE INDEX seller_pictures_newest ON seller_pictures (seller_id, uploaded_at DESC)`,
    );
    // The sweep asks whether anybody still names a file.
    await runner.query(`CREATE INDEX seller_pictures_sha ON seller_pictures (sha)`);
    // The sweep looks for what nothing has ever shown.
    await runner.query(
      `CREATE INDEX seller_pictures_unused ON seller_pictures (uploaded_at) WHERE used_at IS NULL`,
    );
    // What products show already is theirs to show again.
    await runner.query(`
      INSERT INTO seller_pictures (seller_id, sha, width, height, uploaded_at, used_at)
      SELECT DISTINCT ON (p.seller_id, i.sha) p.seller_id, i.sha, i.width, i.height, i.created_at, i.created_at
      FROM product_images i JOIN products p ON p.id = i.product_id ORDER BY p.seller_id, i.sha, i.created_at`);
    await runner.query(`ALTER TABLE seller_pictures ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY seller_pictures_floor ON seller_pictures
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    const own = `seller_id = (SELECT bound_seller())`;
    await runner.query(
      `CREATE POLICY seller_pictures_own ON seller_pictures FOR SELECT TO floor_seller USING (${own})`,
    );
    await runner.query(
      `CREATE POLICY seller_pictures_add ON seller_pictures FOR INSERT TO floor_seller WITH CHECK (${own})`,
    );
    await runner.query(
      `CREATE POLICY seller_pictures_change ON seller_pictures FOR UPDATE TO floor_seller USING (${own})`,
    );
    await runner.query(
      `CREATE POLICY seller_pictures_remove ON seller_pictures FOR DELETE TO floor_seller
       USING (${own} AND used_at IS NULL)`,
    );
    await runner.query(`GRANT SELECT, INSERT, DELETE ON seller_pictures TO floor_seller`);
    await runner.query(`GRANT UPDATE (uploaded_at, used_at, updated_at) ON seller_pictures TO floor_seller`);
    // Products that come with the province's files bring their pictures with them.
    await runner.query(`GRANT SELECT, INSERT ON seller_pictures TO floor_officer`);
    await runner.query(`GRANT SELECT, DELETE ON seller_pictures TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE seller_pictures`);
  }
}
