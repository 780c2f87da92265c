import type { Day } from '#kernel/time';
import { readDataFile } from './data-files.js';

/** Public holidays on which offices are closed, with the days in lieu. */
export const publicHolidays: ReadonlySet<Day> = new Set(
  readDataFile<{ days: { day: Day }[] }>('programme/public-holidays.json').days.map(({ day }) => day),
);
