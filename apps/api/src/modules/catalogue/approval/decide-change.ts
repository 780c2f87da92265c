import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { vietnamDay, type Clock } from '#kernel/time';
import { addWorkingDays } from '#kernel/working-days';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { publicHolidays } from '../../../platform/data/holidays.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { releaseWork, type Officer } from '../../identity/index.js';
import { moveChange } from '../changes/change-status.js';
import { movePublication, type PublicationStatus } from '../publication-status.js';
import { Product } from '../product.entity.js';
import { listingDecisionQueue, type ToldDecision } from './decision-queue.js';
import { holdForeignChange, type FoundChange } from './find-change.js';
import { publishContent } from './publish-content.js';
import { demandReasons } from './return-reasons.js';

/** Decides about a change: of two officers at once one does, and the other is told so. */
@Injectable()
export class DecideChange {
  constructor(
    private readonly transactions: Transactions,
    private readonly floor: FloorProfile,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The first of two steps. @throws Problem not_found, not_allowed (own work), stale_version, state_conflict */
  async check(officer: Officer, id: string, version: number): Promise<void> {
    await this.decide(officer, id, async (tx, { change }, now) => {
      const dueOn = addWorkingDays(vietnamDay(now), this.floor.approval.publishWorkingDays, publicHolidays);
      await moveChange(tx, change, 'checked', version, now, {
        checkedAt: now,
        checkedBy: officer.accountId,
        dueOn,
      });
      await this.movePublicationOfNew(tx, change.productId, 'commune_checked', now);
      return { action: 'product.change_checked', after: { version } };
    });
  }

  /**
   * The second step: what was approved is what buyers read from here on.
   *
   * @throws Problem not_found, not_allowed (own work, or checked by the same officer), stale_version, state_conflict
   */
  async publish(officer: Officer, id: string, version: number): Promise<void> {
    await this.decide(officer, id, async (tx, { change }, now) => {
      if (change.status === 'checked' && change.checkedBy === officer.accountId)
        throw new Problem('not_allowed');
      await moveChange(tx, change, 'published', version, now, {
        decidedAt: now,
        decidedBy: officer.accountId,
        dueOn: change.dueOn,
      });
      const slug = await publishContent(tx, change.productId, change.content, {
        now,
        priceJumpPercent: this.floor.approval.priceJumpPercent,
      });
      await this.movePublicationOfNew(tx, change.productId, 'published', now);
      await this.tell(tx, id, 'published', now);
      return { action: 'product.change_published', after: { version, slug } };
    });
  }

  /** Gives it back with reasons and words. @throws Problem not_found, not_allowed, validation_failed, stale_version … */
  async giveBack(
    officer: Officer,
    id: string,
    { version, reasons, words }: { version: number; reasons: string[]; words: string },
  ): Promise<void> {
    demandReasons(reasons);
    await this.decide(officer, id, async (tx, { change }, now) => {
      await moveChange(tx, change, 'returned', version, now, {
        reasons,
        words,
        dueOn: null,
        decidedAt: now,
        decidedBy: officer.accountId,
      });
      await this.movePublicationOfNew(tx, change.productId, 'rejected', now);
      await this.tell(tx, id, 'returned', now);
      return { action: 'product.change_returned', after: { version, reasons } };
    });
  }

  private async decide(
    officer: Officer,
    id: string,
    work: (tx: EntityManager, found: FoundChange, now: Date) => Promise<{ action: string; after: object }>,
  ): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const found = await holdForeignChange(tx, officer, id);
      const { action, after } = await work(tx, found, now);
      // Whoever had it in hand is done with it; the next step is somebody else's.
      await releaseWork(tx, { subjectType: 'product_change', subjectId: id }, now);
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action,
          subjectType: 'product',
          subjectId: found.change.productId,
          after: { changeId: id, ...after },
        },
      ]);
    });
  }

  /** The shop hears of it exactly when it is decided: the job is a row of the same transaction. */
  private async tell(
    tx: EntityManager,
    changeId: string,
    outcome: ToldDecision['outcome'],
    now: Date,
  ): Promise<void> {
    await this.jobs.enqueue(tx, listingDecisionQueue, { changeId, outcome, decidedAt: now.toISOString() });
  }

  /** A product that is on the floor already stays as it is, whatever becomes of a change. */
  private async movePublicationOfNew(
    tx: EntityManager,
    productId: string,
    to: PublicationStatus,
    now: Date,
  ): Promise<void> {
    const product = await tx.findOneBy(Product, { id: productId });
    if (product?.publishedAt === null) await movePublication(tx, productId, to, now);
  }
}
