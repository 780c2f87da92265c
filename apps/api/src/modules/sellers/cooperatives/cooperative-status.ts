import type { Day } from '#kernel/time';

export type CooperativeStatus = 'active' | 'ceased' | 'dissolved';

/** How a cooperative's standing may change; every change is an officer's, and has a day from which it counts. */
export const cooperativeMoves: readonly { from: CooperativeStatus; to: CooperativeStatus; when: string }[] = [
  { from: 'active', to: 'ceased', when: 'it no longer operates, and may again' },
  { from: 'ceased', to: 'active', when: 'it operates again' },
  { from: 'active', to: 'dissolved', when: 'it was dissolved; there is no way back' },
  { from: 'ceased', to: 'dissolved', when: 'it was dissolved; there is no way back' },
];

/** A standing and since when; `statusFrom` null means active since it was founded. */
export interface Standing {
  status: CooperativeStatus;
  statusFrom: Day | null;
  foundedOn: Day | null;
}

/** Why a change is refused; null where it is allowed. */
export type MoveRefusal = 'no_such_move' | 'in_future' | 'before_last_change' | 'before_founding';

/**
 * Judges a change of standing: along the table above, never from a day to come, and always after the last change, so
 * that the history reads in one direction.
 */
export function judgeMove(now: Standing, to: CooperativeStatus, fromOn: Day, today: Day): MoveRefusal | null {
  if (!cooperativeMoves.some((move) => move.from === now.status && move.to === to)) return 'no_such_move';
  if (fromOn > today) return 'in_future';
  if (now.statusFrom !== null && fromOn <= now.statusFrom) return 'before_last_change';
  if (now.foundedOn !== null && fromOn < now.foundedOn) return 'before_founding';
  return null;
}
