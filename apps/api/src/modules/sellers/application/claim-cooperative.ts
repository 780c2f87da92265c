import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { taxCodeKind } from '#kernel/tax-code';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Problem } from '../../../platform/http/problem.js';
import { Producer } from '../producer.entity.js';
import { SellerTransactions } from '../seller-transactions.js';
import { readApplication, type ApplicationState } from './application-state.js';
import type { FoundCooperative } from './cooperative-claim.dto.js';
import { cooperativeFacts } from './find-cooperatives.js';
import { SellerApplication } from './seller-application.entity.js';
import { countSaving } from './step-versions.js';

/**
 * Says which entry of the register of cooperatives an applicant is. It is a claim: officers see it beside what was
 * written, and the shop follows the register once they have approved it.
 */
@Injectable()
export class ClaimCooperative {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What the register knows and the applicant has not answered yet is filled in; nothing that was answered changes.
   *
   * @throws Problem not_found (no such entry), state_conflict (no draft, no cooperative, dissolved, linked already, or
   *   another shop's)
   */
  async run(principal: Principal, slug: string, cooperativeId: string): Promise<void> {
    await this.change(principal, slug, async (tx, state, now) => {
      const entry = await cooperativeFacts(tx, cooperativeId);
      if (entry === null) throw new Problem('not_found');
      if (state.kind !== 'cooperative' || entry.status === 'dissolved' || entry.hasShop)
        throw new Problem('state_conflict');
      await tx
        .update(SellerApplication, { sellerId: state.sellerId }, { cooperativeId, updatedAt: now })
        .catch((error: unknown) => {
          // It left the register at this very moment.
          throw brokenConstraint(error) === 'seller_applications_cooperative_fk'
            ? new Problem('not_found')
            : error;
        });
      const filled = await this.fillIn(tx, state, entry, now);
      return { cooperativeId, filled };
    });
  }

  /** @throws Problem not_found (none is named), state_conflict */
  async end(principal: Principal, slug: string): Promise<void> {
    await this.change(principal, slug, async (tx, { sellerId, cooperativeId }, now) => {
      if (cooperativeId === null) throw new Problem('not_found');
      await tx.update(SellerApplication, { sellerId }, { cooperativeId: null, updatedAt: now });
      return { cooperativeId: null };
    });
  }

  private async change(
    principal: Principal,
    slug: string,
    work: (tx: EntityManager, state: ApplicationState, now: Date) => Promise<object>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      await tx.query(`SELECT 1 FROM sellers WHERE id = $1 FOR UPDATE`, [sellerId]);
      const state = await readApplication(tx, sellerId);
      if (state?.status !== 'draft' || state.linkedCooperativeId !== null)
        throw new Problem('state_conflict');
      const after = await work(tx, state, now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'application.cooperative_named',
          subjectType: 'seller',
          subjectId: sellerId,
          after,
        },
      ]);
    });
  }

  private async fillIn(
    tx: EntityManager,
    state: ApplicationState,
    entry: FoundCooperative,
    now: Date,
  ): Promise<string[]> {
    const { sellerId, producerId, registrationNumber, registeredOn, taxCode } = state;
    // The register takes a tax code as it was told; here only one that is in order is taken over.
    const known = entry.taxCode !== null && taxCodeKind(entry.taxCode) !== null ? entry.taxCode : null;
    const filled = [
      ...(registrationNumber === null ? ['registrationNumber'] : []),
      ...(registeredOn === null && entry.foundedOn !== null ? ['registeredOn'] : []),
      ...(taxCode === null && known !== null ? ['taxCode'] : []),
    ];
    if (filled.length === 0) return filled;
    await tx.update(
      SellerApplication,
      { sellerId },
      {
        registrationNumber: registrationNumber ?? entry.registerNumber,
        registeredOn: registeredOn ?? entry.foundedOn,
        updatedAt: now,
      },
    );
    await tx.update(Producer, { id: producerId }, { taxCode: taxCode ?? known, updatedAt: now });
    await countSaving(tx, sellerId, ['registration'], now);
    return filled;
  }
}
