import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isPersonalId, taxCodeKind } from '#kernel/tax-code';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { readDataFile } from '../../../platform/data/data-files.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { Producer } from '../producer.entity.js';
import { SellerTransactions } from '../seller-transactions.js';
import { Seller } from '../seller.entity.js';
import { readApplication, type ApplicationState } from './application-state.js';
import {
  type AddressStepDto,
  type BankStepDto,
  type ProducerStepDto,
  type RegistrationStepDto,
  type RepresentativeStepDto,
  type StepName,
} from './application.dto.js';
import { isOwnAccount, isTaxedAsPerson, reopenAnswers } from './reopen-answers.js';
import { SellerApplication } from './seller-application.entity.js';

const BANKS = new Set(
  readDataFile<{ banks: { bin: string }[] }>('programme/banks.json').banks.map(({ bin }) => bin),
);

/** Saves one step of an application, as far as somebody came; the shop must still be a draft. */
@Injectable()
export class SaveStep {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, state_conflict (an officer has it), not_found */
  async run(principal: Principal, slug: string, step: StepName, form: object): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      // The shop's row is held: it cannot be sent away between this look and the writing.
      await tx.query(`SELECT 1 FROM sellers WHERE id = $1 FOR UPDATE`, [sellerId]);
      const state = await readApplication(tx, sellerId);
      if (state?.status !== 'draft') throw new Problem('state_conflict');
      await this.save(tx, state, step, form, now).catch((error: unknown) => {
        if (brokenConstraint(error) === 'producers_commune_fk')
          throw fieldProblem('communeCode', 'unknown', 'Không có xã, phường này', 'No such commune');
        throw error;
      });
      const reopened = await reopenAnswers(tx, sellerId, () => this.dataKeys.of(tx, sellerId), now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'application.saved',
          subjectType: 'seller',
          subjectId: sellerId,
          after: reopened.length === 0 ? { step } : { step, reopened },
        },
      ]);
    });
  }

  private async save(
    tx: EntityManager,
    state: ApplicationState,
    step: StepName,
    form: object,
    now: Date,
  ): Promise<void> {
    switch (step) {
      case 'producer':
        return this.saveProducer(tx, state, form, now);
      case 'registration':
        return this.saveRegistration(tx, state, form, now);
      case 'representative':
        return this.saveRepresentative(tx, state, form, now);
      case 'address':
        return this.saveAddress(tx, state, form, now);
      case 'bank':
        return this.saveBank(tx, state, form, now);
    }
  }

  private async saveProducer(
    tx: EntityManager,
    state: ApplicationState,
    form: ProducerStepDto,
    now: Date,
  ): Promise<void> {
    const kind = form.kind ?? state.kind;
    await tx.update(
      Producer,
      { id: state.producerId },
      {
        kind,
        legalName: form.legalName ?? state.legalName,
        cooperativeStatus: kind === 'cooperative' ? 'active' : null,
        updatedAt: now,
      },
    );
    await tx.update(
      Seller,
      { id: state.sellerId },
      { name: form.name ?? state.name, story: form.story ?? '', updatedAt: now },
    );
  }

  private async saveRegistration(
    tx: EntityManager,
    state: ApplicationState,
    form: RegistrationStepDto,
    now: Date,
  ): Promise<void> {
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

  private async saveRepresentative(
    tx: EntityManager,
    state: ApplicationState,
    { representativeName = null, idNumber = null }: RepresentativeStepDto,
    now: Date,
  ): Promise<void> {
    await tx.update(
      Producer,
      { id: state.producerId },
      { representative: representativeName, updatedAt: now },
    );
    // An empty field leaves the number as it was: it is never shown again, so it cannot be sent back unchanged.
    if (idNumber === null) return;
    if (!isPersonalId(idNumber))
      throw fieldProblem(
        'idNumber',
        'bad_format',
        'Số định danh gồm 12 chữ số',
        'A personal ID has twelve digits',
      );
    const key = await this.dataKeys.of(tx, state.sellerId);
    const idNumberSealed = key.seal(idNumber, 'seller_applications.id_number');
    await tx.update(SellerApplication, { sellerId: state.sellerId }, { idNumberSealed, updatedAt: now });
  }

  private async saveAddress(
    tx: EntityManager,
    state: ApplicationState,
    form: AddressStepDto,
    now: Date,
  ): Promise<void> {
    const { communeCode, addressLine = null, phone } = form;
    await tx.update(
      Producer,
      { id: state.producerId },
      { communeCode: communeCode ?? state.communeCode, addressLine, updatedAt: now },
    );
    await tx.update(Seller, { id: state.sellerId }, { phone: phone ?? '', updatedAt: now });
  }

  private async saveBank(
    tx: EntityManager,
    state: ApplicationState,
    form: BankStepDto,
    now: Date,
  ): Promise<void> {
    const { bankBin = null, accountNumber = null, accountName = null } = form;
    if (bankBin === null && accountNumber === null && accountName === null) return;
    const open = Object.entries({ bankBin, accountNumber, accountName }).filter(
      ([, value]) => value === null,
    );
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
    const key = await this.dataKeys.of(tx, state.sellerId);
    const bankSealed = key.seal(
      JSON.stringify({ bankBin, accountNumber, accountName }),
      'seller_applications.bank',
    );
    await tx.update(SellerApplication, { sellerId: state.sellerId }, { bankSealed, updatedAt: now });
  }
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
