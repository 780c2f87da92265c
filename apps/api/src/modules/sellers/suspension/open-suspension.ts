import type { EntityManager } from 'typeorm';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Problem } from '../../../platform/http/problem.js';
import { releaseWork } from '../../identity/index.js';
import type { SellerStatus } from '../seller-status.js';

/**
 * Holds the shop until the transaction ends, and says where it stands now. Whoever gives notice, begins, lifts or closes
 * takes this lock before anything else: of two at once the second acts on what the first one made of the shop.
 *
 * @throws Problem not_found
 */
export async function holdShop(tx: EntityManager, sellerId: string): Promise<SellerStatus> {
  const [row] = await tx.query<{ status: SellerStatus }[]>(
    `SELECT status FROM sellers WHERE id = $1 FOR NO KEY UPDATE`,
    [sellerId],
  );
  if (row === undefined) throw new Problem('not_found');
  return row.status;
}

/** A suspension that was open until now. */
export interface EndedSuspension {
  id: string;
  /** Whether the shop had stopped selling; otherwise it was a notice. */
  begun: boolean;
}

/** Ends what is open of a shop that is held, and frees whoever had it in hand. Null where nothing was open. */
export async function endSuspension(
  tx: EntityManager,
  sellerId: string,
  { endedBy, now }: { endedBy: string | null; now: Date },
): Promise<EndedSuspension | null> {
  const [ended] = await changedRows<EndedSuspension>(
    tx,
    `UPDATE suspensions SET ended_at = $2, ended_by = $3, updated_at = $2
     WHERE seller_id = $1 AND ended_at IS NULL RETURNING id, begun_at IS NOT NULL AS begun`,
    [sellerId, now, endedBy],
  );
  if (ended === undefined) return null;
  await releaseWork(tx, { subjectType: 'suspension', subjectId: ended.id }, now);
  return ended;
}
