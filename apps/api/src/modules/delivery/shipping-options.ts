import { shippingFee, shippingZone, type ShippingPlace, type ShippingZone } from '#kernel/shipping';
import type { EntityManager } from 'typeorm';
import type { Statement } from '../../platform/database/reader.js';
import { runStatement } from '../../platform/database/run-statement.js';

/** One way a seller's goods can reach the buyer, with its price in đồng and its days from the order. */
export interface ShippingOption {
  id: string;
  label: string;
  feeVnd: number;
  days: { min: number; max: number };
}

/** A row of the fee table. */
export interface ShippingRateRow {
  optionCode: string;
  label: string;
  zone: ShippingZone;
  baseFeeVnd: number;
  baseGrams: number;
  stepGrams: number;
  stepFeeVnd: number;
  minDays: number;
  maxDays: number;
}

const allRates: Statement = {
  name: 'delivery-all-rates',
  text: `
    SELECT option_code AS "optionCode", label, zone, base_fee_vnd::float8 AS "baseFeeVnd", base_grams AS "baseGrams",
      step_grams AS "stepGrams", step_fee_vnd::float8 AS "stepFeeVnd", min_days AS "minDays", max_days AS "maxDays"
    FROM shipping_rates ORDER BY option_code, zone`,
};

/** The whole fee table: a dozen rows. */
export async function shippingRates(tx: EntityManager): Promise<ShippingRateRow[]> {
  return runStatement<ShippingRateRow>(tx, allRates);
}

/** The seller brings the goods to the tourism point on the next trip; the floor charges nothing for it. */
export const PICKUP_OPTION: ShippingOption = {
  id: 'nhan-tai-diem',
  label: 'Nhận tại điểm du lịch',
  feeVnd: 0,
  days: { min: 1, max: 3 },
};

/** The options from the seller's commune to the buyer's place for a parcel of that weight, cheapest first. */
export function shippingOptions(
  rates: readonly ShippingRateRow[],
  from: ShippingPlace,
  to: ShippingPlace,
  grams: number,
): ShippingOption[] {
  const zone = shippingZone(from, to);
  return rates
    .filter((rate) => rate.zone === zone)
    .map((rate) => ({
      id: rate.optionCode,
      label: rate.label,
      feeVnd: shippingFee(rate, grams),
      days: { min: rate.minDays, max: rate.maxDays },
    }))
    .sort((a, b) => a.feeVnd - b.feeVnd || (a.id < b.id ? -1 : 1));
}
