import { Injectable } from '@nestjs/common';
import { HitCounters, type Limit } from '../../../platform/access/hit-counters.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { Caller } from '../caller.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { normalisePassword } from '../passwords/password-rules.js';
import { Password } from '../passwords/password.entity.js';
import { PASSWORDS_BY_ADDRESS, PASSWORDS_BY_DEVICE, PASSWORDS_BY_STRANGERS } from '../sign-in-limits.js';
import { DeviceTokens } from './device-tokens.js';

/** Nobody has this id: looking for the password of an account that does not exist is the same look. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Judges a password, slowly enough that guessing gets nowhere and fairly enough that the owner gets in. */
@Injectable()
export class ProvePassword {
  constructor(
    private readonly transactions: Transactions,
    private readonly counters: HitCounters,
    private readonly devices: DeviceTokens,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Whether it is the account's password. An account that does not exist, or has none, costs the same counters, the same
   * look-up and the same hashing.
   *
   * @param accountId null when the number or address has no account; `contact` then stands for it
   * @throws Problem rate_limited
   */
  async run(accountId: string | null, contact: string, typed: string, caller: Caller): Promise<boolean> {
    const lanes = this.lanesOf(accountId, contact, caller);
    for (const [limits, subject] of lanes) await this.counters.demandAll(limits, subject);
    const known = await this.transactions.run('account', (tx) =>
      tx.findOneBy(Password, { accountId: accountId ?? NOBODY }),
    );
    const { right, renewed } = await this.hasher.check(
      known?.hash ?? null,
      normalisePassword(typed),
      this.devices.known(caller.deviceToken, accountId) !== null,
    );
    if (!right) return false;
    for (const [limits, subject] of lanes) await this.counters.forgetAll(limits, subject);
    if (known !== null && renewed !== null) await this.renew(known, renewed);
    return true;
  }

  private lanesOf(
    accountId: string | null,
    contact: string,
    { address, deviceToken }: Caller,
  ): readonly (readonly [readonly Limit[], string])[] {
    const device = this.devices.known(deviceToken, accountId);
    if (device !== null) return [[PASSWORDS_BY_DEVICE, device]];
    const account = accountId ?? contact;
    return [
      [PASSWORDS_BY_ADDRESS, `${address}|${account}`],
      [PASSWORDS_BY_STRANGERS, account],
    ];
  }

  /** Unless the password was changed meanwhile. */
  private async renew({ accountId, hash: old }: Password, hash: string): Promise<void> {
    await this.transactions.run('account', (tx) => tx.update(Password, { accountId, hash: old }, { hash }));
  }
}
