/**
 * How much is left, coarsely: pages that are cached show a band, which changes far less often than a count
 * and tells competitors less.
 */
export type StockBand = 'many' | 'few' | 'none';

/** Up to this many is "few": one larger order, or a day of small ones, can empty the shelf. */
export const FEW_AT_MOST = 10;

/** The band's words in Vietnamese. */
export const STOCK_BAND_WORDS: Readonly<Record<StockBand, string>> = {
  many: 'còn nhiều',
  few: 'còn ít',
  none: 'hết',
};

/** The band of a count of units that can be taken now; a negative count is none. */
export function stockBand(available: number): StockBand {
  if (available <= 0) return 'none';
  return available <= FEW_AT_MOST ? 'few' : 'many';
}
