import { Inject, Injectable } from '@nestjs/common';
import { addMonths, startOfVietnamDay, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';

/** As long as somebody could still complain about the answer. */
const KEPT_MONTHS = 36;

/** Empties data requests that were answered three years ago; that there was one, and in time, stays. */
@Injectable()
export class ForgetOldRequests {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many were emptied. Safe to repeat. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const before = startOfVietnamDay(addMonths(vietnamDay(now), -KEPT_MONTHS));
    return this.transactions.run('worker', async (tx) => {
      const [rows] = await tx.query<[{ id: string }[], number]>(
        `UPDATE data_requests SET content_sealed = NULL, updated_at = $2
         WHERE status <> 'open' AND status_changed_at < $1 AND content_sealed IS NOT NULL RETURNING id`,
        [before, now],
      );
      await tx.query(`DELETE FROM data_keys WHERE subject_id = ANY ($1::uuid[])`, [rows.map(({ id }) => id)]);
      await recordAudit(
        tx,
        rows.map(({ id }) => ({
          at: now,
          actorKind: 'worker' as const,
          action: 'data_request.forgotten',
          subjectType: 'data_request',
          subjectId: id,
        })),
      );
      return rows.length;
    });
  }
}
