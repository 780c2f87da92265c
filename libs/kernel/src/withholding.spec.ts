import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaled } from '../../../tests/support/scale.js';
import { allocate, sumVnd } from './money.js';
import { shareOf, splitRefund, taxGivenBack, taxOf, type TaxRate } from './withholding.js';

const GOODS: TaxRate = { vatPermille: 10, pitPermille: 5 };

describe('tax on revenue', () => {
  test.each([
    [185_000, 1_850, 925],
    [0, 0, 0],
    // Half a đồng goes up, less than half goes down.
    [49, 0, 0],
    [50, 1, 0],
    [99, 1, 0],
    [100, 1, 1],
    [9_007_199_254_740_991, 90_071_992_547_410, 45_035_996_273_705],
  ])('of %i is %i and %i', (revenueVnd, vatVnd, pitVnd) => {
    expect(taxOf(revenueVnd, GOODS)).toEqual({ vatVnd, pitVnd });
  });

  test('is of revenue only, and falls only when revenue does', () => {
    expect(() => taxOf(-1, GOODS)).toThrow(RangeError);
    expect(() => shareOf(1.5, 10, 1000)).toThrow(RangeError);
    expect(() => taxGivenBack(1, 2, GOODS)).toThrow(RangeError);
    expect(() => splitRefund(3, [1, 1])).toThrow(RangeError);
  });
});

const price = fc.integer({ min: 1, max: 50_000_000 });
const seller = fc.record({
  lines: fc.array(fc.record({ price, quantity: fc.integer({ min: 1, max: 999 }) }), {
    minLength: 1,
    maxLength: 12,
  }),
  shipping: fc.integer({ min: 0, max: 500_000 }),
  /** Of what is left each time, in thousandths. */
  refunds: fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 }),
});
const cart = fc.record({
  sellers: fc.array(seller, { minLength: 1, maxLength: 8 }),
  /** Thousandths of the goods that vouchers take off. */
  vouchers: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 2 }),
  rate: fc.record({
    vatPermille: fc.constantFrom(10, 30, 50),
    pitPermille: fc.constantFrom(5, 10, 15, 20, 50),
  }),
});

describe('a cart, split by seller, voucher, line, tax and refund', () => {
  test('loses and invents no đồng, takes from no seller what is another’s, and comes out the same again', () => {
    fc.assert(
      fc.property(cart, ({ sellers, vouchers, rate }) => {
        const goods = sellers.map(({ lines }) => sumVnd(lines.map((line) => line.price * line.quantity)));
        const left = [...goods];
        for (const thousandths of vouchers) {
          const amount = Math.min(shareOf(sumVnd(goods), thousandths, 1000), sumVnd(left));
          const parts = allocate(amount, left);
          expect(parts).toEqual(allocate(amount, [...left]));
          expect(sumVnd(parts)).toBe(amount);
          parts.forEach((part, at) => {
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(left[at] ?? 0);
            left[at] = (left[at] ?? 0) - part;
          });
        }
        sellers.forEach(({ lines, shipping, refunds }, at) => {
          const net = left[at] ?? 0;
          const weights = lines.map((line) => line.price * line.quantity);
          const ofLines = allocate((goods[at] ?? 0) - net, weights);
          expect(sumVnd(ofLines)).toBe((goods[at] ?? 0) - net);
          ofLines.forEach((part, line) => expect(part).toBeLessThanOrEqual(weights[line] ?? 0));
          refundsGiveBackTheWhole(net, shipping, refunds, rate);
        });
      }),
      { numRuns: scaled(300, 10_000) },
    );
  });
});

/** Refunds one after the other, and at the end of what is left: they sum to what was sold, and their tax to its tax. */
function refundsGiveBackTheWhole(
  goods: number,
  shipping: number,
  refunds: readonly number[],
  rate: TaxRate,
): void {
  let left = [goods, shipping];
  const back: { parts: number[]; tax: number }[] = [];
  for (const thousandths of [...refunds, 1000]) {
    const amount = shareOf(sumVnd(left), thousandths, 1000);
    const parts = splitRefund(amount, left);
    expect(sumVnd(parts)).toBe(amount);
    const after = left.map((part, at) => part - (parts[at] ?? 0));
    expect(Math.min(...after)).toBeGreaterThanOrEqual(0);
    const tax = taxGivenBack(left[0] ?? 0, after[0] ?? 0, rate);
    expect(Math.min(tax.vatVnd, tax.pitVnd)).toBeGreaterThanOrEqual(0);
    back.push({ parts, tax: tax.vatVnd + tax.pitVnd });
    left = after;
  }
  expect(left).toEqual([0, 0]);
  expect(sumVnd(back.flatMap(({ parts }) => parts))).toBe(goods + shipping);
  const whole = taxOf(goods, rate);
  expect(sumVnd(back.map(({ tax }) => tax))).toBe(whole.vatVnd + whole.pitVnd);
}
