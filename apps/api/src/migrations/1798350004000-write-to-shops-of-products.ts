import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'additions', 'approval', 'refusal', 'suspension', 'lifting', 'closure'`;

/** Letters that one product of a shop was taken down, and that it is let back. */
export class WriteToShopsOfProducts1798350004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.allow(runner, `${BEFORE}, 'product_takedown', 'product_let_back'`);
  }

  /** Works while no such letter was written: a number that was given out is not taken back. */
  async down(runner: QueryRunner): Promise<void> {
    await this.allow(runner, BEFORE);
  }

  private async allow(runner: QueryRunner, kinds: string): Promise<void> {
    await runner.query(`ALTER TABLE letters DROP CONSTRAINT letters_kind_check,
      ADD CONSTRAINT letters_kind_check CHECK (kind IN (${kinds}))`);
  }
}
