import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock, type Day } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { cooperativeAudit } from './cooperative-audit.js';
import { inFuture } from './cooperative-facts.js';
import type { PeopleCounted } from './cooperative.dto.js';
import { holdCooperative } from './read-cooperatives.sql.js';
import { changeCooperatives } from './write-cooperatives.sql.js';

/** Records how many members and regular workers a cooperative had on a day, or corrects what was recorded for it. */
@Injectable()
export class CountPeople {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found (also: not the officer's), validation_failed (a day to come) */
  async run(officer: Officer, id: string, countedOn: Day, people: PeopleCounted): Promise<void> {
    const now = this.clock.now();
    if (countedOn > vietnamDay(now))
      throw new Problem('validation_failed', { errors: [inFuture('countedOn')] });
    await this.transactions.run('officer', async (tx) => {
      const known = await holdCooperative(tx, officer, id);
      const newCount = { countedOn, members: people.members, workers: people.workers };
      await changeCooperatives(tx, [{ ...known, newCount }], now);
      const before = known.lastCount ?? undefined;
      const changes = { ...(before === undefined ? {} : { before }), after: newCount };
      await recordAudit(tx, [cooperativeAudit(now, 'cooperative.counted', id, changes)]);
    });
  }

  /**
   * Takes away what was recorded for a day, where it belongs to another one.
   *
   * @throws Problem not_found (also: nothing was recorded for that day)
   */
  async takeBack(officer: Officer, id: string, countedOn: Day): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const known = await holdCooperative(tx, officer, id);
      const [before] = await tx.query<object[]>(
        `WITH gone AS (DELETE FROM cooperative_counts WHERE cooperative_id = $1 AND counted_on = $2 RETURNING *)
         SELECT counted_on::text AS "countedOn", members, workers FROM gone`,
        [id, countedOn],
      );
      if (before === undefined) throw new Problem('not_found');
      await changeCooperatives(tx, [known], now);
      await recordAudit(tx, [cooperativeAudit(now, 'cooperative.count_taken_back', id, { before })]);
    });
  }
}
