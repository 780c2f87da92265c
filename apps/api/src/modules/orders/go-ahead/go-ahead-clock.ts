import { Inject, Injectable, Logger } from '@nestjs/common';
import { HOUR_MS, type Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { lockOrder } from '../shop-orders/lock-order.js';
import { goAheadQueue } from './go-ahead-queues.js';
import { MoveGoAhead } from './move-go-ahead.js';

/** One sweep handles so many at most; the next comes some minutes later. */
const BATCH = 500;

type Step = 'reminded' | 'overdue';
const STAMPS: Readonly<Record<Step, string>> = { reminded: 'reminded_at', overdue: 'overdue_at' };

/**
 * Words that do not come: the buyer is reminded once, and later the shop is told, which may then cancel. Each in its own
 * transaction. Safe to repeat and to run twice at once.
 */
@Injectable()
export class GoAheadClock {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly transactions: Transactions,
    private readonly goAheads: MoveGoAhead,
    private readonly jobs: Jobs,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many buyers were reminded, and of how many orders shops were told. */
  async run(): Promise<Record<Step, number>> {
    const { goAheadReminderHours, goAheadHours } = this.floor.orderTimers;
    return {
      // Told first: who is told that none came need not be reminded in the same moment.
      overdue: await this.each('overdue', goAheadHours),
      reminded: await this.each('reminded', goAheadReminderHours),
    };
  }

  private async each(step: Step, hours: number): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - hours * HOUR_MS);
    const find = (tx: EntityManager, orderId: string | null): Promise<{ id: string }[]> =>
      tx.query(
        `SELECT o.id FROM go_aheads a JOIN orders o ON o.id = a.order_id
         WHERE a.status = 'asked' AND a.created_at <= $1 AND a.${STAMPS[step]} IS NULL AND a.overdue_at IS NULL
           AND o.status IN ('placed', 'confirmed') AND ($2::uuid IS NULL OR o.id = $2)
         ORDER BY a.created_at, o.id LIMIT ${BATCH}`,
        [before, orderId],
      );
    let done = 0;
    for (const { id } of await this.transactions.run('worker', (tx) => find(tx, null))) {
      try {
        await this.transactions.run('worker', async (tx) => {
          await lockOrder(tx, { orderId: id });
          if ((await find(tx, id)).length === 0) return;
          await tx.query(`UPDATE go_aheads SET ${STAMPS[step]} = $2, updated_at = $2 WHERE order_id = $1`, [
            id,
            now,
          ]);
          await this.goAheads.record(
            tx,
            id,
            { to: 'asked', mover: 'worker', actorKind: 'worker', now },
            { step },
          );
          await this.jobs.enqueue(tx, goAheadQueue, { orderId: id, what: step });
          done += 1;
        });
      } catch (error) {
        this.logger.error(`nobody could be told of the go-ahead of order ${id}: ${String(error)}`);
      }
    }
    return done;
  }
}
