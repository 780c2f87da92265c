import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hashSecret, isSecret, randomSecret, uuidv7 } from '#kernel/ids';
import { MINUTE_MS, type Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Challenge, type ChallengeKind } from './challenge.entity.js';

/** A half-finished act waits this long for its second half: a passkey is at hand, a form is still being filled in. */
const MINUTES: Readonly<Record<ChallengeKind, number>> = {
  passkey_sign_in: 5,
  passkey_register: 5,
  second_factor: 10,
  sign_up: 30,
};
const TRIES = 5;

/** Acts of two steps: the secret handed out with the first is what the second is recognised by. Each is used once. */
@Injectable()
export class Challenges {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async open(
    tx: EntityManager,
    kind: ChallengeKind,
    about: { accountId?: string; targetHash?: string; secret?: string } = {},
  ): Promise<string> {
    const now = this.clock.now();
    const secret = about.secret ?? randomSecret();
    await tx.insert(Challenge, {
      id: uuidv7(now.getTime()),
      kind,
      secretHash: hashSecret(secret),
      accountId: about.accountId ?? null,
      targetHash: about.targetHash ?? null,
      triesLeft: TRIES,
      expiresAt: new Date(now.getTime() + MINUTES[kind] * MINUTE_MS),
      usedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    return secret;
  }

  /** Takes one try away from a challenge that is still open; null when there is none, or no try is left. */
  async attempt(tx: EntityManager, kind: ChallengeKind, secret: string): Promise<OpenChallenge | null> {
    return this.change(tx, kind, secret, 'tries_left = tries_left - 1', 'AND tries_left > 0');
  }

  /** Closes a challenge: of two requests at once one gets it. */
  async use(tx: EntityManager, kind: ChallengeKind, secret: string): Promise<OpenChallenge | null> {
    return this.change(tx, kind, secret, 'used_at = $1');
  }

  private async change(
    tx: EntityManager,
    kind: ChallengeKind,
    secret: string,
    change: string,
    condition = '',
  ): Promise<OpenChallenge | null> {
    if (!isSecret(secret)) return null;
    const [rows] = await tx.query<[OpenChallenge[], number]>(
      `UPDATE challenges SET ${change}, updated_at = $1
       WHERE secret_hash = $2 AND kind = $3 AND used_at IS NULL AND expires_at > $1 ${condition}
       RETURNING account_id AS "accountId", target_hash AS "targetHash"`,
      [this.clock.now(), hashSecret(secret), kind],
    );
    return rows[0] ?? null;
  }
}

export interface OpenChallenge {
  accountId: string | null;
  targetHash: string | null;
}
