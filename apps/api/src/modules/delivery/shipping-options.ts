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

/** The shop brings the goods itself; no option of the fee table may be called so, it has no such code. */
const OWN_OPTION = { id: 'gian-hang-tu-giao', label: 'Gian hàng tự giao' };

/** A shop's own delivery, with what it costs and to which communes it goes. */
export interface OwnDelivery {
  feeVnd: number;
  minDays: number;
  maxDays: number;
  communes: readonly string[];
}

/** What a shop offers: options of the fee table (null: all), and its own delivery where it has one. */
export interface ShopOffers {
  rateOptions: readonly string[] | null;
  own: OwnDelivery | null;
}

/** Every option of the shop from its commune to the buyer's place for a parcel of that weight, cheapest first. */
export function offeredOptions(
  rates: readonly ShippingRateRow[],
  { rateOptions, own }: ShopOffers,
  from: ShippingPlace,
  to: ShippingPlace,
  grams: number,
): ShippingOption[] {
  const offered = rates.filter(({ optionCode }) => rateOptions === null || rateOptions.includes(optionCode));
  const options = shippingOptions(offered, from, to, grams);
  if (own !== null && to.communeCode && own.communes.includes(to.communeCode))
    options.push({ ...OWN_OPTION, feeVnd: own.feeVnd, days: { min: own.minDays, max: own.maxDays } });
  return options.sort(byFee);
}

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
    .sort(byFee);
}

const byFee = (a: ShippingOption, b: ShippingOption): number => a.feeVnd - b.feeVnd || (a.id < b.id ? -1 : 1);
