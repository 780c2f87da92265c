import type { MigrationInterface, QueryRunner } from 'typeorm';

const READERS = 'floor_app, floor_buyer, floor_officer, floor_worker';

/**
 * A code for every product and every batch, printed on labels and answered for ever, and how often it was looked up on
 * which day. Codes are drawn by triggers, so that whatever makes a product or a batch makes its code with it.
 */
export class TraceProductsAndBatches1798340000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.create(runner);
    await this.draw(runner);
    await this.show(runner);
    await this.count(runner);
    await this.wall(runner);
  }

  private async create(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE traces (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        code varchar(8) NOT NULL CONSTRAINT traces_code_key UNIQUE CHECK (code ~ '^[CDFHJKMNPRTVWXY23456789]{8}$'),
        product_id uuid NOT NULL CONSTRAINT traces_product_fk REFERENCES products ON DELETE RESTRICT,
        -- Null: the product itself, whichever batch.
        batch_id uuid CONSTRAINT traces_batch_key UNIQUE CONSTRAINT traces_batch_fk REFERENCES batches ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // One code a product; its page asks for it.
    await runner.query(
      `CREATE UNIQUE INDEX traces_product_key ON traces (product_id) WHERE batch_id IS NULL`,
    );
    // All codes of a product, for its shop's page of labels.
    await runner.query(`CREATE INDEX traces_product ON traces (product_id)`);
    await runner.query(`
      CREATE TABLE trace_scans (
        trace_id uuid NOT NULL CONSTRAINT trace_scans_trace_fk REFERENCES traces ON DELETE RESTRICT,
        -- The day in Vietnam.
        day date NOT NULL,
        scans integer NOT NULL CHECK (scans > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (trace_id, day)
      )`);
  }

  private async draw(runner: QueryRunner): Promise<void> {
    // kernel/trace-code checks what is drawn here; a test holds the two together.
    await runner.query(`
      CREATE FUNCTION draw_trace_code() RETURNS varchar
      LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
      DECLARE
        letters constant text := 'CDFHJKMNPRTVWXY23456789';
        chance bigint;
        total integer;
        drawn text;
      BEGIN
        LOOP
          -- The last 15 digits of a version 4 UUID: 60 bits of the system's strong generator.
          chance := ('x' || right(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint;
          total := 0;
          drawn := '';
          FOR place IN 1..7 LOOP
            drawn := drawn || substr(letters, (chance % 23)::integer + 1, 1);
            total := total + place * (chance % 23)::integer;
            chance := chance / 23;
          END LOOP;
          -- total + 8 × last = 0 modulo 23; 8 × 3 = 1 there.
          drawn := drawn || substr(letters, (23 - (3 * total) % 23) % 23 + 1, 1);
          EXIT WHEN NOT EXISTS (SELECT FROM traces WHERE code = drawn);
        END LOOP;
        RETURN drawn;
      END $$`);
    await runner.query(`
      CREATE FUNCTION products_make_trace() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO traces (code, product_id) VALUES (draw_trace_code(), NEW.id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE FUNCTION batches_make_trace() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO traces (code, product_id, batch_id)
          SELECT draw_trace_code(), v.product_id, NEW.id FROM variants v WHERE v.id = NEW.variant_id;
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION draw_trace_code() FROM PUBLIC`);
    for (const table of ['products', 'batches'])
      await runner.query(`CREATE TRIGGER ${table}_make_trace AFTER INSERT ON ${table}
        FOR EACH ROW EXECUTE FUNCTION ${table}_make_trace()`);
    // One by one: of two equal codes in one statement neither would see the other.
    await runner.query(`
      DO $$
      DECLARE
        each record;
      BEGIN
        FOR each IN SELECT id FROM products ORDER BY id LOOP
          INSERT INTO traces (code, product_id) VALUES (draw_trace_code(), each.id);
        END LOOP;
        FOR each IN SELECT b.id, v.product_id FROM batches b JOIN variants v ON v.id = b.variant_id ORDER BY b.id LOOP
          INSERT INTO traces (code, product_id, batch_id) VALUES (draw_trace_code(), each.product_id, each.id);
        END LOOP;
      END $$`);
  }

  private async show(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE VIEW shop_traces AS SELECT id, code, product_id, batch_id FROM traces`);
    // What is printed on a packet. Its variant is named here: the public view of variants leaves out what is no longer sold.
    await runner.query(`CREATE VIEW shop_batches AS SELECT b.id, v.product_id, v.name AS variant_name, b.code, b.made_on, b.expires_on
      FROM batches b JOIN variants v ON v.id = b.variant_id`);
    await runner.query(`GRANT SELECT ON shop_traces, shop_batches TO ${READERS}`);
  }

  private async count(runner: QueryRunner): Promise<void> {
    // Always in the same order of rows, so that two processes that count at once never wait for each other in a circle.
    await runner.query(`
      CREATE FUNCTION count_scans(trace_ids uuid[], days date[], numbers integer[]) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
      BEGIN ATOMIC
        INSERT INTO trace_scans AS s (trace_id, day, scans)
        SELECT t.id, c.day, c.number FROM unnest(trace_ids, days, numbers) AS c (trace_id, day, number)
        JOIN traces t ON t.id = c.trace_id WHERE c.number > 0 ORDER BY t.id, c.day
        ON CONFLICT (trace_id, day) DO UPDATE SET scans = s.scans + excluded.scans, updated_at = now();
      END`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION count_scans(uuid[], date[], integer[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION count_scans(uuid[], date[], integer[]) TO floor_app`);
  }

  private async wall(runner: QueryRunner): Promise<void> {
    // The policy of the table above applies to the inner query as well.
    const own: Record<string, string> = {
      traces: `product_id IN (SELECT id FROM products)`,
      trace_scans: `trace_id IN (SELECT id FROM traces)`,
    };
    for (const [table, rows] of Object.entries(own)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_floor ON ${table}
        TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} FOR SELECT TO floor_seller USING (${rows})`);
      // Nobody changes a code or takes one back: it stands on packets.
      await runner.query(`GRANT SELECT ON ${table} TO floor_seller, floor_officer, floor_worker`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION count_scans(uuid[], date[], integer[])`);
    await runner.query(`DROP VIEW shop_batches, shop_traces`);
    await runner.query(`DROP TRIGGER products_make_trace ON products`);
    await runner.query(`DROP TRIGGER batches_make_trace ON batches`);
    await runner.query(`DROP FUNCTION products_make_trace(), batches_make_trace()`);
    await runner.query(`DROP TABLE trace_scans, traces`);
    await runner.query(`DROP FUNCTION draw_trace_code()`);
  }
}
