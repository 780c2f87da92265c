import { MoreThan, type EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import type { DataKeys } from '../../../platform/sealing/data-keys.js';
import { AssistedApplication } from './assisted-application.entity.js';
import type { AssistedApplicationDto } from './assisted-applications.dto.js';

/** An application nobody has answered yet, with whom it is about. */
export interface OpenApplication {
  application: AssistedApplication;
  name: string;
  /** E.164. */
  phone: string;
}

/**
 * The staff member's own open application, held until the transaction ends.
 *
 * @throws Problem not_found (another's, of a commune that is no longer theirs), state_conflict (answered, or too late)
 */
export async function lockOpenApplication(
  tx: EntityManager,
  dataKeys: DataKeys,
  { accountId, communes }: { accountId: string; communes: readonly string[] | null },
  id: string,
  now: Date,
): Promise<OpenApplication> {
  const application = await tx
    .createQueryBuilder(AssistedApplication, 'a')
    .setLock('pessimistic_write')
    .where('a.id = :id AND a.staff_account_id = :accountId', { id, accountId })
    .getOne();
  if (application === null || !(communes?.includes(application.communeCode) ?? true))
    throw new Problem('not_found');
  if (application.status !== 'requested' || application.expiresAt <= now) throw new Problem('state_conflict');
  return { application, ...(await personIn(tx, dataKeys, application)) };
}

/**
 * The id of the staff member's open application that says exactly the same; null where there is none. Two presses at
 * once take turns here.
 */
export async function findSameApplication(
  tx: EntityManager,
  dataKeys: DataKeys,
  staffAccountId: string,
  { kind, legalName, name, communeCode }: AssistedApplicationDto,
  person: { name: string; phone: string },
  now: Date,
): Promise<string | null> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 3))`, [staffAccountId]);
  const alike = await tx.find(AssistedApplication, {
    where: {
      ...{ staffAccountId, kind, legalName, name, communeCode },
      status: 'requested',
      expiresAt: MoreThan(now),
    },
    // One that is just being answered has been.
    lock: { mode: 'pessimistic_write' },
  });
  for (const application of alike) {
    const known = await personIn(tx, dataKeys, application);
    if (known.name === person.name && known.phone === person.phone) return application.id;
  }
  return null;
}

async function personIn(
  tx: EntityManager,
  dataKeys: DataKeys,
  { id, ownerNameSealed, ownerPhoneSealed }: AssistedApplication,
): Promise<{ name: string; phone: string }> {
  const key = await dataKeys.of(tx, id);
  return {
    name: key.open(ownerNameSealed ?? '', 'assisted_applications.owner_name'),
    phone: key.open(ownerPhoneSealed ?? '', 'assisted_applications.owner_phone'),
  };
}
