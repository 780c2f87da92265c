import { describe, expect, it } from 'vitest';
import { heaviestPieceVnd, highestUnaskedVnd } from './listing-prices.js';

describe('the most a piece by weight can cost', () => {
  it('is its heaviest weight, rounded up, so that the bill can only fall', () => {
    expect(heaviestPieceVnd(450_000, 500)).toBe(225_000);
    expect(heaviestPieceVnd(333_333, 350)).toBe(116_667);
  });
});

describe('the highest price nobody has to ask for', () => {
  it('is the share above the approved one, and not a đồng more', () => {
    expect(highestUnaskedVnd(100_000, 30)).toBe(130_000);
    expect(highestUnaskedVnd(1_001, 30)).toBe(1_301);
    expect(highestUnaskedVnd(100_000, 0)).toBe(100_000);
  });
});
