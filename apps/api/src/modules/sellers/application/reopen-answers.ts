import type { EntityManager } from 'typeorm';
import { isAccountOf } from '#kernel/account-name';
import { taxCodeKind } from '#kernel/tax-code';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { Producer, type ProducerKind } from '../producer.entity.js';
import { CONSENT_NAMES } from './application-consents.js';
import { readApplication, type ApplicationState } from './application-state.js';
import type { StepName } from './application.dto.js';
import { openBank } from './sealed-answers.js';
import { SellerApplication } from './seller-application.entity.js';

/** Whether an account may stand in that name: the producer's own or its representative's, not what the shop calls itself. */
export function isOwnAccount(
  accountName: string,
  { legalName, representativeName }: Pick<ApplicationState, 'legalName' | 'representativeName'>,
): boolean {
  return isAccountOf(accountName, [legalName, representativeName]);
}

/** Households and farms may be taxed under their owner's personal number; everybody else has a code of ten digits. */
export const isTaxedAsPerson = (kind: ProducerKind): boolean => kind === 'household' || kind === 'farm';

/**
 * Opens answers again that were right when they were given and are not after another step changed: an account whose holder
 * is no longer named, a person's tax code of what has become an organisation, consent for a representative who is
 * somebody else now. Without this, saving in the right order would lead past these rules.
 *
 * @param before the application as it was before this step was saved
 * @returns the steps that have something open again
 */
export async function reopenAnswers(
  tx: EntityManager,
  before: ApplicationState,
  keyOf: () => Promise<DataKey>,
  now: Date,
): Promise<StepName[]> {
  const { sellerId } = before;
  const state = await readApplication(tx, sellerId);
  if (state === null) return [];
  const reopened: StepName[] = [];
  if (state.taxCode !== null && taxCodeKind(state.taxCode) === 'person' && !isTaxedAsPerson(state.kind)) {
    await tx.update(Producer, { id: state.producerId }, { taxCode: null, updatedAt: now });
    reopened.push('registration');
  }
  if (state.bankSealed !== null) {
    const { accountName } = openBank(state.bankSealed, await keyOf());
    if (!isOwnAccount(accountName, state)) {
      await tx.update(SellerApplication, { sellerId }, { bankSealed: null, updatedAt: now });
      reopened.push('bank');
    }
  }
  const { [CONSENT_NAMES.representativeData]: given, ...consents } = state.consents;
  if (given !== undefined && state.representativeName !== before.representativeName) {
    await tx.update(SellerApplication, { sellerId }, { consents, updatedAt: now });
    reopened.push('consents');
  }
  return reopened;
}
