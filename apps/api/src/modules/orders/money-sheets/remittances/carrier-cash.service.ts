import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, type Clock } from '#kernel/time';
import type { Principal } from '../../../../platform/access/access.js';
import { CLOCK } from '../../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../../platform/data/floor-profile.js';
import { SellerTransactions } from '../../../sellers/index.js';
import type { CarrierCashAnswer } from '../money-sheet.dto.js';
import { CARRIERS_HOLD } from './remittances.sql.js';

/** What is listed of it; the sums are of all. */
const MOST_LISTED = 24;

/** Cash that carriers took at the door and have not handed on. */
@Injectable()
export class CarrierCashService {
  constructor(
    private readonly sellers: SellerTransactions,
    private readonly profile: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found, not_allowed */
  held(principal: Principal, slug: string): Promise<CarrierCashAnswer> {
    const days = this.profile.orderTimers.remittedDays;
    const late = new Date(this.clock.now().getTime() - days * DAY_MS);
    return this.sellers.run(principal, slug, 'money', async (tx) => {
      const [held] = await tx.query<Omit<CarrierCashAnswer, 'days'>[]>(CARRIERS_HOLD, [late, MOST_LISTED]);
      if (held === undefined) throw new Error('The sums gave no row');
      return { ...held, days };
    });
  }
}
