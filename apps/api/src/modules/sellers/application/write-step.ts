import type { EntityManager } from 'typeorm';
import { isPersonalId, taxCodeKind } from '#kernel/tax-code';
import { addMonths, vietnamDay, type Day } from '#kernel/time';
import { readDataFile } from '../../../platform/data/data-files.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import type { DataKey } from '../../../platform/sealing/data-keys.js';
import { Producer } from '../producer.entity.js';
import { Seller } from '../seller.entity.js';
import { consentsAfter } from './application-consents.js';
import type { ApplicationState } from './application-state.js';
import type {
  AddressStepDto,
  BankStepDto,
  ConsentsStepDto,
  ProducerStepDto,
  RegistrationStepDto,
  RepresentativeStepDto,
  StepForms,
  StepName,
} from './application.dto.js';
import { isOwnAccount, isTaxedAsPerson } from './reopen-answers.js';
import { SEALED_PLACES } from './sealed-answers.js';
import { SellerApplication } from './seller-application.entity.js';

const BANKS = new Set(
  readDataFile<{ banks: { bin: string }[] }>('programme/banks.json').banks.map(({ bin }) => bin),
);
const ADULT_MONTHS = 18 * 12;
/** Nobody alive was born before; a slip of the finger. */
const OLDEST_BIRTH: Day = '1900-01-01';

/** The saving of one step: of which application, when, by whom. */
export interface Saving {
  tx: EntityManager;
  state: ApplicationState;
  now: Date;
  accountId: string;
  keyOf: () => Promise<DataKey>;
}

/**
 * Writes the answers of a step, as far as somebody came.
 *
 * @throws Problem validation_failed
 */
export function writeStep<Step extends StepName>(
  saving: Saving,
  step: Step,
  form: StepForms[Step],
): Promise<void> {
  return WRITERS[step](saving, form);
}

async function saveProducer({ tx, state, now }: Saving, form: ProducerStepDto): Promise<void> {
  const kind = form.kind ?? state.kind;
  await tx.update(
    Producer,
    { id: state.producerId },
    {
      kind,
      legalName: form.legalName ?? state.legalName,
      // Of a linked cooperative the register says how it stands.
      ...(kind === state.kind ? {} : { cooperativeStatus: kind === 'cooperative' ? 'active' : null }),
      updatedAt: now,
    },
  );
  await tx.update(
    Seller,
    { id: state.sellerId },
    { name: form.name ?? state.name, story: form.story ?? '', updatedAt: now },
  );
  if (kind !== 'cooperative' && state.cooperativeId !== null)
    await tx.update(SellerApplication, { sellerId: state.sellerId }, { cooperativeId: null, updatedAt: now });
}

async function saveRegistration({ tx, state, now }: Saving, form: RegistrationStepDto): Promise<void> {
  const { registrationNumber = null, registeredOn = null, taxCode = null } = form;
  if (taxCode !== null) demandTaxCode(taxCode, state.kind);
  if (registeredOn !== null && registeredOn > vietnamDay(now))
    throw fieldProblem('registeredOn', 'in_future', 'Ngày này chưa tới', 'This day is still to come');
  await tx.update(Producer, { id: state.producerId }, { taxCode, updatedAt: now });
  await tx.update(
    SellerApplication,
    { sellerId: state.sellerId },
    { registrationNumber, registeredOn, updatedAt: now },
  );
}

async function saveRepresentative(
  { tx, state, now, keyOf }: Saving,
  form: RepresentativeStepDto,
): Promise<void> {
  const { representativeName = null, position = null, idNumber = null, dateOfBirth = null } = form;
  if (idNumber !== null && !isPersonalId(idNumber))
    throw fieldProblem(
      'idNumber',
      'bad_format',
      'Số định danh gồm 12 chữ số',
      'A personal ID has twelve digits',
    );
  if (dateOfBirth !== null) demandAdult(dateOfBirth, now);
  await tx.update(Producer, { id: state.producerId }, { representative: representativeName, updatedAt: now });
  // What is sealed is never shown again and so cannot be sent back unchanged: left empty it stays as it was.
  const sealed: Partial<SellerApplication> = {};
  if (position === null) sealed.positionSealed = null;
  else sealed.positionSealed = (await keyOf()).seal(position, SEALED_PLACES.position);
  if (idNumber !== null) sealed.idNumberSealed = (await keyOf()).seal(idNumber, SEALED_PLACES.idNumber);
  if (dateOfBirth !== null)
    sealed.dateOfBirthSealed = (await keyOf()).seal(dateOfBirth, SEALED_PLACES.dateOfBirth);
  await tx.update(SellerApplication, { sellerId: state.sellerId }, { ...sealed, updatedAt: now });
}

