import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';
import { lockStockOfLines } from './release-stock.js';

/** Pieces of one order line that leave the shelf, or come back to it. */
export interface LinePieces {
  orderLineId: string;
  quantity: number;
}

/**
 * What is set aside for a line falls by what leaves; with its last piece the reservation is `shipped`. Rows: the lines for
 * which as much was set aside. Of each variant one movement.
 */
const shipLines: Statement = {
  name: 'inventory-ship-lines',
  text: `
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS w("orderLineId" uuid, quantity integer)
    ), shipped AS (
      UPDATE stock_reservations r SET quantity = CASE WHEN r.quantity = w.quantity THEN r.quantity ELSE r.quantity - w.quantity END,
        status = CASE WHEN r.quantity = w.quantity THEN 'shipped' ELSE 'live' END,
        status_changed_at = CASE WHEN r.quantity = w.quantity THEN $2 ELSE r.status_changed_at END, updated_at = $2
      FROM wanted w WHERE r.order_line_id = w."orderLineId" AND r.status = 'live' AND r.quantity >= w.quantity
      RETURNING r.order_line_id, r.variant_id, w.quantity
    ), totals AS (
      SELECT variant_id, sum(quantity)::integer AS quantity FROM shipped GROUP BY variant_id
    ), moved AS (
      INSERT INTO stock_movements (variant_id, quantity, reason, occurred_at)
      SELECT variant_id, -quantity, 'shipped', $2 FROM totals
    ), left_shelf AS (
      UPDATE stock_levels s SET on_hand = s.on_hand - t.quantity, reserved = s.reserved - t.quantity, updated_at = $2
      FROM totals t WHERE s.variant_id = t.variant_id
    )
    SELECT order_line_id AS "orderLineId" FROM shipped`,
};

const returnLines: Statement = {
  name: 'inventory-return-lines',
  text: `
    WITH back AS (
      SELECT r.variant_id, sum(w.quantity)::integer AS quantity
      FROM jsonb_to_recordset($1::jsonb) AS w("orderLineId" uuid, quantity integer)
      JOIN stock_reservations r ON r.order_line_id = w."orderLineId" GROUP BY r.variant_id
    ), moved AS (
      INSERT INTO stock_movements (variant_id, quantity, reason, occurred_at)
      SELECT variant_id, quantity, 'returned', $2 FROM back
    )
    UPDATE stock_levels s SET on_hand = s.on_hand + b.quantity, updated_at = $2
    FROM back b WHERE s.variant_id = b.variant_id`,
};

/**
 * Goods leave the shelf: they are no longer set aside and no longer there. False where one line has fewer set aside than
 * should leave; the caller rolls back then. Call it last in a transaction, as taking stock.
 */
export async function shipStock(
  tx: EntityManager,
  pieces: readonly LinePieces[],
  now: Date,
): Promise<boolean> {
  await runStatement(tx, lockStockOfLines, [pieces.map(({ orderLineId }) => orderLineId)]);
  const shipped = await runStatement(tx, shipLines, [JSON.stringify(pieces), now]);
  return shipped.length === pieces.length;
}

/** Goods that had left come back to the shelf, for whoever wants them; none of nothing. */
export async function returnStock(
  tx: EntityManager,
  pieces: readonly LinePieces[],
  now: Date,
): Promise<void> {
  if (pieces.length === 0) return;
  await runStatement(tx, lockStockOfLines, [pieces.map(({ orderLineId }) => orderLineId)]);
  await runStatement(tx, returnLines, [JSON.stringify(pieces), now]);
}
