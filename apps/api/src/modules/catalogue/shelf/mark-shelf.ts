import type { EntityManager } from 'typeorm';
import type { ShelfState } from '../shop/tourism-points.dto.js';

interface ShelfPlace {
  productId: string;
  tourismPointId: string;
}

/**
 * Says what stands on a point's shelf, as seen on that day. What was said before, or null for goods that are new there.
 * Whoever calls has made sure that they may speak for the point.
 */
export async function markShelf(
  tx: EntityManager,
  { productId, tourismPointId }: ShelfPlace,
  seen: { state: ShelfState; day: string; now: Date },
): Promise<ShelfState | null> {
  const [row] = await tx.query<{ before: ShelfState | null }[]>(
    `WITH before AS (SELECT state FROM shelf_stocks WHERE product_id = $1 AND tourism_point_id = $2)
     INSERT INTO shelf_stocks AS s (product_id, tourism_point_id, state, checked_on, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (product_id, tourism_point_id)
       DO UPDATE SET state = excluded.state, checked_on = excluded.checked_on, updated_at = excluded.updated_at
     RETURNING (SELECT state FROM before) AS before`,
    [productId, tourismPointId, seen.state, seen.day, seen.now],
  );
  return row?.before ?? null;
}

/** The point shows the product no longer. What was said last, or null where it did not stand there. */
export async function clearShelf(
  tx: EntityManager,
  { productId, tourismPointId }: ShelfPlace,
): Promise<ShelfState | null> {
  const [rows] = await tx.query<[{ state: ShelfState }[], number]>(
    `DELETE FROM shelf_stocks WHERE product_id = $1 AND tourism_point_id = $2 RETURNING state`,
    [productId, tourismPointId],
  );
  return rows[0]?.state ?? null;
}
