import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Officer } from '../../identity/index.js';
import { IssueLetter } from '../letters/issue-letter.js';
import { demandForeignWork, findCase } from '../review/find-case.js';
import { reasonName } from '../review/reasons.js';
import type { ReasonedDto, SuspendDto } from '../review/review.dto.js';
import { moveSeller, type SellerStatus } from '../seller-status.js';
import { endSuspension, holdShop } from './open-suspension.js';
import { suspensionQueue } from './suspension-queue.js';
import { Suspension } from './suspension.entity.js';

/** Decree 248/2026/NĐ-CP: a seller is told five days before, unless an authority asks for it at once. */
const NOTICE_DAYS = 5;

/** Suspends shops, lets them sell again, closes them. Open orders are served in any case. */
@Injectable()
export class SuspendSeller {
  constructor(
    private readonly transactions: Transactions,
    private readonly issueLetter: IssueLetter,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Gives five days' notice, or suspends at once on an authority's request, which takes the place of a notice that runs.
   *
   * @throws Problem not_found, not_allowed (own work), state_conflict (not approved, or given notice already)
   */
  async run(officer: Officer, slug: string, form: SuspendDto): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', (tx) => this.inside(tx, officer, slug, form, now));
  }

  /** The same in the caller's transaction; the id of the suspension. `path` is where the body has the reason. */
  async inside(
    tx: EntityManager,
    officer: Officer,
    slug: string,
    { reason, words, authority }: SuspendDto,
    now: Date,
    path = 'reason',
  ): Promise<string> {
    const name = reasonName('suspend', reason, path);
    const atOnce = authority !== undefined;
    const startsAt = atOnce ? now : new Date(now.getTime() + NOTICE_DAYS * DAY_MS);
    const { sellerId } = await this.hold(tx, officer, slug, ['approved']);
    const replaced = atOnce ? await this.supersede(tx, sellerId, officer, now) : false;
    const id = uuidv7(now.getTime());
    try {
      await tx.insert(Suspension, {
        id,
        sellerId,
        reason,
        words,
        authorityRequest: authority ?? null,
        noticedAt: now,
        startsAt,
        begunAt: atOnce ? now : null,
        endedAt: null,
        decidedBy: officer.accountId,
        endedBy: null,
        createdAt: now,
        updatedAt: now,
      });
    } catch (error) {
      throw brokenConstraint(error) === 'suspensions_open' ? new Problem('state_conflict') : error;
    }
    if (atOnce) await moveSeller(tx, sellerId, 'suspended', now, { after: { reason, authority } });
    else await record(tx, sellerId, 'seller.suspension_noticed', now, { reason, startsAt });
    const said = { reason: name, words, day: vietnamDay(startsAt), replaced };
    await this.issueLetter.run(
      tx,
      sellerId,
      'suspension',
      { ...said, ...(atOnce ? { authority } : {}) },
      { issuedBy: officer.accountId, now },
    );
    if (atOnce) await this.jobs.enqueue(tx, suspensionQueue, { suspensionId: id });
    return id;
  }

  /** Ends the suspension, or takes its notice back. @throws Problem not_found, not_allowed, state_conflict (none) */
  async lift(officer: Officer, slug: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { sellerId, status } = await this.hold(tx, officer, slug, ['approved', 'suspended']);
      const ended = await endSuspension(tx, sellerId, { endedBy: officer.accountId, now });
      if (ended === null && status !== 'suspended') throw new Problem('state_conflict');
      if (ended?.begun === true) await this.jobs.enqueue(tx, suspensionQueue, { suspensionId: ended.id });
      if (status === 'suspended') await moveSeller(tx, sellerId, 'approved', now, { from: 'suspended' });
      else await record(tx, sellerId, 'seller.suspension_taken_back', now);
      await this.issueLetter.run(tx, sellerId, 'lifting', {}, { issuedBy: officer.accountId, now });
    });
  }

  /** The shop leaves the floor for good. @throws Problem not_found, not_allowed, state_conflict */
  async close(officer: Officer, slug: string, { reason, words }: ReasonedDto): Promise<void> {
    const name = reasonName('close', reason);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { sellerId } = await this.hold(tx, officer, slug, ['approved', 'suspended']);
      await endSuspension(tx, sellerId, { endedBy: officer.accountId, now });
      await moveSeller(tx, sellerId, 'closed', now, { after: { reason } });
      await this.issueLetter.run(
        tx,
        sellerId,
        'closure',
        { reason: name, words },
        { issuedBy: officer.accountId, now },
      );
    });
  }

  /** The shop as it is now and stays until the end, if this officer may act on it and it is in one of those states. */
  private async hold(
    tx: EntityManager,
    officer: Officer,
    slug: string,
    states: readonly SellerStatus[],
  ): Promise<{ sellerId: string; status: SellerStatus }> {
    const found = await findCase(tx, officer, slug);
    demandForeignWork(found, officer);
    const status = await holdShop(tx, found.sellerId);
    if (!states.includes(status)) throw new Problem('state_conflict');
    return { sellerId: found.sellerId, status };
  }

  /** Whether a notice was running that an authority's request now takes the place of. */
  private async supersede(
    tx: EntityManager,
    sellerId: string,
    { accountId }: Officer,
    now: Date,
  ): Promise<boolean> {
    const ended = await endSuspension(tx, sellerId, { endedBy: accountId, now });
    if (ended === null) return false;
    await record(tx, sellerId, 'seller.suspension_superseded', now, { suspensionId: ended.id });
    return true;
  }
}

async function record(
  tx: EntityManager,
  sellerId: string,
  action: string,
  at: Date,
  after: object = {},
): Promise<void> {
  await recordAudit(tx, [
    { at, actorKind: 'officer', action, subjectType: 'seller', subjectId: sellerId, after },
  ]);
}
