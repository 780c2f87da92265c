import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { movePublication } from './publication-status.js';

/** The commune has looked at the goods and the description: the first of two steps of approval. */
@Injectable()
export class CheckProduct {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, state_conflict */
  async run(productId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', (tx) => movePublication(tx, productId, 'commune_checked', now));
  }
}
