import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import {
  dutiesInForce,
  dutyProblem,
  dutyToChange,
  endExpired,
  recordDuty,
  takeTurn,
} from './duty-changes.js';
import { dutyPeriod } from './duty-period.js';
import type { DelegateDutyDto } from './duties.dto.js';
import { OfficerDuty } from './officer-duty.entity.js';
import { Recipients } from './recipients.js';

/** Somebody covers a duty while its holder is on leave: the same role and communes, from a first to a last day. */
@Injectable()
export class DelegateDuty {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: Recipients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The id of the covering duty.
   *
   * @throws Problem not_found, not_allowed (also: to oneself), validation_failed (account or days), state_conflict (ended,
   * itself a cover, or covered already)
   */
  async run(principal: Principal, id: string, form: DelegateDutyDto): Promise<string> {
    const now = this.clock.now();
    const { startsAt, endsAt } = dutyPeriod(form, now);
    const coverId = uuidv7(now.getTime());
    await this.recipients.demandLookUp(form, principal.accountId);
    try {
      await this.transactions.run('officer', async (tx) => {
        await takeTurn(tx);
        const own = await dutiesInForce(tx, principal.accountId, now);
        const duty = await dutyToChange(tx, id, own, now);
        const accountId = await this.recipients.find(tx, form, principal.accountId);
        if (duty.delegatedFrom !== null || duty.accountId === accountId) throw new Problem('state_conflict');
        if (duty.endsAt !== null && endsAt !== null && endsAt > duty.endsAt)
          throw fieldProblem(
            'endsOn',
            'after_duty',
            'Nhiệm vụ này kết thúc trước ngày đó',
            'The duty ends before',
          );
        await endExpired(tx, now);
        await tx.insert(OfficerDuty, {
          id: coverId,
          accountId,
          role: duty.role,
          communes: duty.communes,
          startsAt,
          endsAt,
          grantedBy: principal.accountId,
          delegatedFrom: duty.id,
          createdAt: now,
          updatedAt: now,
        });
        const cover = await tx.findOneByOrFail(OfficerDuty, { id: coverId });
        await recordDuty(tx, 'duty.delegated', null, cover, now, { coveredFor: duty.accountId });
      });
    } catch (error) {
      throw dutyProblem(error);
    }
    return coverId;
  }
}
