import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { visitNoticeQueue } from '../tourism-queues.js';
import type { OwnVisitAnswer } from './visit.dto.js';
import { OWN_VISIT } from './own-visit.sql.js';
import { REACHED_FROM } from './visit-status.js';
import { isVisitToken } from './visit-token.js';

/** A visit as whoever asked for it comes back to it, with the link they were given. */
@Injectable()
export class VisitByLink {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found */
  async read(visitId: string, token: string): Promise<OwnVisitAnswer> {
    this.demandToken(visitId, token);
    return this.transactions.run('buyer', (tx) => this.find(tx, visitId));
  }

  /** They do not come. @throws Problem not_found, state_conflict (declined, withdrawn or over already) */
  async withdraw(visitId: string, token: string): Promise<OwnVisitAnswer> {
    this.demandToken(visitId, token);
    const now = this.clock.now();
    return this.transactions.run('buyer', async (tx) => {
      await this.find(tx, visitId);
      const moved = await changedRows(
        tx,
        `UPDATE visit_requests SET status = 'withdrawn', status_changed_at = $2, updated_at = $2
         WHERE id = $1 AND status = ANY ($3) AND day >= $4 RETURNING id`,
        [visitId, now, REACHED_FROM.withdrawn, vietnamDay(now)],
      );
      if (moved.length !== 1) throw new Problem('state_conflict');
      await this.jobs.enqueue(tx, visitNoticeQueue, { visitId, status: 'withdrawn' });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'buyer',
          action: 'visit.withdrawn',
          subjectType: 'visit_request',
          subjectId: visitId,
        },
      ]);
      return this.find(tx, visitId);
    });
  }

  private demandToken(visitId: string, token: string): void {
    if (!isVisitToken(token, visitId, this.environment.sessionSecret)) throw new Problem('not_found');
  }

  private async find(tx: EntityManager, visitId: string): Promise<OwnVisitAnswer> {
    const [visit] = await tx.query<OwnVisitAnswer[]>(`${OWN_VISIT} WHERE v.id = $1`, [
      visitId,
      vietnamDay(this.clock.now()),
    ]);
    if (visit === undefined) throw new Problem('not_found');
    return visit;
  }
}
