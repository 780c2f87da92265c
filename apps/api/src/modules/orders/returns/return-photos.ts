import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { findGroupOf } from '../order-access.js';
import type { OrderBuyer } from '../order-buyer.js';
import { OrderPictures } from '../pictures/order-pictures.js';
import { lockOrder } from '../shop-orders/lock-order.js';

/** Pictures of one order that wait for their return: two returns' worth. */
const MOST_WAITING = 10;

/** Pictures of goods a buyer wants to give back: sent before the return that takes them. */
@Injectable()
export class ReturnPhotos {
  constructor(
    private readonly transactions: Transactions,
    private readonly pictures: OrderPictures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem sign_in_required, not_found, unsupported_type, too_large, state_conflict (nothing of it came, or enough
   *   pictures wait)
   */
  async add(orderCode: string, buyer: OrderBuyer, sent: Uint8Array): Promise<{ id: string }> {
    // Nobody's picture is read before it is known whose order it is for.
    await this.transactions.run('worker', (tx) => findGroupOf(tx, { orderCode }, buyer, this.clock.now()));
    const bytes = await this.pictures.read(sent);
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const group = await findGroupOf(tx, { orderCode }, buyer, now);
      const order = await lockOrder(tx, { orderCode });
      const came = await tx.query<unknown[]>(
        `SELECT FROM fulfillments WHERE order_id = $1 AND arrived_at IS NOT NULL LIMIT 1`,
        [order.id],
      );
      if (came.length === 0) throw new Problem('state_conflict');
      const id = await this.pictures.add(
        tx,
        { orderId: order.id, groupId: group.id, subject: 'return', subjectId: null },
        { by: 'buyer', bytes, now, most: MOST_WAITING },
      );
      return { id };
    });
  }

  /** To whoever bought. @throws Problem sign_in_required, not_found */
  async ofBuyer(orderCode: string, buyer: OrderBuyer, photoId: string): Promise<Buffer> {
    return this.transactions.run('buyer', async (tx) => {
      await findGroupOf(tx, { orderCode }, buyer, this.clock.now());
      return this.read(tx, orderCode, photoId);
    });
  }

  /** In the transaction of whoever may see that order: its shop. @throws Problem not_found */
  read(tx: EntityManager, orderCode: string, photoId: string): Promise<Buffer> {
    return this.pictures.openOfReturn(tx, orderCode, photoId);
  }
}
