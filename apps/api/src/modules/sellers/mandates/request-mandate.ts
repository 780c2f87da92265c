import { Inject, Injectable } from '@nestjs/common';
import { mandatePermissions } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import { Accounts, OneTimeCodes, officerOf } from '../../identity/index.js';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { mandateText } from './consent-text.js';
import { findShop } from './find-shop.js';
import { CODES_ASKED_BY_STAFF, CODES_TO_OWNER } from './mandate-limits.js';
import { mandateMonths } from './mandate-term.js';
import type { AskedMandateAnswer, RequestMandateDto } from './mandates.dto.js';
import { openRequest } from './open-request.js';
import { OwnerOfSeller } from './owner-of-seller.js';
import { staffOffice } from './staff-office.js';

/**
 * Staff ask a shop to let them act for it: its owner's phone gets a code whose giving is the consent. Asking again for
 * what is still open sends another code.
 */
@Injectable()
export class RequestMandate {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: Accounts,
    private readonly codes: OneTimeCodes,
    private readonly counters: HitCounters,
    private readonly owner: OwnerOfSeller,
    private readonly profile: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found (no such shop in these communes), state_conflict (given already, or nobody there to ask),
   *   rate_limited, overloaded
   */
  async run(principal: Principal, form: RequestMandateDto): Promise<AskedMandateAnswer> {
    const { sellerSlug, reason } = form;
    // In a fixed order, so that the same wish is the same however it was ticked.
    const permissions = mandatePermissions.filter((one) =>
      (form.permissions ?? mandatePermissions).includes(one),
    );
    const officer = officerOf(principal, 'mandates.request');
    const now = this.clock.now();
    const { phone } = await this.transactions.run('officer', async (tx) => {
      const shop = await findShop(tx, officer.communes, sellerSlug);
      return { phone: await this.owner.phone(tx, shop.id) };
    });
    await this.counters.demandAll(CODES_ASKED_BY_STAFF, officer.accountId);
    await this.counters.demandAll(CODES_TO_OWNER, phone);
    return this.transactions.run('officer', async (tx) => {
      const shop = await findShop(tx, officer.communes, sellerSlug);
      const wish = { staffAccountId: principal.accountId, sellerId: shop.id, reason, permissions };
      const id = await openRequest(tx, wish, now);
      const staff = await this.accounts.profile(tx, principal.accountId);
      const { floorName, fullName } = this.profile.province;
      const asked = {
        floorName,
        floorPhone: this.profile.operator.phone,
        staff: staff?.name ?? '',
        office: await staffOffice(tx, principal.duties, shop.communeCode, fullName),
        shop: shop.name,
        months: await mandateMonths(tx),
      };
      const { expiresAt } = await this.codes.send(tx, {
        purpose: 'mandate_consent',
        to: { kind: 'phone', value: await this.owner.phone(tx, shop.id) },
        subjectId: id,
        text: (code) => mandateText(asked, permissions, reason, code),
      });
      return { id, codeExpiresAt: expiresAt.toISOString() };
    });
  }
}
