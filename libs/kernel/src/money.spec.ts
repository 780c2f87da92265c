import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allocate,
  formatInteger,
  formatUnitPrice,
  formatVnd,
  isVnd,
  parseVnd,
  sumVnd,
  unitPrice,
} from '#kernel/money';

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('amounts', () => {
  test('only exact whole numbers are amounts', () => {
    expect([0, 185_000, -2_775].every(isVnd)).toBe(true);
    for (const value of [1.5, Number.NaN, Infinity, 2 ** 53, '185000', null, undefined]) {
      expect(isVnd(value)).toBe(false);
    }
  });

  test('reads numbers, bigints and the digits a bigint column comes as', () => {
    expect(parseVnd(185_000)).toBe(185_000);
    expect(parseVnd(185_000n)).toBe(185_000);
    expect(parseVnd('185000')).toBe(185_000);
    expect(parseVnd('-2775')).toBe(-2_775);
    expect(Object.is(parseVnd('-0'), 0)).toBe(true);
  });

  test.each(['', ' 1', '1.5', '185.000', '1e5', '0x10', '12345678901234567', '9999999999999999', 2n ** 60n])(
    'refuses %s',
    (value) => {
      expect(() => parseVnd(value)).toThrow(RangeError);
    },
  );

  test('sums exactly or not at all', () => {
    expect(sumVnd([])).toBe(0);
    expect(sumVnd([185_000, 52_000, -2_000])).toBe(235_000);
    expect(() => sumVnd([1, 0.5])).toThrow(RangeError);
    expect(() => sumVnd([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });
});

describe('allocate', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [10, [1, 2, 3], [2, 3, 5]],
    [30_000, [185_000, 52_000, 90_000], [16_972, 4_771, 8_257]],
    [1, [0, 5], [0, 1]],
    [2, [1, 1, 1, 1], [1, 1, 0, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
    [7, [3], [7]],
    [
      9_007_199_254_740_991,
      [9_007_199_254_740_991, 9_007_199_254_740_990],
      [4503599627370496, 4503599627370495],
    ],
  ])('splits %i over %j as %j', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  test('loses no đồng and strays less than one đồng from the exact share', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        fc.pre(given.some((weight) => weight > 0));
        const parts = allocate(total, given);
        expect(sumVnd(parts)).toBe(total);
        const weightSum = given.reduce((sum, weight) => sum + weight, 0);
        given.forEach((weight, index) => {
          const distance = BigInt(parts[index] ?? 0) * BigInt(weightSum) - BigInt(total) * BigInt(weight);
          expect(distance < BigInt(weightSum) && -distance < BigInt(weightSum)).toBe(true);
        });
      }),
    );
  });

  test('a reversal mirrors its original', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        const pairs = allocate(total, given).map((part, i) => part + (allocate(-total, given)[i] ?? 0));
        expect(pairs).toEqual(given.map(() => 0));
      }),
    );
  });

  test('refuses weights it cannot share by', () => {
    expect(() => allocate(100, [])).toThrow(RangeError);
    expect(() => allocate(100, [0, 0])).toThrow(RangeError);
    expect(() => allocate(100, [1, -1])).toThrow(RangeError);
    expect(() => allocate(100, [0.5])).toThrow(RangeError);
    expect(() => allocate(0.5, [1])).toThrow(RangeError);
  });
});

describe('wording', () => {
  test.each([
    [0, '0\u00a0₫'],
    [999, '999\u00a0₫'],
    [1_000, '1.000\u00a0₫'],
    [185_000, '185.000\u00a0₫'],
    [1_250_000, '1.250.000\u00a0₫'],
    [-2_775, '-2.775\u00a0₫'],
  ])('writes %i as %j', (value, text) => {
    expect(formatVnd(value)).toBe(text);
  });

  test('writes counts with the same dots, and refuses fractions', () => {
    expect(formatInteger(12_345)).toBe('12.345');
    expect(() => formatVnd(0.5)).toThrow(RangeError);
  });
});

describe('unitPrice', () => {
  test.each([
    [185_000, { amount: 500, unit: 'g' }, { amountVnd: 370_000, per: 'kg' }],
    [52_000, { amount: 330, unit: 'ml' }, { amountVnd: 157_576, per: 'lít' }],
    [1, { amount: 2000, unit: 'g' }, { amountVnd: 1, per: 'kg' }],
    [10_000, { amount: 300, unit: 'g' }, { amountVnd: 33_333, per: 'kg' }],
    [90_000, { amount: 1000, unit: 'ml' }, { amountVnd: 90_000, per: 'lít' }],
  ] as const)('%i for %j is %j', (price, measure, expected) => {
    expect(unitPrice(price, measure)).toEqual(expected);
  });

  test('goods by the piece or without a known amount have none', () => {
    expect(unitPrice(45_000, { amount: 10, unit: 'piece' })).toBeNull();
    expect(unitPrice(45_000, { amount: 0, unit: 'g' })).toBeNull();
    expect(unitPrice(45_000, { amount: Number.NaN, unit: 'g' })).toBeNull();
    expect(unitPrice(45_000, null)).toBeNull();
  });

  test('is written as on the product card', () => {
    expect(formatUnitPrice({ amountVnd: 370_000, per: 'kg' })).toBe('370.000\u00a0₫/kg');
  });
});
