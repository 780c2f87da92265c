import type { Vnd } from '#kernel/money';
import { formatTime, vietnamDay, type Day } from '#kernel/time';

const numbers = new Intl.NumberFormat('en-GB');
const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `185000` as `185,000`. */
export const integerInEnglish = (value: number): string => numbers.format(value);

/** `185000` as `VND 185,000`: for letters and text messages, which may have no sign for the đồng. */
export const vndInEnglish = (amount: Vnd): string => `VND ${integerInEnglish(amount)}`;

/** `2026-11-23` as `23 November 2026`. */
export const dayInEnglish = (day: Day): string => days.format(new Date(`${day}T00:00:00Z`));

/** As `23 November 2026, 07:05`, the time of Vietnam. */
export const dateTimeInEnglish = (instant: Date): string =>
  `${dayInEnglish(vietnamDay(instant))}, ${formatTime(instant)}`;
