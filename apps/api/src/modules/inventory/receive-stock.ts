import { Inject, Injectable } from '@nestjs/common';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { Problem } from '../../platform/http/problem.js';
import { StockLevel } from './stock-level.entity.js';
import { StockMovement } from './stock-movement.entity.js';

export class ReceiveStockInput {
  @IsUUID()
  variantId!: string;

  /** Pieces of the variant that came in. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  quantity!: number;
}

/** Puts goods on the shelf: one movement, and `onHand` by as much. */
@Injectable()
export class ReceiveStock {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, not_found (no such variant) */
  async run(input: ReceiveStockInput): Promise<void> {
    const { variantId, quantity } = await checkInput(ReceiveStockInput, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const { affected } = await tx.update(
        StockLevel,
        { variantId },
        { onHand: () => `on_hand + ${quantity}`, updatedAt: now },
      );
      if (affected !== 1) throw new Problem('not_found');
      await tx.insert(StockMovement, {
        id: uuidv7(now.getTime()),
        variantId,
        quantity,
        reason: 'received',
        occurredAt: now,
      });
    });
  }
}
