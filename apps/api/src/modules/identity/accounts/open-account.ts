import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import type { Caller } from '../caller.js';
import { Challenges } from '../challenges.js';
import { OneTimeCodes } from '../codes/one-time-codes.js';
import { demandRequiredConsents, recordConsents, type ConsentDecision } from '../consents/consents.js';
import { readContact, type Contact } from '../contact.js';
import { recordOwnAct } from '../own-act.js';
import { Passwords } from '../passwords/passwords.js';
import { OpenSession, type SignedIn } from '../sessions/open-session.js';
import { CODES_TRIED_BY_ADDRESS, SIGN_INS_BY_ADDRESS } from '../sign-in-limits.js';
import { Accounts } from './accounts.service.js';
import type { OpenAccountDto } from './open-account.dto.js';

/** Opens an account for whoever proved a phone number or e-mail address, and signs them in. */
@Injectable()
export class OpenAccount {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly challenges: Challenges,
    private readonly passwords: Passwords,
    private readonly openSession: OpenSession,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, bad_credentials (code or proof), account_exists, rate_limited */
  async run(form: OpenAccountDto, caller: Caller): Promise<SignedIn> {
    await this.counters.demandAll(SIGN_INS_BY_ADDRESS, caller.address);
    const contact = readContact(form);
    // Whatever can be wrong without the code is said first: a code is used up by its first right try.
    const consents = demandRequiredConsents({ ...form.consents }, this.clock.now());
    if (form.code === undefined && form.proof === undefined)
      throw fieldProblem('code', 'required', 'Mời nhập mã', 'The code is required');
    if (form.code !== undefined) await this.counters.demandAll(CODES_TRIED_BY_ADDRESS, caller.address);
    const hash =
      form.password === undefined
        ? null
        : await this.passwords.hashNew(form.password, [form.name, contact.value]);
    const outcome = await this.transactions.run('account', async (tx) => {
      if (!(await this.isProven(tx, form, contact, caller))) return 'bad_credentials';
      if ((await this.accounts.findByContact(tx, contact)) !== null) return 'account_exists';
      return this.open(tx, form.name, contact, consents, hash, caller);
    });
    if (outcome === null) throw new Error('The account just opened cannot be signed in to');
    if (typeof outcome === 'string') throw new Problem(outcome);
    return outcome;
  }

  private async isProven(
    tx: EntityManager,
    { proof, code = '', ticket }: OpenAccountDto,
    to: Contact,
    { address }: Caller,
  ): Promise<boolean> {
    if (proof === undefined)
      return this.codes.redeem(tx, { purpose: 'sign_in', to, code, ticket, askedFrom: address });
    const open = await this.challenges.use(tx, 'sign_up', proof);
    return this.keyring.hashes(to.kind, to.value).includes(open?.targetHash ?? '');
  }

  private async open(
    tx: EntityManager,
    name: string,
    contact: Contact,
    consents: readonly ConsentDecision[],
    hash: string | null,
    caller: Caller,
  ): Promise<SignedIn | null> {
    const now = this.clock.now();
    const accountId = await this.accounts.create(tx, contact, name, now);
    if (hash !== null) await this.passwords.set(tx, accountId, hash);
    await recordConsents(tx, accountId, consents, now);
    await recordOwnAct(tx, { accountId }, 'account.opened', now, { after: { by: contact.kind } });
    return this.openSession.run(tx, accountId, caller, false);
  }
}
