import type { EntityManager } from 'typeorm';
import type { OfficerRole } from '#kernel/permissions';
import type { DataKey } from '../../../platform/sealing/data-keys.js';

/** Where somebody can be reached; what of it their account has. */
export interface AccountContact {
  phone: string | null;
  email: string | null;
}

/** Duties that are not over: whoever has one hands it over or has it ended before leaving. */
export async function openDutiesOf(
  tx: EntityManager,
  accountId: string,
  now: Date,
): Promise<{ role: OfficerRole }[]> {
  return tx.query(
    `SELECT DISTINCT role FROM officer_duties
     WHERE account_id = $1 AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > $2) ORDER BY role`,
    [accountId, now],
  );
}

/** Signs somebody out everywhere, programs included. */
export async function endSessionsOf(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE sessions SET ended_at = $2, updated_at = $2 WHERE account_id = $1 AND ended_at IS NULL`,
    [accountId, now],
  );
}

/** Null for an account that is empty already. */
export async function accountContact(
  tx: EntityManager,
  accountId: string,
  key: DataKey | null,
): Promise<AccountContact | null> {
  const [row] = await tx.query<{ phone: string | null; email: string | null }[]>(
    `SELECT phone_sealed AS phone, email_sealed AS email FROM accounts WHERE id = $1 AND status <> 'erased'`,
    [accountId],
  );
  if (row === undefined || key === null) return null;
  return {
    phone: row.phone === null ? null : key.open(row.phone, 'accounts.phone'),
    email: row.email === null ? null : key.open(row.email, 'accounts.email'),
  };
}

/** Where somebody was reached before they changed it, as history has it sealed. */
export async function earlierContacts(
  tx: EntityManager,
  accountId: string,
  key: DataKey | null,
): Promise<AccountContact[]> {
  if (key === null) return [];
  const rows = await tx.query<{ phone: string | null; email: string | null }[]>(
    `SELECT before ->> 'phone' AS phone, before ->> 'email' AS email FROM audit_records
     WHERE subject_type = 'account' AND subject_id = $1 AND action IN ('phone.changed', 'email.changed')`,
    [accountId],
  );
  return rows.map(({ phone, email }) => ({
    phone: phone === null ? null : key.open(phone, 'accounts.phone'),
    email: email === null ? null : key.open(email, 'accounts.email'),
  }));
}

/** Leaves an empty row, which orders and history can still name. */
export async function emptyAccount(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE accounts SET status = 'erased', status_changed_at = $2, updated_at = $2, name_sealed = NULL,
       phone_hash = NULL, phone_sealed = NULL, email_hash = NULL, email_sealed = NULL
     WHERE id = $1 AND status <> 'erased'`,
    [accountId, now],
  );
}
