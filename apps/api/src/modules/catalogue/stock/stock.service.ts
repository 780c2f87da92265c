import { Inject, Injectable } from '@nestjs/common';
import { vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { shelfOf } from '../../inventory/index.js';
import { SellerTransactions } from '../../sellers/index.js';
import { Batch } from './batch.entity.js';
import { demandVariant, type VariantAddress } from './keep-stock.js';
import type { VariantStockAnswer } from './stock.dto.js';

/** The latest movements, which is what somebody asks who wonders about a number. */
const MOVEMENTS = 30;

/** A variant's shelf as its shop sees it. */
@Injectable()
export class StockService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  async shelf(principal: Principal, at: VariantAddress): Promise<VariantStockAnswer> {
    const now = this.clock.now();
    const today = vietnamDay(now);
    return this.sellerTransactions.run(principal, at.slug, 'listings', async (tx) => {
      await demandVariant(tx, at);
      const { variantId } = at;
      const batches = await tx.find(Batch, { where: { variantId }, order: { madeOn: 'DESC', code: 'ASC' } });
      const traced = await tx.query<{ batchId: string; code: string }[]>(
        `SELECT batch_id AS "batchId", code FROM traces WHERE batch_id = ANY ($1)`,
        [batches.map(({ id }) => id)],
      );
      const traceCodes = new Map(traced.map(({ batchId, code }) => [batchId, code]));
      const movements = await tx.query<VariantStockAnswer['movements']>(
        `SELECT quantity, reason, occurred_at AS at FROM stock_movements WHERE variant_id = $1
         ORDER BY occurred_at DESC, id DESC LIMIT ${MOVEMENTS}`,
        [variantId],
      );
      const isGood = ({ expiresOn }: Batch): boolean => expiresOn === null || expiresOn >= today;
      const shelf = await shelfOf(tx, variantId, now);
      const good = batches.filter(isGood).reduce((sum, { quantity }) => sum + quantity, 0);
      return {
        ...shelf,
        notSellable: batches.length === 0 ? 0 : Math.max(0, shelf.onHand - good),
        batches: batches.map((batch) => ({
          id: batch.id,
          code: batch.code,
          madeOn: batch.madeOn,
          expiresOn: batch.expiresOn,
          quantity: batch.quantity,
          traceCode: traceCodes.get(batch.id) ?? '',
          expired: !isGood(batch),
        })),
        movements,
      };
    });
  }
}
