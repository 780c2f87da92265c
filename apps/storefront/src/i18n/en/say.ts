import { dateTimeInEnglish, dayInEnglish, integerInEnglish } from '#kernel/in-english';
import type { UnitPrice, Vnd } from '#kernel/money';
import { formatSpans } from '#kernel/opening-hours';
import { unitInEnglish, variantInEnglish } from './units.js';

/** The usual ways of sending; an officer may add others, which keep the name they were given. */
const SHIPPING: Readonly<Record<string, string>> = {
  'Giao tiêu chuẩn': 'Standard delivery',
  'Giao nhanh trong ngày': 'Same-day delivery',
  'Nhận tại điểm du lịch': 'Collect at a tourist spot',
  'Gian hàng tự giao': 'Delivered by the shop itself',
};

/** `185000` as `185,000 ₫`: the sign stays behind, as every price in Vietnam has it, and on the line of its number. */
const vnd = (amount: Vnd): string => `${integerInEnglish(amount)}\u00a0₫`;
/** Numbers, money and times as English writes them; times are those of Vietnam. */
export const say = {
  say: {
    integer: integerInEnglish,
    decimal: (value: number): string => String(value),
    vnd,
    unitPrice: ({ amountVnd, per }: UnitPrice): string =>
      `${vnd(amountVnd)}/${per === 'kg' ? 'kg' : 'litre'}`,
    day: dayInEnglish,
    dateTime: dateTimeInEnglish,
    spans: formatSpans,
    unit: unitInEnglish,
    variant: variantInEnglish,
    shipping: (label: string): string => SHIPPING[label] ?? label,
  },
};

/** `1 order`, `3 orders`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${integerInEnglish(count)} ${count === 1 ? one : many}`;
