import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../seller-transactions.js';
import { lockMember, orLastOwner } from './seller-member.js';
import { SellerMember } from './seller-member.entity.js';

/** Somebody no longer works in a shop: sent away by an owner, or gone by themselves. The last owner stays. */
@Injectable()
export class EndMembership {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An owner ends a membership, also their own. @throws Problem not_found, last_owner */
  async run(principal: Principal, slug: string, memberId: string): Promise<void> {
    const now = this.clock.now();
    await this.sellers.run(principal, slug, 'members', async (tx, seller) => {
      const { accountId, role, permissions } = await lockMember(tx, seller.sellerId, memberId);
      const ended = { endedAt: now, endedBy: principal.accountId, updatedAt: now };
      await orLastOwner(tx.update(SellerMember, { id: memberId }, ended));
      await this.record(tx, 'seller', 'member.ended', seller.sellerId, { accountId, role, permissions }, now);
    });
  }

  /** Somebody leaves, whatever they may do in the shop. @throws Problem not_found, last_owner */
  async leave({ accountId }: Principal, slug: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      const [left] = await orLastOwner(
        changedRows<{ sellerId: string; role: string; permissions: string[] }>(
          tx,
          `UPDATE seller_members m SET ended_at = $3, ended_by = $1, updated_at = $3 FROM sellers s
             WHERE s.slug = $2 AND m.seller_id = s.id AND m.account_id = $1 AND m.ended_at IS NULL
             RETURNING m.seller_id AS "sellerId", m.role, m.permissions`,
          [accountId, slug, now],
        ),
      );
      if (left === undefined) throw new Problem('not_found');
      const { sellerId, ...rights } = left;
      await this.record(tx, 'account', 'member.left', sellerId, { accountId, ...rights }, now);
    });
  }

  private async record(
    tx: EntityManager,
    actorKind: 'account' | 'seller',
    action: string,
    sellerId: string,
    before: object,
    now: Date,
  ): Promise<void> {
    await recordAudit(tx, [
      { at: now, actorKind, action, subjectType: 'seller', subjectId: sellerId, before },
    ]);
  }
}
