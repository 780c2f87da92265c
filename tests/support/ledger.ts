import { expect } from 'vitest';
import { RecountStock } from '../../apps/api/src/modules/inventory/index.js';
import type { TestApp } from './app.js';
import type { TestDatabase } from './database.js';

/**
 * A digest of every row the floor keeps (and of its jobs), table by table: equal digests mean nothing was written. What a
 * connection was last bound to is no row of the floor's: reading binds as well.
 */
export async function everyRow(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'transaction_actors' UNION ALL SELECT 'pgboss.job' ORDER BY 1`,
  );
  // One grouping over all rows: an aggregate for each of so many tables takes four times as long to set up as to run.
  const digests = await database.query<{ table: number; digest: string }>(
    `SELECT at AS table, count(*) || ':' || sum(hashtextextended(r, 0)::numeric) AS digest FROM (
       ${tables.map(({ name }, at) => `SELECT ${at} AS at, t::text AS r FROM ${name} t`).join(' UNION ALL ')}
     ) rows GROUP BY at`,
  );
  const found = new Map(digests.map(({ table, digest }) => [table, digest]));
  return Object.fromEntries(tables.map(({ name }, at) => [name, found.get(at) ?? '0']));
}

/** What is on the shelf of a variant, and what of it is taken. */
export async function stockOf(
  database: TestDatabase,
  variantId: string,
): Promise<{ onHand: number; reserved: number }> {
  const [stock] = await database.query<{ onHand: number; reserved: number }>(
    `SELECT on_hand AS "onHand", reserved FROM stock_levels WHERE variant_id = $1`,
    [variantId],
  );
  if (stock === undefined) throw new Error('The variant has no stock row');
  return stock;
}

/**
 * Recounts stock twice, through the floor's own recount and in plain SQL, and holds orders against reservations:
 * every line of a live order is reserved at most once, none of a cancelled one is, and no shelf gave more than it had.
 */
export async function expectStockInOrder(database: TestDatabase, app?: TestApp): Promise<void> {
  if (app !== undefined) expect(await app.get(RecountStock).run()).toEqual([]);
  const wrong = await database.query(`
    SELECT s.variant_id, s.on_hand, s.reserved,
      (SELECT coalesce(sum(quantity), 0)::int FROM stock_movements m WHERE m.variant_id = s.variant_id) AS moved,
      (SELECT coalesce(sum(quantity), 0)::int FROM stock_reservations r WHERE r.variant_id = s.variant_id AND r.status = 'live') AS live
    FROM stock_levels s`);
  for (const row of wrong) {
    expect(row['moved']).toBe(row['on_hand']);
    expect(row['live']).toBe(row['reserved']);
    expect(Number(row['reserved'])).toBeLessThanOrEqual(Number(row['on_hand']));
  }
  expect(
    await database.query(`
      SELECT r.id FROM stock_reservations r JOIN order_lines l ON l.id = r.order_line_id JOIN orders o ON o.id = l.order_id
      WHERE r.status = 'live' AND (o.status = 'cancelled' OR r.variant_id <> l.variant_id OR r.quantity <> l.quantity - (
        SELECT coalesce(sum(x.quantity), 0) FROM fulfillment_lines x JOIN fulfillments f ON f.id = x.fulfillment_id
        WHERE x.order_line_id = l.id AND f.status <> 'packing'))`),
    'a cancelled order still holds goods, or holds others than it bought',
  ).toEqual([]);
  expect(
    await database.query(`
      SELECT l.id FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN payments p ON p.payable_id = o.id
      LEFT JOIN stock_reservations r ON r.order_line_id = l.id
      WHERE r.id IS NULL OR (o.status = 'placed' AND p.expires_at IS NULL AND r.status <> 'live')`),
    'an order was sold without goods set aside for it',
  ).toEqual([]);
  expect(
    await database.query(`
      SELECT g.code FROM order_groups g
      WHERE g.total_vnd <> (SELECT sum(o.total_vnd) FROM orders o WHERE o.order_group_id = g.id)
        OR EXISTS (SELECT 1 FROM orders o WHERE o.order_group_id = g.id AND (
          o.items_vnd <> (SELECT sum(l.total_vnd) FROM order_lines l WHERE l.order_id = o.id)
          OR o.total_vnd <> (SELECT p.amount_vnd FROM payments p WHERE p.payable_id = o.id) AND NOT EXISTS (
            SELECT FROM fulfillments f JOIN fulfillment_lines x ON x.fulfillment_id = f.id
            WHERE f.order_id = o.id AND x.refused_quantity > 0)))`),
    'the sums of a purchase, its orders, their lines and payments differ',
  ).toEqual([]);
}
