import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import type { Officer } from '../../identity/index.js';
import { findPointForOfficer } from './find-point.js';
import type { WaysDto } from './ways.dto.js';

/** How to get to a point, by road and by boat, as an officer who knows it says it, in place of what the province's file said. */
@Injectable()
export class SayWays {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found */
  async run(officer: Officer, slug: string, { byRoad, byBoat }: WaysDto): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { id, ...before } = await findPointForOfficer(tx, officer, slug);
      await tx.query(
        `UPDATE tourism_points SET by_road = $2, by_boat = $3, ways_said = true, updated_at = $4 WHERE id = $1`,
        [id, byRoad, byBoat, now],
      );
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'tourism_point.ways_said',
          subjectType: 'tourism_point',
          subjectId: id,
          before: { byRoad: before.byRoad, byBoat: before.byBoat },
          after: { byRoad, byBoat },
        },
      ]);
    });
  }
}
