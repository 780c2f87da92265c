import type { UnitPrice, Vnd } from '#kernel/money';
import { formatSpans } from '#kernel/opening-hours';
import { type Day, formatTime, vietnamDay } from '#kernel/time';
import { unitInEnglish } from './units.js';

/** The usual ways of sending; an officer may add others, which keep the name they were given. */
const SHIPPING: Readonly<Record<string, string>> = {
  'Giao tiêu chuẩn': 'Standard delivery',
  'Giao nhanh trong ngày': 'Same-day delivery',
  'Nhận tại điểm du lịch': 'Collect at a tourist spot',
  'Gian hàng tự giao': 'Delivered by the shop itself',
};

const numbers = new Intl.NumberFormat('en-GB');
const days = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `185000` as `185,000`. */
const integer = (value: number): string => numbers.format(value);
/** `185000` as `185,000 ₫`: the sign stays behind, as every price in Vietnam has it, and on the line of its number. */
const vnd = (amount: Vnd): string => `${integer(amount)}\u00a0₫`;
/** `2026-11-23` as `23 November 2026`. */
const day = (date: Day): string => days.format(new Date(`${date}T00:00:00Z`));

/** Numbers, money and times as English writes them; times are those of Vietnam. */
export const say = {
  say: {
    integer,
    decimal: (value: number): string => String(value),
    vnd,
    unitPrice: ({ amountVnd, per }: UnitPrice): string =>
      `${vnd(amountVnd)}/${per === 'kg' ? 'kg' : 'litre'}`,
    day,
    dateTime: (instant: Date): string => `${day(vietnamDay(instant))}, ${formatTime(instant)}`,
    spans: formatSpans,
    unit: unitInEnglish,
    shipping: (label: string): string => SHIPPING[label] ?? label,
  },
};

/** `1 order`, `3 orders`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${integer(count)} ${count === 1 ? one : many}`;
