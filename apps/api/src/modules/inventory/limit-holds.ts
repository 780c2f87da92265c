import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';

/** A hold that has an end already keeps it, and one that was given back stays given back. */
const limitLines: Statement = {
  name: 'inventory-limit-holds',
  text: `UPDATE stock_reservations SET expires_at = $2, updated_at = $3
    WHERE order_line_id = ANY ($1::uuid[]) AND status = 'live' AND expires_at IS NULL`,
};

/** From now on these order lines hold their goods until that instant and no longer. */
export async function limitHolds(
  tx: EntityManager,
  orderLineIds: readonly string[],
  until: Date,
  now: Date,
): Promise<void> {
  await runStatement(tx, limitLines, [orderLineIds, until, now]);
}
