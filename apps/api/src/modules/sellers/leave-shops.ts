import type { EntityManager } from 'typeorm';

/** Another open owner beside member `m`. */
const ANOTHER_OWNER = `EXISTS (SELECT FROM seller_members o
  WHERE o.seller_id = m.seller_id AND o.role = 'owner' AND o.ended_at IS NULL AND o.id <> m.id)`;

/** Shops that are not closed and have nobody else who owns them: their owner cannot simply go. */
export async function shopsOwnedAlone(
  tx: EntityManager,
  accountId: string,
): Promise<{ slug: string; name: string }[]> {
  return tx.query(
    `SELECT s.slug, s.name FROM seller_members m JOIN sellers s ON s.id = m.seller_id
     WHERE m.account_id = $1 AND m.ended_at IS NULL AND m.role = 'owner' AND s.status <> 'closed'
       AND NOT ${ANOTHER_OWNER}
     ORDER BY s.slug`,
    [accountId],
  );
}

/**
 * Ends what an account is in shops: memberships, and mandates it holds as staff. The last owner of a closed shop stays
 * its owner on paper; the account behind the name is empty.
 */
export async function leaveShops(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE seller_members m SET ended_at = $2, updated_at = $2
     WHERE m.account_id = $1 AND m.ended_at IS NULL AND (m.role <> 'owner' OR ${ANOTHER_OWNER})`,
    [accountId, now],
  );
  await tx.query(
    `UPDATE mandates SET status = 'withdrawn', status_changed_at = $2, updated_at = $2
     WHERE staff_account_id = $1 AND status IN ('requested', 'active')`,
    [accountId, now],
  );
}
