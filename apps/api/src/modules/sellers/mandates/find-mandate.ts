import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import type { MandateStatus } from './mandate.entity.js';

/** A mandate of one staff member, with the shop it is for. */
export interface StaffsMandate {
  id: string;
  sellerId: string;
  status: MandateStatus;
  expiresAt: Date;
}

/**
 * The staff member's own mandate, held until the transaction ends, as long as the shop is in their communes.
 *
 * @param communes null: the whole province
 * @throws Problem not_found
 */
export async function lockOwnMandate(
  tx: EntityManager,
  { accountId, communes }: { accountId: string; communes: readonly string[] | null },
  id: string,
): Promise<StaffsMandate> {
  const [mandate] = await tx.query<StaffsMandate[]>(
    `SELECT d.id, d.seller_id AS "sellerId", d.status, d.expires_at AS "expiresAt"
     FROM mandates d JOIN sellers s ON s.id = d.seller_id JOIN producers p ON p.id = s.producer_id
     WHERE d.id = $1 AND d.staff_account_id = $2 AND ($3::varchar[] IS NULL OR p.commune_code = ANY ($3))
     FOR NO KEY UPDATE OF d`,
    [id, accountId, communes],
  );
  if (mandate === undefined) throw new Problem('not_found');
  return mandate;
}
