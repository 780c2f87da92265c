import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How somebody of a shop wants to hear of its orders, besides the SMS to the shop's own number. */
export class ChooseHowShopsAreTold1799671000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // On a device only where its owner asked for notices on it, and then it costs nobody anything.
    await runner.query(`
      ALTER TABLE seller_members ADD COLUMN notice_channels varchar(5)[] NOT NULL DEFAULT '{push}'
        CONSTRAINT seller_members_notice_channels_check CHECK (notice_channels <@ '{push,email,sms}'::varchar[])`);
    await runner.query(`GRANT UPDATE (notice_channels) ON seller_members TO floor_seller`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (notice_channels) ON seller_members FROM floor_seller`);
    await runner.query(`ALTER TABLE seller_members DROP COLUMN notice_channels`);
  }
}
