import type { MigrationInterface, QueryRunner } from 'typeorm';

const READERS = 'floor_app, floor_buyer, floor_officer, floor_worker';
const REASONS = `('abuse', 'personal_data', 'advertising', 'off_topic', 'health_claim', 'bad_picture', 'other')`;
const ANSWERED = ['product_reviews', 'product_questions'] as const;

/** Answers of shops that officers take down alone, and what readers report of answers and of questions. */
export class ModerateAnswers1799830001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION answer_changed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        NEW.answer_version := OLD.answer_version + 1;
        -- Only an officer brings back what an officer took down, whatever its shop writes in its place.
        IF OLD.answer_status <> 'shown' THEN
          NEW.answer_status := 'held';
          NEW.answer_hidden_reason := NULL;
          NEW.answer_hidden_words := NULL;
        END IF;
        RETURN NEW;
      END $$`);
    for (const table of ANSWERED) {
      await runner.query(`ALTER TABLE ${table}
        ADD answer_status varchar(10) NOT NULL DEFAULT 'shown' CHECK (answer_status IN ('shown', 'held', 'hidden')),
        ADD answer_hidden_reason varchar(20) CHECK (answer_hidden_reason IN ${REASONS}),
        ADD answer_hidden_words varchar(500) CHECK (answer_hidden_words <> ''),
        -- Grows with every change of the answer: an officer decides about the words they read.
        ADD answer_version smallint NOT NULL DEFAULT 1 CHECK (answer_version > 0),
        ADD CONSTRAINT ${table}_answer_hiding_whole CHECK ((answer_status = 'hidden') = (answer_hidden_reason IS NOT NULL)
          AND (answer_hidden_reason IS NOT NULL OR answer_hidden_words IS NULL)),
        ADD CONSTRAINT ${table}_answer_there CHECK (answer IS NOT NULL OR answer_status = 'shown')`);
      await runner.query(`CREATE TRIGGER ${table}_answer_changed BEFORE UPDATE OF answer ON ${table} FOR EACH ROW
        WHEN (OLD.answer IS NOT NULL AND OLD.answer IS DISTINCT FROM NEW.answer) EXECUTE FUNCTION answer_changed()`);
      await runner.query(
        `GRANT UPDATE (answer_status, answer_hidden_reason, answer_hidden_words) ON ${table} TO floor_officer`,
      );
    }
    await runner.query(
      this.reviewsView(`CASE WHEN v.answer_status = 'shown' THEN v.answer END::varchar(1000) AS answer,
      CASE WHEN v.answer_status = 'shown' THEN v.answered_at END AS answered_at,
      CASE WHEN v.answer_status = 'shown' THEN v.answer_edited_at END AS answer_edited_at`),
    );
    await runner.query(this.questionsView(`AND answer_status = 'shown'`));
    await runner.query(`GRANT SELECT ON shop_reviews, shop_questions TO ${READERS}`);
    await runner.query(`ALTER TABLE review_reports ADD of_answer boolean NOT NULL DEFAULT false`);
    await this.oneOpen(runner, 'review_reports', 'review_reports', 'review_id, of_answer');
    await runner.query(`
      CREATE TABLE question_reports (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        question_id uuid NOT NULL CONSTRAINT question_reports_question_fk REFERENCES product_questions ON DELETE RESTRICT,
        -- Of the shop's answer, or of the question itself.
        of_answer boolean NOT NULL DEFAULT false,
        account_id uuid CONSTRAINT question_reports_account_fk REFERENCES accounts ON DELETE RESTRICT,
        device_hash varchar(64) CHECK (length(device_hash) = 64),
        reason varchar(20) NOT NULL CHECK (reason IN ${REASONS}),
        words varchar(500) CHECK (words <> ''),
        reported_at timestamptz NOT NULL,
        -- When an officer decided about it.
        closed_at timestamptz CHECK (closed_at >= reported_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT question_reports_reporter CHECK (account_id IS NOT NULL OR device_hash IS NOT NULL)
      )`);
    await this.oneOpen(runner, null, 'question_reports', 'question_id, of_answer');
    // What an account reported, when it is erased.
    await runner.query(`CREATE INDEX question_reports_of_account ON question_reports (account_id)`);
    await runner.query(`GRANT SELECT ON question_reports TO floor_account`);
    await runner.query(`GRANT SELECT, UPDATE (closed_at, updated_at) ON question_reports TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, DELETE ON question_reports TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE question_reports`);
    await runner.query(`DELETE FROM review_reports WHERE of_answer`);
    await this.oneOpen(runner, 'review_reports', 'review_reports', 'review_id');
    await runner.query(`ALTER TABLE review_reports DROP COLUMN of_answer`);
    await runner.query(this.reviewsView('v.answer, v.answered_at, v.answer_edited_at'));
    await runner.query(this.questionsView(''));
    await runner.query(`GRANT SELECT ON shop_reviews, shop_questions TO ${READERS}`);
    for (const table of ANSWERED)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN answer_status, DROP COLUMN answer_hidden_reason,
        DROP COLUMN answer_hidden_words, DROP COLUMN answer_version`);
    await runner.query(`DROP FUNCTION answer_changed() CASCADE`);
  }

  /** One open report of an account, one of a device. */
  private async oneOpen(
    runner: QueryRunner,
    before: string | null,
    table: string,
    of: string,
  ): Promise<void> {
    for (const [index, column] of [
      ['account', 'account_id'],
      ['device', 'device_hash'],
    ]) {
      if (before !== null) await runner.query(`DROP INDEX ${before}_${index}`);
      await runner.query(
        `CREATE UNIQUE INDEX ${table}_${index} ON ${table} (${of}, ${column}) WHERE closed_at IS NULL`,
      );
    }
  }

  private reviewsView(answer: string): string {
    return `CREATE OR REPLACE VIEW shop_reviews AS
      SELECT v.id, v.product_id, v.rating, v.words, v.author_name, v.written_at, v.edited_at, v.helpful_count, ${answer},
        l.variant_name,
        (EXISTS (SELECT FROM order_return_lines x JOIN order_returns b ON b.id = x.return_id
            WHERE x.order_line_id = v.order_line_id AND b.status = 'settled')
          OR EXISTS (SELECT FROM disputes d WHERE d.order_id = v.order_id AND d.outcome IN ('refund', 'return'))) AS given_back
      FROM product_reviews v JOIN order_lines l ON l.id = v.order_line_id WHERE v.status = 'shown'`;
  }

  private questionsView(more: string): string {
    return `CREATE OR REPLACE VIEW shop_questions AS
      SELECT id, product_id, asker_name, words, asked_at, answer, answered_at FROM product_questions
      WHERE status = 'shown' AND answer IS NOT NULL ${more}`;
  }
}
