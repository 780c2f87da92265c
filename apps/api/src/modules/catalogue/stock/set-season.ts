import { Inject, Injectable } from '@nestjs/common';
import { addDays, vietnamDay, type Clock, type Day } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { SellerTransactions } from '../../sellers/index.js';
import { holdProduct } from '../changes/find-product.js';
import { Product } from '../product.entity.js';

/** Days of a season; before `deliverFrom` goods are ordered beforehand. */
export interface Season {
  orderFrom: string;
  orderUntil: string;
  deliverFrom: string;
}

/** Nobody waits longer than for the next year's harvest. */
const FURTHEST_DAYS = 366;

/** Sells a product by season, or all year again. It says when, not what: no officer has to agree. */
@Injectable()
export class SetSeason {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed, validation_failed (days in the wrong order, or too far ahead), state_conflict (withdrawn) */
  async run(principal: Principal, slug: string, productId: string, season: Season | null): Promise<void> {
    const now = this.clock.now();
    if (season !== null) demandDays(season, vietnamDay(now));
    await this.sellerTransactions.run(principal, slug, 'listings', async (tx) => {
      // Stock before the product, as whoever orders it: a first season marks the stock, and the two would wait for each other.
      await tx.query(
        `SELECT 1 FROM stock_levels WHERE variant_id IN (SELECT id FROM variants WHERE product_id = $1)
         ORDER BY variant_id FOR NO KEY UPDATE`,
        [productId],
      );
      await holdProduct(tx, productId);
      const { orderFrom = null, orderUntil = null, deliverFrom = null } = season ?? {};
      await tx.update(Product, { id: productId }, { orderFrom, orderUntil, deliverFrom, updatedAt: now });
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'product.season_set',
          subjectType: 'product',
          subjectId: productId,
          after: { orderFrom, orderUntil, deliverFrom },
        },
      ]);
    });
  }
}

function demandDays({ orderFrom, orderUntil, deliverFrom }: Season, today: Day): void {
  if (orderUntil < orderFrom)
    throw fieldProblem(
      'orderUntil',
      'not_valid',
      'Ngày cuối phải sau ngày đầu',
      'The last day comes after the first',
    );
  if (deliverFrom < orderFrom)
    throw fieldProblem(
      'deliverFrom',
      'not_valid',
      'Ngày giao không thể trước ngày nhận đặt',
      'It cannot be sent before it can be ordered',
    );
  const last = addDays(today, FURTHEST_DAYS);
  for (const [path, day] of Object.entries({ orderUntil, deliverFrom }))
    if (day > last)
      throw fieldProblem(
        path,
        'too_late',
        'Xa quá: ghi mùa trong vòng một năm tới',
        'Too far ahead: a season begins within a year',
      );
}
