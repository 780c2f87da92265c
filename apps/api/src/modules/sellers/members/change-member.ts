import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { SellerTransactions } from '../seller-transactions.js';
import { checkRights, type MemberRights } from './member-rights.js';
import { lockMember, orLastOwner } from './seller-member.js';
import { SellerMember } from './seller-member.entity.js';

/** An owner changes what somebody may do in the shop; it counts from that person's next request on. */
@Injectable()
export class ChangeMember {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, validation_failed, last_owner (nobody would be left to run the shop) */
  async run(principal: Principal, slug: string, memberId: string, form: MemberRights): Promise<void> {
    const rights = checkRights(form);
    const now = this.clock.now();
    await this.sellers.run(principal, slug, 'members', async (tx, seller) => {
      const { role, permissions, accountId } = await lockMember(tx, seller.sellerId, memberId);
      await orLastOwner(tx.update(SellerMember, { id: memberId }, { ...rights, updatedAt: now }));
      await this.record(tx, seller.sellerId, accountId, { role, permissions }, rights, now);
    });
  }

  private async record(
    tx: EntityManager,
    sellerId: string,
    accountId: string,
    before: MemberRights,
    after: MemberRights,
    now: Date,
  ): Promise<void> {
    await recordAudit(tx, [
      {
        at: now,
        actorKind: 'seller',
        action: 'member.changed',
        subjectType: 'seller',
        subjectId: sellerId,
        before,
        after: { accountId, ...after },
      },
    ]);
  }
}
