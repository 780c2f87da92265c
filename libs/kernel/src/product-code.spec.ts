import { describe, expect, test } from 'vitest';
import { isAcceptableProductCode, parseProductCode } from '#kernel/product-code';

describe('parseProductCode', () => {
  test('takes the present form apart', () => {
    expect(parseProductCode('96-32248-01-2026')).toEqual({
      provinceCode: '96',
      communeCode: '32248',
      serial: 1,
      year: 2026,
    });
    expect(parseProductCode('96-31825-117-2027')?.serial).toBe(117);
  });

  test.each([
    '96-971-32248-01-2024',
    '96-32248-1-2026',
    '96-32248-00-2026',
    '96-3224-01-2026',
    '96-32248-01-1926',
    '96-32248-01-26',
    ' 96-32248-01-2026',
    '96-32248-01-2026\n',
    '',
  ])('%j has not the present form', (code) => {
    expect(parseProductCode(code)).toBeNull();
  });
});

describe('isAcceptableProductCode', () => {
  test('asks for the present form from 22/5/2026 on', () => {
    expect(isAcceptableProductCode('96-971-32248-01-2026', '2026-05-21')).toBe(true);
    expect(isAcceptableProductCode('96-971-32248-01-2026', '2026-05-22')).toBe(false);
    expect(isAcceptableProductCode('96-32248-01-2026', '2026-05-22')).toBe(true);
  });

  test('refuses a year after the evaluation', () => {
    expect(isAcceptableProductCode('96-32248-01-2027', '2026-12-31')).toBe(false);
    expect(isAcceptableProductCode('96-32248-01-2026', '2027-01-15')).toBe(true);
  });

  test('asks older certificates for some code of reasonable length', () => {
    expect(isAcceptableProductCode(' ', '2024-01-01')).toBe(false);
    expect(isAcceptableProductCode('x'.repeat(41), '2024-01-01')).toBe(false);
  });
});
