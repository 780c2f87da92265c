import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicCode, PUBLIC_CODE_ALPHABET } from '#kernel/ids';
import { codesInRemark, remarkLetters } from './codes-in-remark.js';

const code = fc
  .array(fc.constantFrom(...PUBLIC_CODE_ALPHABET), { minLength: 8, maxLength: 12 })
  .map((letters) => letters.join(''));
const around = fc.string({ maxLength: 60 });

describe('codesInRemark', () => {
  it('finds a code whatever stands before and after it', () => {
    fc.assert(
      fc.property(around, code, around, (before, one, after) => {
        expect(codesInRemark(`${before}${one}${after}`)).toContain(one);
      }),
    );
  });

  it('finds it in small letters, with spaces, dots and hyphens dropped into it', () => {
    fc.assert(
      fc.property(code, fc.array(fc.nat({ max: 7 }), { maxLength: 5 }), (one, places) => {
        let typed = one.toLowerCase();
        for (const place of places) typed = `${typed.slice(0, place)} .-${typed.slice(place)}`;
        expect(codesInRemark(`Thanh toán đơn ${typed}`)).toContain(one);
      }),
    );
  });

  it('reads the letters that codes leave out as the digits they are taken for', () => {
    const typed: Readonly<Record<string, string>> = { '8': 'B', '6': 'G', '5': 'S', '2': 'Z' };
    fc.assert(
      fc.property(code, (one) => {
        const mistyped = one.replace(/[8652]/g, (digit) => typed[digit] ?? digit);
        expect(codesInRemark(`MBVCB ${mistyped}`)).toContain(one);
      }),
    );
  });

  it('names no code that was cut, and nothing that is not in the remark', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (remark) => {
        const letters = remarkLetters(remark).replace(
          /[BGSZ]/g,
          (one) => ({ B: '8', G: '6', S: '5' })[one] ?? '2',
        );
        for (const one of codesInRemark(remark)) {
          const read = one.replace(/[BGSZ]/g, '');
          expect(read).toBe(one);
          expect(letters).toContain(one);
        }
      }),
    );
    const one = publicCode(10);
    expect(codesInRemark(`${one.slice(0, 7)} OCOP`)).toEqual([]);
  });

  it('asks for a bounded number of codes, however long the remark', () => {
    expect(codesInRemark('C'.repeat(100_000))).toHaveLength(5);
    expect(codesInRemark(Array.from({ length: 5_000 }, () => publicCode(10)).join('')).length).toBeLessThan(
      2_100,
    );
  });
});
