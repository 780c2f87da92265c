import { Inject, Injectable } from '@nestjs/common';
import { HOUR_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { aheadSql } from '../deposits/deposit.sql.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import type { OrderToAcceptAnswer } from './acceptance.dto.js';
import { isAcceptanceToken } from './acceptance-token.js';
import { ConfirmOrder } from './confirm-order.js';

/** Takes on one order by the link of its notice, without signing in; who bought is not told there. */
@Injectable()
export class AcceptByLink {
  constructor(
    private readonly transactions: Transactions,
    private readonly confirmOrder: ConfirmOrder,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** What is asked for. @throws Problem not_found (no such order, another's token, or the hour has passed) */
  read(orderCode: string, token: string): Promise<OrderToAcceptAnswer> {
    return this.transactions.run('buyer', async (tx) => {
      const { id, status } = await this.find(tx, orderCode, token);
      const [order] = await tx.query<Omit<OrderToAcceptAnswer, 'status'>[]>(
        `SELECT o.code, s.name AS shop, o.total_vnd::float8 AS "totalVnd", p.method AS "paymentMethod",
           (${aheadSql})::float8 AS "aheadVnd",
           (SELECT json_agg(json_build_object('name', l.product_name, 'variantName', l.variant_name, 'quantity', l.quantity)
              ORDER BY l.created_at, l.id) FROM order_lines l WHERE l.order_id = o.id) AS lines
         FROM orders o JOIN payments p ON p.payable_id = o.id JOIN shop_sellers s ON s.id = o.seller_id WHERE o.id = $1`,
        [id],
      );
      if (order === undefined) throw new Problem('not_found');
      return { ...order, status };
    });
  }

  /** @throws Problem not_found, state_conflict (taken on, over, or not paid yet) */
  accept(orderCode: string, token: string): Promise<void> {
    return this.transactions.run('buyer', async (tx) => {
      const { id } = await this.find(tx, orderCode, token);
      await this.confirmOrder.confirm(tx, await lockOrder(tx, { orderId: id }), 'seller', 'link');
    });
  }

  private async find(
    tx: EntityManager,
    orderCode: string,
    token: string,
  ): Promise<{ id: string; status: OrderToAcceptAnswer['status'] }> {
    const [order] = await tx.query<{ id: string; status: OrderToAcceptAnswer['status']; since: Date }[]>(
      `SELECT o.id, o.status, greatest(o.created_at, p.deposit_paid_at, CASE p.status WHEN 'paid' THEN p.status_changed_at END) AS since
       FROM orders o JOIN payments p ON p.payable_id = o.id WHERE o.code = $1`,
      [orderCode],
    );
    if (order === undefined || !isAcceptanceToken(token, order.id, this.environment.sessionSecret))
      throw new Problem('not_found');
    const end = order.since.getTime() + this.floor.orderTimers.unconfirmedHours * HOUR_MS;
    if (this.clock.now().getTime() >= end) throw new Problem('not_found');
    return order;
  }
}
