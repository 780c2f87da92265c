import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';

/** Whoever acts, as far as they are known. */
export interface Acting {
  accounts: readonly (string | null)[];
  /** Of the number on the purchase, as accounts are found by it. */
  phoneHashes: readonly string[];
  /** The same number, E.164. */
  phone: string | null;
}

/**
 * Nobody judges goods of a shop they work in, or ever worked in: neither under their account nor by an order on their own
 * number or the shop's.
 *
 * @throws Problem not_allowed
 */
export async function demandNoStake(
  tx: EntityManager,
  sellerId: string,
  { accounts, phoneHashes, phone }: Acting,
): Promise<void> {
  const [found] = await tx.query<{ theirs: boolean }[]>(
    `WITH people AS (SELECT id FROM accounts WHERE id = ANY ($2::uuid[]) OR phone_hash = ANY ($3::varchar[]))
     SELECT EXISTS (SELECT FROM seller_members WHERE seller_id = $1 AND account_id IN (SELECT id FROM people))
       OR EXISTS (SELECT FROM mandates WHERE seller_id = $1 AND consented_at IS NOT NULL
         AND staff_account_id IN (SELECT id FROM people))
       OR EXISTS (SELECT FROM shop_sellers WHERE id = $1 AND phone = $4) AS theirs`,
    [sellerId, accounts.filter((id) => id !== null), phoneHashes, phone],
  );
  if (found?.theirs === true) throw new Problem('not_allowed');
}
