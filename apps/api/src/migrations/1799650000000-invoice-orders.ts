import type { MigrationInterface, QueryRunner } from 'typeorm';

const OWN = `seller_id = (SELECT bound_seller()) AND order_id IN (SELECT id FROM orders)`;

/**
 * E-invoices that shops issued of their orders, as they wrote them back (Decree 254/2026), and when a buyer last said whom
 * one is for. A correction is another version; the one before stays.
 */
export class InvoiceOrders1799650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_invoices (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_invoices_order_fk REFERENCES orders ON DELETE RESTRICT,
        seller_id uuid NOT NULL CONSTRAINT order_invoices_seller_fk REFERENCES sellers ON DELETE RESTRICT,
        -- 1 is the first; a later one puts it right.
        version smallint NOT NULL CHECK (version > 0),
        -- Form, with or without the tax office's code, year, kind of invoice, two letters of the seller's.
        series varchar(7) NOT NULL CHECK (series ~ '^[1-9][CK][0-9]{2}[A-Z]{3}$'),
        number integer NOT NULL CHECK (number BETWEEN 1 AND 99999999),
        issued_on date NOT NULL,
        -- Where and by what the buyer looks it up.
        lookup_code varchar(64) CHECK (lookup_code <> ''),
        lookup_url varchar(300) CHECK (lookup_url ~ '^https://'),
        correction varchar(10) CHECK (correction IN ('mistyped', 'replaced', 'adjusted')),
        written_at timestamptz NOT NULL,
        superseded_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_invoices_version_key UNIQUE (order_id, version),
        CONSTRAINT order_invoices_version_correction_check CHECK ((version = 1) = (correction IS NULL))
      )`);
    // An order has one invoice that counts.
    await runner.query(
      `CREATE UNIQUE INDEX order_invoices_current_key ON order_invoices (order_id) WHERE superseded_at IS NULL`,
    );
    // A number of a shop's series stands for one order.
    await runner.query(`CREATE UNIQUE INDEX order_invoices_number_key ON order_invoices (seller_id, series, number)
      WHERE superseded_at IS NULL`);
    await runner.query(`ALTER TABLE order_invoices ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY order_invoices_floor ON order_invoices
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY order_invoices_own ON order_invoices
      TO floor_seller USING (${OWN}) WITH CHECK (${OWN})`);
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE (superseded_at, updated_at) ON order_invoices TO floor_seller`,
    );
    await runner.query(`GRANT SELECT ON order_invoices TO floor_account, floor_buyer, floor_worker`);

    await runner.query(`ALTER TABLE order_groups ADD COLUMN invoice_requested_at timestamptz`);
    await runner.query(
      `UPDATE order_groups SET invoice_requested_at = placed_at WHERE invoice_sealed IS NOT NULL`,
    );
    await runner.query(`GRANT SELECT (invoice_requested_at) ON order_groups TO floor_seller`);
    await runner.query(
      `GRANT UPDATE (invoice_sealed, invoice_requested_at, updated_at) ON order_groups TO floor_buyer`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `REVOKE UPDATE (invoice_sealed, invoice_requested_at, updated_at) ON order_groups FROM floor_buyer`,
    );
    await runner.query(`ALTER TABLE order_groups DROP COLUMN invoice_requested_at`);
    await runner.query(`DROP TABLE order_invoices`);
  }
}
