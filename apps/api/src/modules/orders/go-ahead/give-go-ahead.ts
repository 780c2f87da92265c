import { Inject, Injectable } from '@nestjs/common';
import { hashSecret, isSecret } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import type { GoAheadAnswer } from './go-ahead.dto.js';
import { goAheadByLink, goAheadStatus, goAheadSubject } from './go-ahead.sql.js';
import type { GoAheadStatus } from './go-ahead-status.js';
import { MoveGoAhead } from './move-go-ahead.js';

/** The buyer says that an order is to be sent: by the link of the message, or on the order's page. */
@Injectable()
export class GiveGoAhead {
  constructor(
    private readonly transactions: Transactions,
    private readonly goAheads: MoveGoAhead,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the link asks; who bought is not told there. @throws Problem not_found (no such link, or the order is over) */
  read(orderCode: string, token: string): Promise<GoAheadAnswer> {
    return this.transactions.run('buyer', async (tx) => {
      const orderId = await byLink(tx, orderCode, token);
      const [order] = await runStatement<GoAheadAnswer>(tx, goAheadSubject, [orderId]);
      if (order === undefined) throw new Problem('not_found');
      return order;
    });
  }

  /** Said twice it is said once. @throws Problem not_found, state_conflict (the order is over) */
  byLink(orderCode: string, token: string): Promise<void> {
    return this.transactions.run('buyer', async (tx) =>
      this.give(tx, { orderId: await byLink(tx, orderCode, token) }, 'link'),
    );
  }

  /** @throws Problem sign_in_required, not_found, state_conflict (none is asked, or the order is over) */
  onPage(orderCode: string, buyer: OrderBuyer): Promise<void> {
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      await this.give(tx, { orderCode }, 'page');
    });
  }

  private async give(
    tx: EntityManager,
    which: { orderId: string } | { orderCode: string },
    by: 'link' | 'page',
  ): Promise<void> {
    const order = await lockOrder(tx, which);
    const [found] = await runStatement<{ status: GoAheadStatus }>(tx, goAheadStatus, [order.id]);
    const open = order.status === 'placed' || order.status === 'confirmed';
    // It needs no word any more: it was given before, by whichever way, or the shop sends it without.
    if (open && (found?.status === 'given' || found?.status === 'waived')) return;
    const now = this.clock.now();
    await this.goAheads.run(tx, order, { to: 'given', mover: 'buyer', actorKind: 'buyer', now, by });
  }
}

/** @throws Problem not_found */
async function byLink(tx: EntityManager, orderCode: string, token: string): Promise<string> {
  const digest = isSecret(token) ? hashSecret(token) : '';
  const [found] = await runStatement<{ orderId: string }>(tx, goAheadByLink, [orderCode, digest]);
  if (found === undefined) throw new Problem('not_found');
  return found.orderId;
}
