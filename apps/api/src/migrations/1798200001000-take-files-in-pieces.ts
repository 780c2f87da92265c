import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of shops that come in pieces over a line that breaks. */
export class TakeFilesInPieces1798200001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seller_uploads (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL CONSTRAINT seller_uploads_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        kind varchar(10) NOT NULL CHECK (kind IN ('picture', 'paper')),
        paper varchar(20),
        bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 12 * 1024 * 1024),
        received integer NOT NULL DEFAULT 0,
        sha256 varchar(64) CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        status varchar(10) NOT NULL CHECK (status IN ('open', 'done', 'refused')),
        status_changed_at timestamptz NOT NULL,
        fault varchar(30),
        -- Of the picture or the paper, by kind.
        result_id uuid,
        begun_by uuid NOT NULL CONSTRAINT seller_uploads_begun_by_fk REFERENCES accounts ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT seller_uploads_received_check CHECK (received BETWEEN 0 AND bytes),
        CONSTRAINT seller_uploads_paper_check CHECK ((kind = 'paper') = (paper IS NOT NULL)),
        CONSTRAINT seller_uploads_outcome_check CHECK (
          (status = 'done') = (result_id IS NOT NULL) AND (status = 'refused') = (fault IS NOT NULL)
          AND (status <> 'done' OR received = bytes))
      )`);
    // How many a shop has open, and which of them is the same file.
    await runner.query(
      `CREATE INDEX seller_uploads_open ON seller_uploads (seller_id) WHERE status = 'open'`,
    );
    // The sweep takes what nobody went on with.
    await runner.query(`CREATE INDEX seller_uploads_age ON seller_uploads (updated_at)`);
    await runner.query(`ALTER TABLE seller_uploads ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY seller_uploads_floor ON seller_uploads
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    const own = `seller_id = (SELECT bound_seller())`;
    for (const [name, rule] of [
      ['own', `FOR SELECT TO floor_seller USING (${own})`],
      ['add', `FOR INSERT TO floor_seller WITH CHECK (${own})`],
      ['change', `FOR UPDATE TO floor_seller USING (${own})`],
      ['remove', `FOR DELETE TO floor_seller USING (${own})`],
    ] as const)
      await runner.query(`CREATE POLICY seller_uploads_${name} ON seller_uploads ${rule}`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON seller_uploads TO floor_seller`);
    await runner.query(
      `GRANT UPDATE (received, status, status_changed_at, fault, result_id, updated_at) ON seller_uploads TO floor_seller`,
    );
    await runner.query(`GRANT SELECT, DELETE ON seller_uploads TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE seller_uploads`);
  }
}
