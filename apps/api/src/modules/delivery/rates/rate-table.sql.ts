import type { ShippingPlace, ShippingZone } from '#kernel/shipping';
import type { Statement } from '../../../platform/database/reader.js';

/** A row of the fee table as an administrator reads it. */
export interface RateRow {
  id: string;
  optionCode: string;
  label: string;
  zone: ShippingZone;
  baseFeeVnd: number;
  baseGrams: number;
  stepGrams: number;
  stepFeeVnd: number;
  minDays: number;
  maxDays: number;
  updatedAt: Date;
}

/** The rows of option $1, of all options where it is null, the nearest zone first. */
export const rateRows: Statement = {
  name: 'delivery-rate-rows',
  text: `
    SELECT id, option_code AS "optionCode", label, zone, base_fee_vnd::float8 AS "baseFeeVnd", base_grams AS "baseGrams",
      step_grams AS "stepGrams", step_fee_vnd::float8 AS "stepFeeVnd", min_days AS "minDays", max_days AS "maxDays",
      updated_at AS "updatedAt"
    FROM shipping_rates WHERE $1::text IS NULL OR option_code = $1
    ORDER BY option_code, array_position(ARRAY['same_commune', 'province', 'region', 'country'], zone::text)`,
};

export interface RatePlace extends ShippingPlace {
  /** Whether the province is one whose communes the floor knows. */
  own: boolean;
}

/** Commune or province $1 as a parcel's end. */
export const ratePlace: Statement = {
  name: 'delivery-rate-place',
  text: `
    SELECT c.code AS "communeCode", p.code AS "provinceCode", p.region, true AS own
    FROM communes c JOIN provinces p ON p.code = c.province_code WHERE c.code = $1
    UNION ALL
    SELECT NULL, p.code, p.region, EXISTS (SELECT 1 FROM communes c WHERE c.province_code = p.code)
    FROM provinces p WHERE p.code = $1`,
};
