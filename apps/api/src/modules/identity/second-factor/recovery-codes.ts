import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { parsePublicCode, publicCode } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { DataKeys, type DataKey } from '../../../platform/sealing/data-keys.js';
import { RecoveryCode } from './recovery-code.entity.js';

const HOW_MANY = 8;

/**
 * Codes on paper for the day the telephone is lost. Each has ten of 23 characters (45 bits) and is kept as a digest under
 * the account's own key, so that a copy of the database gives none away and a change of DATA_KEY leaves the paper good.
 */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** New codes in place of whatever there was; shown this once. */
  async renew(tx: EntityManager, accountId: string): Promise<string[]> {
    const now = this.clock.now();
    const key = await this.dataKeys.of(tx, accountId);
    const codes = Array.from({ length: HOW_MANY }, () => publicCode(10));
    await tx.delete(RecoveryCode, { accountId });
    await tx.insert(
      RecoveryCode,
      codes.map((code) => ({
        accountId,
        codeHash: digestOf(key, code),
        usedAt: null,
        createdAt: now,
      })),
    );
    return codes;
  }

  /** Whether that is one of the codes, not used before; it is now. */
  async use(tx: EntityManager, accountId: string, typed: string): Promise<boolean> {
    const code = parsePublicCode(typed);
    if (code === null) return false;
    const key = await this.dataKeys.of(tx, accountId);
    const [, count] = await tx.query<[unknown[], number]>(
      `UPDATE recovery_codes SET used_at = $3
       WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL`,
      [accountId, digestOf(key, code), this.clock.now()],
    );
    return count === 1;
  }

  async remove(tx: EntityManager, accountId: string): Promise<void> {
    await tx.delete(RecoveryCode, { accountId });
  }
}

const digestOf = (key: DataKey, code: string): string => key.digest(code, 'recovery_codes.code');
