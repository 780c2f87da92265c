import { isDay, vietnamDay, type Day } from '#kernel/time';

/** When something stands in an account: the day, and the time where it is written. */
export interface Moment {
  day: Day;
  at: Date;
}

const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/;
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})/;
const TIME = /^[\sT,]*(\d{1,2})[:hg](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*(?:\+0?7(?::?00)?))?$/i;

/** Where only the day is written: the middle of it, so that it is never a day away from the truth. */
const NOON = '12:00:00';

/**
 * A day as it is written in Vietnam (`05/03/2026`, `5-3-2026 14:02:37`) or by machines (`2026-03-05 14:02:37`), on
 * Vietnamese clocks. Null where it is none.
 */
export function readMoment(written: string): Moment | null {
  const text = written.trim();
  const [head, date, month, year] = DAY_FIRST.exec(text) ?? reordered(YEAR_FIRST.exec(text)) ?? [];
  if (head === undefined || date === undefined || month === undefined || year === undefined) return null;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (!isDay(day)) return null;
  const time = timeIn(text.slice(head.length));
  if (time === null) return null;
  const at = new Date(`${day}T${time}+07:00`);
  return Number.isNaN(at.getTime()) || vietnamDay(at) !== day ? null : { day, at };
}

function reordered(found: RegExpExecArray | null): string[] | null {
  if (found === null) return null;
  const [head = '', year = '', month = '', date = ''] = found;
  return [head, date, month, year];
}

/** `14:02:37`; noon where nothing follows the day, null where something else does. */
function timeIn(rest: string): string | null {
  if (rest.trim() === '') return NOON;
  const [, hours, minutes = '', seconds = '00'] = TIME.exec(rest) ?? [];
  return hours === undefined ? null : `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
}
