import { In, type EntityManager } from 'typeorm';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Audience } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { Seller } from './seller.entity.js';

export type SellerStatus = 'draft' | 'submitted' | 'approved' | 'suspended' | 'closed';

/** Who may move a seller where, and when; a move that is not here is refused with `state_conflict`. */
export const sellerMoves: readonly {
  from: SellerStatus;
  to: SellerStatus;
  actor: 'seller' | 'officer';
  when: string;
}[] = [
  { from: 'draft', to: 'submitted', actor: 'seller', when: 'the registration is complete' },
  { from: 'submitted', to: 'draft', actor: 'officer', when: 'something has to be added, or it is refused' },
  { from: 'submitted', to: 'draft', actor: 'seller', when: 'it is taken back to change something' },
  { from: 'submitted', to: 'approved', actor: 'officer', when: 'the papers were checked' },
  {
    from: 'approved',
    to: 'suspended',
    actor: 'officer',
    when: 'goods must not be sold until something is cleared up',
  },
  { from: 'suspended', to: 'approved', actor: 'officer', when: 'it is cleared up' },
  {
    from: 'approved',
    to: 'closed',
    actor: 'officer',
    when: 'the seller leaves the floor; there is no way back',
  },
  {
    from: 'suspended',
    to: 'closed',
    actor: 'officer',
    when: 'the seller leaves the floor; there is no way back',
  },
];

/** The states from which that one is reached. */
export function sellerStatesBefore(to: SellerStatus): SellerStatus[] {
  return [...new Set(sellerMoves.filter((move) => move.to === to).map((move) => move.from))];
}

/**
 * The one writer of `sellers.status`. The condition stands in the UPDATE, so of two moves at once the second sees what
 * the first one made of it. Products follow in the same transaction (trigger of the listings).
 *
 * @param options.from where this act begins, if not anywhere the table allows: approving an application is not lifting a
 *   suspension, though both end in `approved`
 * @throws Problem not_found, state_conflict
 */
export async function moveSeller(
  tx: EntityManager,
  sellerId: string,
  to: SellerStatus,
  now: Date,
  {
    actorKind = 'officer',
    from,
    after = {},
  }: { actorKind?: Audience; from?: SellerStatus; after?: object } = {},
): Promise<void> {
  const origins = sellerStatesBefore(to).filter((status) => from === undefined || status === from);
  const { affected } = await tx.update(
    Seller,
    { id: sellerId, status: In(origins) },
    { status: to, statusChangedAt: now, updatedAt: now },
  );
  if (affected !== 1) {
    throw new Problem((await tx.existsBy(Seller, { id: sellerId })) ? 'state_conflict' : 'not_found');
  }
  await recordAudit(tx, [
    {
      at: now,
      actorKind,
      action: `seller.${to}`,
      subjectType: 'seller',
      subjectId: sellerId,
      after: { status: to, ...after },
    },
  ]);
}
