import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDIENCES = 'floor_account, floor_buyer, floor_officer, floor_worker';

/** Questions about a product, and the shop's public answer. Everybody reads a question once it is answered. */
export class AskSellers1799760002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_questions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        product_id uuid NOT NULL CONSTRAINT product_questions_product_fk REFERENCES products ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT product_questions_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        -- Who asked; null once they were forgotten.
        account_id uuid CONSTRAINT product_questions_account_fk REFERENCES accounts ON DELETE RESTRICT,
        -- The short form of their name; null where they chose none.
        asker_name varchar(60) CHECK (asker_name <> ''),
        words varchar(500) NOT NULL CHECK (words <> ''),
        status varchar(10) NOT NULL CHECK (status IN ('shown', 'held', 'hidden')),
        status_changed_at timestamptz NOT NULL,
        marked varchar(80)[] NOT NULL DEFAULT '{}',
        hidden_reason varchar(20) CHECK (hidden_reason IN
          ('abuse', 'personal_data', 'advertising', 'off_topic', 'health_claim', 'bad_picture', 'other')),
        hidden_words varchar(500) CHECK (hidden_words <> ''),
        moderated_by uuid CONSTRAINT product_questions_moderator_fk REFERENCES accounts ON DELETE RESTRICT,
        -- Grows with every answer: an officer decides about the words they read.
        version smallint NOT NULL DEFAULT 1 CHECK (version > 0),
        answer varchar(1000) CHECK (answer <> ''),
        answered_at timestamptz,
        answered_by uuid CONSTRAINT product_questions_answerer_fk REFERENCES accounts ON DELETE RESTRICT,
        asked_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT product_questions_hiding_whole CHECK ((status = 'hidden') = (hidden_reason IS NOT NULL)
          AND (hidden_reason IS NOT NULL OR hidden_words IS NULL)),
        CONSTRAINT product_questions_answer_whole CHECK ((answer IS NULL) = (answered_at IS NULL))
      )`);
    // What everybody reads of a product, the newest answer first.
    await runner.query(`CREATE INDEX product_questions_answered ON product_questions (product_id, answered_at, id)
      WHERE status = 'shown' AND answer IS NOT NULL`);
    // Questions to a shop, the newest first.
    await runner.query(`CREATE INDEX product_questions_seller ON product_questions (seller_id, id)`);
    // How much one account asked lately.
    await runner.query(`CREATE INDEX product_questions_asker ON product_questions (account_id, asked_at)`);
    // The officers' desk: what waits, what is hidden.
    await runner.query(
      `CREATE INDEX product_questions_moderated ON product_questions (status, id) WHERE status <> 'shown'`,
    );
    await runner.query(`
      CREATE VIEW shop_questions AS
      SELECT id, product_id, asker_name, words, asked_at, answer, answered_at FROM product_questions
      WHERE status = 'shown' AND answer IS NOT NULL`);
    await runner.query(
      `GRANT SELECT ON shop_questions TO floor_app, floor_buyer, floor_officer, floor_worker`,
    );
    await runner.query(`ALTER TABLE product_questions ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY product_questions_floor ON product_questions TO ${AUDIENCES} USING (true) WITH CHECK (true)`,
    );
    await runner.query(`CREATE POLICY product_questions_own ON product_questions FOR SELECT TO floor_seller
      USING (seller_id = (SELECT bound_seller()))`);
    // A shop answers what an officer let pass.
    await runner.query(`CREATE POLICY product_questions_answer ON product_questions FOR UPDATE TO floor_seller
      USING (seller_id = (SELECT bound_seller()) AND status = 'shown')`);
    await runner.query(`GRANT SELECT ON product_questions TO floor_account, floor_officer, floor_seller`);
    await runner.query(`GRANT UPDATE (answer, answered_at, answered_by, version, updated_at)
      ON product_questions TO floor_seller`);
    await runner.query(`GRANT UPDATE (status, status_changed_at, hidden_reason, hidden_words, moderated_by, updated_at)
      ON product_questions TO floor_officer`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (account_id, asker_name, updated_at) ON product_questions TO floor_worker`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW shop_questions`);
    await runner.query(`DROP TABLE product_questions`);
  }
}
