import { expect, test } from 'vitest';
import { STOCK_BAND_WORDS, stockBand } from '#kernel/stock-band';

test.each([
  [-1, 'hết'],
  [0, 'hết'],
  [1, 'còn ít'],
  [10, 'còn ít'],
  [11, 'còn nhiều'],
  [999, 'còn nhiều'],
])('%i units are %j', (available, words) => {
  expect(STOCK_BAND_WORDS[stockBand(available)]).toBe(words);
});
