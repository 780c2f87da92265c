import { describe, expect, test } from 'vitest';
import { en } from './en.js';
import { vi } from './vi.js';
import { wordsIn } from './words.js';

/** Parts whose other words are for shops and officers. */
const MIXED = new Set([
  'goAhead',
  'deposits',
  'reviews',
  'questions',
  'visits',
  'returns',
  'disputes',
  'reports',
  'pickup',
  'push',
  'rides',
  'kept',
  'seller',
  'seller.people',
]);
/** Letters that only Vietnamese has; names of places and goods are written with them in English too. */
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;
const NAMES = /Tiếng Việt|đồng|Năm Căn|NĐ-CP|tôm khô|mật ong|bánh phồng tôm|ba khía|muối Bạc Liêu/g;

interface Pair {
  at: string;
  vietnamese: unknown;
  english: unknown;
}

/** Every word of one side with its like on the other, by its place; null is where a side has none. */
function pairs(vietnamese: unknown, english: unknown, at = ''): Pair[] {
  if (
    typeof english !== 'object' ||
    english === null ||
    typeof vietnamese !== 'object' ||
    vietnamese === null
  )
    return [{ at, vietnamese, english }];
  const names =
    MIXED.has(at) || at === '' ? Object.keys(english) : [...Object.keys(vietnamese), ...Object.keys(english)];
  const sides = [vietnamese, english] as Record<string, unknown>[];
  return [...new Set(names)].flatMap((name) =>
    pairs(sides[0]?.[name] ?? null, sides[1]?.[name] ?? null, at === '' ? name : `${at}.${name}`),
  );
}

const all = pairs(vi, en).filter(({ at }) => !at.startsWith('say.') && at !== 'written');

/** What stands in a sentence where something is put in: parts that can be told apart again. */
const spoken = (say: unknown): string => {
  if (typeof say === 'string') return say;
  if (typeof say !== 'function') return '';
  const numbers = Array.from({ length: say.length }, (_, index) => 7_001 + index);
  for (const given of [numbers, numbers.map(String), numbers.map((max) => ({ min: 2, max }))]) {
    try {
      const said: unknown = (say as (...parts: unknown[]) => unknown)(...given);
      return JSON.stringify(said);
    } catch {
      // It takes words, or days from one to another.
    }
  }
  return '';
};
const placeholders = (say: unknown): string[] =>
  [...new Set(spoken(say).match(/7[.,]?00\d|\{\w+\}/g) ?? [])].map((part) => part.replace(/[.,]/, '')).sort();

test('each word that buyers read is there in both languages, and is of the same kind', () => {
  expect(all.length).toBeGreaterThan(900);
  const kinds = all.filter(
    ({ vietnamese, english }) => typeof vietnamese !== typeof english || english === null,
  );
  expect(kinds.map(({ at }) => at)).toEqual([]);
});

test('what is put into a sentence is put into it in English too', () => {
  const lost = all.filter(({ vietnamese, english }) => {
    return placeholders(vietnamese).join() !== placeholders(english).join();
  });
  expect(lost.map(({ at, vietnamese, english }) => [at, spoken(vietnamese), spoken(english)])).toEqual([]);
});

test('no English word is Vietnamese, but for names', () => {
  const left = all.filter(({ english }) => VIETNAMESE.test(spoken(english).replace(NAMES, '')));
  expect(left.map(({ at }) => at)).toEqual([]);
});

test('addresses inside a page are the same in both languages', () => {
  for (const { at, vietnamese, english } of all) if (at.endsWith('.id')) expect(english).toBe(vietnamese);
});

describe('numbers, money and times', () => {
  const { say } = wordsIn.en;
  test.each([
    [say.integer(1_234_567), '1,234,567'],
    [say.vnd(185_000), '185,000\u00a0₫'],
    [say.unitPrice({ amountVnd: 370_000, per: 'lít' }), '370,000\u00a0₫/litre'],
    [say.day('2026-11-03'), '3 November 2026'],
    [say.dateTime(new Date('2026-11-02T17:05:00Z')), '3 November 2026, 00:05'],
    [say.spans([{ opensAt: '07:00', closesAt: '17:30' }]), '7:00–17:30'],
  ])('%s', (said, english) => {
    expect(said).toBe(english);
  });
});
