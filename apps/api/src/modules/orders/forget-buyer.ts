import type { EntityManager } from 'typeorm';

/**
 * Lets carts and purchases forget whose they were. Purchases stay, with their sealed contact, as long as the law keeps
 * orders; open carts go.
 */
export async function forgetBuyer(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await tx.query(`DELETE FROM carts m USING carts c WHERE m.merged_into = c.id AND c.account_id = $1`, [
    accountId,
  ]);
  await tx.query(`DELETE FROM carts WHERE account_id = $1 AND status = 'open'`, [accountId]);
  await tx.query(`UPDATE carts SET account_id = NULL, updated_at = $2 WHERE account_id = $1`, [
    accountId,
    now,
  ]);
  await tx.query(`UPDATE order_groups SET account_id = NULL, updated_at = $2 WHERE account_id = $1`, [
    accountId,
    now,
  ]);
}
