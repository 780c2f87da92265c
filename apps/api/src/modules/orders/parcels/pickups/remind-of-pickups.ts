import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../../platform/data/floor-profile.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { Jobs } from '../../../../platform/jobs/jobs.js';
import { remindOfParcels } from './pickup.sql.js';
import { pickupReminderQueue } from './pickup-queues.js';

/** Has buyer and shop reminded, once, of parcels that wait at a tourism point for days. */
@Injectable()
export class RemindOfPickups {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of how many. Safe to repeat and to run twice at once. */
  run(): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - this.floor.orderTimers.pickupRemindDays * DAY_MS);
    return this.transactions.run('worker', async (tx) => {
      const waiting = await runStatement<{ parcelId: string }>(tx, remindOfParcels, [before, now]);
      for (const { parcelId } of waiting) await this.jobs.enqueue(tx, pickupReminderQueue, { parcelId });
      return waiting.length;
    });
  }
}
