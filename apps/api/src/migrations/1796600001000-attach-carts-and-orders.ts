import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carts and purchases of people with an account. */
export class AttachCartsAndOrders1796600001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE carts DROP CONSTRAINT carts_status_check`);
    await runner.query(`
      ALTER TABLE carts
        ADD COLUMN account_id uuid CONSTRAINT carts_account_fk REFERENCES accounts ON DELETE RESTRICT,
        -- The cart of another device that was taken into the account's: its secret goes on opening that one.
        ADD COLUMN merged_into uuid CONSTRAINT carts_merged_into_fk REFERENCES carts ON DELETE RESTRICT,
        ADD CONSTRAINT carts_status_check CHECK (status IN ('open', 'placed', 'merged')),
        ADD CONSTRAINT carts_merged_check CHECK ((status = 'merged') = (merged_into IS NOT NULL))`);
    // One open cart an account, whichever device it was begun on; and how that cart is found.
    await runner.query(`CREATE UNIQUE INDEX carts_open_account ON carts (account_id)
      WHERE status = 'open' AND account_id IS NOT NULL`);
    // A cart that goes takes the secrets along that led to it.
    await runner.query(`CREATE INDEX carts_merged_into ON carts (merged_into) WHERE merged_into IS NOT NULL`);
    await runner.query(`ALTER TABLE order_groups
      ADD COLUMN account_id uuid CONSTRAINT order_groups_account_fk REFERENCES accounts ON DELETE RESTRICT`);
    // "My purchases", newest first.
    await runner.query(`CREATE INDEX order_groups_account ON order_groups (account_id, placed_at, id)
      WHERE account_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE order_groups DROP COLUMN account_id`);
    await runner.query(`DELETE FROM carts WHERE status = 'merged'`);
    await runner.query(
      `ALTER TABLE carts DROP COLUMN account_id, DROP COLUMN merged_into, DROP CONSTRAINT carts_status_check`,
    );
    await runner.query(
      `ALTER TABLE carts ADD CONSTRAINT carts_status_check CHECK (status IN ('open', 'placed'))`,
    );
  }
}
