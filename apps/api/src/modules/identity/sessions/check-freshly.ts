import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Accounts } from '../accounts/accounts.service.js';
import type { Caller } from '../caller.js';
import { AskForCode } from '../codes/ask-for-code.js';
import { OneTimeCodes, type CodeTicket } from '../codes/one-time-codes.js';
import type { Contact } from '../contact.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { CODES_TRIED_BY_ADDRESS, SECOND_FACTORS } from '../sign-in-limits.js';
import { DeviceTokens } from './device-tokens.js';
import { OpenSession } from './open-session.js';
import { ProvePassword } from './prove-password.js';
import type { FreshCheckDto } from './sign-in.dto.js';

/** Before a sensitive act: whoever holds the device shows again to be its owner. */
@Injectable()
export class CheckFreshly {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly askForCode: AskForCode,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly provePassword: ProvePassword,
    private readonly openSession: OpenSession,
    private readonly devices: DeviceTokens,
  ) {}

  /**
   * Sends a code to the person's own phone, or to the mailbox of an account without one.
   *
   * @throws Problem rate_limited, overloaded
   */
  async sendCode({ accountId }: Principal, caller: Caller): Promise<CodeTicket> {
    return this.askForCode.run(await this.ownContact(accountId), caller, accountId);
  }

  /**
   * @returns the token the session goes on under, where a second factor was shown; null: the old one
   * @throws Problem bad_credentials, rate_limited, not_allowed (a bearer token is never fresh)
   */
  async run(principal: Principal, form: FreshCheckDto, caller: Caller): Promise<string | null> {
    if (principal.kind === 'bearer') throw new Problem('not_allowed');
    const shown = await this.shown(principal.accountId, form, caller);
    if (shown === null) throw new Problem('bad_credentials');
    return this.transactions.run('account', (tx) =>
      this.openSession.prove(tx, principal, shown === 'second'),
    );
  }

  private async shown(
    accountId: string,
    form: FreshCheckDto,
    caller: Caller,
  ): Promise<'first' | 'second' | null> {
    if (form.passkey !== undefined)
      return (await this.passkeys.authenticate(form.passkey)) === accountId ? 'second' : null;
    if (form.totp !== undefined) {
      await this.counters.demandAll(SECOND_FACTORS, this.devices.laneOf(caller.deviceToken, accountId));
      const right = await this.transactions.run('account', (tx) => this.factors.show(tx, accountId, form));
      return right ? 'second' : null;
    }
    if (form.password !== undefined)
      return (await this.provePassword.run(accountId, '', form.password, caller)) ? 'first' : null;
    if (form.code !== undefined)
      return (await this.isCode(accountId, form.code, form.ticket, caller)) ? 'first' : null;
    throw fieldProblem('code', 'required', 'Mời nhập mã hoặc mật khẩu', 'A code or a password is required');
  }

  private async isCode(
    accountId: string,
    code: string,
    ticket: string | undefined,
    { address }: Caller,
  ): Promise<boolean> {
    await this.counters.demandAll(CODES_TRIED_BY_ADDRESS, address);
    const to = await this.ownContact(accountId);
    const attempt = {
      purpose: 'fresh_check' as const,
      to,
      subjectId: accountId,
      code,
      ticket,
      askedFrom: address,
    };
    return this.transactions.run('account', (tx) => this.codes.redeem(tx, attempt));
  }

  private async ownContact(accountId: string): Promise<Contact> {
    const profile = await this.transactions.run('account', (tx) => this.accounts.profile(tx, accountId));
    if (profile?.phone) return { kind: 'phone', value: profile.phone };
    if (profile?.email) return { kind: 'email', value: profile.email };
    throw new Problem('sign_in_required');
  }
}
