import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { SellerTransactions } from '../seller-transactions.js';
import { CONFIRM } from './activity.sql.js';

/** An owner has seen what staff did in the shop's name. Seen twice is seen once. */
@Injectable()
export class ConfirmActivity {
  constructor(
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(principal: Principal, slug: string, upTo: string): Promise<void> {
    const now = this.clock.now();
    await this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const seen = await tx.query<{ id: string }[]>(CONFIRM, [sellerId, upTo, principal.accountId, now]);
      if (seen.length === 0) return;
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'activity.confirmed',
          subjectType: 'seller',
          subjectId: sellerId,
          after: { quantity: seen.length },
        },
      ]);
    });
  }
}
