import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { officerOf } from '../../identity/index.js';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions, type Audience } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../seller-transactions.js';
import { findShop } from './find-shop.js';
import { lockOwnMandate } from './find-mandate.js';

/**
 * Ends a mandate, or the request for one, at once: what staff are just saving for the shop is saved or not when this
 * returns, and nothing can be saved under it afterwards (enter_seller holds the mandate while it works).
 */
@Injectable()
export class EndMandate {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Any owner, on the shop's page; a request is declined. @throws Problem not_found, state_conflict (ended already) */
  async byShop(principal: Principal, slug: string, id: string): Promise<void> {
    await this.sellers.run(principal, slug, 'members', (tx, { sellerId }) =>
      this.end(tx, 'seller', principal.accountId, sellerId, id),
    );
  }

  /** The staff member. @throws Problem not_found, state_conflict */
  async byStaff(principal: Principal, id: string): Promise<void> {
    const { accountId } = officerOf(principal, 'mandates.request');
    await this.transactions.run('officer', async (tx) => {
      // Also where they no longer have the shop's commune: nobody is kept from giving back.
      const { sellerId } = await lockOwnMandate(tx, { accountId, communes: null }, id);
      await this.end(tx, 'officer', accountId, sellerId, id);
    });
  }

  /** Support, when somebody of the shop asks by telephone. @throws Problem not_found (not in these communes), state_conflict */
  async bySupport(principal: Principal, slug: string, id: string): Promise<void> {
    const { accountId, communes } = officerOf(principal, 'accounts.support');
    await this.transactions.run('officer', async (tx) => {
      const shop = await findShop(tx, communes, slug);
      await this.end(tx, 'officer', accountId, shop.id, id);
    });
  }

  private async end(
    tx: EntityManager,
    actorKind: Audience,
    accountId: string,
    sellerId: string,
    id: string,
  ): Promise<void> {
    const now = this.clock.now();
    const [ended] = await changedRows<{ status: string }>(
      tx,
      `UPDATE mandates SET status_changed_at = $3, updated_at = $3, ended_by = $4,
         status = CASE WHEN status = 'requested' AND $5 THEN 'declined' ELSE 'withdrawn' END
       WHERE id = $1 AND seller_id = $2 AND status IN ('requested', 'active') RETURNING status`,
      [id, sellerId, now, accountId, actorKind === 'seller'],
    );
    if (ended === undefined) {
      const [known] = await tx.query<unknown[]>(`SELECT 1 FROM mandates WHERE id = $1 AND seller_id = $2`, [
        id,
        sellerId,
      ]);
      throw new Problem(known === undefined ? 'not_found' : 'state_conflict');
    }
    await recordAudit(tx, [
      {
        at: now,
        actorKind,
        action: `mandate.${ended.status}`,
        subjectType: 'seller',
        subjectId: sellerId,
        after: { mandateId: id, status: ended.status },
      },
    ]);
  }
}
