import type { EntityManager } from 'typeorm';
import { Problem } from '../../../platform/http/problem.js';
import type { DataKeys } from '../../../platform/sealing/data-keys.js';
import { AssistedApplication } from './assisted-application.entity.js';

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
  const { status, expiresAt, ownerNameSealed, ownerPhoneSealed } = application;
  if (status !== 'requested' || expiresAt <= now || ownerNameSealed === null || ownerPhoneSealed === null)
    throw new Problem('state_conflict');
  const key = await dataKeys.of(tx, id);
  return {
    application,
    name: key.open(ownerNameSealed, 'assisted_applications.owner_name'),
    phone: key.open(ownerPhoneSealed, 'assisted_applications.owner_phone'),
  };
}
