import { Inject, Injectable } from '@nestjs/common';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { TotpSecret } from './totp-secret.entity.js';

/** RFC 6238 with the values every authenticator app takes for granted: six digits, SHA-1, a new code every 30 seconds. */
const STEP_SECONDS = 30;

/** Authenticator apps. The secret is sealed with the person's own key. */
@Injectable()
export class Totp {
  constructor(
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A new secret, which counts once a code of it was shown; an earlier one that was never confirmed is forgotten.
   *
   * @returns null when a confirmed one is there
   */
  async begin(
    tx: EntityManager,
    accountId: string,
    names: { issuer: string; label: string },
  ): Promise<{ secret: string; uri: string } | null> {
    const now = this.clock.now();
    const secret = generateSecret();
    const key = await this.dataKeys.of(tx, accountId);
    const rows = await tx.query<unknown[]>(
      `INSERT INTO totp_secrets (account_id, secret_sealed, last_step, created_at, updated_at) VALUES ($1, $2, 0, $3, $3)
       ON CONFLICT (account_id) DO UPDATE SET secret_sealed = excluded.secret_sealed, last_step = 0, updated_at = $3
       WHERE totp_secrets.confirmed_at IS NULL RETURNING account_id`,
      [accountId, key.seal(secret, 'totp_secrets.secret'), now],
    );
    return rows.length === 0 ? null : { secret, uri: generateURI({ ...names, secret }) };
  }

  /** Makes the secret count; false when the code is not of it. */
  async confirm(tx: EntityManager, accountId: string, typed: string): Promise<boolean> {
    if (!(await this.isRight(tx, accountId, typed, false))) return false;
    const now = this.clock.now();
    await tx.update(TotpSecret, { accountId }, { confirmedAt: now, updatedAt: now });
    return true;
  }

  /** Whether the code is now that of the account's app. */
  show(tx: EntityManager, accountId: string, typed: string): Promise<boolean> {
    return this.isRight(tx, accountId, typed, true);
  }

  async remove(tx: EntityManager, accountId: string): Promise<void> {
    await tx.delete(TotpSecret, { accountId });
  }

  /** One step of a slow clock is forgiven either way. Each step opens once, also for two requests at the same moment. */
  private async isRight(
    tx: EntityManager,
    accountId: string,
    typed: string,
    confirmed: boolean,
  ): Promise<boolean> {
    const token = typed.replace(/\s/g, '');
    const secret = await tx.findOneBy(TotpSecret, { accountId });
    if (secret === null || (secret.confirmedAt !== null) !== confirmed || !/^\d{6}$/.test(token))
      return false;
    const key = await this.dataKeys.of(tx, accountId);
    const now = this.clock.now();
    const epoch = Math.floor(now.getTime() / 1_000);
    const opened = key.open(secret.secretSealed, 'totp_secrets.secret');
    const result = verifySync({ secret: opened, token, epoch, epochTolerance: STEP_SECONDS });
    if (!result.valid) return false;
    const [, count] = await tx.query<[unknown[], number]>(
      `UPDATE totp_secrets SET last_step = $2, updated_at = $3 WHERE account_id = $1 AND last_step < $2`,
      [accountId, Math.floor(epoch / STEP_SECONDS) + result.delta, now],
    );
    return count === 1;
  }
}
