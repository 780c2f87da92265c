import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { hashSecret, isUuid, uuidv7 } from '#kernel/ids';
import { contentDigest, type Json } from '#kernel/quote-digest';
import { foldVietnamese } from '#kernel/text';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { runStatement } from '../../../platform/database/run-statement.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions, type EnteredSeller } from '../../sellers/index.js';
import { shippingRates } from '../../delivery/index.js';
import { Gateways } from '../../payments/index.js';
import { buildQuote } from '../build-quote.js';
import { variantFacts, type CartLineFacts } from '../cart-facts.sql.js';
import { PlaceOrder } from '../place-order.js';
import { quoteView } from '../quote-view.js';
import { resolveDelivery } from '../resolve-delivery.js';
import { makePhoneCart, ownVariants, phoneGoods } from './phone-goods.sql.js';
import type {
  PhoneGoodAnswer,
  PhoneGoodsAnswer,
  PhoneGoodsQueryDto,
  PhoneLineDto,
  PhoneOrderDto,
  PhoneQuoteDto,
} from './phone-orders.dto.js';

/** What the shop is told of the order it entered. */
export interface PhoneOrder {
  code: string;
  totalVnd: number;
  orders: object[];
}

/**
 * Orders a shop, or staff under its mandate, enters for somebody who calls: of its own goods only, placed as any buyer's by
 * the same use case. The way to the order goes to the caller's phone, never to the shop.
 */
@Injectable()
export class PhoneOrdersService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly placeOrder: PlaceOrder,
    private readonly gateways: Gateways,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws Problem not_found, not_allowed */
  async goods(
    principal: Principal,
    slug: string,
    { q = '', chosen = '' }: PhoneGoodsQueryDto,
  ): Promise<PhoneGoodsAnswer> {
    const { sellerId } = await this.enter(principal, slug);
    const now = this.clock.now();
    const items = await this.transactions.run('buyer', (tx) =>
      runStatement<PhoneGoodAnswer>(tx, phoneGoods, [
        sellerId,
        foldVietnamese(q),
        chosen.split(',').filter(isUuid),
        vietnamDay(now),
        now,
      ]),
    );
    return { items };
  }

  /** The price of these goods for an address, as a cart's quote says it. @throws Problem not_found, not_allowed, validation_failed */
  async quote(principal: Principal, slug: string, { lines, delivery }: PhoneQuoteDto): Promise<object> {
    const { sellerId } = await this.enter(principal, slug);
    return this.transactions.run('buyer', async (tx) => {
      await demandOwn(tx, sellerId, lines);
      const place = await resolveDelivery(tx, delivery);
      const now = this.clock.now();
      const facts: CartLineFacts[] = [];
      for (const { variantId, quantity } of lines) {
        const [line] = await runStatement<CartLineFacts>(tx, variantFacts, [
          variantId,
          vietnamDay(now),
          now,
          this.gateways.offered,
        ]);
        if (line !== undefined) facts.push({ ...line, quantity });
      }
      return quoteView(buildQuote(facts, place, await shippingRates(tx)));
    });
  }

  /**
   * Places the order, once per key.
   *
   * @throws Problem not_found (no such shop, or goods that are not its own), not_allowed, and those of `PlaceOrder`
   */
  async enterOrder(
    principal: Principal,
    slug: string,
    { lines, shippingOptionId, ...asked }: PhoneOrderDto,
    key: string,
    requestId: string,
  ): Promise<PhoneOrder> {
    const seller = await this.enter(principal, slug);
    const cartId = this.cartSecret(seller.sellerId, key, lines);
    const now = this.clock.now();
    await this.transactions.run('buyer', async (tx) => {
      await demandOwn(tx, seller.sellerId, lines);
      await runStatement(tx, makePhoneCart, [
        uuidv7(now.getTime()),
        hashSecret(cartId),
        JSON.stringify(lines),
        now,
      ]);
    });
    const sellers = shippingOptionId === undefined ? {} : { sellers: { [slug]: { shippingOptionId } } };
    const { code, totalVnd, orders } = await this.placeOrder.run(
      { ...asked, ...sellers, cartId },
      contentDigest(['phone order', seller.sellerId, key]),
      requestId,
      null,
      { sellerId: seller.sellerId, mandateId: seller.mandateId },
    );
    await this.note(principal, slug, orders, now);
    return { code, totalVnd, orders };
  }

  private enter(principal: Principal, slug: string): Promise<EnteredSeller> {
    return this.sellers.run(principal, slug, 'orders', (_tx, seller) => Promise.resolve(seller));
  }

  /** Follows from the key and the goods: sent twice it is one cart, with other goods under the key it is another. */
  private cartSecret(sellerId: string, key: string, lines: readonly PhoneLineDto[]): string {
    const goods = lines.map(({ variantId, quantity }) => [variantId.toLowerCase(), quantity]) as Json;
    return createHmac('sha256', this.environment.sessionSecret)
      .update(`phone order, version 1|${contentDigest([sellerId, key, goods])}`)
      .digest('base64url');
  }

  /**
   * The shop's own history: who entered it, and under which mandate, is written from what the transaction is bound to.
   * Written once, also where the answer to a first try was lost; who placed it stands with the placement in any case.
   */
  private async note(
    principal: Principal,
    slug: string,
    orders: readonly object[],
    now: Date,
  ): Promise<void> {
    const codes = orders.map((order) => (order as { code: string }).code);
    await this.sellers.run(principal, slug, 'orders', async (tx) => {
      const missing = await tx.query<{ id: string; code: string }[]>(
        `SELECT o.id, o.code FROM orders o WHERE o.code = ANY ($1) AND NOT EXISTS (SELECT FROM audit_records a
           WHERE a.subject_type = 'order' AND a.subject_id = o.id AND a.action = 'order.entered_by_phone')`,
        [codes],
      );
      if (missing.length === 0) return;
      await recordAudit(
        tx,
        missing.map(({ id, code }) => ({
          at: now,
          actorKind: 'seller',
          action: 'order.entered_by_phone',
          subjectType: 'order',
          subjectId: id,
          after: { code },
        })),
      );
    });
  }
}

async function demandOwn(tx: EntityManager, sellerId: string, lines: readonly PhoneLineDto[]): Promise<void> {
  const [own] = await runStatement<{ count: number }>(tx, ownVariants, [
    sellerId,
    lines.map(({ variantId }) => variantId),
  ]);
  if (own?.count !== lines.length) throw new Problem('not_found');
}
