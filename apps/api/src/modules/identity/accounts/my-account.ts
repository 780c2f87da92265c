import { Inject, Injectable } from '@nestjs/common';
import { officerPermissions, holds } from '#kernel/permissions';
import { MINUTE_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { FRESH_MINUTES } from '../access.guard.js';
import type { Caller } from '../caller.js';
import { OneTimeCodes } from '../codes/one-time-codes.js';
import type { Contact } from '../contact.js';
import { recordOwnAct } from '../own-act.js';
import { Passwords } from '../passwords/passwords.js';
import { OpenSession } from '../sessions/open-session.js';
import { CODES_TRIED_BY_ADDRESS } from '../sign-in-limits.js';
import { Accounts } from './accounts.service.js';
import { ContactNotice } from './contact-notice.js';
import type { MeAnswer } from './me.dto.js';

/** What a person sees and changes of their own account. */
@Injectable()
export class MyAccount {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly passwords: Passwords,
    private readonly openSession: OpenSession,
    private readonly contactNotice: ContactNotice,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async see({ accountId, duties, secondFactor, freshAt }: Principal): Promise<MeAnswer> {
    return this.transactions.run('account', async (tx) => {
      const profile = await this.accounts.profile(tx, accountId);
      if (profile === null) throw new Problem('sign_in_required');
      const [has] = await tx.query<
        { password: boolean; totp: boolean; passkeys: number; recoveryCodesLeft: number }[]
      >(CREDENTIALS, [accountId]);
      const { password = false, totp = false, passkeys = 0, recoveryCodesLeft = 0 } = has ?? {};
      const until = freshAt === null ? 0 : freshAt.getTime() + FRESH_MINUTES * MINUTE_MS;
      return {
        id: accountId,
        ...profile,
        hasPassword: password,
        totp,
        passkeys,
        recoveryCodesLeft,
        secondFactor,
        secondFactorNeeded: duties.length > 0 && !totp && passkeys === 0,
        freshUntil: until > this.clock.now().getTime() ? new Date(until).toISOString() : null,
        duties: duties.map(({ id, role, communes }) => ({ id, role, communes })),
        permissions: officerPermissions.filter((permission) => holds(duties, permission)),
      };
    });
  }

  async rename(principal: Principal, name: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      await this.accounts.rename(tx, principal.accountId, name, now);
      await recordOwnAct(tx, principal, 'account.renamed', now);
    });
  }

  /**
   * Sets or changes the password. All other devices and programs are signed out: whoever changes it may have reason to.
   *
   * @throws Problem validation_failed (`password`), rate_limited
   */
  async changePassword(principal: Principal, password: string): Promise<void> {
    const { accountId, sessionId } = principal;
    const profile = await this.transactions.run('account', (tx) => this.accounts.profile(tx, accountId));
    if (profile === null) throw new Problem('sign_in_required');
    const hash = await this.passwords.hashNew(password, [profile.name, profile.phone, profile.email]);
    await this.transactions.run('account', async (tx) => {
      await this.passwords.set(tx, accountId, hash);
      await this.openSession.endAll(tx, accountId, { except: sessionId });
      await recordOwnAct(tx, principal, 'password.changed', this.clock.now());
    });
  }

  /**
   * Moves the account to another phone number or e-mail address, which a code sent there proves; all other devices and
   * programs are signed out, and the owner is told where they were reached before.
   *
   * @throws Problem bad_credentials (the code), account_exists, rate_limited
   */
  async changeContact(
    principal: Principal,
    to: Contact,
    { code, ticket }: { code?: string; ticket?: string },
    { address }: Caller,
  ): Promise<void> {
    const { accountId, sessionId } = principal;
    await this.counters.demandAll(CODES_TRIED_BY_ADDRESS, address);
    const attempt = { purpose: 'sign_in' as const, to, code: code ?? '', ticket, askedFrom: address };
    const outcome = await this.transactions.run('account', async (tx) => {
      if (!(await this.codes.redeem(tx, attempt))) return 'bad_credentials';
      const holder = await this.accounts.findByContact(tx, to);
      if (holder !== null && holder.id !== accountId) return 'account_exists';
      const before = await this.accounts.setContact(tx, accountId, to, this.clock.now());
      await this.openSession.endAll(tx, accountId, { except: sessionId });
      if (holder === null) await this.contactNotice.plan(tx, accountId, to.kind, before);
      // The earlier value stays sealed with the person's own key.
      await recordOwnAct(tx, principal, `${to.kind}.changed`, this.clock.now(), {
        before: { [to.kind]: before },
      });
      return null;
    });
    if (outcome !== null) throw new Problem(outcome);
  }
}

const CREDENTIALS = `
  SELECT EXISTS (SELECT FROM passwords WHERE account_id = $1) AS password,
    EXISTS (SELECT FROM totp_secrets WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS totp,
    (SELECT count(*)::int FROM passkeys WHERE account_id = $1) AS passkeys,
    (SELECT count(*)::int FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL) AS "recoveryCodesLeft"`;
