import type { EntityManager } from 'typeorm';
import { sellableOfStockSql } from './available.sql.js';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { lockStockOfLines } from './release-stock.js';

const SELLABLE = sellableOfStockSql('s', '$2::timestamptz');

/**
 * All or nothing, and without rolling back what the caller wrote before: whether everything fits is asked first, of rows
 * that are locked. Holds of others whose hour has passed count as free, as when stock is taken.
 */
const firmLines: Statement = {
  name: 'inventory-firm-lines',
  text: `
    WITH lines AS (
      SELECT id, variant_id, quantity, status FROM stock_reservations WHERE order_line_id = ANY ($1::uuid[])
    ), missing AS (
      SELECT variant_id, sum(quantity)::integer AS quantity FROM lines WHERE status = 'released' GROUP BY variant_id
    ), lapsed AS (
      SELECT r.id, r.variant_id, r.quantity FROM stock_reservations r
      WHERE r.variant_id IN (SELECT variant_id FROM missing) AND r.status = 'live' AND r.expires_at <= $2
        AND r.id NOT IN (SELECT id FROM lines)
    ), lapsed_totals AS (
      SELECT variant_id, sum(quantity)::integer AS quantity FROM lapsed GROUP BY variant_id
    ), verdict AS (
      SELECT (SELECT count(*) FROM lines) = cardinality($1::uuid[]) AND NOT EXISTS (
        SELECT FROM missing m LEFT JOIN stock_levels s USING (variant_id) LEFT JOIN lapsed_totals f USING (variant_id)
        WHERE coalesce(${SELLABLE} - s.reserved + coalesce(f.quantity, 0), 0) < m.quantity) AS fits
    ), freed AS (
      UPDATE stock_reservations r SET status = 'released', status_changed_at = $2, updated_at = $2
      FROM lapsed, verdict v WHERE r.id = lapsed.id AND v.fits
    ), firm AS (
      UPDATE stock_reservations r SET status = 'live', expires_at = NULL, updated_at = $2,
        status_changed_at = CASE r.status WHEN 'live' THEN r.status_changed_at ELSE $2 END
      FROM lines, verdict v WHERE r.id = lines.id AND v.fits AND r.status IN ('live', 'released')
    ), taken AS (
      UPDATE stock_levels s SET reserved = s.reserved - coalesce(f.quantity, 0) + m.quantity, updated_at = $2
      FROM missing m LEFT JOIN lapsed_totals f USING (variant_id), verdict v
      WHERE s.variant_id = m.variant_id AND v.fits
    )
    SELECT fits, EXISTS (SELECT FROM missing) AS retaken FROM verdict`,
};

/**
 * These order lines have their goods for good: holds lose their end, and what was given back is taken again if all of it
 * is still there. `fits` false: it is not, and nothing changed. `retaken` says whether anything had to be taken again.
 * Call it last in a transaction, as taking stock.
 */
export async function firmStock(
  tx: EntityManager,
  orderLineIds: readonly string[],
  now: Date,
): Promise<{ fits: boolean; retaken: boolean }> {
  await runStatement(tx, lockStockOfLines, [orderLineIds]);
  const [verdict] = await runStatement<{ fits: boolean; retaken: boolean }>(tx, firmLines, [
    orderLineIds,
    now,
  ]);
  if (verdict === undefined) throw new Error('The stock gave no verdict');
  return verdict;
}
