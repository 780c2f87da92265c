import { describe, expect, test } from 'vitest';
import { cleanSearch, countFilters, readProductQuery } from './product-query.js';

const read = (query: string): object =>
  JSON.parse(JSON.stringify(readProductQuery(new URLSearchParams(query)))) as object;

describe('filters of an address', () => {
  test('are handed on as they are when the API would take them', () => {
    expect(
      read(
        'q=tôm&group=I&group=II&set=8&stars=4&commune=32248&seller=htx-a&point=mui-ca-mau&minPriceVnd=1000&inStock=true&inSeason=true&sort=price-asc&cursor=abc',
      ),
    ).toEqual({
      q: 'tôm',
      group: ['I', 'II'],
      set: ['8'],
      stars: ['4'],
      commune: ['32248'],
      seller: ['htx-a'],
      point: 'mui-ca-mau',
      minPriceVnd: 1000,
      inStock: true,
      inSeason: true,
      sort: 'price-asc',
      cursor: 'abc',
    });
  });

  test('that mean nothing are left out', () => {
    expect(
      read(
        'group=VII&set=27&stars=2&commune=x&seller=%27--&point=..%2F&minPriceVnd=-1&maxPriceVnd=1e9&inStock=yes&sort=random',
      ),
    ).toEqual({});
  });

  test('take prices as people write them and each value once', () => {
    expect(read('maxPriceVnd=185.000%20₫&stars=4&stars=4')).toEqual({ maxPriceVnd: 185000, stars: ['4'] });
  });

  test('know relevance only where something is searched', () => {
    expect(read('sort=relevance')).toEqual({});
    expect(read('q=cua&sort=relevance')).toEqual({ q: 'cua', sort: 'relevance' });
  });

  test('are counted without search text and order', () => {
    expect(
      countFilters(readProductQuery(new URLSearchParams('q=cua&sort=stars&stars=4&stars=5&inStock=true'))),
    ).toBe(3);
  });
});

describe('search text', () => {
  test('loses control characters and spaces that are too many', () => {
    expect(cleanSearch('  tôm\u0000 \n khô ')).toBe('tôm khô');
  });

  test('ends at 200 characters without splitting one', () => {
    expect([...cleanSearch('🦐'.repeat(300))]).toHaveLength(200);
  });
});
