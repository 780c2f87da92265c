import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.js';

const kinds = { key: 'instant', id: 'uuid' } as const;
const key = '2026-11-23T03:00:00.123456Z';
const id = '01a20752-fe0d-701b-8879-3bd5521202df';

describe('a cursor', () => {
  it('gives back the place it was made of', () => {
    expect(readCursor('products.newest', kinds, writeCursor('products.newest', key, id))).toEqual({
      key,
      id,
    });
  });

  it('is refused when any one character is changed', () => {
    const cursor = writeCursor('products.newest', key, id);
    for (let at = 0; at < cursor.length; at += 1) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      const changed = cursor.slice(0, at) + other + cursor.slice(at + 1);
      expect(() => readCursor('products.newest', kinds, changed)).toThrow('The cursor is not valid');
    }
  });

  it('is refused when PostgreSQL could not read its values, whoever wrote the checksum', () => {
    const bad: [string, string][] = [
      ['2026-02-30T03:00:00.123456Z', id],
      ['2026-11-23T25:00:00.123456Z', id],
      ['2026-11-23 03:00:00', id],
      ['', id],
      [key, 'not-a-uuid'],
      [key, id.toUpperCase()],
    ];
    for (const [badKey, badId] of bad) {
      expect(() =>
        readCursor('products.newest', kinds, writeCursor('products.newest', badKey, badId)),
      ).toThrow('The cursor is not valid');
    }
    const asInteger = { key: 'integer', id: 'text' } as const;
    for (const badKey of ['1.5', '1e9', '99999999999999999999', '0x10']) {
      expect(() => readCursor('x', asInteger, writeCursor('x', badKey, 'a'))).toThrow(
        'The cursor is not valid',
      );
    }
    expect(() => readCursor('x', asInteger, writeCursor('x', '1', 'a\0'))).toThrow('The cursor is not valid');
  });
});
