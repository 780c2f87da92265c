import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { Accounts } from '../accounts/accounts.service.js';
import type { Caller } from '../caller.js';
import { recordOwnAct } from '../own-act.js';
import { DeviceTokens } from './device-tokens.js';
import { SESSION_KEPT_DAYS } from './principals.js';
import { Session } from './session.entity.js';
import { hashSessionToken, makeSessionToken } from './session-token.js';

/** A session just opened, with what its browser is to keep: the only moment at which its token exists in clear. */
export interface SignedIn {
  readonly kind: 'signed-in';
  readonly accountId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly token: string;
  /** By which this device is known as the account's from now on. */
  readonly device: string;
  /** The account has duties and nothing to show as a second factor. */
  readonly secondFactorNeeded: boolean;
}

/** Opens sessions, makes them stronger and ends them. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly accounts: Accounts,
    private readonly devices: DeviceTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a session for somebody who was proven; null for an account that is blocked or erased. The token is always new,
   * and the one the browser brought along is over: a token planted before the sign-in never becomes a signed-in one.
   */
  async run(
    tx: EntityManager,
    accountId: string,
    caller: Caller,
    secondFactor: boolean,
  ): Promise<SignedIn | null> {
    const now = this.clock.now();
    const [state] = await tx.query<{ officer: boolean }[]>(
      `SELECT EXISTS (SELECT FROM duties_in_force(id, $2)) AS officer FROM accounts WHERE id = $1 AND status = 'active'`,
      [accountId, now],
    );
    const profile = await this.accounts.profile(tx, accountId);
    if (state === undefined || profile === null) return null;
    await this.endBrought(tx, caller, now);
    const token = makeSessionToken();
    const sessionId = uuidv7(now.getTime());
    await tx.insert(Session, {
      id: sessionId,
      tokenHash: hashSessionToken(token) ?? '',
      accountId,
      kind: 'session',
      label: caller.label,
      scopes: null,
      secondFactor,
      freshAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_KEPT_DAYS * DAY_MS),
      endedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    await recordOwnAct(tx, { accountId }, 'session.opened', now, { after: { sessionId, secondFactor } });
    return {
      kind: 'signed-in',
      accountId,
      name: profile.name,
      sessionId,
      token,
      device: this.devices.make(accountId),
      secondFactorNeeded: state.officer && !secondFactor,
    };
  }

  /**
   * Marks a session as fresh and, where a second factor was shown, as opened with one. That is a step up, so the token
   * changes with it: what somebody caught earlier does not become stronger. Null: it stays as it is.
   *
   * @throws Problem sign_in_required when the session ended meanwhile
   */
  async prove(tx: EntityManager, principal: Principal, secondFactor: boolean): Promise<string | null> {
    const now = this.clock.now();
    const token = secondFactor ? makeSessionToken() : null;
    const { affected } = await tx
      .createQueryBuilder()
      .update(Session)
      .set({
        freshAt: now,
        updatedAt: now,
        ...(token === null ? {} : { tokenHash: hashSessionToken(token) ?? '', secondFactor: true }),
      })
      .where(`id = :id AND token_hash = :hash AND ended_at IS NULL AND kind = 'session'`, {
        id: principal.sessionId,
        hash: principal.tokenHash,
      })
      .execute();
    if (affected !== 1) throw new Problem('sign_in_required');
    await recordOwnAct(tx, principal, 'session.proven', now, { after: { secondFactor } });
    return token;
  }

  /** Ends an account's sessions, and with `tokens` its bearer tokens too: all, or all but one. */
  async endAll(
    tx: EntityManager,
    accountId: string,
    { except = null, tokens = true }: { except?: string | null; tokens?: boolean } = {},
  ): Promise<void> {
    await tx.query(
      `UPDATE sessions SET ended_at = $2, updated_at = $2
       WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3::uuid AND (kind = 'session' OR $4)`,
      [accountId, this.clock.now(), except, tokens],
    );
  }

  private async endBrought(tx: EntityManager, { sessionToken }: Caller, now: Date): Promise<void> {
    const tokenHash = hashSessionToken(sessionToken ?? '');
    if (tokenHash === null) return;
    await tx.query(
      `UPDATE sessions SET ended_at = $2, updated_at = $2
       WHERE token_hash = $1 AND kind = 'session' AND ended_at IS NULL`,
      [tokenHash, now],
    );
  }
}
