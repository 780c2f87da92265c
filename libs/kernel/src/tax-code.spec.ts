import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonalId, taxCodeKind } from './tax-code.js';

/** Codes of public bodies, as their own pages print them. */
const REAL = ['0100109106', '0101248141', '0100686209'];

describe('a tax code', () => {
  it.each(REAL)('%s is an organisation’s', (code) => {
    expect(taxCodeKind(code)).toBe('organisation');
    expect(taxCodeKind(`${code}-001`)).toBe('branch');
  });

  it.each([
    '',
    '0100109107',
    '010010910',
    '01001091060',
    '0100109106-1',
    '0100109106-0011',
    '0100109106 ',
    'x100109106',
  ])('refuses %j', (code) => {
    expect(taxCodeKind(code)).toBeNull();
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REAL), fc.nat(9), fc.integer({ min: 1, max: 9 }), (code, at, by) => {
        const wrong = [...code].map((digit, index) =>
          index === at ? String((Number(digit) + by) % 10) : digit,
        );
        expect(taxCodeKind(wrong.join(''))).toBeNull();
      }),
    );
  });

  it('takes the twelve digits of a person', () => {
    expect(taxCodeKind('096185001234')).toBe('person');
    expect(taxCodeKind('097185001234')).toBeNull();
    expect(isPersonalId('000185001234')).toBe(false);
    expect(isPersonalId('09618500123')).toBe(false);
  });
});
