import { Inject, Injectable } from '@nestjs/common';
import { hashSecret } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { MAX_CART_LINES } from './cart-limits.js';
import { Cart } from './cart.entity.js';
import { findCart, touchOpenCart, type FoundCart } from './find-cart.js';

/**
 * Gives a guest's cart to the account that signed in. An account has one open cart: if there is one already, the lines go
 * into it (of each variant the larger quantity), and the guest's secret opens it from then on, so that every device of the
 * person shows the same cart.
 */
@Injectable()
export class AttachCart {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * How many lines found no room (the cart is full at 50; those it had already stay). Safe to repeat. `not_found`,
   * `cart_placed`.
   */
  async run(secret: string, accountId: string): Promise<{ omittedLines: number }> {
    const now = this.clock.now();
    return this.transactions.run('buyer', async (tx) => {
      // Two devices that sign in at once take turns: the second finds the cart of the first.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`cart of ${accountId}`]);
      const holder = { secret, accountId };
      if ((await findCart(tx, holder)).accountId !== null) {
        await touchOpenCart(tx, holder, now);
        return { omittedLines: 0 };
      }
      // Locked before the guest's cart, by everybody who locks both.
      const own = await lockOwn(tx, accountId);
      const guest = await touchOpenCart(tx, holder, now);
      if (own === undefined) {
        await tx.update(Cart, { id: guest.id }, { accountId, updatedAt: now });
        return { omittedLines: 0 };
      }
      const omittedLines = await this.merge(tx, guest, own, now);
      await tx.update(
        Cart,
        { secretHash: hashSecret(secret) },
        { accountId, status: 'merged', mergedInto: own.id, updatedAt: now },
      );
      return { omittedLines };
    });
  }

  private async merge(tx: EntityManager, guest: FoundCart, own: FoundCart, now: Date): Promise<number> {
    await tx.query(
      `UPDATE cart_lines l SET quantity = greatest(l.quantity, g.quantity), updated_at = $3
       FROM cart_lines g WHERE l.cart_id = $2 AND g.cart_id = $1 AND g.variant_id = l.variant_id`,
      [guest.id, own.id, now],
    );
    const [taken] = await tx.query<{ left: number }[]>(
      `WITH fitting AS (
         SELECT g.variant_id, g.quantity, g.created_at FROM cart_lines g
         WHERE g.cart_id = $1 AND NOT EXISTS (SELECT FROM cart_lines l WHERE l.cart_id = $2 AND l.variant_id = g.variant_id)
         ORDER BY g.created_at, g.variant_id
         LIMIT greatest(0, $4::int - (SELECT count(*)::int FROM cart_lines WHERE cart_id = $2))
       ), added AS (
         INSERT INTO cart_lines (cart_id, variant_id, quantity, created_at, updated_at)
         SELECT $2, variant_id, quantity, created_at, $3 FROM fitting RETURNING variant_id
       )
       SELECT ((SELECT count(*) FROM cart_lines g WHERE g.cart_id = $1
           AND NOT EXISTS (SELECT FROM cart_lines l WHERE l.cart_id = $2 AND l.variant_id = g.variant_id))
         - (SELECT count(*) FROM added))::int AS left`,
      [guest.id, own.id, now, MAX_CART_LINES],
    );
    await tx.query(`UPDATE carts SET updated_at = $2 WHERE id = $1`, [own.id, now]);
    await tx.query(`DELETE FROM cart_lines WHERE cart_id = $1`, [guest.id]);
    return taken?.left ?? 0;
  }
}

async function lockOwn(tx: EntityManager, accountId: string): Promise<FoundCart | undefined> {
  const [own] = await tx.query<FoundCart[]>(
    `SELECT id, status, account_id AS "accountId" FROM carts WHERE account_id = $1 AND status = 'open'
     FOR NO KEY UPDATE`,
    [accountId],
  );
  return own;
}
