import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.js';

/** Only rows whose number changed are written: every other update would cost the list's index-only scans for nothing. */
const COUNT_SALES = `
  WITH sold AS (
    SELECT line.product_id, sum(line.quantity)::integer AS quantity
    FROM order_lines line JOIN orders o ON o.id = line.order_id WHERE o.status <> 'cancelled' GROUP BY line.product_id
  )
  UPDATE listings l SET sold_quantity = coalesce(s.quantity, 0)
  FROM listings own LEFT JOIN sold s ON s.product_id = own.product_id
  WHERE own.product_id = l.product_id AND own.listed_from = l.listed_from
    AND l.sold_quantity <> coalesce(s.quantity, 0)
  RETURNING l.product_id`;

/**
 * Brings the order "best-selling" up to date. Orders do not write it themselves: a counter that changes with every sale
 * does not belong into the table every list scans.
 */
@Injectable()
export class CountSales {
  constructor(private readonly transactions: Transactions) {}

  /** How many listings had another number. Safe to repeat. */
  async run(): Promise<number> {
    return this.transactions.run('worker', async (tx) => {
      const [rows] = await tx.query<[unknown[], number]>(COUNT_SALES);
      return rows.length;
    });
  }
}
