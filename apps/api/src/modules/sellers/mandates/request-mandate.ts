import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { mandatePermissions } from '#kernel/permissions';
import type { Clock } from '#kernel/time';
import { Accounts, OneTimeCodes, officerOf } from '../../identity/index.js';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { mandateText } from './consent-text.js';
import { CODES_ASKED_BY_STAFF, CODES_TO_OWNER } from './mandate-limits.js';
import { mandateMonths, requestUntil } from './mandate-term.js';
import { Mandate } from './mandate.entity.js';
import type { AskedMandateAnswer, RequestMandateDto } from './mandates.dto.js';
import { OwnerOfSeller } from './owner-of-seller.js';
import { staffOffice } from './staff-office.js';

interface Shop {
  id: string;
  name: string;
  communeCode: string;
}

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
  async run(principal: Principal, { sellerSlug, reason }: RequestMandateDto): Promise<AskedMandateAnswer> {
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
      const id = await this.openRequest(tx, principal.accountId, shop.id, reason, now);
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
        text: (code) => mandateText(asked, reason, code),
      });
      return { id, codeExpiresAt: expiresAt.toISOString() };
    });
  }

  /** @throws Problem state_conflict (there is a mandate already, or the caller works there) */
  private async openRequest(
    tx: EntityManager,
    staffAccountId: string,
    sellerId: string,
    reason: string,
    now: Date,
  ): Promise<string> {
    // Two requests at once, of two tabs: the second one waits here and then finds the first.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [
      `${sellerId}|${staffAccountId}`,
    ]);
    await tx.query(
      `UPDATE mandates SET status = 'lapsed', status_changed_at = $3, updated_at = $3
       WHERE seller_id = $1 AND staff_account_id = $2 AND status IN ('requested', 'active') AND expires_at <= $3`,
      [sellerId, staffAccountId, now],
    );
    const [open] = await tx.query<{ id: string; status: string }[]>(
      `SELECT id, status FROM mandates WHERE seller_id = $1 AND staff_account_id = $2 AND status IN ('requested', 'active')
       UNION ALL SELECT id, 'member' FROM seller_members WHERE seller_id = $1 AND account_id = $2 AND ended_at IS NULL`,
      [sellerId, staffAccountId],
    );
    if (open !== undefined && open.status !== 'requested') throw new Problem('state_conflict');
    const id = open?.id ?? uuidv7(now.getTime());
    if (open === undefined) {
      await tx.insert(Mandate, {
        id,
        sellerId,
        staffAccountId,
        reason,
        permissions: [...mandatePermissions],
        status: 'requested',
        statusChangedAt: now,
        requestedAt: now,
        expiresAt: requestUntil(now),
        createdAt: now,
        updatedAt: now,
      });
    } else {
      // What the owner is told must be what stands here.
      await tx.update(Mandate, { id }, { reason, expiresAt: requestUntil(now), updatedAt: now });
    }
    const entry = { at: now, actorKind: 'officer', action: 'mandate.requested' } as const;
    await recordAudit(tx, [
      { ...entry, subjectType: 'seller', subjectId: sellerId, after: { mandateId: id, reason } },
    ]);
    return id;
  }
}

async function findShop(tx: EntityManager, communes: readonly string[] | null, slug: string): Promise<Shop> {
  const [shop] = await tx.query<Shop[]>(
    `SELECT s.id, s.name, p.commune_code AS "communeCode" FROM sellers s JOIN producers p ON p.id = s.producer_id
     WHERE s.slug = $1 AND ($2::varchar[] IS NULL OR p.commune_code = ANY ($2))`,
    [slug, communes],
  );
  if (shop === undefined) throw new Problem('not_found');
  return shop;
}
