import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import { mayGrant } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import {
  demandCommunes,
  dutiesInForce,
  dutyProblem,
  endExpired,
  recordDuty,
  takeTurn,
} from './duty-changes.js';
import { dutyPeriod } from './duty-period.js';
import type { GrantDutyDto } from './duties.dto.js';
import { OfficerDuty } from './officer-duty.entity.js';
import { Recipients } from './recipients.js';

/** Gives somebody a duty. Nobody gives more than they hold, neither a permission nor a commune, and nobody to themselves. */
@Injectable()
export class GrantDuty {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: Recipients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The new duty's id.
   *
   * @throws Problem not_allowed, validation_failed (account, communes or days), state_conflict (has that role already),
   * rate_limited
   */
  async run(principal: Principal, form: GrantDutyDto): Promise<string> {
    const now = this.clock.now();
    const period = dutyPeriod(form, now);
    const communes = form.communes === null ? null : [...new Set(form.communes)].sort();
    const id = uuidv7(now.getTime());
    await this.recipients.demandLookUp(form, principal.accountId);
    try {
      await this.transactions.run('officer', async (tx) => {
        await takeTurn(tx);
        await demandCommunes(tx, communes);
        const own = await dutiesInForce(tx, principal.accountId, now);
        if (!mayGrant(own, form.role, communes)) throw new Problem('not_allowed');
        const accountId = await this.recipients.find(tx, form, principal.accountId);
        await endExpired(tx, now);
        await tx.insert(OfficerDuty, {
          id,
          accountId,
          role: form.role,
          communes,
          ...period,
          grantedBy: principal.accountId,
          createdAt: now,
          updatedAt: now,
        });
        await recordDuty(tx, 'duty.granted', null, await tx.findOneByOrFail(OfficerDuty, { id }), now);
      });
    } catch (error) {
      throw dutyProblem(error);
    }
    return id;
  }
}
