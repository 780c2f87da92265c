import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from '#kernel/ids';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { checkInput } from '../../../platform/http/check-input.js';
import { demandDays, SetShippingRatesInput } from './shipping-rates.dto.js';

/** Writes rows of the fee table; a row is known by its option and zone, and one that says the same is not touched. */
@Injectable()
export class SetShippingRates {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem validation_failed */
  async run(input: SetShippingRatesInput): Promise<void> {
    const { rates } = await checkInput(SetShippingRatesInput, input);
    demandDays(rates, 'rates');
    const now = this.clock.now();
    const rows = rates.map((rate) => ({ ...rate, id: uuidv7(now.getTime()) }));
    await this.transactions.run('officer', (tx) =>
      tx.query(
        `INSERT INTO shipping_rates AS r (id, option_code, label, zone, base_fee_vnd, base_grams, step_grams, step_fee_vnd,
           min_days, max_days, created_at, updated_at)
         SELECT id, "optionCode", label, zone, "baseFeeVnd", "baseGrams", "stepGrams", "stepFeeVnd", "minDays", "maxDays", $2, $2
         FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "optionCode" text, label text, zone text, "baseFeeVnd" bigint,
           "baseGrams" integer, "stepGrams" integer, "stepFeeVnd" bigint, "minDays" smallint, "maxDays" smallint)
         ON CONFLICT (option_code, zone) DO UPDATE SET label = excluded.label, base_fee_vnd = excluded.base_fee_vnd,
           base_grams = excluded.base_grams, step_grams = excluded.step_grams, step_fee_vnd = excluded.step_fee_vnd,
           min_days = excluded.min_days, max_days = excluded.max_days, updated_at = excluded.updated_at
         WHERE (r.label, r.base_fee_vnd, r.base_grams, r.step_grams, r.step_fee_vnd, r.min_days, r.max_days)
           IS DISTINCT FROM (excluded.label, excluded.base_fee_vnd, excluded.base_grams, excluded.step_grams,
           excluded.step_fee_vnd, excluded.min_days, excluded.max_days)`,
        [JSON.stringify(rows), now],
      ),
    );
  }
}
