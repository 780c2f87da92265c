import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heaviestPieceVnd, highestUnaskedVnd, weighedVnd } from './listing-prices.js';

describe('the most a piece by weight can cost', () => {
  it('is its heaviest weight, rounded up, so that the bill can only fall', () => {
    expect(heaviestPieceVnd(450_000, 500)).toBe(225_000);
    expect(heaviestPieceVnd(333_333, 350)).toBe(116_667);
  });
});

describe('what goods cost once they were weighed', () => {
  it('is rounded down to a đồng, exact also where a product of both is too large for a double', () => {
    expect(weighedVnd(450_000, 850)).toBe(382_500);
    expect(weighedVnd(333_333, 350)).toBe(116_666);
    expect(weighedVnd(999_999_999, 199_799_999)).toBe(199_799_998_800_200);
  });

  it('is never above what the heaviest pieces were to cost, and never rises with less weight', () => {
    const pieces = fc.record({
      kgPriceVnd: fc.integer({ min: 1_000, max: 1_000_000_000 }),
      maxGrams: fc.integer({ min: 1, max: 200_000 }),
      quantity: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(
        pieces,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ kgPriceVnd, maxGrams, quantity }, share) => {
          const most = maxGrams * quantity;
          const grams = Math.max(1, Math.floor(most * share));
          const cost = weighedVnd(kgPriceVnd, grams);
          expect(cost).toBeGreaterThan(0);
          expect(cost).toBeLessThanOrEqual(weighedVnd(kgPriceVnd, most));
          expect(weighedVnd(kgPriceVnd, most)).toBeLessThanOrEqual(
            heaviestPieceVnd(kgPriceVnd, maxGrams) * quantity,
          );
        },
      ),
    );
  });
});

describe('the highest price nobody has to ask for', () => {
  it('is the share above the approved one, and not a đồng more', () => {
    expect(highestUnaskedVnd(100_000, 30)).toBe(130_000);
    expect(highestUnaskedVnd(1_001, 30)).toBe(1_301);
    expect(highestUnaskedVnd(100_000, 0)).toBe(100_000);
  });
});
