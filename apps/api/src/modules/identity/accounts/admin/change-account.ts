import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mayGrant, type Duty } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../../platform/access/access.js';
import { recordAudit } from '../../../../platform/audit/record-audit.js';
import { sealedForHistory } from '../../../../platform/audit/sealed-value.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { Problem } from '../../../../platform/http/problem.js';
import { DataKeys } from '../../../../platform/sealing/data-keys.js';
import { dutiesInForce, dutyProblem, takeTurn } from '../../duties/duty-changes.js';
import { officerOf } from '../../officer.js';
import { Account, type AccountStatus } from '../account.entity.js';
import { ONE_ACCOUNT, type AccountRow } from './admin-accounts.sql.js';

/**
 * What support may do to an account: block it, open it again, sign it out everywhere. Nothing here deletes anything, and
 * an officer's account is for those who could have given that officer every duty.
 */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Blocks an account and signs it out everywhere: nobody gets in with it any more.
   *
   * @throws Problem not_found, not_allowed, state_conflict (not active), last_administrator
   */
  async block(principal: Principal, id: string, reason: string): Promise<void> {
    await this.change(principal, id, async (tx, now) => {
      await this.move(tx, id, 'active', 'blocked', now);
      const sessions = await endSessions(tx, id, now);
      await this.record(
        tx,
        'account.blocked',
        id,
        { status: 'active' },
        { status: 'blocked', sessions },
        reason,
        now,
      );
    });
  }

  /** @throws Problem not_found, not_allowed, state_conflict (not blocked) */
  async unblock(principal: Principal, id: string, reason: string): Promise<void> {
    await this.change(principal, id, async (tx, now) => {
      await this.move(tx, id, 'blocked', 'active', now);
      await this.record(
        tx,
        'account.unblocked',
        id,
        { status: 'blocked' },
        { status: 'active' },
        reason,
        now,
      );
    });
  }

  /**
   * Signs the account out of every browser and takes its programs' tokens away. How many there were.
   *
   * @throws Problem not_found, not_allowed
   */
  async signOut(principal: Principal, id: string): Promise<number> {
    return this.change(principal, id, async (tx, now) => {
      const sessions = await endSessions(tx, id, now);
      await this.record(tx, 'account.signed_out', id, { sessions }, { sessions: 0 }, null, now);
      return sessions;
    });
  }

  private async change<T>(
    principal: Principal,
    id: string,
    work: (tx: EntityManager, now: Date) => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    const { communes } = officerOf(principal, 'accounts.support');
    try {
      return await this.transactions.run('officer', async (tx) => {
        // Duties hold still meanwhile: whoever is made an officer at this moment is one, or is not, to the end.
        await takeTurn(tx);
        const [account] = await tx.query<AccountRow[]>(ONE_ACCOUNT, [now, communes, id]);
        if (account === undefined) throw new Problem('not_found');
        if (id === principal.accountId) throw new Problem('not_allowed');
        demandRights(await dutiesInForce(tx, principal.accountId, now), account);
        return work(tx, now);
      });
    } catch (error) {
      throw dutyProblem(error);
    }
  }

  private async move(
    tx: EntityManager,
    id: string,
    from: AccountStatus,
    to: AccountStatus,
    now: Date,
  ): Promise<void> {
    const { affected } = await tx.update(
      Account,
      { id, status: from },
      { status: to, statusChangedAt: now, updatedAt: now },
    );
    if (affected !== 1) throw new Problem('state_conflict');
  }

  private async record(
    tx: EntityManager,
    action: string,
    id: string,
    before: object,
    after: object,
    reason: string | null,
    now: Date,
  ): Promise<void> {
    // A reason tells of the person, so it goes with them.
    const sealed =
      reason === null ? {} : { reason: sealedForHistory(await this.dataKeys.of(tx, id), reason) };
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'officer',
        action,
        subjectType: 'account',
        subjectId: id,
        before,
        after: { ...after, ...sealed },
      },
    ]);
  }
}

function demandRights(own: readonly Duty[], { duties }: AccountRow): void {
  const mayAll = duties.every(({ role, communes }) =>
    mayGrant(own, role, communes?.map(({ code }) => code) ?? null),
  );
  if (!mayAll) throw new Problem('not_allowed');
}

async function endSessions(tx: EntityManager, accountId: string, now: Date): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE sessions SET ended_at = $2, updated_at = $2
     WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2`,
    [accountId, now],
  );
  return count;
}
