import type { EntityManager } from 'typeorm';
import { sellableOfStockSql } from './available.sql.js';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';

/** One line's claim on a variant. */
export interface StockClaim {
  variantId: string;
  orderLineId: string;
  quantity: number;
  /** End of the hold; null when nothing more has to happen for the goods to be the buyer's. */
  expiresAt: Date | null;
}

/**
 * Locks the rows in variant order. An UPDATE over several rows has no order of its own, and two carts that overlap
 * would wait for each other; with one order for everybody the second simply waits for the first.
 */
const lockStock: Statement = {
  name: 'inventory-lock-stock',
  text: `SELECT variant_id FROM stock_levels WHERE variant_id = ANY ($1::uuid[]) ORDER BY variant_id FOR NO KEY UPDATE`,
};

const SELLABLE = sellableOfStockSql('s', '$2::timestamptz');

/**
 * Frees the expired holds of these variants and takes the claims, each row only if enough is left. It runs after the
 * lock, as a statement of its own, so that it sees what the transactions it waited for have done. Its rows are the
 * claims that fell short; the tables it reads for them are as they were before it took anything.
 */
const takeStock: Statement = {
  name: 'inventory-take-stock',
  text: `
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb)
        AS w("id" uuid, "variantId" uuid, "orderLineId" uuid, quantity integer, "expiresAt" timestamptz)
    ), freed AS (
      UPDATE stock_reservations SET status = 'released', status_changed_at = $2, updated_at = $2
      WHERE variant_id IN (SELECT "variantId" FROM wanted) AND status = 'live' AND expires_at <= $2
      RETURNING variant_id, quantity
    ), freed_totals AS (
      SELECT variant_id, sum(quantity)::integer AS quantity FROM freed GROUP BY variant_id
    ), taken AS (
      UPDATE stock_levels s
      SET reserved = s.reserved - coalesce(f.quantity, 0) + w.quantity, updated_at = $2
      FROM wanted w LEFT JOIN freed_totals f ON f.variant_id = w."variantId"
      WHERE s.variant_id = w."variantId" AND ${SELLABLE} - s.reserved + coalesce(f.quantity, 0) >= w.quantity
      RETURNING s.variant_id
    ), held AS (
      INSERT INTO stock_reservations (id, variant_id, order_line_id, quantity, expires_at, status, status_changed_at, created_at, updated_at)
      SELECT w.id, w."variantId", w."orderLineId", w.quantity, w."expiresAt", 'live', $2, $2, $2
      FROM wanted w JOIN taken t ON t.variant_id = w."variantId"
    )
    SELECT w."variantId", greatest(0, coalesce(${SELLABLE} - s.reserved + coalesce(f.quantity, 0), 0))::integer AS available
    FROM wanted w
    LEFT JOIN stock_levels s ON s.variant_id = w."variantId"
    LEFT JOIN freed_totals f ON f.variant_id = w."variantId"
    WHERE w."variantId" NOT IN (SELECT variant_id FROM taken)`,
};

/** A claim that could not be met, and how many there were to take while the row was locked. */
export interface ShortVariant {
  variantId: string;
  available: number;
}

/**
 * Reserves every claim or tells which variants fell short; the caller rolls back when any did. Call it last in a
 * transaction: from here to the commit the stock rows are locked for everybody else.
 */
export async function reserveStock(
  tx: EntityManager,
  claims: readonly (StockClaim & { id: string })[],
  now: Date,
): Promise<{ short: ShortVariant[] }> {
  await runStatement(tx, lockStock, [claims.map((claim) => claim.variantId)]);
  return { short: await runStatement<ShortVariant>(tx, takeStock, [JSON.stringify(claims), now]) };
}
