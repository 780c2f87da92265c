import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';

/** The same lock order as taking stock, or an expiry and a placement could wait for each other. */
export const lockStockOfLines: Statement = {
  name: 'inventory-lock-stock-of-lines',
  text: `SELECT variant_id FROM stock_levels
    WHERE variant_id IN (SELECT variant_id FROM stock_reservations WHERE order_line_id = ANY ($1::uuid[]))
    ORDER BY variant_id FOR NO KEY UPDATE`,
};

/** A hold that another buyer's placement already freed is no longer live, so it is given back once. */
const releaseLines: Statement = {
  name: 'inventory-release-lines',
  text: `
    WITH freed AS (
      UPDATE stock_reservations SET status = $3, status_changed_at = $2, updated_at = $2
      WHERE order_line_id = ANY ($1::uuid[]) AND status = 'live'
      RETURNING variant_id, quantity
    ), totals AS (
      SELECT variant_id, sum(quantity)::integer AS quantity FROM freed GROUP BY variant_id
    )
    UPDATE stock_levels s SET reserved = s.reserved - t.quantity, updated_at = $2
    FROM totals t WHERE s.variant_id = t.variant_id
    RETURNING s.variant_id AS "variantId"`,
};

/** Gives back what these order lines still hold; safe to repeat. */
export async function releaseStock(
  tx: EntityManager,
  orderLineIds: readonly string[],
  now: Date,
): Promise<void> {
  await free(tx, orderLineIds, 'released', now);
}

/** The same for what these order lines still hold and never will be sent: money that comes later takes it no more. */
export async function giveUpStock(
  tx: EntityManager,
  orderLineIds: readonly string[],
  now: Date,
): Promise<void> {
  await free(tx, orderLineIds, 'unsent', now);
}

async function free(
  tx: EntityManager,
  orderLineIds: readonly string[],
  to: 'released' | 'unsent',
  now: Date,
): Promise<void> {
  await runStatement(tx, lockStockOfLines, [orderLineIds]);
  await runStatement(tx, releaseLines, [orderLineIds, now, to]);
}
