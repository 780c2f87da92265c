import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Problem } from '../../platform/http/problem.js';
import { Producer } from './producer.entity.js';

/** Enters that a cooperative no longer operates: nothing of it is listed from then on, whatever its shop's status. */
@Injectable()
export class RecordCooperativeCeased {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, state_conflict (no cooperative, or it has ceased already) */
  async run(producerId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { affected } = await tx.update(
        Producer,
        { id: producerId, kind: 'cooperative', cooperativeStatus: 'active' },
        { cooperativeStatus: 'ceased', updatedAt: now },
      );
      if (affected !== 1) {
        throw new Problem((await tx.existsBy(Producer, { id: producerId })) ? 'state_conflict' : 'not_found');
      }
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'cooperative.ceased',
          subjectType: 'producer',
          subjectId: producerId,
        },
      ]);
    });
  }
}
