import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { parsePhone } from '#kernel/phone';
import { DAY_MS, type Clock } from '#kernel/time';
import { Accounts, isInTerritory, OneTimeCodes, officerOf } from '../../identity/index.js';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { AssistedApplication } from './assisted-application.entity.js';
import type { AssistedApplicationAnswer, AssistedApplicationDto } from './assisted-applications.dto.js';
import { assistedText } from './consent-text.js';
import { CODES_ASKED_BY_STAFF, CODES_TO_OWNER } from './mandate-limits.js';
import { mandateMonths } from './mandate-term.js';
import { findSameApplication, lockOpenApplication } from './open-application.js';
import { staffOffice } from './staff-office.js';

/** Staff sit with the owner: what was not agreed to the same day is forgotten. */
const KEPT_MS = DAY_MS;

/**
 * Staff write down a producer who has nothing on the floor. Its owner's phone gets one code; until that is given there
 * is this one row, its personal values sealed with a key of its own, and nothing else.
 */
@Injectable()
export class BeginAssistedApplication {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly counters: HitCounters,
    private readonly dataKeys: DataKeys,
    private readonly profile: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Pressed twice it is the same application, with another code.
   *
   * @throws Problem validation_failed (no Vietnamese mobile, one's own, a commune of others), rate_limited, overloaded
   */
  async run(principal: Principal, form: AssistedApplicationDto): Promise<AssistedApplicationAnswer> {
    const officer = officerOf(principal, 'mandates.request');
    const phone = parsePhone(form.ownerPhone);
    if (phone?.vietnamese !== true)
      throw fieldProblem('ownerPhone', 'bad_phone', 'Số di động chưa đúng', 'Not a Vietnamese mobile number');
    if (!isInTerritory(officer, form.communeCode)) throw foreignCommune();
    await this.demandLimits(principal.accountId, phone.e164);
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const own = await this.accounts.findByContact(tx, { kind: 'phone', value: phone.e164 });
      if (own?.id === principal.accountId) throw ownPhone();
      const [commune] = await tx.query<unknown[]>(`SELECT 1 FROM communes WHERE code = $1`, [
        form.communeCode,
      ]);
      if (commune === undefined) throw foreignCommune();
      const person = { name: form.ownerName, phone: phone.e164 };
      const same = await findSameApplication(tx, this.dataKeys, principal.accountId, form, person, now);
      const id = same ?? (await this.writeDown(tx, principal.accountId, form, person, now));
      await record(tx, `assisted_application.${same === null ? 'begun' : 'asked_again'}`, id, now);
      return this.sendCode(tx, principal, { ...form, id }, phone.e164);
    });
  }

  private async writeDown(
    tx: EntityManager,
    staffAccountId: string,
    { kind, legalName, name, communeCode }: AssistedApplicationDto,
    person: { name: string; phone: string },
    now: Date,
  ): Promise<string> {
    const id = uuidv7(now.getTime());
    const key = await this.dataKeys.create(tx, 'application', id);
    await tx.insert(AssistedApplication, {
      ...{ id, staffAccountId, kind, legalName, name, communeCode },
      ownerNameSealed: key.seal(person.name, 'assisted_applications.owner_name'),
      ownerPhoneSealed: key.seal(person.phone, 'assisted_applications.owner_phone'),
      status: 'requested',
      statusChangedAt: now,
      expiresAt: new Date(now.getTime() + KEPT_MS),
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  /** Another code for what is still open. @throws Problem not_found, rate_limited, overloaded */
  async again(principal: Principal, id: string): Promise<AssistedApplicationAnswer> {
    const officer = officerOf(principal, 'mandates.request');
    const { phone } = await this.transactions.run('officer', (tx) =>
      lockOpenApplication(tx, this.dataKeys, officer, id, this.clock.now()),
    );
    await this.demandLimits(principal.accountId, phone);
    return this.transactions.run('officer', async (tx) => {
      const now = this.clock.now();
      const { application } = await lockOpenApplication(tx, this.dataKeys, officer, id, now);
      await record(tx, 'assisted_application.asked_again', id, now);
      return this.sendCode(tx, principal, application, phone);
    });
  }

  private async demandLimits(staffAccountId: string, phone: string): Promise<void> {
    await this.counters.demandAll(CODES_ASKED_BY_STAFF, staffAccountId);
    await this.counters.demandAll(CODES_TO_OWNER, phone);
  }

  private async sendCode(
    tx: EntityManager,
    { accountId, duties }: Principal,
    { id, name, communeCode }: Pick<AssistedApplication, 'id' | 'name' | 'communeCode'>,
    phone: string,
  ): Promise<AssistedApplicationAnswer> {
    const { floorName, fullName } = this.profile.province;
    const asked = {
      floorName,
      floorPhone: this.profile.operator.phone,
      staff: (await this.accounts.profile(tx, accountId))?.name ?? '',
      office: await staffOffice(tx, duties, communeCode, fullName),
      shop: name,
      months: await mandateMonths(tx),
    };
    const { expiresAt } = await this.codes.send(tx, {
      purpose: 'assisted_application',
      to: { kind: 'phone', value: phone },
      subjectId: id,
      text: (code) => assistedText(asked, code),
    });
    return { id, codeExpiresAt: expiresAt.toISOString() };
  }
}

/** Nobody consents to their own help. */
const ownPhone = (): Problem =>
  fieldProblem(
    'ownerPhone',
    'not_allowed_value',
    'Đây là số của bạn; mã phải về điện thoại của chủ cơ sở',
    'Your own number; the code must reach the owner’s phone',
  );

const foreignCommune = (): Problem =>
  fieldProblem(
    'communeCode',
    'unknown',
    'Xã, phường này không thuộc địa bàn của bạn',
    'Not one of your communes',
  );

async function record(tx: EntityManager, action: string, id: string, now: Date): Promise<void> {
  await recordAudit(tx, [
    { at: now, actorKind: 'officer', action, subjectType: 'assisted_application', subjectId: id },
  ]);
}
