import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import type { Audience } from '../../../platform/database/transactions.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder, type LockedOrder } from '../shop-orders/lock-order.js';
import { findDispute, type DisputeActor, type LockedDispute } from './dispute-record.js';

/** A dispute that somebody came to by their own door, with its order locked. */
export interface HeldDispute {
  tx: EntityManager;
  order: LockedOrder;
  dispute: LockedDispute;
  actor: DisputeActor;
  /** As whom the history names them. */
  audience: Audience;
  now: Date;
}

type Work = (held: HeldDispute) => Promise<void>;

/** How buyer, shop and officer come to a dispute: each in a transaction of their own, the order's lock first. */
@Injectable()
export class DisputeDoors {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem sign_in_required, not_found */
  buyer(orderCode: string, buyer: OrderBuyer, disputeId: string, work: Work): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, now);
      const order = await lockOrder(tx, { orderCode });
      const dispute = await findDispute(tx, order, disputeId);
      const actor = { mover: 'buyer', actorKind: 'buyer', accountId: null } as const;
      await work({ tx, order, dispute, actor, audience: 'buyer', now });
    });
  }

  /** @throws Problem not_found, not_allowed */
  shop(principal: Principal, slug: string, disputeId: string, work: Work): Promise<void> {
    const now = this.clock.now();
    return this.sellers.run(principal, slug, 'orders', async (tx, { capacity, accountId }) => {
      const order = await lockOrder(tx, { orderId: await orderOf(tx, disputeId) });
      const dispute = await findDispute(tx, order, disputeId);
      const actorKind = capacity === 'mandate' ? 'staff' : 'seller';
      await work({
        tx,
        order,
        dispute,
        actor: { mover: 'seller', actorKind, accountId },
        audience: 'seller',
        now,
      });
    });
  }

  /**
   * Somebody of the officer's communes, and on neither side: no member of the shop, nobody who ever assisted it, not the
   * buyer. What a decision sets off (money that is owed) is the floor's own work.
   *
   * @throws Problem not_found, not_allowed (their own case)
   */
  officer({ accountId, communes }: Officer, disputeId: string, work: Work): Promise<void> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const [found] = await tx.query<{ orderId: string; own: boolean }[]>(OFFICERS_CASE, [
        disputeId,
        communes,
        accountId,
      ]);
      if (found === undefined) throw new Problem('not_found');
      if (found.own) throw new Problem('not_allowed');
      const order = await lockOrder(tx, { orderId: found.orderId });
      const dispute = await findDispute(tx, order, disputeId);
      const actor = { mover: 'officer', actorKind: 'officer', accountId } as const;
      await work({ tx, order, dispute, actor, audience: 'officer', now });
    });
  }
}

/** SQL: account `account` works, or worked, in the shop of dispute `d`. */
export const onShopsSide = (account: string): string => `(
  EXISTS (SELECT FROM seller_members m WHERE m.seller_id = d.seller_id AND m.account_id = ${account})
  OR EXISTS (SELECT FROM mandates w WHERE w.seller_id = d.seller_id AND w.staff_account_id = ${account}))`;

const OFFICERS_CASE = `
  SELECT d.order_id AS "orderId", (${onShopsSide('$3')} OR EXISTS (SELECT FROM orders o JOIN order_groups g
    ON g.id = o.order_group_id WHERE o.id = d.order_id AND g.account_id = $3)) AS own
  FROM disputes d JOIN sellers s ON s.id = d.seller_id JOIN producers p ON p.id = s.producer_id
  WHERE d.id = $1 AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`;

async function orderOf(tx: EntityManager, disputeId: string): Promise<string> {
  const [dispute] = await tx.query<{ orderId: string }[]>(
    `SELECT order_id AS "orderId" FROM disputes WHERE id = $1`,
    [disputeId],
  );
  if (dispute === undefined) throw new Problem('not_found');
  return dispute.orderId;
}
