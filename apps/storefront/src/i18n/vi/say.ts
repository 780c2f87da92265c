import { formatInteger, formatUnitPrice, formatVnd } from '#kernel/money';
import { formatSpans } from '#kernel/opening-hours';
import { formatDateTime, formatDay } from '#kernel/time';

/** Numbers, money and times as they are written in Vietnamese. */
export const say = {
  say: {
    integer: formatInteger,
    decimal: (value: number): string => String(value).replace('.', ','),
    vnd: formatVnd,
    unitPrice: formatUnitPrice,
    day: formatDay,
    dateTime: formatDateTime,
    spans: formatSpans,
    /** How a seller packs: `gói 500 g`. */
    unit: (unit: string): string => unit,
    /** What a variant is called. */
    variant: (name: string): string => name,
    /** What a way of sending is called. */
    shipping: (label: string): string => label,
  },
};
