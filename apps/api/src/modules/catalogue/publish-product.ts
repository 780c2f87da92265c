import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { movePublication } from './publication-status.js';

/** Puts a product on the floor. Whether anybody sees it is the gate's question: without a certificate in force nobody does. */
@Injectable()
export class PublishProduct {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, state_conflict */
  async run(productId: string): Promise<void> {
    const now = this.clock.now();
    await this.transactions.run('officer', (tx) => movePublication(tx, productId, 'published', now));
  }
}
