import { formatPhone } from '#kernel/phone';
import type { OwnDataSection } from '../../backend/account.types.js';
import type { Words } from '../../i18n/vi.js';
import type { Language } from '../../language.js';

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

/** How they are written for the reader. */
interface Manner {
  language: Language;
  say: Words['say'];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/** A section of the copy as people read it: every value that is there, money, numbers and times as they are written here. */
export function readable(
  { title, fields, rows }: OwnDataSection,
  words: ValueWords,
  manner: Manner,
): ReadablePart {
  return {
    title: title[manner.language],
    entries: rows.map((row) =>
      fields.flatMap(({ name, label }) => {
        const value = textOf(row[name], words, name, manner);
        return value === '' ? [] : [{ name: label[manner.language], value }];
      }),
    ),
  };
}

function textOf(value: unknown, words: ValueWords, name: string, manner: Manner): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return name.endsWith('Vnd') ? manner.say.integer(value) : String(value);
  if (typeof value === 'string') return words.values[value] ?? asWritten(value, manner.say);
  if (Array.isArray(value)) return value.map((item: unknown) => textOf(item, words, name, manner)).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, part]: [string, unknown]) => `${key}: ${textOf(part, words, key, manner)}`)
    .join('; ');
}

function asWritten(text: string, say: Words['say']): string {
  if (/^\+84\d{9}$/.test(text)) return formatPhone(text);
  if (DAY.test(text)) return say.day(text);
  return INSTANT.test(text) ? say.dateTime(new Date(text)) : text;
}
