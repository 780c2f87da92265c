import { territoryOf, type OfficerPermission } from '#kernel/permissions';
import type { Principal } from '../../platform/access/access.js';
import { Problem } from '../../platform/http/problem.js';

/** An officer at one task: who, and in which communes. Every finder of an admin route takes one and looks nowhere else. */
export interface Officer {
  readonly accountId: string;
  /** Null: the whole province. */
  readonly communes: readonly string[] | null;
}

/** @throws Problem not_allowed when no duty gives the permission anywhere */
export function officerOf(principal: Principal, permission: OfficerPermission): Officer {
  const communes = territoryOf(principal.duties, permission);
  if (communes?.length === 0) throw new Problem('not_allowed');
  return { accountId: principal.accountId, communes };
}

/** Whether the commune is the officer's; what is not theirs is not found. */
export function isInTerritory({ communes }: Officer, communeCode: string): boolean {
  return communes === null || communes.includes(communeCode);
}
