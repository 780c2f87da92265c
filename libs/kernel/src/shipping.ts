import type { Vnd } from '#kernel/money';

/** How far a parcel goes, from nearest to farthest: the rows of the fee table. */
export type ShippingZone = 'same_commune' | 'province' | 'region' | 'country';

/**
 * A place as delivery sees it. Outside the floor's own province addresses carry a province and free text, so
 * the commune may be unknown; the region (north, central, south…) is the working division of the data.
 */
export interface ShippingPlace {
  communeCode?: string | null;
  provinceCode: string;
  region: string;
}

/** One row of the fee table: a base fee up to a weight, then a fee for each further step begun. */
export interface ShippingRate {
  baseFeeVnd: Vnd;
  baseGrams: number;
  stepGrams: number;
  stepFeeVnd: Vnd;
}

/** The nearest zone that holds both places; an unknown commune is never the same commune. */
export function shippingZone(from: ShippingPlace, to: ShippingPlace): ShippingZone {
  if (from.provinceCode === to.provinceCode) {
    return from.communeCode && from.communeCode === to.communeCode ? 'same_commune' : 'province';
  }
  return from.region === to.region ? 'region' : 'country';
}

/**
 * The fee for a parcel of that weight: the base fee up to `baseGrams`, plus `stepFeeVnd` for every
 * `stepGrams` begun beyond. RangeError for a weight that is none or a row that cannot be charged by.
 */
export function shippingFee(rate: ShippingRate, grams: number): Vnd {
  if (!Number.isSafeInteger(grams) || grams < 0) throw new RangeError(`Not a weight in grams: ${grams}`);
  const amounts = [rate.baseFeeVnd, rate.baseGrams, rate.stepFeeVnd];
  if (!amounts.every((value) => Number.isSafeInteger(value) && value >= 0) || !(rate.stepGrams > 0)) {
    throw new RangeError('Not a row of a fee table');
  }
  const steps = Math.ceil(Math.max(0, grams - rate.baseGrams) / rate.stepGrams);
  return rate.baseFeeVnd + steps * rate.stepFeeVnd;
}
