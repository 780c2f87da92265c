import type { EntityManager } from 'typeorm';

/** Runs an `UPDATE … RETURNING` or `DELETE … RETURNING`; for those TypeORM hands rows and count over as a pair. */
export async function changedRows<Row extends object>(
  tx: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const [rows] = await tx.query<[Row[], number]>(text, [...values]);
  return rows;
}
