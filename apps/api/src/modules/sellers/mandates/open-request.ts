import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { Problem } from '../../../platform/http/problem.js';
import type { MandatePermission } from './consent-text.js';
import { requestUntil } from './mandate-term.js';
import { Mandate } from './mandate.entity.js';

/** What a staff member asks a shop for. */
export interface MandateWish {
  staffAccountId: string;
  sellerId: string;
  reason: string;
  permissions: MandatePermission[];
}

/**
 * The open request for exactly that, made or found. One for something else is taken back first: an owner who is just
 * consenting consents to what they were shown or to nothing.
 *
 * @param tx of the audience officer
 * @returns its id
 * @throws Problem state_conflict (there is a mandate already, or the staff member works there)
 */
export async function openRequest(tx: EntityManager, wish: MandateWish, now: Date): Promise<string> {
  const { staffAccountId, sellerId, reason, permissions } = wish;
  // Two requests at once, of two tabs: the second one waits here and then finds the first.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`${sellerId}|${staffAccountId}`]);
  const member = await tx.query<unknown[]>(
    `SELECT 1 FROM seller_members WHERE seller_id = $1 AND account_id = $2 AND ended_at IS NULL`,
    [sellerId, staffAccountId],
  );
  if (member.length > 0) throw new Problem('state_conflict');
  const open = await lockOpen(tx, sellerId, staffAccountId);
  const isOver = open !== undefined && open.expiresAt <= now;
  if (open?.status === 'active' && !isOver) throw new Problem('state_conflict');
  const isSame = open?.reason === reason && String(open.permissions) === String(permissions);
  const lasts = { expiresAt: requestUntil(now), updatedAt: now };
  if (open !== undefined && isSame && !isOver) {
    await tx.update(Mandate, { id: open.id }, lasts);
    await record(tx, 'mandate.requested', wish, open.id, now);
    return open.id;
  }
  if (open !== undefined) await end(tx, wish, open.id, isOver ? 'lapsed' : 'withdrawn', now);
  const id = uuidv7(now.getTime());
  await tx.insert(Mandate, {
    id,
    ...{ sellerId, staffAccountId, reason, permissions },
    ...{ status: 'requested', statusChangedAt: now, requestedAt: now, createdAt: now },
    ...lasts,
  });
  await record(tx, 'mandate.requested', wish, id, now);
  return id;
}

/** Held, so that an owner who is just answering has answered. */
async function lockOpen(
  tx: EntityManager,
  sellerId: string,
  staffAccountId: string,
): Promise<Pick<Mandate, 'id' | 'status' | 'reason' | 'permissions' | 'expiresAt'> | undefined> {
  const [open] = await tx.query<Pick<Mandate, 'id' | 'status' | 'reason' | 'permissions' | 'expiresAt'>[]>(
    `SELECT id, status, reason, permissions, expires_at AS "expiresAt" FROM mandates
     WHERE seller_id = $1 AND staff_account_id = $2 AND status IN ('requested', 'active') FOR NO KEY UPDATE`,
    [sellerId, staffAccountId],
  );
  return open;
}

async function end(
  tx: EntityManager,
  wish: MandateWish,
  id: string,
  status: 'lapsed' | 'withdrawn',
  now: Date,
): Promise<void> {
  const endedBy = status === 'withdrawn' ? wish.staffAccountId : null;
  await tx.update(Mandate, { id }, { status, statusChangedAt: now, endedBy, updatedAt: now });
  await record(tx, `mandate.${status}`, wish, id, now);
}

async function record(
  tx: EntityManager,
  action: string,
  { sellerId, reason, permissions }: MandateWish,
  mandateId: string,
  now: Date,
): Promise<void> {
  const asked = action === 'mandate.requested' ? { reason, permissions } : {};
  await recordAudit(tx, [
    {
      at: now,
      actorKind: 'officer',
      action,
      subjectType: 'seller',
      subjectId: sellerId,
      after: { mandateId, ...asked },
    },
  ]);
}
