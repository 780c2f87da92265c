import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippingFee, shippingZone } from '#kernel/shipping';

const datMui = { communeCode: '32248', provinceCode: '96', region: 'south' };

describe('shippingZone', () => {
  test.each([
    ['the same commune', { ...datMui }, 'same_commune'],
    ['another commune of the province', { ...datMui, communeCode: '31825' }, 'province'],
    ['an unknown commune of the province', { provinceCode: '96', region: 'south' }, 'province'],
    ['another province of the region', { provinceCode: '92', region: 'south' }, 'region'],
    ['another region', { communeCode: null, provinceCode: '01', region: 'north' }, 'country'],
    ['a commune code of another province', { ...datMui, provinceCode: '92' }, 'region'],
  ] as const)('to %s it is %j', (_name, to, zone) => {
    expect(shippingZone(datMui, to)).toBe(zone);
  });

  test('two unknown communes are not the same one', () => {
    const unknown = { provinceCode: '96', region: 'south' };
    expect(shippingZone(unknown, unknown)).toBe('province');
  });
});

describe('shippingFee', () => {
  const rate = { baseFeeVnd: 22_000, baseGrams: 500, stepGrams: 500, stepFeeVnd: 4_000 };

  test.each([
    [0, 22_000],
    [500, 22_000],
    [501, 26_000],
    [1_000, 26_000],
    [1_001, 30_000],
    [10_000, 98_000],
  ])('%i g cost %i đồng', (grams, fee) => {
    expect(shippingFee(rate, grams)).toBe(fee);
  });

  test('never falls when the parcel gets heavier', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (grams, more) => {
        expect(shippingFee(rate, grams + more)).toBeGreaterThanOrEqual(shippingFee(rate, grams));
      }),
    );
  });

  test('refuses impossible weights and rows', () => {
    expect(() => shippingFee(rate, -1)).toThrow(RangeError);
    expect(() => shippingFee(rate, 0.5)).toThrow(RangeError);
    expect(() => shippingFee({ ...rate, stepGrams: 0 }, 600)).toThrow(RangeError);
    expect(() => shippingFee({ ...rate, stepFeeVnd: -1 }, 600)).toThrow(RangeError);
  });
});