async function saveAddress({ tx, state, now }: Saving, form: AddressStepDto): Promise<void> {
  const { communeCode, addressLine = null, phone } = form;
  await tx.update(
    Producer,
    { id: state.producerId },
    { communeCode: communeCode ?? state.communeCode, addressLine, updatedAt: now },
  );
  await tx.update(Seller, { id: state.sellerId }, { phone: phone ?? '', updatedAt: now });
}

async function saveBank({ tx, state, now, keyOf }: Saving, form: BankStepDto): Promise<void> {
  const { bankBin = null, accountNumber = null, accountName = null } = form;
  if (bankBin === null && accountNumber === null && accountName === null) return;
  const open = Object.entries({ bankBin, accountNumber, accountName }).filter(([, value]) => value === null);
  if (open.length > 0) {
    throw new Problem('validation_failed', {
      errors: open.map(([path]) => ({
        path,
        code: 'required',
        vi: 'Tài khoản cần đủ ngân hàng, số và tên',
        en: 'An account needs bank, number and name',
      })),
    });
  }
  if (!BANKS.has(bankBin ?? ''))
    throw fieldProblem('bankBin', 'unknown', 'Không có ngân hàng này', 'No such bank');
  if (!isOwnAccount(accountName ?? '', state))
    throw fieldProblem(
      'accountName',
      'other_name',
      'Tài khoản phải đứng tên cơ sở hoặc người đại diện',
      'The account must be in the name of the producer or its representative',
    );
  const bankSealed = (await keyOf()).seal(
    JSON.stringify({ bankBin, accountNumber, accountName }),
    SEALED_PLACES.bank,
  );
  await tx.update(SellerApplication, { sellerId: state.sellerId }, { bankSealed, updatedAt: now });
}

async function saveConsents({ tx, state, now, accountId }: Saving, form: ConsentsStepDto): Promise<void> {
  const consents = consentsAfter(state.consents, form, accountId, now);
  await tx.update(SellerApplication, { sellerId: state.sellerId }, { consents, updatedAt: now });
}

/** @throws Problem validation_failed: nobody stands for a producer before they are 18 (Civil Code 2015, Art. 20) */
function demandAdult(dateOfBirth: Day, now: Date): void {
  if (addMonths(dateOfBirth, ADULT_MONTHS) > vietnamDay(now))
    throw fieldProblem('dateOfBirth', 'not_adult', 'Người đứng tên phải đủ 18 tuổi', 'Must be at least 18');
  if (dateOfBirth < OLDEST_BIRTH)
    throw fieldProblem('dateOfBirth', 'too_small', 'Ngày sinh chưa đúng', 'Not a date of birth');
}

function demandTaxCode(taxCode: string, kind: ApplicationState['kind']): void {
  const of = taxCodeKind(taxCode);
  if (of === null)
    throw fieldProblem('taxCode', 'bad_check_digit', 'Mã số thuế chưa đúng', 'Not a valid tax code');
  if (of === 'person' && !isTaxedAsPerson(kind))
    throw fieldProblem(
      'taxCode',
      'bad_format',
      'Tổ chức có mã số thuế 10 chữ số',
      'An organisation has ten digits',
    );
}

const WRITERS: { [Step in StepName]: (saving: Saving, form: StepForms[Step]) => Promise<void> } = {
  producer: saveProducer,
  registration: saveRegistration,
  representative: saveRepresentative,
  address: saveAddress,
  bank: saveBank,
  consents: saveConsents,
};
