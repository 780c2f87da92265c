import { Inject, Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { Product } from '../product.entity.js';
import { holdProduct } from './find-product.js';

/** A shop does not sell a product for a while ("tạm ngừng bán"); its page says so, and its approval stays. */
@Injectable()
export class PauseProduct {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Pausing what is paused changes nothing. @throws Problem not_found, not_allowed, state_conflict (not published) */
  async pause(principal: Principal, slug: string, productId: string): Promise<void> {
    await this.set(principal, slug, productId, true);
  }

  /** @throws Problem not_found, not_allowed, state_conflict (not published) */
  async resume(principal: Principal, slug: string, productId: string): Promise<void> {
    await this.set(principal, slug, productId, false);
  }

  private async set(principal: Principal, slug: string, productId: string, paused: boolean): Promise<void> {
    const now = this.clock.now();
    await this.sellerTransactions.run(principal, slug, 'listings', async (tx) => {
      const product = await holdProduct(tx, productId);
      if (product.publicationStatus !== 'published') throw new Problem('state_conflict');
      const { affected } = await tx.update(
        Product,
        { id: productId, pausedAt: paused ? IsNull() : Not(IsNull()) },
        { pausedAt: paused ? now : null, updatedAt: now },
      );
      if (affected === 0) return;
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: paused ? 'product.paused' : 'product.resumed',
          subjectType: 'product',
          subjectId: productId,
        },
      ]);
    });
  }
}
