import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others do about reviews: find them helpful, report them; and the one invitation to write one. */
export class AnswerAndModerateReviews1799760001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE review_votes (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        review_id uuid NOT NULL CONSTRAINT review_votes_review_fk REFERENCES product_reviews ON DELETE RESTRICT,
        account_id uuid CONSTRAINT review_votes_account_fk REFERENCES accounts ON DELETE RESTRICT,
        -- SHA-256 of the secret a browser keeps.
        device_hash varchar(64) CHECK (length(device_hash) = 64),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT review_votes_voter CHECK (account_id IS NOT NULL OR device_hash IS NOT NULL)
      )`);
    // One of an account, one of a device, also where two come at once.
    await runner.query(`CREATE UNIQUE INDEX review_votes_account ON review_votes (review_id, account_id)`);
    await runner.query(`CREATE UNIQUE INDEX review_votes_device ON review_votes (review_id, device_hash)`);
    // What an account voted for, when it is erased.
    await runner.query(`CREATE INDEX review_votes_of_account ON review_votes (account_id)`);
    await runner.query(`
      CREATE FUNCTION review_votes_count() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE product_reviews SET helpful_count = helpful_count + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
        WHERE id = CASE TG_OP WHEN 'INSERT' THEN NEW.review_id ELSE OLD.review_id END;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER review_votes_count AFTER INSERT OR DELETE ON review_votes
      FOR EACH ROW EXECUTE FUNCTION review_votes_count()`);
    await runner.query(`
      CREATE TABLE review_reports (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        review_id uuid NOT NULL CONSTRAINT review_reports_review_fk REFERENCES product_reviews ON DELETE RESTRICT,
        account_id uuid CONSTRAINT review_reports_account_fk REFERENCES accounts ON DELETE RESTRICT,
        device_hash varchar(64) CHECK (length(device_hash) = 64),
        reason varchar(20) NOT NULL CHECK (reason IN
          ('abuse', 'personal_data', 'advertising', 'off_topic', 'health_claim', 'bad_picture', 'other')),
        words varchar(500) CHECK (words <> ''),
        reported_at timestamptz NOT NULL,
        -- When an officer decided about the review.
        closed_at timestamptz CHECK (closed_at >= reported_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT review_reports_reporter CHECK (account_id IS NOT NULL OR device_hash IS NOT NULL)
      )`);
    // One open one of an account, one of a device.
    await runner.query(
      `CREATE UNIQUE INDEX review_reports_account ON review_reports (review_id, account_id) WHERE closed_at IS NULL`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX review_reports_device ON review_reports (review_id, device_hash) WHERE closed_at IS NULL`,
    );
    // What an account reported, when it is erased.
    await runner.query(`CREATE INDEX review_reports_of_account ON review_reports (account_id)`);
    await runner.query(`
      CREATE TABLE review_invitations (
        order_group_id uuid PRIMARY KEY CONSTRAINT review_invitations_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        invited_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`
      CREATE TABLE review_refusals (
        order_group_id uuid PRIMARY KEY CONSTRAINT review_refusals_group_fk REFERENCES order_groups ON DELETE RESTRICT,
        -- Of the purchase's number: no purchase of it is invited again.
        phone_hash varchar(64) NOT NULL,
        refused_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Whether a number wants no invitations.
    await runner.query(`CREATE INDEX review_refusals_phone ON review_refusals (phone_hash)`);
    await runner.query(`GRANT SELECT ON review_votes TO floor_account`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON review_votes TO floor_worker`);
    await runner.query(`GRANT SELECT ON review_reports TO floor_account`);
    await runner.query(`GRANT SELECT, UPDATE (closed_at, updated_at) ON review_reports TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON review_reports TO floor_worker`);
    await runner.query(`GRANT SELECT, INSERT ON review_invitations TO floor_worker`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (phone_hash, updated_at), DELETE ON review_refusals TO floor_worker`,
    );
    await runner.query(`GRANT SELECT ON review_refusals TO floor_buyer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE review_refusals, review_invitations, review_reports, review_votes`);
    await runner.query(`DROP FUNCTION review_votes_count`);
    await runner.query(`UPDATE product_reviews SET helpful_count = 0 WHERE helpful_count > 0`);
  }
}
