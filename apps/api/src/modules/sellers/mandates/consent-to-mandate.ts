import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '#kernel/time';
import { OneTimeCodes, officerOf } from '../../identity/index.js';
import type { Principal } from '../../../platform/access/access.js';
import { HitCounters } from '../../../platform/access/hit-counters.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions, type Audience } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../seller-transactions.js';
import { MANDATE_TEXT_VERSION } from './consent-text.js';
import { lockOwnMandate } from './find-mandate.js';
import { CODES_TRIED_BY_STAFF } from './mandate-limits.js';
import { mandateMonths, monthsLater } from './mandate-term.js';
import { OwnerOfSeller } from './owner-of-seller.js';

/** A shop lets staff act for it: by a code its owner read out to them, or by an owner on the shop's own page. */
@Injectable()
export class ConsentToMandate {
  constructor(
    private readonly transactions: Transactions,
    private readonly sellers: SellerTransactions,
    private readonly codes: OneTimeCodes,
    private readonly counters: HitCounters,
    private readonly owner: OwnerOfSeller,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The staff member types what the owner read from their phone.
   *
   * @throws Problem not_found, bad_credentials (wrong or too old), state_conflict (no longer open), rate_limited
   */
  async byCode(principal: Principal, id: string, code: string): Promise<void> {
    const officer = officerOf(principal, 'mandates.request');
    await this.counters.demandAll(CODES_TRIED_BY_STAFF, officer.accountId);
    const outcome = await this.transactions.run('officer', async (tx) => {
      const { sellerId, status, expiresAt } = await lockOwnMandate(tx, officer, id);
      if (status !== 'requested' || expiresAt <= this.clock.now()) return 'state_conflict';
      const to = { kind: 'phone', value: await this.owner.phone(tx, sellerId) } as const;
      // The try counts whatever comes of it, so nothing is thrown in here.
      const isRight = await this.codes.redeem(tx, { purpose: 'mandate_consent', to, subjectId: id, code });
      if (!isRight) return 'bad_credentials';
      return (await this.consent(tx, 'officer', sellerId, id, 'code')) ? null : 'state_conflict';
    });
    if (outcome !== null) throw new Problem(outcome);
  }

  /** An owner presses the button. @throws Problem not_found, state_conflict (no longer open) */
  async byPage(principal: Principal, slug: string, id: string): Promise<void> {
    await this.sellers.run(principal, slug, 'members', async (tx, { sellerId }) => {
      const [known] = await tx.query<unknown[]>(`SELECT 1 FROM mandates WHERE id = $1 AND seller_id = $2`, [
        id,
        sellerId,
      ]);
      if (known === undefined) throw new Problem('not_found');
      if (!(await this.consent(tx, 'seller', sellerId, id, 'page'))) throw new Problem('state_conflict');
    });
  }

  /** The condition stands in the UPDATE: of a consent and a withdrawal at once the second finds nothing to do. */
  private async consent(
    tx: EntityManager,
    actorKind: Audience,
    sellerId: string,
    id: string,
    by: 'code' | 'page',
  ): Promise<boolean> {
    const now = this.clock.now();
    const until = monthsLater(now, await mandateMonths(tx));
    const [given] = await changedRows<{ permissions: string[] }>(
      tx,
      `UPDATE mandates SET status = 'active', status_changed_at = $3, updated_at = $3, consented_at = $3, consent_by = $4,
         consent_text_version = $5, expires_at = $6
       WHERE id = $1 AND seller_id = $2 AND status = 'requested' AND expires_at > $3 RETURNING permissions`,
      [id, sellerId, now, by, MANDATE_TEXT_VERSION, until],
    );
    if (given === undefined) return false;
    await recordAudit(tx, [
      {
        at: now,
        actorKind,
        action: 'mandate.consented',
        subjectType: 'seller',
        subjectId: sellerId,
        after: {
          mandateId: id,
          by,
          permissions: given.permissions,
          textVersion: MANDATE_TEXT_VERSION,
          until,
        },
      },
    ]);
    return true;
  }
}
