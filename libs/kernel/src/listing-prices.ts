/** What one piece sold by weight costs at most, in đồng: its heaviest weight at the price of a kilogram, rounded up. */
export function heaviestPieceVnd(kgPriceVnd: number, maxGrams: number): number {
  return Math.ceil((kgPriceVnd * maxGrams) / 1_000);
}

/**
 * What goods sold by weight cost once they were weighed, in đồng: nobody pays for part of a đồng, so it is rounded down and
 * never above what the heaviest pieces were to cost.
 */
export function weighedVnd(kgPriceVnd: number, grams: number): number {
  return Number((BigInt(kgPriceVnd) * BigInt(grams)) / 1_000n);
}

/** The highest price that may follow an approved one without asking: `sharePercent` above it, rounded down to a đồng. */
export function highestUnaskedVnd(approvedVnd: number, sharePercent: number): number {
  return Math.floor((approvedVnd * (100 + sharePercent)) / 100);
}
