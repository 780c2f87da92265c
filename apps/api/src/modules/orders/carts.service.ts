import { Inject, Injectable } from '@nestjs/common';
import { hashSecret, isUuid, randomSecret, uuidv7 } from '#kernel/ids';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { shippingRates } from '../delivery/index.js';
import { Gateways } from '../payments/index.js';
import { buildQuote } from './build-quote.js';
import { cartFacts, variantFacts, type CartLineFacts } from './cart-facts.sql.js';
import { MAX_CART_LINES } from './cart-limits.js';
import { CartLine } from './cart-line.entity.js';
import { Cart } from './cart.entity.js';
import { cartView } from './cart-view.js';
import { findCart, touchOpenCart, type CartHolder, type FoundCart } from './find-cart.js';
import { gateProblem } from './line-problem.js';
import { OrderContacts } from './order-contacts.js';
import type { QuoteRequestDto } from './place-order.dto.js';
import { quoteView } from './quote-view.js';
import { quoteVoucher } from './vouchers/use-voucher.js';
import { resolveDelivery } from './resolve-delivery.js';

/** Carts: whoever knows the secret owns the cart, until somebody signs in and it is theirs. */
@Injectable()
export class CartsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: OrderContacts,
    private readonly gateways: Gateways,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A new, empty cart; the secret is given out this once and kept only as a hash. */
  async create(): Promise<object> {
    const secret = randomSecret();
    const now = this.clock.now();
    await this.transactions.run('buyer', (tx) =>
      tx.insert(Cart, {
        id: uuidv7(now.getTime()),
        secretHash: hashSecret(secret),
        status: 'open',
        createdAt: now,
        updatedAt: now,
      }),
    );
    return cartView(secret, 'open', []);
  }

  /** The cart with what each line costs and what stands in its way now. `not_found`. */
  async read(holder: CartHolder): Promise<object> {
    return this.transactions.run('buyer', async (tx) => {
      const cart = await findCart(tx, holder);
      return cartView(holder.secret, cart.status, await this.facts(tx, cart.id));
    });
  }

  /**
   * Sets how many of a variant the cart holds; 0 removes the line. `not_found`, `out_of_stock` (more than can be taken
   * now), `cart_changed` (not sold at present), `cart_placed`, `cart_full`; a refusal changes nothing.
   */
  async setLine(holder: CartHolder, variantId: string, quantity: number): Promise<object> {
    return this.transactions.run('buyer', async (tx) => {
      const cart = await touchOpenCart(tx, holder, this.clock.now());
      if (quantity === 0) {
        await removeLine(tx, cart, variantId);
      } else {
        await this.checkLine(tx, variantId, quantity);
        await this.putLine(tx, cart, variantId, quantity);
      }
      return cartView(holder.secret, cart.status, await this.facts(tx, cart.id));
    });
  }

  /** Prices the cart for an address; whatever stands in the way is said line by line. `not_found`. */
  async quote(holder: CartHolder, { delivery, voucherCode }: QuoteRequestDto): Promise<object> {
    return this.transactions.run('buyer', async (tx) => {
      const cart = await findCart(tx, holder);
      const place = await resolveDelivery(tx, delivery);
      const quote = buildQuote(await this.facts(tx, cart.id), place, await shippingRates(tx));
      // The phone is not known yet: what it has used already is said at the order.
      const people = this.contacts.voucherKeys(null, holder.accountId);
      return quoteView(await quoteVoucher(tx, quote, { typed: voucherCode, people }, this.clock.now()));
    });
  }

  private async facts(tx: EntityManager, cartId: string): Promise<CartLineFacts[]> {
    const now = this.clock.now();
    return runStatement<CartLineFacts>(tx, cartFacts, [cartId, vietnamDay(now), now, this.gateways.offered]);
  }

  private async checkLine(tx: EntityManager, variantId: string, quantity: number): Promise<void> {
    const now = this.clock.now();
    const facts = isUuid(variantId)
      ? (await runStatement<CartLineFacts>(tx, variantFacts, [variantId, vietnamDay(now), now, []]))[0]
      : undefined;
    if (facts === undefined) throw new Problem('not_found');
    const seller = { slug: facts.sellerSlug, name: facts.sellerName };
    const reason = gateProblem(facts);
    if (reason !== null)
      throw new Problem('cart_changed', { extra: { lines: [{ variantId, seller, reason }] } });
    if (facts.available < quantity) {
      const line = {
        variantId,
        seller,
        reason: 'out_of_stock',
        requested: quantity,
        available: facts.available,
      };
      throw new Problem('out_of_stock', { extra: { lines: [line] } });
    }
  }

  private async putLine(
    tx: EntityManager,
    cart: FoundCart,
    variantId: string,
    quantity: number,
  ): Promise<void> {
    const now = this.clock.now();
    const lines = await tx.find(CartLine, { where: { cartId: cart.id }, select: { variantId: true } });
    if (lines.length >= MAX_CART_LINES && !lines.some((line) => line.variantId === variantId)) {
      throw new Problem('cart_full');
    }
    await tx.query(
      `INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
       ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = excluded.quantity, updated_at = excluded.updated_at`,
      [cart.id, variantId, quantity, now],
    );
  }
}

async function removeLine(tx: EntityManager, cart: FoundCart, variantId: string): Promise<void> {
  if (!isUuid(variantId)) throw new Problem('not_found');
  await tx.delete(CartLine, { cartId: cart.id, variantId });
}
