/** What makes a line one of goods sold by weight; both null of all others. */
interface MaybeByWeight {
  kgPriceVnd: number | null;
  maxGrams: number | null;
}

/** What the API says of a line of goods sold by weight; nothing of any other line. */
export function catchWeightOf({ kgPriceVnd, maxGrams }: MaybeByWeight): { catchWeight?: object } {
  return kgPriceVnd === null ? {} : { catchWeight: { kgPriceVnd, maxGrams } };
}

/** Whether some goods of an order still wait for the scales: until then nobody knows what it costs. */
export function awaitsWeighing(
  lines: readonly { kgPriceVnd: number | null; weighedGrams: number | null }[],
): boolean {
  return lines.some(({ kgPriceVnd, weighedGrams }) => kgPriceVnd !== null && weighedGrams === null);
}
