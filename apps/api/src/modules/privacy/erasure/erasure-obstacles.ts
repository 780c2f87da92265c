import type { EntityManager } from 'typeorm';
import { openDutiesOf } from '../../identity/index.js';
import { shopsOwnedAlone } from '../../sellers/index.js';

/** What stands in the way of erasing an account, each with what its owner can do about it. */
export type ErasureObstacle =
  /** Nobody else owns the shop: take in another owner, or close it. */
  | { code: 'sole_owner'; shop: { slug: string; name: string } }
  /** An office is not left behind: have it handed over or ended. */
  | { code: 'open_duty'; role: string };

export async function erasureObstacles(
  tx: EntityManager,
  accountId: string,
  now: Date,
): Promise<ErasureObstacle[]> {
  const shops = await shopsOwnedAlone(tx, accountId);
  const duties = await openDutiesOf(tx, accountId, now);
  return [
    ...shops.map((shop) => ({ code: 'sole_owner' as const, shop })),
    ...duties.map(({ role }) => ({ code: 'open_duty' as const, role })),
  ];
}
