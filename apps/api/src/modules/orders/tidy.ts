import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, vietnamDay, type Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';

/** Contract: keys live 24 hours. */
const KEY_DAYS = 1;
/** A guest who comes back after a season starts a new cart. */
const CART_DAYS = 90;
/** As long as a refused parcel counts (`cod_standing`). */
const REFUSAL_DAYS = 180;

/** So long a shop can look again at a file of money it sent. */
const SHEET_DAYS = 30;

/** Deletes what has served its time; orders and their history stay (three years, Decree 248/2026). */
@Injectable()
export class Tidy {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.transactions.run('worker', async (tx) => {
      await tx.query(`DELETE FROM idempotency_keys WHERE created_at < $1`, [
        new Date(now - KEY_DAYS * DAY_MS),
      ]);
      await tx.query(`DELETE FROM order_access_tokens WHERE expires_at < $1`, [new Date(now)]);
      await tx.query(`DELETE FROM cod_refusals WHERE refused_at < $1`, [
        new Date(now - REFUSAL_DAYS * DAY_MS),
      ]);
      await tx.query(
        `UPDATE money_sheets SET lines_sealed = NULL, judged_sealed = NULL, updated_at = $2
         WHERE created_at < $1 AND lines_sealed IS NOT NULL`,
        [new Date(now - SHEET_DAYS * DAY_MS), new Date(now)],
      );
      // Who used a voucher is nobody's business once it is over and its last orders cannot be cancelled any more.
      const over = [vietnamDay(new Date(now - CART_DAYS * DAY_MS))];
      await tx.query(
        `UPDATE voucher_uses u SET person_keys = '{}' FROM vouchers v
         WHERE v.id = u.voucher_id AND v.ends_on < $1::date AND u.person_keys <> '{}'`,
        over,
      );
      await tx.query(
        `DELETE FROM voucher_people p USING vouchers v WHERE v.id = p.voucher_id AND v.ends_on < $1::date`,
        over,
      );
      const unused = new Date(now - CART_DAYS * DAY_MS);
      await tx.query(`DELETE FROM carts m USING carts c WHERE m.merged_into = c.id AND c.updated_at < $1`, [
        unused,
      ]);
      await tx.query(
        `DELETE FROM carts c WHERE status = 'open' AND updated_at < $1
           AND NOT EXISTS (SELECT FROM carts m WHERE m.merged_into = c.id)`,
        [unused],
      );
    });
  }
}
