import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { endSuspension, holdShop } from './suspension/open-suspension.js';
import { moveSeller, type SellerStatus } from './seller-status.js';

/** Moves a shop along its table of moves: submitted, approved, suspended, closed. */
@Injectable()
export class ChangeSellerStatus {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, state_conflict (no such move from where the shop is now) */
  async run(sellerId: string, to: SellerStatus): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      await holdShop(tx, sellerId);
      if (to === 'closed') await endSuspension(tx, sellerId, { endedBy: null, now });
      await moveSeller(tx, sellerId, to, now);
    });
  }
}
