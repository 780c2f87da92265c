import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { PasswordHasher } from './password-hasher.js';
import { demandGoodPassword, normalisePassword } from './password-rules.js';

/** Passwords of accounts, as their owners choose them. Judging a typed one is sessions/prove-password.ts. */
@Injectable()
export class Passwords {
  constructor(
    private readonly hasher: PasswordHasher,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Checks a password somebody wants to have and hashes it, outside any transaction.
   *
   * @param known what everybody knows of its owner: name, phone in E.164, e-mail address
   * @throws Problem validation_failed (`password`), rate_limited (too many hashes are waiting)
   */
  async hashNew(typed: string, known: readonly (string | null)[]): Promise<string> {
    await demandGoodPassword(typed, known);
    return this.hasher.hash(normalisePassword(typed));
  }

  /** @param hash what `hashNew` gave */
  async set(tx: EntityManager, accountId: string, hash: string): Promise<void> {
    await tx.query(
      `INSERT INTO passwords (account_id, hash, changed_at, created_at, updated_at) VALUES ($1, $2, $3, $3, $3)
       ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at,
         updated_at = excluded.updated_at`,
      [accountId, hash, this.clock.now()],
    );
  }

  async has(tx: EntityManager, accountId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(`SELECT FROM passwords WHERE account_id = $1`, [accountId]);
    return rows.length > 0;
  }
}
