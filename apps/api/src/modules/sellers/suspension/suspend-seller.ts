import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { uuidv7 } from '#kernel/ids';
import { DAY_MS, vietnamDay, type Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import type { Officer } from '../../identity/index.js';
import { IssueLetter } from '../letters/issue-letter.js';
import { demandForeignWork, findCase } from '../review/find-case.js';
import { reasonName } from '../review/reasons.js';
import type { ReasonedDto, SuspendDto } from '../review/review.dto.js';
import { moveSeller } from '../seller-status.js';
import { Suspension } from './suspension.entity.js';

/** Decree 248/2026/NĐ-CP: a seller is told five days before, unless an authority asks for it at once. */
const NOTICE_DAYS = 5;

/** Suspends shops, lets them sell again, closes them. Open orders are served in any case. */
@Injectable()
export class SuspendSeller {
  constructor(
    private readonly transactions: Transactions,
    private readonly issueLetter: IssueLetter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed (own work), state_conflict (not approved, or suspended already) */
  async run(officer: Officer, slug: string, { reason, words, authority }: SuspendDto): Promise<void> {
    const name = reasonName('suspend', reason);
    const now = this.clock.now();
    const atOnce = authority !== undefined;
    const startsAt = atOnce ? now : new Date(now.getTime() + NOTICE_DAYS * DAY_MS);
    await this.transactions.run('officer', async (tx) => {
      const found = await findCase(tx, officer, slug);
      demandForeignWork(found, officer);
      if (found.status !== 'approved') throw new Problem('state_conflict');
      try {
        await tx.insert(Suspension, {
          id: uuidv7(now.getTime()),
          sellerId: found.sellerId,
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
      if (atOnce) await moveSeller(tx, found.sellerId, 'suspended', now, { after: { reason, authority } });
      else {
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'seller.suspension_noticed',
            subjectType: 'seller',
            subjectId: found.sellerId,
            after: { reason, startsAt },
          },
        ]);
      }
      const said = { reason: name, words, day: vietnamDay(startsAt), ...(atOnce ? { authority } : {}) };
      await this.issueLetter.run(tx, found.sellerId, 'suspension', said, {
        issuedBy: officer.accountId,
        now,
      });
    });
  }

  /** Ends the suspension, or takes its notice back. @throws Problem not_found, not_allowed, state_conflict (none) */
  async lift(officer: Officer, slug: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const found = await findCase(tx, officer, slug);
      demandForeignWork(found, officer);
      const [rows] = await tx.query<[{ begun: boolean }[], number]>(
        `UPDATE suspensions SET ended_at = $2, ended_by = $3, updated_at = $2
         WHERE seller_id = $1 AND ended_at IS NULL RETURNING begun_at IS NOT NULL AS begun`,
        [found.sellerId, now, officer.accountId],
      );
      const [ended] = rows;
      // What the suspension's row says now, not the shop's status from before: the worker may just have begun it.
      const stopped = ended?.begun ?? found.status === 'suspended';
      if (ended === undefined && !stopped) throw new Problem('state_conflict');
      if (stopped) await moveSeller(tx, found.sellerId, 'approved', now, { from: 'suspended' });
      else {
        await recordAudit(tx, [
          {
            at: now,
            actorKind: 'officer',
            action: 'seller.suspension_taken_back',
            subjectType: 'seller',
            subjectId: found.sellerId,
          },
        ]);
      }
      await this.issueLetter.run(tx, found.sellerId, 'lifting', {}, { issuedBy: officer.accountId, now });
    });
  }

  /** The shop leaves the floor for good. @throws Problem not_found, not_allowed, state_conflict */
  async close(officer: Officer, slug: string, { reason, words }: ReasonedDto): Promise<void> {
    const name = reasonName('close', reason);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const found = await findCase(tx, officer, slug);
      demandForeignWork(found, officer);
      // The suspension before the shop, as whoever begins or lifts one takes them; the other way round they could deadlock.
      const open = { sellerId: found.sellerId, endedAt: IsNull() };
      await tx.update(Suspension, open, { endedAt: now, endedBy: officer.accountId, updatedAt: now });
      await moveSeller(tx, found.sellerId, 'closed', now, { after: { reason } });
      await this.issueLetter.run(
        tx,
        found.sellerId,
        'closure',
        { reason: name, words },
        { issuedBy: officer.accountId, now },
      );
    });
  }
}
