import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PUBLIC_CODE_ALPHABET } from '#kernel/ids';
import { isTraceCode, readTraceCode, spacedTraceCode } from './trace-code.js';

const LETTERS = [...PUBLIC_CODE_ALPHABET];
const letter = fc.constantFrom(...LETTERS);

/** Codes: seven letters, and the one letter that fits them. */
const codes = fc.array(letter, { minLength: 7, maxLength: 7 }).map((seven) => {
  const fitting = LETTERS.filter((last) => isTraceCode([...seven, last].join('')));
  expect(fitting).toHaveLength(1);
  return [...seven, ...fitting].join('');
});

describe('a code of a label', () => {
  it('has for any seven letters exactly one that fits', () => {
    fc.assert(fc.property(codes, (code) => isTraceCode(code)));
  });

  it('is no code any more with one letter changed, or two that changed places', () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.nat(7), letter, (code, at, other, instead) => {
        const changed = [...code];
        changed[at] = instead;
        expect(isTraceCode(changed.join(''))).toBe(instead === code[at]);
        const swapped = [...code];
        [swapped[at], swapped[other]] = [code[other] ?? '', code[at] ?? ''];
        expect(isTraceCode(swapped.join(''))).toBe(code[at] === code[other]);
      }),
    );
  });

  it('is printed in two groups and read back from there', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readTraceCode(spacedTraceCode(code))).toEqual({ code });
      }),
    );
  });
});

describe('what people type', () => {
  const code = fc.sample(codes, { numRuns: 1, seed: 7 })[0] ?? '';

  it.each([
    ['small letters', code.toLowerCase()],
    ['spaces and dashes', ` ${code.slice(0, 4)} - ${code.slice(4)} `],
    ['the whole address', `https://san.example/truy-xuat/${code.toLowerCase()}`],
    [
      'full-width letters',
      [...code].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join(''),
    ],
  ])('is read with %s', (_what, typed) => {
    expect(readTraceCode(typed)).toEqual({ code });
  });

  it('is read with letters that can stand for one character only', () => {
    const lookAlikes: Record<string, string> = { 8: 'b', 6: 'G', 5: 's', 2: 'Z', V: 'u', D: 'đ' };
    fc.assert(
      fc.property(codes, (each) => {
        const typed = [...each].map((character) => lookAlikes[character] ?? character).join('');
        expect(readTraceCode(typed)).toEqual({ code: each });
      }),
    );
  });

  it('is not guessed at where a letter could stand for several, and those letters are named', () => {
    expect(readTraceCode('O0I1AEQL')).toEqual({
      problem: 'letters',
      letters: ['O', '0', 'I', '1', 'A', 'E', 'Q', 'L'],
    });
  });

  it('is told apart when it is empty, cut, or mistyped', () => {
    expect(readTraceCode(' - ')).toEqual({ problem: 'empty' });
    expect(readTraceCode(code.slice(1))).toEqual({ problem: 'length', length: 7 });
    const last = LETTERS.find((each) => each !== code.at(-1)) ?? '';
    expect(readTraceCode(code.slice(0, 7) + last)).toEqual({ problem: 'mistyped' });
  });

  it('is never more than a refusal, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const read = readTraceCode(typed);
        expect('problem' in read || isTraceCode(read.code)).toBe(true);
      }),
    );
  });
});
