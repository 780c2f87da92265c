import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isDay } from './time.js';
import { addWorkingDays, isWorkingDay } from './working-days.js';

const { days } = JSON.parse(readFileSync('data/programme/public-holidays.json', 'utf8')) as {
  days: { day: string; name: string }[];
};
const holidays = new Set(days.map(({ day }) => day));

describe('working days', () => {
  it.each([
    ['2026-11-23', 2, '2026-11-25', 'Monday to Wednesday'],
    ['2026-11-26', 2, '2026-11-30', 'over a weekend'],
    ['2026-11-28', 2, '2026-12-01', 'begun on a Saturday'],
    ['2026-02-13', 2, '2026-02-24', 'over Tết'],
    ['2026-04-24', 1, '2026-04-28', 'over the day in lieu of Hùng Kings’ day'],
    ['2026-08-31', 2, '2026-09-04', 'over National Day'],
    ['2026-12-31', 1, '2027-01-04', 'into the next year'],
    ['2027-02-04', 1, '2027-02-12', 'over Tết with days in lieu'],
    ['2026-11-23', 0, '2026-11-23', 'none'],
  ])('from %s, %i of them end on %s: %s', (from, count, end) => {
    expect(addWorkingDays(from, count, holidays)).toBe(end);
  });

  it('know the four fixed holidays of a year nobody has entered', () => {
    expect(
      ['2035-01-01', '2035-04-30', '2035-05-01', '2035-09-02'].map((day) => isWorkingDay(day, new Set())),
    ).toEqual([false, false, false, false]);
    expect(isWorkingDay('2035-01-02', new Set())).toBe(true);
  });

  it('are never a weekend, and a term never ends on one', () => {
    for (let count = 1; count < 300; count += 1) {
      expect(isWorkingDay(addWorkingDays('2026-01-01', count, holidays), holidays)).toBe(true);
    }
  });

  it('refuse what is no number of days', () => {
    for (const count of [-1, 1.5, Number.NaN])
      expect(() => addWorkingDays('2026-11-23', count, holidays)).toThrow(RangeError);
  });
});

describe('the public holidays in data/programme', () => {
  it('are real days on which people would otherwise work, in order and each once', () => {
    for (const { day } of days) {
      expect(isDay(day), day).toBe(true);
      expect([0, 6]).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
    }
    const list = days.map(({ day }) => day);
    expect(list).toEqual([...new Set(list)].sort());
  });
});
