import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAmount } from './read-amount.js';

it.each([
  ['1.850.000', 1_850_000],
  ['1,850,000', 1_850_000],
  ['1850000', 1_850_000],
  ['1.850', 1_850],
  ['1,850', 1_850],
  ['1.850.000,00', 1_850_000],
  ['1,850,000.00', 1_850_000],
  ['185000.0', 185_000],
  ['+185.000 VND', 185_000],
  ['185 000 đ', 185_000],
  ['-50.000', -50_000],
  ['(50,000)', -50_000],
  ['−1', -1],
  ['0', 0],
  ['0,00', 0],
])('reads %s', (written, amount) => {
  expect(readAmount(written)).toBe(amount);
});

it.each([
  '', '-', 'abc', '1.85', '1,5', '185.000,50', '1.850,000', '18.50.000', '1.2.3', '1e6', '0x10', '=1+1', '--5',
  '99999999999999', '12 tháng', '1.850.00', '١٢٣',
])('reads no amount in %s', (written) => {
  expect(readAmount(written)).toBeNull();
}); // prettier-ignore

it('reads what is written, whichever separators a bank likes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999_999 }), fc.constantFrom('.', ','), fc.boolean(), (vnd, dot, cents) => {
      const grouped = String(vnd).replace(/\B(?=(\d{3})+(?!\d))/g, dot);
      expect(readAmount(`${grouped}${cents ? `${dot === '.' ? ',' : '.'}00` : ''}`)).toBe(vnd);
    }),
  ); // prettier-ignore
});

it('gives a whole number or nothing, whatever somebody wrote', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (written) => {
      const amount = readAmount(written);
      expect(amount === null || Number.isSafeInteger(amount)).toBe(true);
    }),
  );
});
