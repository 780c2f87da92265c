import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.js';

/** A variant whose counters disagree with their history. */
export interface StockDifference {
  variantId: string;
  onHand: number;
  movements: number;
  reserved: number;
  liveReservations: number;
}

const RECOUNT = `
  SELECT s.variant_id AS "variantId", s.on_hand AS "onHand", coalesce(m.quantity, 0)::integer AS movements,
    s.reserved, coalesce(r.quantity, 0)::integer AS "liveReservations"
  FROM stock_levels s
  LEFT JOIN (SELECT variant_id, sum(quantity) AS quantity FROM stock_movements GROUP BY variant_id) m USING (variant_id)
  LEFT JOIN (SELECT variant_id, sum(quantity) AS quantity FROM stock_reservations WHERE status = 'live'
    GROUP BY variant_id) r USING (variant_id)
  WHERE s.on_hand <> coalesce(m.quantity, 0) OR s.reserved <> coalesce(r.quantity, 0)
  ORDER BY s.variant_id`;

/** The two invariants of stock, recounted: Σ movements = on_hand and Σ live reservations = reserved. */
@Injectable()
export class RecountStock {
  constructor(private readonly transactions: Transactions) {}

  /** Every variant that breaks an invariant; an empty list is the only good answer. */
  async run(): Promise<StockDifference[]> {
    return this.transactions.run('worker', (tx) => tx.query<StockDifference[]>(RECOUNT));
  }
}
