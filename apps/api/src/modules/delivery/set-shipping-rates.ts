import { Inject, Injectable } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { uuidv7 } from '#kernel/ids';
import type { ShippingZone } from '#kernel/shipping';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../../platform/clock/clock.module.js';
import { Transactions } from '../../platform/database/transactions.js';
import { checkInput } from '../../platform/http/check-input.js';
import { PlainText } from '../../platform/http/plain-text.js';
import { fieldProblem } from '../../platform/http/validation.js';

const ZONES: readonly ShippingZone[] = ['same_commune', 'province', 'region', 'country'];

export class ShippingRateInput {
  @Matches(/^[a-z][a-z-]{0,19}$/)
  optionCode!: string;

  @PlainText({ max: 80 })
  label!: string;

  @IsIn(ZONES)
  zone!: ShippingZone;

  @IsInt()
  @Min(0)
  @Max(10_000_000)
  baseFeeVnd!: number;

  /** Up to this weight the base fee covers the parcel. */
  @IsInt()
  @Min(1)
  baseGrams!: number;

  /** Each further step begun costs `stepFeeVnd`. */
  @IsInt()
  @Min(1)
  stepGrams!: number;

  @IsInt()
  @Min(0)
  @Max(10_000_000)
  stepFeeVnd!: number;

  @IsInt()
  @Min(0)
  @Max(60)
  minDays!: number;

  @IsInt()
  @Min(0)
  @Max(60)
  maxDays!: number;
}

export class SetShippingRatesInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ShippingRateInput)
  rates!: ShippingRateInput[];
}

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
    rates.forEach((rate, index) => {
      if (rate.maxDays >= rate.minDays) return;
      throw fieldProblem(
        `rates.${index}.maxDays`,
        'too_small',
        'Ít hơn số ngày nhanh nhất',
        'Less than the fewest days',
      );
    });
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
