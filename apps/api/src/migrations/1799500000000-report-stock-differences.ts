import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the nightly recount of stock found, until it finds it no more: an officer's work, not a line of a log. */
export class ReportStockDifferences1799500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stock_differences (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        variant_id uuid NOT NULL CONSTRAINT stock_differences_variant_fk REFERENCES variants ON DELETE RESTRICT,
        on_hand integer NOT NULL,
        movements integer NOT NULL,
        reserved integer NOT NULL,
        live_reservations integer NOT NULL,
        found_at timestamptz NOT NULL,
        settled_at timestamptz CHECK (settled_at >= found_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT stock_differences_differ_check CHECK (on_hand <> movements OR reserved <> live_reservations)
      )`);
    // A variant is reported once, until it is settled; the desk asks for what is open.
    await runner.query(
      `CREATE UNIQUE INDEX stock_differences_open ON stock_differences (variant_id) WHERE settled_at IS NULL`,
    );
    await runner.query(`GRANT SELECT ON stock_differences TO floor_officer`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (on_hand, movements, reserved, live_reservations, settled_at, updated_at)
      ON stock_differences TO floor_worker`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE stock_differences`);
  }
}
