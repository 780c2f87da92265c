import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { DataKeys } from '../../../platform/sealing/data-keys.js';
import { TakeProductDown } from '../../catalogue/index.js';
import { isInTerritory, officerOf, type Officer } from '../../identity/index.js';
import { IssueLetter, SuspendSeller } from '../../sellers/index.js';
import { reportNoticeQueue } from './report-queues.js';
import { reportStatusesBefore, type ReportStatus } from './report-status.js';
import type { DecideReportDto, LiftReportDto } from './report.dto.js';
import { HOLD_REPORT, type HeldReport } from './reports.sql.js';

const REPORTS = 'reports.handle' as const;
/** What taking a product down needs, by whomever it is asked for. */
export const TAKES_DOWN = 'authorities.handle' as const;
export const SUSPENDS = 'sellers.suspend' as const;

interface Held {
  tx: EntityManager;
  report: HeldReport;
  officer: Officer;
  now: Date;
}

/** What an officer does with a report. What is done to a product or a shop is the act of its own room, linked here. */
@Injectable()
export class ReportActs {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    private readonly jobs: Jobs,
    private readonly takeProductDown: TakeProductDown,
    private readonly suspendSeller: SuspendSeller,
    private readonly issueLetter: IssueLetter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the report, or takes it over from a colleague on purpose.
   *
   * @throws Problem not_found, not_allowed (their own), state_conflict (decided, or taken over without saying so)
   */
  take(principal: Principal, id: string, takeOver: boolean): Promise<void> {
    return this.hold(principal, id, async (held) => {
      const { tx, report, officer } = held;
      if ((report.status === 'taken') !== takeOver || report.officerId === officer.accountId)
        throw new Problem('state_conflict');
      await move(held, 'taken', `officer_id = $4`, [officer.accountId]);
      await note(held, 'report.taken', { from: report.officerId });
      if (report.status === 'open')
        await this.jobs.enqueue(tx, reportNoticeQueue, { reportId: report.id, of: 'taken' });
    });
  }

  /**
   * Whoever took the report decides it. With an act about the product or the shop the three are one transaction.
   *
   * @throws Problem not_found, not_allowed (their own, or no duty for such an act there), state_conflict (not theirs; nothing
   *   to take down or to suspend), validation_failed
   */
  decide(
    principal: Principal,
    id: string,
    { outcome, answer, shopWords, suspensionReason }: DecideReportDto,
  ): Promise<void> {
    return this.hold(principal, id, async (held) => {
      const { tx, report, officer } = held;
      if (report.status !== 'taken' || report.officerId !== officer.accountId)
        throw new Problem('state_conflict');
      let takedownId: string | null = null;
      let suspensionId: string | null = null;
      if (outcome !== 'dismissed') {
        const words = demandWords(shopWords);
        if (outcome === 'taken_down') takedownId = await this.takeDown(principal, held, words);
        else if (outcome === 'suspended')
          suspensionId = await this.suspend(principal, held, suspensionReason ?? '', words);
        else await this.tellShop(held, words);
      }
      const key = await this.dataKeys.of(tx, report.id);
      await move(held, 'decided', `outcome = $4, answer_sealed = $5, takedown_id = $6, suspension_id = $7`, [
        outcome,
        key.seal(answer, 'reports.answer'),
        takedownId,
        suspensionId,
      ]);
      await note(held, 'report.decided', { outcome, takedownId, suspensionId });
      await this.jobs.enqueue(tx, reportNoticeQueue, { reportId: report.id, of: 'decided' });
    });
  }

  /** Lets the product back that was taken down. @throws Problem not_found, not_allowed, state_conflict (none, or lifted) */
  lift(principal: Principal, id: string, { words }: LiftReportDto): Promise<void> {
    return this.hold(principal, id, async (held) => {
      const { tx, report, now } = held;
      if (report.takedownId === null) throw new Problem('state_conflict');
      await this.takeProductDown.lift(
        tx,
        officerFor(principal, TAKES_DOWN, report),
        report.takedownId,
        words,
        now,
      );
      await note(held, 'report.lifted', { takedownId: report.takedownId });
    });
  }

