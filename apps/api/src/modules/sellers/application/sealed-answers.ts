import type { DataKey } from '../../../platform/sealing/data-keys.js';
import type { ApplicationState } from './application-state.js';

/** Where each sealed answer lies, as its key knows it. */
export const SEALED_PLACES = {
  idNumber: 'seller_applications.id_number',
  dateOfBirth: 'seller_applications.date_of_birth',
  position: 'seller_applications.position',
  bank: 'seller_applications.bank',
} as const;

/** An account as it is sealed: the three answers of the step in one text. */
export interface BankAnswers {
  bankBin: string;
  accountNumber: string;
  accountName: string;
}

type Sealed = Pick<
  ApplicationState,
  'idNumberSealed' | 'dateOfBirthSealed' | 'positionSealed' | 'bankSealed'
>;

/** Names of the answers that are there and sealed. */
export function sealedAnswers(state: Sealed): string[] {
  return [
    ...(state.idNumberSealed === null ? [] : ['idNumber']),
    ...(state.dateOfBirthSealed === null ? [] : ['dateOfBirth']),
    ...(state.positionSealed === null ? [] : ['position']),
    ...(state.bankSealed === null ? [] : ['bankBin', 'accountNumber', 'accountName']),
  ];
}

/** The same answers in clear. Whoever shows them writes down who looked. */
export function openSealedAnswers(state: Sealed, key: DataKey): Record<string, string> {
  const { idNumberSealed, dateOfBirthSealed, positionSealed, bankSealed } = state;
  return {
    ...(idNumberSealed === null ? {} : { idNumber: key.open(idNumberSealed, SEALED_PLACES.idNumber) }),
    ...(dateOfBirthSealed === null
      ? {}
      : { dateOfBirth: key.open(dateOfBirthSealed, SEALED_PLACES.dateOfBirth) }),
    ...(positionSealed === null ? {} : { position: key.open(positionSealed, SEALED_PLACES.position) }),
    ...(bankSealed === null ? {} : openBank(bankSealed, key)),
  };
}

/** A sealed account in clear. */
export function openBank(bankSealed: string, key: DataKey): BankAnswers {
  return JSON.parse(key.open(bankSealed, SEALED_PLACES.bank)) as BankAnswers;
}
