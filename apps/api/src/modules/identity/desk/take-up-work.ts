import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isUuid } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { releaseWork, takeUpWork, type Work } from '../duties/work-assignments.js';
import { officerOf } from '../officer.js';
import { deskQueues, pieceStatement } from './desk-queues.sql.js';

/** An officer takes a piece of a queue in hand, so that nobody does it twice; whoever may do it may also free it. */
@Injectable()
export class TakeUpWork {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed (a queue of others), state_conflict (somebody has it in hand) */
  async take(principal: Principal, queueName: string, subjectId: string): Promise<void> {
    await this.change(principal, queueName, subjectId, async (tx, work, now) => {
      await takeUpWork(tx, work, principal.accountId, now);
      return 'work.taken_up';
    });
  }

  /** @throws Problem not_found, not_allowed (a queue of others), state_conflict (nobody has it in hand) */
  async giveBack(principal: Principal, queueName: string, subjectId: string): Promise<void> {
    await this.change(principal, queueName, subjectId, async (tx, work, now) => {
      if (!(await releaseWork(tx, work, now))) throw new Problem('state_conflict');
      return 'work.given_back';
    });
  }

  private async change(
    principal: Principal,
    queueName: string,
    subjectId: string,
    work: (tx: EntityManager, piece: Work, now: Date) => Promise<string>,
  ): Promise<void> {
    const queue = deskQueues.find(({ name }) => name === queueName);
    if (queue === undefined || queue.takenOnItsPage || !isUuid(subjectId)) throw new Problem('not_found');
    const { name, permission, subjectType } = queue;
    const { communes, accountId } = officerOf(principal, permission);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const [piece] = await tx.query<{ communeCode: string | null }[]>(pieceStatement(queue), [
        now,
        communes,
        accountId,
        subjectId,
      ]);
      if (piece === undefined) throw new Problem('not_found');
      const action = await work(tx, { subjectType, subjectId, permission, ...piece }, now);
      await recordAudit(tx, [
        { at: now, actorKind: 'officer', action, subjectType, subjectId, after: { queue: name } },
      ]);
    });
  }
}
