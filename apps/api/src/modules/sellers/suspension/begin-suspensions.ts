import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { changedRows } from '../../../platform/database/changed-rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { releaseWork } from '../../identity/index.js';
import { moveSeller } from '../seller-status.js';
import { holdShop } from './open-suspension.js';

/**
 * Begins what was given notice of five days ago, and ends what there is no shop left to suspend. Safe to repeat, to run
 * twice at once, and to die in the middle.
 */
@Injectable()
export class BeginSuspensions {
  private readonly logger = new Logger('sellers');

  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many suspensions began. */
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
      const status = await holdShop(tx, sellerId);
      // Another door may have stopped the shop meanwhile; the notice then begins, and there is nothing to move.
      const mayBegin = status === 'approved' || status === 'suspended';
      const [settled] = await changedRows<{ id: string }>(
        tx,
        `UPDATE suspensions SET ${mayBegin ? 'begun_at' : 'ended_at'} = $2, updated_at = $2
         WHERE id = $1 AND begun_at IS NULL AND ended_at IS NULL RETURNING id`,
        [id, now],
      );
      if (settled === undefined) return 0;
      await releaseWork(tx, { subjectType: 'suspension', subjectId: id }, now);
      const after = { suspensionId: id };
      if (status === 'approved')
        await moveSeller(tx, sellerId, 'suspended', now, { actorKind: 'worker', after });
      else {
        const action = mayBegin ? 'seller.suspension_begun' : 'seller.suspension_settled';
        await recordAudit(tx, [
          { at: now, actorKind: 'worker', action, subjectType: 'seller', subjectId: sellerId, after },
        ]);
      }
      return mayBegin ? 1 : 0;
    });
  }
}
