import type { MigrationInterface, QueryRunner } from 'typeorm';

const ASKED = ['visit_requests', 'product_questions', 'reports'];

/**
 * The language in which somebody asked or reported is the one they are answered in. Unlike a purchase, a question or a
 * report of somebody signed in has no sealed contact it could be kept with.
 */
export class AnswerInTheirLanguage1799850001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ASKED)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN language varchar(2) NOT NULL DEFAULT 'vi'
        CONSTRAINT ${table}_language_check CHECK (language IN ('vi', 'en'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ASKED) await runner.query(`ALTER TABLE ${table} DROP COLUMN language`);
  }
}
