import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARCELS_BEFORE = ['packing', 'handed_over', 'delivered', 'refused', 'returned_to_sender'];
const PARCELS = [...PARCELS_BEFORE, 'unsent'];
const HOLDS_BEFORE = ['live', 'released', 'shipped'];
const HOLDS = [...HOLDS_BEFORE, 'unsent'];
const REASONS = ['out_of_stock', 'cannot_deliver', 'buyer_asked', 'unreachable', 'suspicious', 'other'];
const COLUMNS = 'unsent_reason, unsent_words';

/** The rest of an order that was sent in part and never can be sent whole: a parcel that stays, with the reason. */
export class EndWhatCannotBeSent1799660000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.nameStatuses(runner, PARCELS, HOLDS);
    await runner.query(`
      ALTER TABLE fulfillments
        ADD COLUMN unsent_reason varchar(20) CHECK (unsent_reason IN ('${REASONS.join(`', '`)}')),
        -- What the shop tells the buyer besides.
        ADD COLUMN unsent_words varchar(300) CHECK (unsent_words <> ''),
        ADD CONSTRAINT fulfillments_unsent_check CHECK ((status = 'unsent') = (unsent_reason IS NOT NULL)
          AND (unsent_words IS NULL OR unsent_reason IS NOT NULL)),
        DROP CONSTRAINT fulfillments_times_check,
        ADD CONSTRAINT fulfillments_times_check CHECK ((status IN ('packing', 'unsent')) = (handed_over_at IS NULL)
          AND (status IN ('packing', 'handed_over')) = (arrived_at IS NULL))`);
    await runner.query(`GRANT UPDATE (${COLUMNS}) ON fulfillments TO floor_seller`);
  }

  private async nameStatuses(
    runner: QueryRunner,
    parcels: readonly string[],
    holds: readonly string[],
  ): Promise<void> {
    await runner.query(`ALTER TABLE fulfillments DROP CONSTRAINT fulfillments_status_check,
      ADD CONSTRAINT fulfillments_status_check CHECK (status IN ('${parcels.join(`', '`)}'))`);
    // Goods of such a parcel are free, and no payment that comes later takes them again.
    await runner.query(`ALTER TABLE stock_reservations DROP CONSTRAINT stock_reservations_status_check,
      ADD CONSTRAINT stock_reservations_status_check CHECK (status IN ('${holds.join(`', '`)}'))`);
  }

  /** Works while there is no such parcel. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (${COLUMNS}) ON fulfillments FROM floor_seller`);
    await runner.query(`
      ALTER TABLE fulfillments DROP CONSTRAINT fulfillments_unsent_check, DROP COLUMN unsent_reason, DROP COLUMN unsent_words,
        DROP CONSTRAINT fulfillments_times_check,
        ADD CONSTRAINT fulfillments_times_check CHECK ((status = 'packing') = (handed_over_at IS NULL)
          AND (status IN ('packing', 'handed_over')) = (arrived_at IS NULL))`);
    await this.nameStatuses(runner, PARCELS_BEFORE, HOLDS_BEFORE);
  }
}