  /** Whoever reported asked to be forgotten: what was reported stays. @throws Problem not_found, not_allowed */
  forget(principal: Principal, id: string): Promise<void> {
    return this.hold(principal, id, async (held) => {
      await held.tx.query(
        `UPDATE reports SET contact_sealed = NULL, contact_hash = NULL, reporter_id = NULL, updated_at = $2 WHERE id = $1`,
        [id, held.now],
      );
      await note(held, 'report.reporter_forgotten');
    });
  }

  private takeDown(principal: Principal, { tx, report, now }: Held, words: string): Promise<string> {
    if (report.productId === null) throw new Problem('state_conflict');
    const officer = officerFor(principal, TAKES_DOWN, report);
    return this.takeProductDown.run(tx, officer, report.productId, { demandedBy: null, words }, now);
  }

  private suspend(
    principal: Principal,
    { tx, report, now }: Held,
    reason: string,
    words: string,
  ): Promise<string> {
    const officer = officerFor(principal, SUSPENDS, report);
    return this.suspendSeller.inside(
      tx,
      officer,
      report.shopSlug,
      { reason, words },
      now,
      'suspensionReason',
    );
  }

  private async tellShop({ tx, report, officer, now }: Held, words: string): Promise<void> {
    const [product] =
      report.productId === null
        ? []
        : await tx.query<{ name: string }[]>(`SELECT name FROM products WHERE id = $1`, [report.productId]);
    await this.issueLetter.run(
      tx,
      report.sellerId,
      'reminder',
      { words, ...(product === undefined ? {} : { product: product.name }) },
      { issuedBy: officer.accountId, now },
    );
  }

  private hold(principal: Principal, id: string, work: (held: Held) => Promise<void>): Promise<void> {
    const officer = officerOf(principal, REPORTS);
    const now = this.clock.now();
    return this.transactions.run('officer', async (tx) => {
      const [report] = await tx.query<HeldReport[]>(HOLD_REPORT, [id, officer.communes, officer.accountId]);
      if (report === undefined) throw new Problem('not_found');
      if (report.own) throw new Problem('not_allowed');
      await work({ tx, report, officer, now });
    });
  }
}

/** The officer as they stand for that act. @throws Problem not_allowed (no duty gives it in the shop's commune) */
function officerFor(
  principal: Principal,
  permission: typeof TAKES_DOWN | typeof SUSPENDS,
  { communeCode }: HeldReport,
): Officer {
  const officer = officerOf(principal, permission);
  if (!isInTerritory(officer, communeCode)) throw new Problem('not_allowed');
  return officer;
}

function demandWords(words: string | undefined): string {
  if (words === undefined)
    throw fieldProblem(
      'shopWords',
      'required',
      'Mời ghi điều gian hàng cần biết',
      'Say what the shop has to know',
    );
  return words;
}

async function move(
  { tx, report, now }: Held,
  to: 'taken' | 'decided',
  set: string,
  values: readonly unknown[],
): Promise<void> {
  const before: readonly ReportStatus[] = reportStatusesBefore[to];
  const moved = await changedRows(
    tx,
    `UPDATE reports SET status = '${to}', status_changed_at = $2, updated_at = $2, ${set}
     WHERE id = $1 AND status = ANY ($3::varchar[]) RETURNING id`,
    [report.id, now, before, ...values],
  );
  if (moved.length === 0) throw new Problem('state_conflict');
}

function note({ tx, report, now }: Held, action: string, after: object = {}): Promise<void> {
  return recordAudit(tx, [
    { at: now, actorKind: 'officer', action, subjectType: 'report', subjectId: report.id, after },
  ]);
}
