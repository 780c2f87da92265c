import { Inject, Injectable } from '@nestjs/common';
import { addMonths, startOfVietnamDay, vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';

/** As long as what the floor keeps about listings (Decree 248/2026: at least a year). */
const KEPT_MONTHS = 12;

/** Empties reports that were decided a year ago; that there was one, about what, and in time, stays. */
@Injectable()
export class ForgetReports {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many were emptied. Safe to repeat. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const before = startOfVietnamDay(addMonths(vietnamDay(now), -KEPT_MONTHS));
    return this.transactions.run('worker', async (tx) => {
      const emptied = await changedRows<{ id: string }>(
        tx,
        `UPDATE reports SET words_sealed = NULL, answer_sealed = NULL, contact_sealed = NULL, contact_hash = NULL,
           reporter_id = NULL, updated_at = $2
         WHERE status = 'decided' AND status_changed_at < $1 AND words_sealed IS NOT NULL RETURNING id`,
        [before, now],
      );
      await tx.query(`DELETE FROM data_keys WHERE subject_id = ANY ($1::uuid[])`, [
        emptied.map(({ id }) => id),
      ]);
      await recordAudit(
        tx,
        emptied.map(({ id }) => ({
          at: now,
          actorKind: 'worker' as const,
          action: 'report.forgotten',
          subjectType: 'report',
          subjectId: id,
        })),
      );
      return emptied.length;
    });
  }
}

/** Lets reports forget whose they were. They stay, with their sealed words, for as long as a report is kept. */
export async function forgetReporter(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await tx.query(`UPDATE reports SET reporter_id = NULL, updated_at = $2 WHERE reporter_id = $1`, [
    accountId,
    now,
  ]);
}
