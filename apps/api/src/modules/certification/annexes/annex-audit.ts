import type { AuditEntry } from '../../../platform/audit/record-audit.js';

/** One line of history about an import. */
export function annexAudit(at: Date, action: string, importId: string, after: object = {}): AuditEntry {
  return {
    at,
    actorKind: 'officer',
    action: `annex_import.${action}`,
    subjectType: 'annex_import',
    subjectId: importId,
    after,
  };
}
