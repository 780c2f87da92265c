import { Inject, Injectable } from '@nestjs/common';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import type { Clock } from '#kernel/time';
import { recordAudit } from '../../platform/audit/record-audit.js';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { Problem } from '../../platform/http/problem.js';
import { Variant } from './variant.entity.js';

export class ChangePriceInput {
  @IsUUID()
  variantId!: string;

  /** VAT included. */
  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  priceVnd!: number;
}

/** An officer sets the price of a variant, and so approves it; orders already placed keep theirs. */
@Injectable()
export class ChangePrice {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed, not_found */
  async run(input: ChangePriceInput): Promise<void> {
    const { variantId, priceVnd } = await checkInput(ChangePriceInput, input);
    const now = this.clock.now();
    await this.transactions.run('officer', async (tx) => {
      const variant = await tx.findOneBy(Variant, { id: variantId });
      if (variant === null) throw new Problem('not_found');
      await tx.update(Variant, { id: variantId }, { priceVnd, approvedPriceVnd: priceVnd, updatedAt: now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'officer',
          action: 'price.changed',
          subjectType: 'product',
          subjectId: variant.productId,
          before: { variantId, priceVnd: variant.priceVnd },
          after: { variantId, priceVnd },
        },
      ]);
    });
  }
}
