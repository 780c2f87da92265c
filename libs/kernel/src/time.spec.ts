import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  compareDays,
  DAY_MS,
  daysBetween,
  fakeClock,
  formatDateTime,
  formatDay,
  formatLongDay,
  formatTime,
  isDay,
  nextMidnightInVietnam,
  startOfVietnamDay,
  systemClock,
  vietnamDay,
} from '#kernel/time';

const someDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('clocks', () => {
  test('the system clock is moved by its offset', () => {
    const before = Date.now();
    const shifted = systemClock(-3600).now().getTime();
    const after = Date.now();
    expect(shifted).toBeGreaterThanOrEqual(before - 3_600_000);
    expect(shifted).toBeLessThanOrEqual(after - 3_600_000);
  });

  test('the fake clock stands still until it is moved', () => {
    const clock = fakeClock('2026-11-23T16:59:59Z');
    expect(vietnamDay(clock.now())).toBe('2026-11-23');
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-11-23T16:59:59.000Z');
    clock.advance(1000);
    expect(vietnamDay(clock.now())).toBe('2026-11-24');
    clock.set('2026-01-01T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(() => clock.set('không')).toThrow(RangeError);
  });
});

describe('Vietnamese days', () => {
  test.each([
    ['2026-11-22T16:59:59.999Z', '2026-11-22'],
    ['2026-11-22T17:00:00.000Z', '2026-11-23'],
    ['2026-11-23T16:59:59.999Z', '2026-11-23'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
  ])('at %s it is %s', (instant, day) => {
    expect(vietnamDay(new Date(instant))).toBe(day);
  });

  test('the next midnight is strictly later', () => {
    expect(nextMidnightInVietnam(new Date('2026-11-23T16:59:59.999Z')).toISOString()).toBe(
      '2026-11-23T17:00:00.000Z',
    );
    expect(nextMidnightInVietnam(new Date('2026-11-23T17:00:00.000Z')).toISOString()).toBe(
      '2026-11-24T17:00:00.000Z',
    );
  });

  test('a day begins at 17:00 UTC of the day before', () => {
    expect(startOfVietnamDay('2026-03-01').toISOString()).toBe('2026-02-28T17:00:00.000Z');
  });

  test('every instant lies between the start of its day and the next midnight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (time) => {
        const instant = new Date(time);
        const start = startOfVietnamDay(vietnamDay(instant)).getTime();
        expect(start).toBeLessThanOrEqual(time);
        expect(nextMidnightInVietnam(instant).getTime()).toBe(start + DAY_MS);
        expect(time).toBeLessThan(start + DAY_MS);
      }),
    );
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '23/11/2026', '2026-11-23T00:00:00Z', ''])(
    '%j is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(RangeError);
      expect(() => formatDay(text)).toThrow(RangeError);
    },
  );

  test('29 February is a day in a leap year', () => {
    expect(isDay('2028-02-29')).toBe(true);
    expect(isDay(20280229)).toBe(false);
  });
});

describe('calendar arithmetic', () => {
  test.each([
    ['2023-11-23', 36, '2026-11-23'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s', (day, months, result) => {
    expect(addMonths(day, months)).toBe(result);
  });

  test('days are counted over month and year ends', () => {
    expect(addDays('2026-11-23', 180)).toBe('2027-05-22');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-11-23', '2027-05-22')).toBe(180);
    expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1);
  });

  test('adding and counting days undo each other', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });

  test('adding months keeps the day of the month or clamps it to the last', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -100, max: 100 }), (day, count) => {
        const result = addMonths(day, count);
        const clamped = result.slice(8) !== day.slice(8);
        expect(clamped ? addDays(result, 1).slice(8) : '01').toBe('01');
        expect(clamped ? result.slice(8) < day.slice(8) : true).toBe(true);
      }),
    );
  });

  test('days sort in calendar order', () => {
    expect(['2027-01-01', '2026-02-28', '2026-11-23'].sort(compareDays)).toEqual([
      '2026-02-28',
      '2026-11-23',
      '2027-01-01',
    ]);
    expect(compareDays('2026-11-23', '2026-11-23')).toBe(0);
  });

  test('leaving the four-digit years is refused', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});

describe('Vietnamese wording', () => {
  test('writes days and times as Vietnam does', () => {
    expect(formatDay('2026-11-23')).toBe('23/11/2026');
    expect(formatLongDay('2026-11-23')).toBe('Thứ hai, ngày 23 tháng 11 năm 2026');
    expect(formatLongDay('2026-11-29')).toBe('Chủ nhật, ngày 29 tháng 11 năm 2026');
    expect(formatTime(new Date('2026-11-23T00:05:00Z'))).toBe('07:05');
    expect(formatDateTime(new Date('2026-11-22T17:05:00Z'))).toBe('00:05 ngày 23/11/2026');
  });
});
