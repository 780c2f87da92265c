import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { moveSeller } from '../seller-status.js';

/** Begins what was given notice of five days ago. Safe to repeat, to run twice at once, and to die in the middle. */
@Injectable()
export class BeginSuspensions {
  private readonly logger = new Logger('sellers');

  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many shops stopped selling. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const due = await this.transactions.run('worker', (tx) =>
      tx.query<{ id: string; sellerId: string }[]>(
        `SELECT id, seller_id AS "sellerId" FROM suspensions
         WHERE starts_at <= $1 AND begun_at IS NULL AND ended_at IS NULL ORDER BY starts_at LIMIT 500`,
        [now],
      ),
    );
    let begun = 0;
    for (const { id, sellerId } of due) {
      try {
        begun += await this.begin(id, sellerId, now);
      } catch (error) {
        this.logger.error(`suspension ${id} could not begin: ${String(error)}`);
      }
    }
    return begun;
  }

  private async begin(id: string, sellerId: string, now: Date): Promise<number> {
    return this.transactions.run('worker', async (tx) => {
      const [, count] = await tx.query<[unknown[], number]>(
        `UPDATE suspensions SET begun_at = $2, updated_at = $2 WHERE id = $1 AND begun_at IS NULL AND ended_at IS NULL`,
        [id, now],
      );
      if (count === 1)
        await moveSeller(tx, sellerId, 'suspended', now, {
          actorKind: 'worker',
          after: { suspensionId: id },
        });
      return count;
    });
  }
}
