import { Inject, Injectable } from '@nestjs/common';
import { toString as qrSvg } from 'qrcode';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Accounts } from '../accounts/accounts.service.js';
import { recordOwnAct } from '../own-act.js';
import { OpenSession } from '../sessions/open-session.js';
import { SECOND_FACTORS } from '../sign-in-limits.js';
import { RecoveryCodes } from './recovery-codes.js';
import { SecondFactors } from './second-factors.js';
import { Totp } from './totp.js';

/** What a person does about their own authenticator app. */
@Injectable()
export class MySecondFactor {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly accounts: Accounts,
    private readonly factors: SecondFactors,
    private readonly totp: Totp,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly openSession: OpenSession,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem state_conflict (an app is set up already), second_factor_required */
  async begin(principal: Principal): Promise<{ secret: string; uri: string; qrSvg: string }> {
    const { accountId } = principal;
    const begun = await this.transactions.run('account', async (tx) => {
      await this.factors.demandShown(tx, principal);
      const profile = await this.accounts.profile(tx, accountId);
      const label = profile?.phone ?? profile?.email ?? accountId;
      return this.totp.begin(tx, accountId, { issuer: this.floor.province.floorName, label });
    });
    if (begun === null) throw new Problem('state_conflict');
    return { ...begun, qrSvg: await qrSvg(begun.uri, { type: 'svg', margin: 1 }) };
  }

  /**
   * Makes the app count. The session has now shown a second factor and goes on under a new token.
   *
   * @throws Problem validation_failed (`code`), rate_limited, sign_in_required
   */
  async confirm(
    principal: Principal,
    code: string,
  ): Promise<{ recoveryCodes: string[]; token: string | null }> {
    const { accountId } = principal;
    await this.counters.demandAll(SECOND_FACTORS, accountId);
    const confirmed = await this.transactions.run('account', async (tx) => {
      await this.factors.demandShown(tx, principal);
      if (!(await this.totp.confirm(tx, accountId, code))) return null;
      await recordOwnAct(tx, principal, 'totp.added', this.clock.now());
      return {
        recoveryCodes: await this.recoveryCodes.renew(tx, accountId),
        token: await this.openSession.prove(tx, principal, true),
      };
    });
    if (confirmed !== null) return confirmed;
    throw fieldProblem('code', 'wrong_code', 'Mã chưa đúng, mời xem lại ứng dụng', 'Not the code of the app');
  }

  /** Takes the app away, with its paper codes where no passkey is left. Safe to repeat. */
  async remove(principal: Principal): Promise<void> {
    await this.transactions.run('account', async (tx) => {
      await this.factors.demandShown(tx, principal);
      await this.totp.remove(tx, principal.accountId);
      await this.factors.tidy(tx, principal.accountId);
      await recordOwnAct(tx, principal, 'totp.removed', this.clock.now());
    });
  }
}
