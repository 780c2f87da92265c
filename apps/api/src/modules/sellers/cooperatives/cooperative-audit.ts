import type { AuditEntry } from '../../../platform/audit/record-audit.js';
import type { CooperativeState } from './write-cooperatives.sql.js';

type Recorded = Partial<CooperativeState>;

/** One line of history about a cooperative; of a change only what differs is kept. */
export function cooperativeAudit(
  at: Date,
  action: string,
  cooperativeId: string,
  { before, after }: { before?: object; after?: object },
): AuditEntry {
  return {
    at,
    actorKind: 'officer',
    action,
    subjectType: 'cooperative',
    subjectId: cooperativeId,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** The fields that differ, as they were and as they are. */
export function difference(was: Recorded, is: Recorded): { before: object; after: object } {
  const names = (Object.keys(is) as (keyof Recorded)[]).filter(
    (name) => name !== 'id' && name !== 'version' && JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  const pick = (from: Recorded): object => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { before: pick(was), after: pick(is) };
}
