import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { In, type EntityManager } from 'typeorm';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { brokenConstraint } from '../../../platform/database/constraint.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { erasureNoticeQueue, erasureQueue } from '../privacy-queues.js';
import { erasureObstacles, type ErasureObstacle } from './erasure-obstacles.js';
import { erasureTimes, lawfulUntil } from './erasure-times.js';
import { Erasure } from './erasure.entity.js';

/** Asking for one's account to be erased, thinking again, and how it stands. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(accountId: string): Promise<object> {
    return this.transactions.run('account', async (tx) => {
      const erasure = await findOpen(tx, accountId);
      return erasureView(erasure, await erasureObstacles(tx, accountId, this.clock.now()));
    });
  }

  /**
   * Acknowledges at once; the waiting period begins. Asked for again it is the same request still.
   *
   * @throws Problem state_conflict with `obstacles`
   */
  async request(accountId: string): Promise<object> {
    const now = this.clock.now();
    try {
      return await this.transactions.run('account', async (tx) => {
        const open = await findOpen(tx, accountId);
        if (open !== null) return erasureView(open, []);
        const obstacles = await erasureObstacles(tx, accountId, now);
        if (obstacles.length > 0) throw new Problem('state_conflict', { extra: { obstacles } });
        const erasure = await this.write(tx, accountId, now);
        return erasureView(erasure, []);
      });
    } catch (error) {
      // Two requests at once: the other one wrote it.
      if (brokenConstraint(error) === 'erasures_open') return this.read(accountId);
      throw error;
    }
  }

  /** @throws Problem not_found (nothing to take back), state_conflict (already under way) */
  async cancel(accountId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('account', async (tx) => {
      const { affected } = await tx.update(
        Erasure,
        { accountId, status: 'waiting' },
        { status: 'cancelled', statusChangedAt: now, updatedAt: now },
      );
      if (affected !== 1)
        throw new Problem((await findOpen(tx, accountId)) === null ? 'not_found' : 'state_conflict');
      await note(tx, accountId, 'account.erasure_cancelled', now);
    });
  }

  private async write(tx: EntityManager, accountId: string, now: Date): Promise<Erasure> {
    const { dueAt } = await erasureTimes(tx, now);
    const erasure: Erasure = {
      id: uuidv7(now.getTime()),
      accountId,
      status: 'waiting',
      statusChangedAt: now,
      requestedAt: now,
      dueAt,
      heldUpAt: null,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(Erasure, erasure);
    await note(tx, accountId, 'account.erasure_requested', now);
    // Whoever did not ask for this has to hear of it while it can still be taken back.
    await this.jobs.enqueue(tx, erasureNoticeQueue, { erasureId: erasure.id });
    await this.jobs.enqueue(tx, erasureQueue, { erasureId: erasure.id }, dueAt);
    return erasure;
  }
}

function findOpen(tx: EntityManager, accountId: string): Promise<Erasure | null> {
  return tx.findOneBy(Erasure, { accountId, status: In(['waiting', 'running']) });
}

function note(tx: EntityManager, accountId: string, action: string, at: Date): Promise<void> {
  return recordAudit(tx, [
    { at, actorKind: 'account', action, subjectType: 'account', subjectId: accountId },
  ]);
}

function erasureView(erasure: Erasure | null, obstacles: readonly ErasureObstacle[]): object {
  return {
    status: erasure?.status ?? 'none',
    requestedAt: erasure?.requestedAt.toISOString() ?? null,
    dueAt: erasure?.dueAt.toISOString() ?? null,
    lawfulUntil: erasure === null ? null : lawfulUntil(erasure.requestedAt).toISOString(),
    obstacles,
  };
}
