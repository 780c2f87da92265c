import type { EntityManager } from 'typeorm';
import type { Principal } from '../../platform/access/access.js';
import { recordAudit } from '../../platform/audit/record-audit.js';

/** Appends to the history what somebody did to their own account; never with what they typed. */
export function recordOwnAct(
  tx: EntityManager,
  { accountId }: Pick<Principal, 'accountId'>,
  action: string,
  at: Date,
  values: { before?: object; after?: object } = {},
): Promise<void> {
  return recordAudit(tx, [
    {
      at,
      actorKind: 'account',
      actorId: accountId,
      action,
      subjectType: 'account',
      subjectId: accountId,
      ...values,
    },
  ]);
}
