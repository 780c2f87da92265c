import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_GOODS_VND, parseVoucherCode, voucherDiscounts, type VoucherValue } from './voucher.js';

describe('a voucher code', () => {
  it.each([
    ['TETCAMAU', 'TETCAMAU'],
    ['tết cà mau', 'TETCAMAU'],
    ['Đặc-sản 10', 'DACSAN10'],
    ['  ba.khia_50 ', 'BAKHIA50'],
  ])('typed as %j is %s', (typed, code) => {
    expect(parseVoucherCode(typed)?.code).toBe(code);
  });

  it.each(['', 'TET', 'A'.repeat(17), 'TẾT!', '🦀🦀🦀🦀', 'TET\u0000CAMAU', 'x'.repeat(1_000)])(
    'cannot be %j',
    (typed) => {
      expect(parseVoucherCode(typed)).toBeNull();
    },
  );

  it('is the same as one that looks like it, and no other', () => {
    expect(parseVoucherCode('T0M KHO')?.key).toBe(parseVoucherCode('tôm khô')?.key);
    expect(parseVoucherCode('SAIGON1')?.key).toBe(parseVoucherCode('5AIG0NL')?.key);
    expect(parseVoucherCode('TOMKHO10')?.key).not.toBe(parseVoucherCode('TOMKHO20')?.key);
  });
});

describe('a discount', () => {
  it.each<[VoucherValue, number[], number[]]>([
    [{ kind: 'percent', percent: 10, capVnd: null }, [100_000], [10_000]],
    [{ kind: 'percent', percent: 10, capVnd: 15_000 }, [200_000, 100_000], [10_000, 5_000]],
    [{ kind: 'percent', percent: 33, capVnd: null }, [99_999], [32_999]],
    [{ kind: 'fixed', amountVnd: 10_000 }, [101_000, 101_000, 101_000], [3_334, 3_333, 3_333]],
    [{ kind: 'fixed', amountVnd: 50_000 }, [30_000], [29_000]],
    [{ kind: 'fixed', amountVnd: 50_000 }, [500, 0], [0, 0]],
    [{ kind: 'fixed', amountVnd: 20_000 }, [0, 90_000], [0, 20_000]],
    [{ kind: 'fixed', amountVnd: 12_000 }, [1_500, 12_000], [500, 11_000]],
    [{ kind: 'fixed', amountVnd: 10_000 }, [2_000, 18_000], [1_000, 9_000]],
  ])('of %j on %j is %j', (value, goods, parts) => {
    expect(voucherDiscounts(value, goods)).toEqual(parts);
  });

  it('of any carts sums to what the voucher is worth, leaves something to pay, and takes nothing from who sells nothing', () => {
    const vnd = fc.integer({ min: 0, max: 2_000_000_000 });
    const value: fc.Arbitrary<VoucherValue> = fc.oneof(
      fc.record({
        kind: fc.constant('fixed' as const),
        amountVnd: fc.integer({ min: 1_000, max: 50_000_000 }),
      }),
      fc.record({
        kind: fc.constant('percent' as const),
        percent: fc.integer({ min: 1, max: 90 }),
        capVnd: fc.option(fc.integer({ min: 1_000, max: 5_000_000 })),
      }),
    );
    fc.assert(
      fc.property(value, fc.array(vnd, { minLength: 1, maxLength: 12 }), (worth, goods) => {
        const parts = voucherDiscounts(worth, goods);
        const sum = parts.reduce((a, b) => a + b, 0);
        const room = goods.map((amount) => Math.max(0, amount - LEAST_GOODS_VND));
        const all = goods.reduce((a, b) => a + b, 0);
        const most =
          worth.kind === 'fixed'
            ? worth.amountVnd
            : Math.min(Math.floor((all * worth.percent) / 100), worth.capVnd ?? Infinity);
        expect(sum).toBe(
          Math.min(
            most,
            room.reduce((a, b) => a + b, 0),
          ),
        );
        parts.forEach((part, index) => {
          expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
          expect(part).toBeLessThanOrEqual(room[index] ?? 0);
        });
      }),
      { numRuns: 3_000 },
    );
  });
});
