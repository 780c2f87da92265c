import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { dutiesInForce, dutyProblem, dutyToChange, endDuty, recordDuty, takeTurn } from './duty-changes.js';

/** Ends a duty from this moment, and the cover of it. The last administrator of the whole province stays. */
@Injectable()
export class EndDuty {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, state_conflict (ended already), last_administrator */
  async run(principal: Principal, id: string): Promise<void> {
    const now = this.clock.now();
    try {
      await this.transactions.run('officer', async (tx) => {
        await takeTurn(tx);
        const own = await dutiesInForce(tx, principal.accountId, now);
        const duty = await dutyToChange(tx, id, own, now);
        await endDuty(tx, duty, principal.accountId, now);
        await recordDuty(tx, 'duty.ended', duty, null, now);
      });
    } catch (error) {
      throw dutyProblem(error);
    }
  }
}
