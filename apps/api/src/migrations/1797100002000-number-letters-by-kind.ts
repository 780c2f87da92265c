import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters are numbered by year and sign, as official papers are: 12/2026/TB-DMGH. Those already out keep their sign. */
export class NumberLettersByKind1797100002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['letters', 'letter_numbers'])
      await runner.query(
        `ALTER TABLE ${table} ADD COLUMN sign varchar(20) NOT NULL DEFAULT 'TB-SÀN' CHECK (sign <> '')`,
      );
    for (const table of ['letters', 'letter_numbers'])
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN sign DROP DEFAULT`);
    await runner.query(`ALTER TABLE letters DROP CONSTRAINT letters_number_key`);
    await runner.query(`ALTER TABLE letters ADD CONSTRAINT letters_number_key UNIQUE (year, sign, number)`);
    await runner.query(`ALTER TABLE letter_numbers DROP CONSTRAINT letter_numbers_pkey`);
    await runner.query(
      `ALTER TABLE letter_numbers ADD CONSTRAINT letter_numbers_pkey PRIMARY KEY (year, sign)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE letters DROP CONSTRAINT letters_number_key`);
    // One row of numbers a year again, in the order in which the letters went out.
    await runner.query(`
      UPDATE letters l SET number = n.number FROM (
        SELECT id, row_number() OVER (PARTITION BY year ORDER BY issued_at, id) AS number FROM letters) n
      WHERE n.id = l.id`);
    await runner.query(`ALTER TABLE letters ADD CONSTRAINT letters_number_key UNIQUE (year, number)`);
    await runner.query(`ALTER TABLE letters DROP COLUMN sign`);
    await runner.query(`DELETE FROM letter_numbers`);
    await runner.query(`ALTER TABLE letter_numbers DROP COLUMN sign`);
    await runner.query(`ALTER TABLE letter_numbers ADD CONSTRAINT letter_numbers_pkey PRIMARY KEY (year)`);
    await runner.query(
      `INSERT INTO letter_numbers (year, last) SELECT year, max(number) FROM letters GROUP BY year`,
    );
  }
}
