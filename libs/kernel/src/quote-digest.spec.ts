import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, contentDigest, type Json } from '#kernel/quote-digest';

describe('canonicalJson', () => {
  test('orders keys at every level and keeps lists in order', () => {
    expect(canonicalJson({ b: [2, 1, { z: null, a: true }], a: 'đồng', é: 1, Z: 0 })).toBe(
      '{"Z":0,"a":"đồng","b":[2,1,{"a":true,"z":null}],"é":1}',
    );
  });

  test('treats undefined like absent and -0 like 0', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
  });

  test.each([Number.NaN, Infinity, 1n, new Date(0), new Map(), () => 1, undefined, [undefined]])(
    'refuses what JSON cannot say: %s',
    (value) => {
      expect(() => canonicalJson(value as unknown as Json)).toThrow(TypeError);
    },
  );

  test('says the same as JSON, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value as Json))).toBe(text);
      }),
    );
  });
});

/** The same value with the keys of every object inserted backwards. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(entries.reverse().map(([key, member]) => [key, reversed(member)]));
}

describe('contentDigest', () => {
  test('is SHA-256 of the canonical text in base64url', () => {
    expect(contentDigest({})).toBe('RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o');
    expect(contentDigest({ b: 1, a: 2 })).toBe(contentDigest({ a: 2, b: 1 }));
  });

  test('changes with every figure of a quote', () => {
    const quote = {
      lines: [{ variantId: 'v1', quantity: 2, unitPriceVnd: 185_000, stars: 4 }],
      feeVnd: 22_000,
    };
    const changed = { ...quote, lines: [{ ...quote.lines[0], stars: 3 }] };
    expect(contentDigest(changed as Json)).not.toBe(contentDigest(quote));
  });
});
