import type { EntityManager } from 'typeorm';

/** The tourism points a shop brings goods to, from now on exactly these; orders on their way to another stay. */
export async function setPickupPoints(
  tx: EntityManager,
  sellerId: string,
  pointIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(`DELETE FROM seller_pickup_points WHERE seller_id = $1 AND tourism_point_id <> ALL ($2)`, [
    sellerId,
    pointIds,
  ]);
  await tx.query(
    `INSERT INTO seller_pickup_points (seller_id, tourism_point_id, created_at, updated_at)
     SELECT $1, unnest($2::uuid[]), $3, $3 ON CONFLICT DO NOTHING`,
    [sellerId, pointIds, now],
  );
}
