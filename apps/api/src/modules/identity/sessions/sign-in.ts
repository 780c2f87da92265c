import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Keyring } from '../../../platform/sealing/keyring.js';
import { Accounts } from '../accounts/accounts.service.js';
import type { Caller } from '../caller.js';
import { Challenges } from '../challenges.js';
import { OneTimeCodes } from '../codes/one-time-codes.js';
import { readContact, type Contact } from '../contact.js';
import { Passkeys } from '../passkeys/passkeys.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { SecondFactors, type Factor } from '../second-factor/second-factors.js';
import { CODES_TRIED_BY_ADDRESS, SECOND_FACTORS, SIGN_INS_BY_ADDRESS } from '../sign-in-limits.js';
import { DeviceTokens } from './device-tokens.js';
import { OpenSession, type SignedIn } from './open-session.js';
import { ProvePassword } from './prove-password.js';
import type { SignInDto } from './sign-in.dto.js';

/** The first proof was right; the second is still asked for. */
export interface SecondFactorAsked {
  readonly kind: 'second-factor';
  readonly challenge: string;
  readonly factors: readonly Factor[];
}

type Outcome = SignedIn | SecondFactorAsked;

/**
 * Signs somebody in by password, one-time code or passkey, and by the second factor where one is set up. Unknown and
 * wrong take the same path and say the same.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly challenges: Challenges,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly provePassword: ProvePassword,
    private readonly openSession: OpenSession,
    private readonly devices: DeviceTokens,
    private readonly hasher: PasswordHasher,
    private readonly keyring: Keyring,
  ) {}

  /** @throws Problem bad_credentials, rate_limited, account_needed (with a proof to open one), validation_failed */
  async run(form: SignInDto, caller: Caller): Promise<Outcome> {
    // Whether the device's token is a right one is seen later; a wrong one gets past this look only.
    if (form.password !== undefined) this.hasher.demandRoom(caller.deviceToken !== null);
    await this.counters.demandAll(SIGN_INS_BY_ADDRESS, caller.address);
    if (form.challenge !== undefined) return this.secondStep(form.challenge, form, caller);
    if (form.passkey !== undefined) return this.byPasskey(form.passkey, caller);
    const contact = readContact(form);
    if (form.code !== undefined) return this.byCode(contact, form.code, form.ticket, caller);
    if (form.password !== undefined) return this.byPassword(contact, form.password, caller);
    throw fieldProblem('code', 'required', 'Mời nhập mã hoặc mật khẩu', 'A code or a password is required');
  }

  private async byPassword(contact: Contact, password: string, caller: Caller): Promise<Outcome> {
    const account = await this.transactions.run('account', (tx) => this.accounts.findByContact(tx, contact));
    const subject = `${contact.kind}:${contact.value}`;
    const right = await this.provePassword.run(account?.id ?? null, subject, password, caller);
    if (!right || account === null) throw new Problem('bad_credentials');
    return this.done(await this.transactions.run('account', (tx) => this.proven(tx, account.id, caller)));
  }

  private async byCode(
    to: Contact,
    code: string,
    ticket: string | undefined,
    caller: Caller,
  ): Promise<Outcome> {
    await this.counters.demandAll(CODES_TRIED_BY_ADDRESS, caller.address);
    const attempt = { purpose: 'sign_in' as const, to, code, ticket, askedFrom: caller.address };
    const outcome = await this.transactions.run('account', async (tx) => {
      if (!(await this.codes.redeem(tx, attempt))) return null;
      const account = await this.accounts.findByContact(tx, to);
      if (account !== null) return this.proven(tx, account.id, caller);
      // The number was proven: opening an account with it needs no second message.
      const targetHash = this.keyring.hash(to.kind, to.value);
      return { proof: await this.challenges.open(tx, 'sign_up', { targetHash }) };
    });
    if (outcome !== null && 'proof' in outcome) throw new Problem('account_needed', { extra: outcome });
    return this.done(outcome);
  }

  private async byPasskey(response: object, caller: Caller): Promise<SignedIn> {
    const accountId = await this.passkeys.authenticate(response);
    if (accountId === null) throw new Problem('bad_credentials');
    // A passkey asks for its owner's finger, face or PIN: possession and knowledge in one.
    return this.done(
      await this.transactions.run('account', (tx) => this.openSession.run(tx, accountId, caller, true)),
    );
  }

  private async secondStep(challenge: string, form: SignInDto, caller: Caller): Promise<SignedIn> {
    const attempt = await this.transactions.run('account', (tx) =>
      this.challenges.attempt(tx, 'second_factor', challenge),
    );
    const accountId = attempt?.accountId ?? null;
    if (accountId === null) throw new Problem('bad_credentials');
    const lane = this.devices.laneOf(caller.deviceToken, accountId);
    await this.counters.demandAll(SECOND_FACTORS, lane);
    const byPasskey = form.passkey === undefined ? null : await this.passkeys.authenticate(form.passkey);
    const signedIn = await this.transactions.run('account', async (tx) => {
      const shown = byPasskey === accountId || (await this.factors.show(tx, accountId, form));
      if (!shown || (await this.challenges.use(tx, 'second_factor', challenge)) === null) return null;
      return this.openSession.run(tx, accountId, caller, true);
    });
    if (signedIn !== null) await this.counters.forgetAll(SECOND_FACTORS, lane);
    return this.done(signedIn);
  }

  /** After the first proof: a session, or where a second factor is set up the question for it. */
  private async proven(tx: EntityManager, accountId: string, caller: Caller): Promise<Outcome | null> {
    const factors = await this.factors.of(tx, accountId);
    if (factors.length === 0) return this.openSession.run(tx, accountId, caller, false);
    const challenge = await this.challenges.open(tx, 'second_factor', { accountId });
    return { kind: 'second-factor', challenge, factors };
  }

  /** Refuses after the transaction: what was used up by trying stays used up. */
  private done<T>(outcome: T | null): T {
    if (outcome === null) throw new Problem('bad_credentials');
    return outcome;
  }
}
