import { Inject, Injectable } from '@nestjs/common';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { isUuid, uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Accounts } from '../accounts/accounts.service.js';
import { recordOwnAct } from '../own-act.js';
import { SecondFactors } from '../second-factor/second-factors.js';
import { OpenSession } from '../sessions/open-session.js';
import { Passkey } from './passkey.entity.js';
import { Passkeys } from './passkeys.js';

/** Nobody owns more devices than that. */
const MOST_PASSKEYS = 20;

/** What adding a passkey gives: its id, and paper codes to whoever had none. */
export interface AddedPasskey {
  readonly id: string;
  readonly recoveryCodes: string[] | null;
  /** The session goes on under this token. */
  readonly token: string | null;
}

/** What a person does about their own passkeys. */
@Injectable()
export class MyPasskeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly passkeys: Passkeys,
    private readonly factors: SecondFactors,
    private readonly openSession: OpenSession,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list({ accountId }: Principal): Promise<Passkey[]> {
    return this.transactions.run('account', (tx) =>
      tx.find(Passkey, { where: { accountId }, order: { id: 'ASC' } }),
    );
  }

  /** @throws Problem state_conflict (twenty already), second_factor_required */
  async options(principal: Principal): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { accountId } = principal;
    const { name, known } = await this.transactions.run('account', async (tx) => {
      await this.factors.demandShown(tx, principal);
      const profile = await this.accounts.profile(tx, accountId);
      return { name: profile?.name ?? '', known: await tx.findBy(Passkey, { accountId }) };
    });
    if (known.length >= MOST_PASSKEYS) throw new Problem('state_conflict');
    return this.passkeys.registrationOptions(
      accountId,
      name,
      known.map(({ credentialId }) => credentialId),
    );
  }

  /**
   * Adds the key a device made. Making it took finger, face or PIN: the session has shown a second factor.
   *
   * @throws Problem validation_failed (`response`), state_conflict (the key is there already), second_factor_required
   */
  async add(principal: Principal, response: object, label: string): Promise<AddedPasskey> {
    const { accountId } = principal;
    const made = await this.passkeys.readRegistration(accountId, response);
    if (made === null) throw BAD_PASSKEY();
    const now = this.clock.now();
    const id = uuidv7(now.getTime());
    const row = { ...made, id, accountId, label, counter: String(made.counter), lastUsedAt: null };
    try {
      return await this.transactions.run('account', async (tx) => {
        await this.factors.demandShown(tx, principal);
        await tx.insert(Passkey, { ...row, createdAt: now, updatedAt: now });
        await recordOwnAct(tx, principal, 'passkey.added', now, { after: { passkeyId: id } });
        const recoveryCodes = await this.factors.firstRecoveryCodes(tx, accountId);
        return { id, recoveryCodes, token: await this.openSession.prove(tx, principal, true) };
      });
    } catch (error) {
      throw brokenConstraint(error) === 'passkeys_credential_key' ? new Problem('state_conflict') : error;
    }
  }

  /** @throws Problem not_found, second_factor_required */
  async remove(principal: Principal, id: string): Promise<void> {
    if (!isUuid(id)) throw new Problem('not_found');
    await this.transactions.run('account', async (tx) => {
      await this.factors.demandShown(tx, principal);
      const { affected } = await tx.delete(Passkey, { id, accountId: principal.accountId });
      if (affected !== 1) throw new Problem('not_found');
      await this.factors.tidy(tx, principal.accountId);
      await recordOwnAct(tx, principal, 'passkey.removed', this.clock.now(), {
        before: { passkeyId: id },
      });
    });
  }
}

const BAD_PASSKEY = (): Problem =>
  fieldProblem(
    'response',
    'bad_passkey',
    'Thiết bị chưa tạo được khóa, mời thử lại',
    'The device did not make a key; try again',
  );
