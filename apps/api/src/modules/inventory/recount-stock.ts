import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
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

/** One open report a variant; what is found again is brought up to date, what is found no more is settled. */
const REPORT = `
  WITH found AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS f("variantId" uuid, "onHand" integer, movements integer,
      reserved integer, "liveReservations" integer)
  ), settled AS (
    UPDATE stock_differences SET settled_at = $2, updated_at = $2
    WHERE settled_at IS NULL AND variant_id NOT IN (SELECT "variantId" FROM found)
  )
  INSERT INTO stock_differences (variant_id, on_hand, movements, reserved, live_reservations, found_at, created_at, updated_at)
  SELECT "variantId", "onHand", movements, reserved, "liveReservations", $2, $2, $2 FROM found
  ON CONFLICT (variant_id) WHERE settled_at IS NULL DO UPDATE SET on_hand = excluded.on_hand, movements = excluded.movements,
    reserved = excluded.reserved, live_reservations = excluded.live_reservations, updated_at = excluded.updated_at`;

/** The two invariants of stock, recounted: Σ movements = on_hand and Σ live reservations = reserved. */
@Injectable()
export class RecountStock {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every variant that breaks an invariant; an empty list is the only good answer. */
  async run(): Promise<StockDifference[]> {
    return this.transactions.run('worker', (tx) => tx.query<StockDifference[]>(RECOUNT));
  }

  /** The same, and what was found lies on the desk of the administrators until a later recount finds it no more. */
  async report(): Promise<StockDifference[]> {
    const now = this.clock.now();
    return this.transactions.run('worker', async (tx) => {
      const found = await tx.query<StockDifference[]>(RECOUNT);
      await tx.query(REPORT, [JSON.stringify(found), now]);
      return found;
    });
  }
}
