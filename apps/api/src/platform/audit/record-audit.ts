import type { EntityManager } from 'typeorm';
import type { Audience } from '../database/transactions.js';

/** One line of history: who did what to whom. Never a secret, and personal fields only where the law asks for them. */
export interface AuditEntry {
  at: Date;
  actorKind: Audience;
  actorId?: string;
  action: string;
  subjectType: string;
  subjectId: string;
  before?: object;
  after?: object;
  requestId?: string;
}

/** Appends to `audit_records` in the business transaction; all entries in one statement. */
export async function recordAudit(tx: EntityManager, entries: readonly AuditEntry[]): Promise<void> {
  await tx.query(
    `INSERT INTO audit_records (occurred_at, actor_kind, actor_id, action, subject_type, subject_id, before, after, request_id)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(at timestamptz, "actorKind" text, "actorId" uuid, action text,
       "subjectType" text, "subjectId" uuid, before jsonb, after jsonb, "requestId" text)`,
    [JSON.stringify(entries)],
  );
}
