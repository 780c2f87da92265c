import { addDays, type Day } from '#kernel/time';

/** Days off in every year, whatever is announced: `MM-DD` (Labour Code 2019, Art. 112). */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '04-30', '05-01', '09-02']);

const FRIDAY = 5;

/**
 * Whether offices work on that day: Monday to Friday, no public holiday.
 *
 * @param holidays days off of the years concerned, with the days in lieu; the four fixed ones count in any case
 */
export function isWorkingDay(day: Day, holidays: ReadonlySet<Day>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= FRIDAY && !holidays.has(day) && !FIXED_HOLIDAYS.has(day.slice(5));
}

/**
 * The last day of a term of `count` working days. The day on which it begins does not count (Civil Code 2015, Art. 147);
 * 0 is that day itself. RangeError for a negative count.
 */
export function addWorkingDays(from: Day, count: number, holidays: ReadonlySet<Day>): Day {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`);
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}
