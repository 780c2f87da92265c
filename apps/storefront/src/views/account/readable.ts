import { formatInteger } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatDateTime, formatDay } from '#kernel/time';
import type { OwnDataSection } from '../../backend/account.types.js';

/** One part of somebody's data: what it is called, and its entries, each a list of named values. */
export interface ReadablePart {
  title: string;
  entries: readonly (readonly { name: string; value: string }[])[];
}

/** What values mean in words. */
export interface ValueWords {
  /** Values that are words of the program. */
  values: Readonly<Record<string, string>>;
  yes: string;
  no: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/** A section of the copy as people read it: every value that is there, money, numbers and times as they are written here. */
export function readable({ title, fields, rows }: OwnDataSection, words: ValueWords): ReadablePart {
  return {
    title: title.vi,
    entries: rows.map((row) =>
      fields.flatMap(({ name, label }) => {
        const value = textOf(row[name], words, name);
        return value === '' ? [] : [{ name: label.vi, value }];
      }),
    ),
  };
}

function textOf(value: unknown, words: ValueWords, name: string): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return name.endsWith('Vnd') ? formatInteger(value) : String(value);
  if (typeof value === 'string') return words.values[value] ?? asWritten(value);
  if (Array.isArray(value)) return value.map((item: unknown) => textOf(item, words, name)).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, part]: [string, unknown]) => `${key}: ${textOf(part, words, key)}`)
    .join('; ');
}

function asWritten(text: string): string {
  if (/^\+84\d{9}$/.test(text)) return formatPhone(text);
  if (DAY.test(text)) return formatDay(text);
  return INSTANT.test(text) ? formatDateTime(new Date(text)) : text;
}
