import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was agreed in an order, frozen by the statement that places it, and the terms that held then. The digest is of the
 * letters; nobody is granted a change. Orders from before have no contract.
 */
export class FreezeContracts1799650001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_terms (
        digest varchar(64) PRIMARY KEY,
        content varchar(40000) NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT contract_terms_digest_check CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
      )`);
    await runner.query(`
      CREATE TABLE order_contracts (
        order_id uuid PRIMARY KEY CONSTRAINT order_contracts_order_fk REFERENCES orders ON DELETE RESTRICT,
        -- JSON text; without whoever bought, whom the law forgets before the order.
        content varchar(2000000) NOT NULL,
        digest varchar(64) NOT NULL,
        terms_digest varchar(64) NOT NULL CONSTRAINT order_contracts_terms_fk REFERENCES contract_terms ON DELETE RESTRICT,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT order_contracts_digest_check CHECK (digest = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
      )`);
    await runner.query(`ALTER TABLE order_contracts ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY order_contracts_floor ON order_contracts
      TO floor_account, floor_buyer, floor_officer, floor_worker USING (true) WITH CHECK (true)`);
    await runner.query(`CREATE POLICY order_contracts_own ON order_contracts FOR SELECT TO floor_seller
      USING (order_id IN (SELECT id FROM orders))`);
    await runner.query(`GRANT SELECT, INSERT ON contract_terms, order_contracts TO floor_buyer`);
    await runner.query(
      `GRANT SELECT ON contract_terms, order_contracts TO floor_officer, floor_seller, floor_worker`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE order_contracts`);
    await runner.query(`DROP TABLE contract_terms`);
  }
}
