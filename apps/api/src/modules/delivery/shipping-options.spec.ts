import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offeredOptions, shippingOptions, type ShippingRateRow } from './shipping-options.js';

const ZONES = ['same_commune', 'province', 'region', 'country'] as const;
const HERE = { communeCode: '32248', provinceCode: '96', region: 'south' };

const rate = (optionCode: string, zone: ShippingRateRow['zone'], baseFeeVnd: number): ShippingRateRow => ({
  optionCode, zone, baseFeeVnd, label: optionCode, baseGrams: 1_000, stepGrams: 500, stepFeeVnd: 2_500, minDays: 1, maxDays: 2,
}); // prettier-ignore

const anyRates = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...ZONES), fc.nat(100_000)), {
    selector: ([code, zone]) => `${code} ${zone}`,
    maxLength: 16,
  })
  .map((rows) => rows.map(([code, zone, fee]) => rate(code, zone, fee)));
const anyPlace = fc.constantFrom(
  HERE,
  { communeCode: '32191', provinceCode: '96', region: 'south' },
  { communeCode: null, provinceCode: '92', region: 'south' },
  { communeCode: null, provinceCode: '01', region: 'north' },
);

describe('shippingOptions', () => {
  it('offers the zone’s options, cheapest first, the name deciding between equals', () => {
    const rates = [
      rate('nhanh', 'province', 30_000),
      rate('cham', 'province', 20_000),
      rate('bang', 'province', 20_000),
      rate('xa', 'country', 1),
    ];
    const options = shippingOptions(
      rates,
      HERE,
      { communeCode: '32191', provinceCode: '96', region: 'south' },
      1_001,
    );
    expect(options).toEqual([
      { id: 'bang', label: 'bang', feeVnd: 22_500, days: { min: 1, max: 2 } },
      { id: 'cham', label: 'cham', feeVnd: 22_500, days: { min: 1, max: 2 } },
      { id: 'nhanh', label: 'nhanh', feeVnd: 32_500, days: { min: 1, max: 2 } },
    ]);
  });

  it('offers nothing where the fee table says nothing', () => {
    expect(
      shippingOptions([rate('a', 'region', 1)], HERE, { provinceCode: '01', region: 'north' }, 1),
    ).toEqual([]);
  });

  it('never charges a heavier parcel less, whatever the table, and does not care how the table is sorted', () => {
    fc.assert(
      fc.property(anyRates, anyPlace, fc.nat(200_000), fc.nat(50_000), (rates, to, grams, more) => {
        const light = shippingOptions(rates, HERE, to, grams);
        const heavy = shippingOptions(rates, HERE, to, grams + more);
        const fees = new Map(heavy.map((option) => [option.id, option.feeVnd]));
        expect(light.every((option) => option.feeVnd <= (fees.get(option.id) ?? -1))).toBe(true);
        expect(light.map((option) => option.feeVnd)).toEqual(
          light.map((option) => option.feeVnd).toSorted((a, b) => a - b),
        );
        expect(shippingOptions(rates.toReversed(), HERE, to, grams)).toEqual(light);
      }),
    );
  });
});

describe('offeredOptions', () => {
  const anyOffers = fc.record({
    rateOptions: fc.option(fc.subarray(['a', 'b', 'c', 'd'])),
    own: fc.option(
      fc.record({
        feeVnd: fc.nat(100_000),
        minDays: fc.constant(0),
        maxDays: fc.nat(3),
        communes: fc.subarray(['32248', '32191'], { minLength: 1 }),
      }),
    ),
  });

  it('is the fee table less what the shop leaves out, and its own delivery exactly where it goes', () => {
    fc.assert(
      fc.property(anyRates, anyOffers, anyPlace, fc.nat(20_000), (rates, offers, to, grams) => {
        const all = shippingOptions(rates, HERE, to, grams);
        const offered = offeredOptions(rates, offers, HERE, to, grams);
        const own = offered.filter(({ id }) => id === 'gian-hang-tu-giao');
        const goes = offers.own !== null && offers.own.communes.includes(to.communeCode ?? '');
        expect(own.map(({ feeVnd }) => feeVnd)).toEqual(goes ? [offers.own?.feeVnd] : []);
        expect(offered.filter((option) => !own.includes(option))).toEqual(
          all.filter(({ id }) => offers.rateOptions?.includes(id) ?? true),
        );
        const fees = offered.map(({ feeVnd }) => feeVnd);
        expect(fees).toEqual(fees.toSorted((a, b) => a - b));
      }),
    );
  });
});
