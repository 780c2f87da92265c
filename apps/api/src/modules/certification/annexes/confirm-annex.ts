import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Officer } from '../../identity/index.js';
import { annexAudit } from './annex-audit.js';
import { moveAnnex } from './annex-imports.sql.js';
import { annexQueue } from './annex-queues.js';

/** Hands a previewed annex to the worker, which takes all of it that is good or nothing. */
@Injectable()
export class ConfirmAnnex {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param rows `all` is refused while any row is faulty; `good` leaves those out
   * @throws Problem not_found, not_allowed (a commune of it is not the officer's), state_conflict (not waiting for it,
   *   faulty rows, or nothing to take)
   */
  async run(officer: Officer, id: string, rows: 'all' | 'good'): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { faulty, created } = await moveAnnex(tx, officer, { id, from: 'previewed', to: 'waiting' }, now);
      if (created === 0 || (rows === 'all' && faulty > 0)) throw new Problem('state_conflict');
      await this.jobs.enqueue(tx, annexQueue, { importId: id });
      await recordAudit(tx, [annexAudit(now, 'confirmed', id, { rows: created, leftOut: faulty })]);
    });
  }
}
