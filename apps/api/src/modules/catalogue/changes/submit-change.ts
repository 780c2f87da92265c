import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { vietnamDay, type Clock } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { publicHolidays } from '../../../platform/data/holidays.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions, type EnteredSeller } from '../../sellers/index.js';
import { papersOfProduct } from '../papers/papers-of-product.js';
import { movePublication } from '../publication-status.js';
import { requiredParts } from '../rules/required-parts.js';
import { applyAtOnce } from './apply-at-once.js';
import { EDITABLE, moveChange, staleVersion, type ChangeStatus } from './change-status.js';
import { holdProduct, openChange, type HeldProduct } from './find-product.js';
import { missingParts } from './missing-parts.js';
import { differences } from './needs-approval.js';
import type { ProductChange } from './product-change.entity.js';
import { readApproved } from './read-approved.js';

/** Nothing of an earlier round stays on a change that goes on its way anew. */
const FRESH = { checkedAt: null, checkedBy: null, decidedAt: null, decidedBy: null, reasons: [], words: '' };

/** What sending came to: `submitted` where something waits, `applied` where all of it is in effect already. */
export interface SubmissionOutcome {
  status: Extract<ChangeStatus, 'submitted' | 'applied'>;
  version: number;
}

/** Sends a change on its way, takes it back, or gives it up. */
@Injectable()
export class SubmitChange {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What needs no approval takes effect at once; the rest waits while buyers read what was approved before. Pressed twice
   * it is sent once.
   *
   * @throws Problem not_found, not_allowed, validation_failed (what is missing, by path), stale_version, state_conflict (no
   *   change, or a shop that may not sell)
   */
  async run(
    principal: Principal,
    slug: string,
    productId: string,
    version: number,
  ): Promise<SubmissionOutcome> {
    return this.sellerTransactions.run(principal, slug, 'listings', async (tx, seller) => {
      const product = await holdProduct(tx, productId);
      const change = await openChange(tx, productId);
      if (change === null) throw new Problem('state_conflict');
      if (change.status === 'submitted' && change.version === version)
        return { status: 'submitted', version };
      return this.send(tx, seller, product, change, version);
    });
  }

  /** The same inside a transaction that holds the product already. */
  async send(
    tx: EntityManager,
    seller: EnteredSeller,
    product: HeldProduct,
    change: ProductChange,
    version: number,
  ): Promise<SubmissionOutcome> {
    const now = this.clock.now();
    if (!EDITABLE.includes(change.status) || seller.status !== 'approved')
      throw new Problem('state_conflict');
    if (change.version !== version) throw staleVersion(change);
    const { priceJumpPercent, checkWorkingDays } = this.floor.approval;
    const approved = await readApproved(tx, product.id);
    const found = differences(change.content, approved, priceJumpPercent);
    // A price is set from a boat, whatever paper has run out meanwhile; every other word is held to the rules anew.
    const judged = found.some(({ waits, area }) => waits && area !== 'price');
    const papers = await papersOfProduct(tx, { sellerId: seller.sellerId, productId: product.id });
    const errors = [
      ...missingParts(change.content),
      ...(judged ? requiredParts(change.content, papers, vietnamDay(now)) : []),
    ];
    if (errors.length > 0) throw new Problem('validation_failed', { errors });
    if (approved !== null) await applyAtOnce(tx, product.id, change.content, found, now);
    const waiting = found.filter(({ waits }) => waits);
    const status = waiting.length > 0 ? 'submitted' : 'applied';
    const dueOn = addWorkingDays(vietnamDay(now), checkWorkingDays, publicHolidays);
    await moveChange(tx, change, status, version, now, {
      ...FRESH,
      submittedAt: now,
      submittedBy: seller.accountId,
      dueOn: status === 'submitted' ? dueOn : null,
    });
    if (approved === null) await movePublication(tx, product.id, 'submitted', now, 'seller');
    await this.record(
      tx,
      product.id,
      `product.change_${status}`,
      { version, waits: waiting.map(({ path }) => path) },
      now,
    );
    return { status, version };
  }

  /** Back to a draft, while nobody has published it. @throws Problem not_found, not_allowed, state_conflict */
  async takeBack(principal: Principal, slug: string, productId: string): Promise<void> {
    await this.end(principal, slug, productId, 'draft');
  }

  /** Gives the change up; what was approved stays. @throws Problem not_found, not_allowed, state_conflict */
  async discard(principal: Principal, slug: string, productId: string): Promise<void> {
    await this.end(principal, slug, productId, 'withdrawn');
  }

  private async end(
    principal: Principal,
    slug: string,
    productId: string,
    to: 'draft' | 'withdrawn',
  ): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'listings', async (tx) => {
      const product = await holdProduct(tx, productId);
      const change = await openChange(tx, productId);
      if (change === null) throw new Problem('state_conflict');
      await moveChange(tx, change, to, change.version, now, {
        ...(to === 'draft' ? { ...FRESH, submittedAt: null, submittedBy: null } : {}),
        dueOn: null,
      });
      if (product.publishedAt === null && product.publicationStatus !== 'draft')
        await movePublication(tx, product.id, 'draft', now, 'seller');
      const action = to === 'draft' ? 'product.change_taken_back' : 'product.change_given_up';
      await this.record(tx, productId, action, { version: change.version }, now);
    });
  }

  private async record(
    tx: EntityManager,
    subjectId: string,
    action: string,
    after: object,
    at: Date,
  ): Promise<void> {
    await recordAudit(tx, [{ at, actorKind: 'seller', action, subjectType: 'product', subjectId, after }]);
  }
}
