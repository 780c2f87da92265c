import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { Problem } from '../../../platform/http/problem.js';
import { RecoveryCodes } from './recovery-codes.js';
import { Totp } from './totp.js';

export const factors = ['totp', 'passkey', 'recovery'] as const;
export type Factor = (typeof factors)[number];

/** What an account can show besides its first proof. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly totp: Totp,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  /** Empty where nothing was set up; paper codes stand in for the others and are none alone. */
  async of(tx: EntityManager, accountId: string): Promise<Factor[]> {
    const [row] = await tx.query<Record<Factor, boolean>[]>(
      `SELECT EXISTS (SELECT FROM totp_secrets WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS totp,
         EXISTS (SELECT FROM passkeys WHERE account_id = $1) AS passkey,
         EXISTS (SELECT FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL) AS recovery`,
      [accountId],
    );
    if (row === undefined || !(row.totp || row.passkey)) return [];
    return factors.filter((factor) => row[factor]);
  }

  /** Whether what the form carries is a second factor of that account, shown now. Passkeys are judged by themselves. */
  async show(
    tx: EntityManager,
    accountId: string,
    { totp, recoveryCode }: { totp?: string; recoveryCode?: string },
  ): Promise<boolean> {
    if (totp !== undefined) return this.totp.show(tx, accountId, totp);
    return recoveryCode !== undefined && this.recoveryCodes.use(tx, accountId, recoveryCode);
  }

  /**
   * Before factors are added or taken away: a session from before they were set up has only ever shown the first proof,
   * and must not undo the second.
   *
   * @throws Problem second_factor_required
   */
  async demandShown(tx: EntityManager, { accountId, secondFactor }: Principal): Promise<void> {
    if (!secondFactor && (await this.of(tx, accountId)).length > 0)
      throw new Problem('second_factor_required');
  }

  /** Paper codes, for whoever sets up their first factor; null when there are some already. */
  async firstRecoveryCodes(tx: EntityManager, accountId: string): Promise<string[] | null> {
    if ((await this.of(tx, accountId)).includes('recovery')) return null;
    return this.recoveryCodes.renew(tx, accountId);
  }

  /** The last factor gone, its paper codes open nothing any more. */
  async tidy(tx: EntityManager, accountId: string): Promise<void> {
    if ((await this.of(tx, accountId)).length === 0) await this.recoveryCodes.remove(tx, accountId);
  }
}
