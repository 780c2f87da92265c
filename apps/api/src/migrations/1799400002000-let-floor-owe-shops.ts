import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCOUNTS = `'buyer', 'collected_seller', 'collected_carrier', 'sales', 'delivery_fees', 'refund_owed', 'tax',
  'tax_owed', 'tax_withheld', 'floor_fee', 'floor_fee_owed'`;

/** What a voucher of the floor takes off is the shop's revenue all the same, and the floor owes it. */
export class LetFloorOweShops1799400002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.allow(runner, `${ACCOUNTS}, 'floor_owes'`);
  }

  private async allow(runner: QueryRunner, accounts: string): Promise<void> {
    await runner.query(`ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_account_check,
      ADD CONSTRAINT ledger_entries_account_check CHECK (account IN (${accounts}))`);
  }

  /** Works while no voucher of the floor was posted. */
  async down(runner: QueryRunner): Promise<void> {
    await this.allow(runner, ACCOUNTS);
  }
}
