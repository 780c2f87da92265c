import type { AuditEntry } from '../../../platform/audit/record-audit.js';

/** One line of history about a certificate. */
export function certificateAudit(
  at: Date,
  action: string,
  certificationId: string,
  { before, after }: { before?: object; after?: object },
): AuditEntry {
  return {
    at,
    actorKind: 'officer',
    action,
    subjectType: 'certification',
    subjectId: certificationId,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
