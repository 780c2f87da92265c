import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { mandatePermissions } from '#kernel/permissions';
import { formatPhone } from '#kernel/phone';
import type { Clock } from '#kernel/time';
import {
  Accounts,
  consentTexts,
  OneTimeCodes,
  officerOf,
  recordConsents,
  type ConsentDecision,
} from '../../identity/index.js';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { foundShop } from '../found-shop.js';
import { AssistedApplication, type AssistedApplicationStatus } from './assisted-application.entity.js';
import type { FoundedShopAnswer } from './assisted-applications.dto.js';
import { MANDATE_TEXT_VERSION } from './consent-text.js';
import { CODES_TRIED_BY_STAFF } from './mandate-limits.js';
import { mandateMonths, monthsLater } from './mandate-term.js';
import { Mandate } from './mandate.entity.js';
import { lockOpenApplication, type OpenApplication } from './open-application.js';

/** What stands after a shop was founded. */
type FoundedShop = Awaited<ReturnType<typeof foundShop>>;

/**
 * The owner read their code out: account, shop and mandate come into being in one transaction, or none of them. Whoever
 * has an account already keeps it and becomes the shop's owner with it.
 */
@Injectable()
export class AnswerAssistedApplication {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly counters: HitCounters,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, state_conflict (answered, too late, the account is blocked), bad_credentials, rate_limited */
  async consent(principal: Principal, id: string, code: string): Promise<FoundedShopAnswer> {
    const officer = officerOf(principal, 'mandates.request');
    await this.counters.demandAll(CODES_TRIED_BY_STAFF, officer.accountId);
    const outcome = await this.transactions.run('officer', async (tx) => {
      const open = await lockOpenApplication(tx, this.dataKeys, officer, id, this.clock.now());
      const to = { kind: 'phone', value: open.phone } as const;
      // The try counts whatever comes of it, so a wrong code is told after the transaction.
      const isRight = await this.codes.redeem(tx, {
        purpose: 'assisted_application',
        to,
        subjectId: id,
        code,
      });
      return isRight ? this.begin(tx, open) : null;
    });
    if (outcome === null) throw new Problem('bad_credentials');
    return outcome;
  }

  /** The owner does not want to: what was written down of them goes. @throws Problem not_found, state_conflict */
  async decline(principal: Principal, id: string): Promise<void> {
    const officer = officerOf(principal, 'mandates.request');
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      await lockOpenApplication(tx, this.dataKeys, officer, id, now);
      await this.close(tx, id, 'declined', {}, now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'assisted_application.declined',
          subjectType: 'assisted_application',
          subjectId: id,
        },
      ]);
    });
  }

  private async begin(tx: EntityManager, open: OpenApplication): Promise<FoundedShopAnswer> {
    const now = this.clock.now();
    const { application } = open;
    const owner = await this.ownerAccount(tx, open, now);
    const phone = formatPhone(open.phone);
    const shop = await foundShop(tx, this.dataKeys, application, owner.accountId, phone, now);
    const mandateId = await this.giveMandate(tx, application, shop, now);
    await this.close(
      tx,
      application.id,
      'consented',
      { consentTextVersion: MANDATE_TEXT_VERSION, sellerId: shop.sellerId, mandateId },
      now,
    );
    await this.record(tx, application, shop, owner, mandateId, now);
    return { slug: shop.slug, mandateId };
  }

  /** @throws Problem state_conflict for a blocked account, and for the staff member’s own */
  private async ownerAccount(
    tx: EntityManager,
    { application, name, phone }: OpenApplication,
    now: Date,
  ): Promise<{ accountId: string; isNew: boolean }> {
    const contact = { kind: 'phone', value: phone } as const;
    const known = await this.accounts.findByContact(tx, contact);
    if (known !== null) {
      if (known.status !== 'active' || known.id === application.staffAccountId)
        throw new Problem('state_conflict');
      return { accountId: known.id, isNew: false };
    }
    const accountId = await this.accounts.create(tx, contact, name, now);
    const consents = consentTexts(now)
      .filter(({ required }) => required)
      .map(({ purpose, version }): ConsentDecision => ({ purpose, version, granted: true, channel: 'code' }));
    await recordConsents(tx, accountId, consents, now);
    return { accountId, isNew: true };
  }

  private async giveMandate(
    tx: EntityManager,
    { staffAccountId, createdAt }: AssistedApplication,
    { sellerId }: FoundedShop,
    now: Date,
  ): Promise<string> {
    const id = uuidv7(now.getTime());
    await tx.insert(Mandate, {
      id,
      sellerId,
      staffAccountId,
      reason: 'Mở gian hàng giúp chủ cơ sở',
      permissions: [...mandatePermissions],
      status: 'active',
      statusChangedAt: now,
      requestedAt: createdAt,
      consentedAt: now,
      consentBy: 'code',
      consentTextVersion: MANDATE_TEXT_VERSION,
      expiresAt: monthsLater(now, await mandateMonths(tx)),
      createdAt: now,
      updatedAt: now,
    });
    return id;
  }

  private async close(
    tx: EntityManager,
    id: string,
    status: AssistedApplicationStatus,
    outcome: Partial<AssistedApplication>,
    now: Date,
  ): Promise<void> {
    await tx.update(
      AssistedApplication,
      { id },
      {
        ...outcome,
        status,
        statusChangedAt: now,
        updatedAt: now,
        ownerNameSealed: null,
        ownerPhoneSealed: null,
      },
    );
    await this.dataKeys.destroy(tx, id);
  }

  private async record(
    tx: EntityManager,
    { id, kind }: AssistedApplication,
    { sellerId, slug }: FoundedShop,
    { accountId, isNew }: { accountId: string; isNew: boolean },
    mandateId: string,
    now: Date,
  ): Promise<void> {
    const entry = { at: now, actorKind: 'officer' as const };
    const ofShop = { ...entry, subjectType: 'seller', subjectId: sellerId };
    const by = { by: 'code', permissions: mandatePermissions, textVersion: MANDATE_TEXT_VERSION };
    const opened = { ...entry, action: 'account.opened', subjectType: 'account', subjectId: accountId };
    await recordAudit(tx, [
      ...(isNew ? [{ ...opened, after: { by: 'phone', applicationId: id } }] : []),
      { ...ofShop, action: 'seller.started', after: { slug, kind, applicationId: id } },
      { ...ofShop, action: 'member.joined', after: { accountId, role: 'owner', permissions: [] } },
      { ...ofShop, action: 'mandate.consented', after: { mandateId, ...by } },
    ]);
  }
}
