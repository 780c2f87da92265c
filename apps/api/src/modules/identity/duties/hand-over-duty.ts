import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import {
  dutiesInForce,
  dutyProblem,
  dutyToChange,
  endDuty,
  endExpired,
  recordDuty,
  takeTurn,
} from './duty-changes.js';
import type { HandOverDutyDto } from './duties.dto.js';
import { OfficerDuty } from './officer-duty.entity.js';
import { Recipients } from './recipients.js';
import { handOverWork } from './work-assignments.js';

/**
 * Somebody changes post: the duty ends and begins anew with the next person, with the same communes and the same end, and
 * the work that was open in it goes along. At no moment does nobody, or do both, have it.
 */
@Injectable()
export class HandOverDuty {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: Recipients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The new duty's id.
   *
   * @throws Problem not_found, not_allowed (also: to oneself), validation_failed (account), state_conflict (ended, a
   * cover, or the next person has that role already)
   */
  async run(principal: Principal, id: string, to: HandOverDutyDto): Promise<string> {
    const now = this.clock.now();
    const nextId = uuidv7(now.getTime());
    await this.recipients.demandLookUp(to, principal.accountId);
    try {
      await this.transactions.run('officer', async (tx) => {
        await takeTurn(tx);
        const own = await dutiesInForce(tx, principal.accountId, now);
        const duty = await dutyToChange(tx, id, own, now);
        const accountId = await this.recipients.find(tx, to, principal.accountId);
        // A cover goes back to whom it came from; only the post itself is handed over, and to somebody else.
        if (duty.delegatedFrom !== null || duty.accountId === accountId) throw new Problem('state_conflict');
        await endExpired(tx, now);
        await endDuty(tx, duty, principal.accountId, now);
        await tx.insert(OfficerDuty, {
          id: nextId,
          accountId,
          role: duty.role,
          communes: duty.communes,
          startsAt: duty.startsAt > now ? duty.startsAt : now,
          endsAt: duty.endsAt,
          grantedBy: principal.accountId,
          handedOverFrom: duty.id,
          createdAt: now,
          updatedAt: now,
        });
        const work = await handOverWork(tx, duty, duty.accountId, accountId, now);
        const next = await tx.findOneByOrFail(OfficerDuty, { id: nextId });
        await recordDuty(tx, 'duty.handed_over', duty, null, now, { to: accountId, work });
        await recordDuty(tx, 'duty.taken_over', null, next, now, { from: duty.accountId, work });
      });
    } catch (error) {
      throw dutyProblem(error);
    }
    return nextId;
  }
}
