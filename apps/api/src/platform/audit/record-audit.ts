import type { EntityManager } from 'typeorm';
import type { Audience } from '../database/transactions.js';
import { currentRequest } from '../http/request-context.js';

/**
 * One line of history: who did what to whom. Never a secret; personal values only sealed with the person's own key, so
 * that erasing the person makes them unreadable here too.
 */
export interface AuditEntry {
  at: Date;
  actorKind: Audience;
  /** Who did it; by itself the account of the request. */
  actorId?: string;
  action: string;
  subjectType: string;
  subjectId: string;
  before?: object;
  after?: object;
  /** By itself the id of the request. */
  requestId?: string;
}

/**
 * Appends to `audit_records` in the business transaction; all entries in one statement. In a transaction bound to a
 * shop a trigger writes for which shop, under which mandate and by whom, whatever is given here.
 */
export async function recordAudit(tx: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
  const { accountId, requestId } = currentRequest() ?? {};
  const complete = entries.map((entry) => ({ actorId: accountId, requestId, ...entry }));
  await tx.query(
    `INSERT INTO audit_records (occurred_at, actor_kind, actor_id, action, subject_type, subject_id, before, after, request_id)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(at timestamptz, "actorKind" text, "actorId" uuid, action text,
       "subjectType" text, "subjectId" uuid, before jsonb, after jsonb, "requestId" text)`,
    [JSON.stringify(complete)],
  );
}
