import { Inject, Injectable, Logger } from '@nestjs/common';
import { MINUTE_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import type { Statement } from '../../../../platform/database/reader.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { BookShipment } from './book-shipment.js';
import { CancelShipment } from './cancel-shipment.js';
import { FollowShipment } from './follow-shipment.js';
import { abandonedShipments, silentShipments, unansweredShipments } from './shipments.sql.js';

/** One sweep handles so many at most; the next comes a minute later. */
const BATCH = 50;
/** Carriers write down a journey by the hour; notices have one asked about earlier. */
const SILENT_MINUTES = 30;

/** Takes up shipments whose end nobody knows, takes back those that never go, and asks about those on their way. */
@Injectable()
export class ResumeShipments {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly book: BookShipment,
    private readonly follow: FollowShipment,
    private readonly cancel: CancelShipment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Safe to repeat and to run twice at once; one that fails keeps no other from its turn. */
  async run(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - SILENT_MINUTES * MINUTE_MS);
    for (const id of await this.ids(abandonedShipments, [now, BATCH]))
      await this.each(id, () => this.cancel.end(id));
    for (const id of await this.ids(unansweredShipments, [now, BATCH]))
      await this.each(id, () => this.book.run(id));
    for (const id of await this.ids(silentShipments, [now, before, BATCH]))
      await this.each(id, () => this.follow.run(id));
  }

  private async each(id: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error(`shipment ${id} could not be taken up: ${String(error)}`);
    }
  }

  private async ids(statement: Statement, values: readonly unknown[]): Promise<string[]> {
    const rows = await this.transactions.run('worker', (tx) =>
      runStatement<{ id: string }>(tx, statement, [...values]),
    );
    return rows.map(({ id }) => id);
  }
}
