import type { EntityManager } from 'typeorm';
import { linkCooperative } from '../cooperatives/link-cooperative.js';
import type { ApplicationState } from './application-state.js';

/**
 * Makes what an applicant said of the register true, with the approval: from then on the shop follows its entry. Officers
 * may have linked it before; then theirs counts.
 *
 * @param tx of the audience officer
 * @throws Problem state_conflict: the entry has become another shop's meanwhile
 */
export async function linkNamedCooperative(
  tx: EntityManager,
  { cooperativeId, linkedCooperativeId, producerId }: ApplicationState,
  now: Date,
): Promise<void> {
  if (cooperativeId === null || linkedCooperativeId !== null) return;
  // The register is the province's: the officer who may approve the shop may name its entry wherever it lies.
  await linkCooperative(tx, { communes: null }, { cooperativeId, producerId }, now);
}
