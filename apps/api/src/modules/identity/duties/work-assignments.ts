import { IsNull, type EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { permissionsOfRole, type Duty, type OfficerPermission } from '#kernel/permissions';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { WorkAssignment } from './work-assignment.entity.js';

/** A piece of open work, named as the history names it. */
export interface Work {
  subjectType: string;
  subjectId: string;
  permission: OfficerPermission;
  /** Null: it belongs to no commune. */
  communeCode: string | null;
}

/**
 * Takes up work that nobody has in hand.
 *
 * @throws Problem state_conflict when somebody has
 */
export async function takeUpWork(tx: EntityManager, work: Work, accountId: string, now: Date): Promise<void> {
  try {
    await tx.insert(WorkAssignment, {
      id: uuidv7(now.getTime()),
      ...work,
      accountId,
      assignedAt: now,
      createdAt: now,
      updatedAt: now,
    });
  } catch (error) {
    if (brokenConstraint(error) === 'work_assignments_open') throw new Problem('state_conflict');
    throw error;
  }
}

/** Ends whoever's hold on a piece of work, because it is done or given back. Whether anybody had it. */
export async function releaseWork(
  tx: EntityManager,
  { subjectType, subjectId }: Pick<Work, 'subjectType' | 'subjectId'>,
  now: Date,
): Promise<boolean> {
  const { affected } = await tx.update(
    WorkAssignment,
    { subjectType, subjectId, releasedAt: IsNull() },
    { releasedAt: now, updatedAt: now },
  );
  return affected === 1;
}

/** Open work follows the duty it belongs to: what the role may do, in the duty's communes. How many pieces did. */
export async function handOverWork(
  tx: EntityManager,
  { role, communes }: Pick<Duty, 'role' | 'communes'>,
  from: string,
  to: string,
  now: Date,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE work_assignments SET account_id = $2, updated_at = $3
     WHERE account_id = $1 AND released_at IS NULL AND permission = ANY ($4)
       AND ($5::varchar[] IS NULL OR commune_code = ANY ($5))`,
    [from, to, now, permissionsOfRole[role], communes],
  );
  return count;
}
