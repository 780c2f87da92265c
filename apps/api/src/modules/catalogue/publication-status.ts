import { In, type EntityManager } from 'typeorm';
import { recordAudit } from '../../platform/audit/record-audit.js';
import type { Audience } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { Product } from './product.entity.js';

export type PublicationStatus =
  'draft' | 'submitted' | 'commune_checked' | 'published' | 'rejected' | 'withdrawn';

/** Who may move a product where, and when; a move that is not here is refused with `state_conflict`. */
export const publicationMoves: readonly {
  from: PublicationStatus;
  to: PublicationStatus;
  actor: 'seller' | 'officer';
  when: string;
}[] = [
  { from: 'draft', to: 'submitted', actor: 'seller', when: 'the description is complete' },
  { from: 'rejected', to: 'submitted', actor: 'seller', when: 'what was refused is put right' },
  { from: 'submitted', to: 'draft', actor: 'seller', when: 'it is taken back to change something' },
  { from: 'commune_checked', to: 'draft', actor: 'seller', when: 'it is taken back to change something' },
  { from: 'rejected', to: 'draft', actor: 'seller', when: 'the shop gives up what was refused' },
  { from: 'submitted', to: 'commune_checked', actor: 'officer', when: 'the commune has looked at it' },
  { from: 'submitted', to: 'rejected', actor: 'officer', when: 'with a reason' },
  { from: 'commune_checked', to: 'rejected', actor: 'officer', when: 'with a reason' },
  {
    from: 'commune_checked',
    to: 'published',
    actor: 'officer',
    when: 'the province agrees; a certificate is the gate’s business',
  },
  { from: 'published', to: 'withdrawn', actor: 'officer', when: 'the goods leave the floor for good' },
];

/** The states from which that one is reached. */
export function publicationStatesBefore(to: PublicationStatus): PublicationStatus[] {
  return [...new Set(publicationMoves.filter((move) => move.to === to).map((move) => move.from))];
}

/**
 * The one writer of `products.publication_status`; the condition stands in the UPDATE, so that of two moves at once
 * the second sees what the first one made of it.
 *
 * @throws Problem not_found, state_conflict
 */
export async function movePublication(
  tx: EntityManager,
  productId: string,
  to: PublicationStatus,
  now: Date,
  actorKind: Audience = 'officer',
): Promise<void> {
  const { affected } = await tx.update(
    Product,
    { id: productId, publicationStatus: In(publicationStatesBefore(to)) },
    {
      publicationStatus: to,
      publicationStatusChangedAt: now,
      updatedAt: now,
      ...(to === 'published' ? { publishedAt: now } : {}),
    },
  );
  if (affected !== 1) {
    throw new Problem((await tx.existsBy(Product, { id: productId })) ? 'state_conflict' : 'not_found');
  }
  await recordAudit(tx, [
    {
      at: now,
      actorKind,
      action: `product.${to}`,
      subjectType: 'product',
      subjectId: productId,
      after: { publicationStatus: to },
    },
  ]);
}
