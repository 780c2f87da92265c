import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hashSecret,
  isPublicCode,
  isSecret,
  isUuid,
  parsePublicCode,
  PUBLIC_CODE_ALPHABET,
  publicCode,
  randomSecret,
  uuidv7,
} from '#kernel/ids';

describe('uuidv7', () => {
  test('matches the example of RFC 9562, appendix A.6', () => {
    const random = Buffer.from('0cc318c4dc0c0c07398f', 'hex');
    expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('carries version 7 and the RFC variant whatever the random bytes', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), bytes, (ms, random) => {
        const id = uuidv7(ms, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(ms);
        expect(isUuid(id)).toBe(true);
      }),
    );
  });

  test('rises with time and does not repeat within a millisecond', () => {
    expect(uuidv7(1_000) < uuidv7(1_001)).toBe(true);
    expect(new Set(Array.from({ length: 1000 }, () => uuidv7(1_000))).size).toBe(1000);
  });

  test('keeps the order of making within a millisecond, also where the clock stands still or jumps between', () => {
    const made = Array.from({ length: 1000 }, (_, at) => {
      uuidv7(5_000 + at);
      return uuidv7(1_000);
    });
    expect(made).toEqual([...made].sort());
  });

  test('differs from its neighbours in steps that tell no count', () => {
    const tails = Array.from({ length: 200 }, () =>
      Number.parseInt(uuidv7(1_000).slice(15, 23).replace('-', ''), 16),
    );
    expect(new Set(tails.map((tail, at) => tail - (tails[at - 1] ?? 0))).size).toBeGreaterThan(1);
  });

  test('refuses impossible input', () => {
    expect(() => uuidv7(-1)).toThrow(RangeError);
    expect(() => uuidv7(1.5)).toThrow(RangeError);
    expect(() => uuidv7(2 ** 48)).toThrow(RangeError);
    expect(() => uuidv7(0, new Uint8Array(9))).toThrow(RangeError);
  });

  test('other texts are no UUIDs', () => {
    expect(isUuid('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(true);
    expect(isUuid('017f22e279b07cc398c4dc0c0c07398f')).toBe(false);
    expect(isUuid('017f22e2-79b0-7cc3-98c4-dc0c0c07398g')).toBe(false);
    expect(isUuid(null)).toBe(false);
  });
});

describe('public codes', () => {
  test('the alphabet has no look-alikes and no vowels', () => {
    expect(PUBLIC_CODE_ALPHABET).toHaveLength(23);
    expect(new Set(PUBLIC_CODE_ALPHABET).size).toBe(23);
    expect(PUBLIC_CODE_ALPHABET).toMatch(/^[A-Z2-9]+$/);
    expect(PUBLIC_CODE_ALPHABET).not.toMatch(/[01AEIOUQLBGSZ]/);
  });

  test('every code has the asked length and form', () => {
    for (const length of [8, 9, 10, 11, 12]) {
      const code = publicCode(length);
      expect(code).toHaveLength(length);
      expect(isPublicCode(code)).toBe(true);
    }
    expect(publicCode()).toHaveLength(10);
  });

  test('every character of the alphabet turns up and codes do not repeat', () => {
    const codes = Array.from({ length: 1000 }, () => publicCode(12));
    expect(new Set(codes).size).toBe(1000);
    expect(new Set(codes.join('')).size).toBe(23);
  });

  test('other lengths are refused', () => {
    for (const length of [7, 13, 8.5, Number.NaN]) expect(() => publicCode(length)).toThrow(RangeError);
  });

  test.each(['CDFHJKM', 'CDFHJKMNPRTVW', 'CDFHJKM0', 'CDFHJKML', 'cdfhjkmn', 'CDFHJKMN\n', '', null, 42])(
    '%j is no public code',
    (text) => {
      expect(isPublicCode(text)).toBe(false);
    },
  );

  test('a typed code may have small letters, spaces and hyphens', () => {
    expect(parsePublicCode(' cdfh-jkmn 23\n')).toBe('CDFHJKMN23');
    expect(parsePublicCode('CDFHJKMO')).toBeNull();
    expect(parsePublicCode('-'.repeat(10_000))).toBeNull();
  });
});

describe('secrets', () => {
  test('a secret is 43 base64url characters and never repeats', () => {
    const secrets = Array.from({ length: 100 }, randomSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets) expect(isSecret(secret)).toBe(true);
    expect(isSecret(`${randomSecret()}=`)).toBe(false);
    expect(isSecret(undefined)).toBe(false);
  });

  test('the stored form is SHA-256 in hex', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
