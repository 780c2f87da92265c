import { In, type EntityManager } from 'typeorm';
import type { Day } from '#kernel/time';
import { Problem } from '../../../platform/http/problem.js';
import { ProductChange } from './product-change.entity.js';

export type ChangeStatus =
  'draft' | 'submitted' | 'checked' | 'returned' | 'published' | 'applied' | 'withdrawn';

/** A product has at most one change in one of these. */
export const OPEN: readonly ChangeStatus[] = ['draft', 'submitted', 'checked', 'returned'];
/** In these the shop may write in it. */
export const EDITABLE: readonly ChangeStatus[] = ['draft', 'returned'];

/** Who may move a change where, and when; a move that is not here is refused with `state_conflict`. */
export const changeMoves: readonly {
  from: ChangeStatus;
  to: ChangeStatus;
  actor: 'seller' | 'officer';
  when: string;
}[] = [
  { from: 'draft', to: 'submitted', actor: 'seller', when: 'it is complete and something in it waits' },
  { from: 'returned', to: 'submitted', actor: 'seller', when: 'what was refused is put right' },
  { from: 'draft', to: 'applied', actor: 'seller', when: 'nothing in it has to wait' },
  { from: 'returned', to: 'applied', actor: 'seller', when: 'nothing in it has to wait any more' },
  { from: 'draft', to: 'withdrawn', actor: 'seller', when: 'the shop gives it up' },
  { from: 'returned', to: 'withdrawn', actor: 'seller', when: 'the shop gives it up' },
  { from: 'submitted', to: 'draft', actor: 'seller', when: 'it is taken back to change something' },
  { from: 'checked', to: 'draft', actor: 'seller', when: 'it is taken back to change something' },
  { from: 'submitted', to: 'checked', actor: 'officer', when: 'the commune has looked at it' },
  { from: 'submitted', to: 'returned', actor: 'officer', when: 'with reasons' },
  { from: 'checked', to: 'returned', actor: 'officer', when: 'with reasons' },
  { from: 'checked', to: 'published', actor: 'officer', when: 'another officer agrees' },
];

/** The states from which that one is reached. */
export function changeStatesBefore(to: ChangeStatus): ChangeStatus[] {
  return [...new Set(changeMoves.filter((move) => move.to === to).map((move) => move.from))];
}

/** What is written with a move. */
export type ChangeMark = Partial<
  Pick<ProductChange, 'submittedAt' | 'submittedBy' | 'checkedAt' | 'checkedBy' | 'decidedAt' | 'decidedBy'>
> & { dueOn?: Day | null; reasons?: string[]; words?: string };

/**
 * The one writer of `product_changes.status`. State and version stand in the UPDATE: of two at once the second is told,
 * and nobody decides about a text they have not seen.
 *
 * @throws Problem state_conflict (another state), stale_version (the text was changed since)
 */
export async function moveChange(
  tx: EntityManager,
  change: Pick<ProductChange, 'id'>,
  to: ChangeStatus,
  version: number,
  now: Date,
  mark: ChangeMark = {},
): Promise<void> {
  const { affected } = await tx.update(
    ProductChange,
    { id: change.id, version, status: In(changeStatesBefore(to)) },
    { status: to, statusChangedAt: now, updatedAt: now, ...mark },
  );
  if (affected === 1) return;
  const found = await tx.findOneBy(ProductChange, { id: change.id });
  throw found !== null && changeStatesBefore(to).includes(found.status)
    ? staleVersion(found)
    : new Problem('state_conflict');
}

/** Somebody wrote in between: the answer carries what stands there now, and what was sent, if anything was. */
export function staleVersion(current: Pick<ProductChange, 'version' | 'content'>, sent?: object): Problem {
  return new Problem('stale_version', {
    extra: {
      current: { version: current.version, content: current.content },
      ...(sent === undefined ? {} : { sent }),
    },
  });
}
