/**
 * The one clock and Vietnamese calendar days, free of I/O and of crypto: also imported by browser islands.
 *
 * A `Day` is a calendar date in Vietnam. Vietnam has kept UTC+7 without daylight saving since 13 June 1975,
 * so a fixed offset is exact for every date this system meets and needs no time-zone database.
 */

/** A calendar date `YYYY-MM-DD` in Asia/Ho_Chi_Minh. Days compare correctly as plain strings. */
export type Day = string;

/** Where business code gets the present from; never `new Date()` and never SQL's `now()`. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  set(instant: Date | string): void;
  advance(milliseconds: number): void;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const VIETNAM_OFFSET_MS = 7 * HOUR_MS;

/** The machine's clock, moved by `offsetSeconds` (`CLOCK_OFFSET_SECONDS`; negative is the past). */
export function systemClock(offsetSeconds = 0): Clock {
  const offset = offsetSeconds * SECOND_MS;
  return { now: () => new Date(Date.now() + offset) };
}

/** A clock for tests; a string is read as ISO 8601. Throws RangeError for an instant that is none. */
export function fakeClock(start: Date | string): FakeClock {
  let time = validTime(new Date(start));
  return {
    now: () => new Date(time),
    set: (instant) => {
      time = validTime(new Date(instant));
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** Whether the text is a real calendar date `YYYY-MM-DD` (29 February only in leap years). */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The calendar day it is in Vietnam at that instant. */
export function vietnamDay(instant: Date): Day {
  return new Date(validTime(instant) + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant at which that day begins in Vietnam. */
export function startOfVietnamDay(day: Day): Date {
  return new Date(utcMidnight(day) - VIETNAM_OFFSET_MS);
}

/** The first midnight in Vietnam strictly after the instant: nothing may be cached past it. */
export function nextMidnightInVietnam(instant: Date): Date {
  return startOfVietnamDay(addDays(vietnamDay(instant), 1));
}

/** The day `count` days later (earlier when negative). Throws RangeError for a day that is none. */
export function addDays(day: Day, count: number): Day {
  return toDay(utcMidnight(day) + count * DAY_MS);
}

/**
 * The same day of the month `count` months later, or that month's last day where it is shorter
 * (31 January + 1 month = 28 or 29 February), as Article 148.3 of the Civil Code 2015 ends terms counted in months.
 */
export function addMonths(day: Day, count: number): Day {
  const date = new Date(utcMidnight(day));
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const lastOfMonth = new Date(date);
  lastOfMonth.setUTCMonth(lastOfMonth.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(dayOfMonth, lastOfMonth.getUTCDate()));
  return toDay(date.getTime());
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** -1, 0 or 1, for sorting days in rising order. */
export function compareDays(a: Day, b: Day): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `2026-11-23` as it is written in Vietnam: `23/11/2026`. */
export function formatDay(day: Day): string {
  utcMidnight(day);
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

const WEEKDAYS = ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'];

/** `2026-11-23` in words: `Thứ hai, ngày 23 tháng 11 năm 2026`. */
export function formatLongDay(day: Day): string {
  const date = new Date(utcMidnight(day));
  const words = `ngày ${date.getUTCDate()} tháng ${date.getUTCMonth() + 1} năm ${date.getUTCFullYear()}`;
  return `${WEEKDAYS[date.getUTCDay()]}, ${words}`;
}

/** The Vietnamese time of day at that instant, 24 hours: `07:05`. */
export function formatTime(instant: Date): string {
  return new Date(validTime(instant) + VIETNAM_OFFSET_MS).toISOString().slice(11, 16);
}

/** Vietnamese date and time of that instant: `07:05 ngày 23/11/2026`. */
export function formatDateTime(instant: Date): string {
  return `${formatTime(instant)} ngày ${formatDay(vietnamDay(instant))}`;
}

/** Vietnamese date and time of that instant without separators, as VNPAY writes it: `20261123070500`. */
export function vietnamStamp(instant: Date): string {
  return new Date(validTime(instant) + VIETNAM_OFFSET_MS).toISOString().slice(0, 19).replace(/\D/g, '');
}

function utcMidnight(day: Day): number {
  if (!isDay(day)) throw new RangeError(`Not a calendar day YYYY-MM-DD: ${JSON.stringify(day)}`);
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(time: number): Day {
  const day = new Date(validTime(new Date(time))).toISOString().slice(0, 10);
  if (!isDay(day)) throw new RangeError('The day leaves the years 0000–9999');
  return day;
}

function validTime(instant: Date): number {
  const time = instant.getTime();
  if (Number.isNaN(time)) throw new RangeError('Not a valid instant');
  return time;
}
