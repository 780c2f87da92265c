import type { EntityManager } from 'typeorm';
import type { Day } from '#kernel/time';
import type { WithholdingMode } from '../ledger/accounts.js';
import type { Terms } from '../ledger/post-order.js';

/** What terms are decided about: the tax on sales of a channel, or the floor's fee. */
export const termSubjects = ['cod', 'bank_transfer', 'card', 'wallet', 'floor_fee'] as const;
export type TermSubject = (typeof termSubjects)[number];

/** A decision that holds from a day on, until the next one about the same. */
export interface Term {
  subject: TermSubject;
  mode: WithholdingMode | null;
  feeBasisPoints: number | null;
  effectiveFrom: Day;
}

/** Every decision, the latest first; of two for the same day the later one stands. */
export const ALL_TERMS = `
  SELECT subject, mode, fee_basis_points AS "feeBasisPoints", effective_from::text AS "effectiveFrom"
  FROM settlement_terms ORDER BY effective_from DESC, decided_at DESC, id DESC`;

/** What holds on which day; nobody is taxed at the source and nothing is charged until somebody decides it. */
export function termsOf(decisions: readonly Term[]): Terms {
  const on = (subject: string, day: Day): Term | undefined =>
    decisions.find((term) => term.subject === subject && term.effectiveFrom <= day);
  return {
    modeOn: (channel, day) => on(channel, day)?.mode ?? 'none',
    feeBasisPointsOn: (day) => on('floor_fee', day)?.feeBasisPoints ?? 0,
  };
}

export async function readTerms(tx: EntityManager): Promise<Terms> {
  return termsOf(await tx.query<Term[]>(ALL_TERMS));
}
