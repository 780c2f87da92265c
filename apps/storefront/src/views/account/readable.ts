import { formatVnd } from '#kernel/money';
import { formatPhone } from '#kernel/phone';
import { formatDateTime, formatDay } from '#kernel/time';

/** One part of somebody's data: what it is called, and its entries, each a list of named values. */
export interface ReadablePart {
  title: string;
  entries: readonly (readonly ReadableLine[])[];
}
interface ReadableLine {
  name: string;
  value: string;
}

/** What of the export has a name of its own, and what the names mean in words. */
export interface ExportWords {
  parts: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
  /** Values that are words of the program. */
  values: Readonly<Record<string, string>>;
  yes: string;
  no: string;
  nothing: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** Names of machines and digests say nothing to a reader; they stay in the file. */
const UNREADABLE = /(?:^id|Id|hash|Hash)$/;

/**
 * The export as people read it, part by part: every value in it except the names of machines. A part or field nobody has
 * named yet appears under the name it has in the file, so that nothing is held back.
 */
export function readable(data: Readonly<Record<string, unknown>>, words: ExportWords): ReadablePart[] {
  const lines: ReadableLine[] = [];
  const parts: ReadablePart[] = [];
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'object' && value !== null) {
      const title = words.parts[key] ?? key;
      parts.push({ title, entries: [value].flat().map((entry: unknown) => linesOf(entry, words)) });
    } else if (!UNREADABLE.test(key))
      lines.push({ name: nameOf(key, words), value: textOf(value, words, key) });
  }
  return lines.length === 0 ? parts : [{ title: words.parts['about'] ?? '', entries: [lines] }, ...parts];
}

function linesOf(entry: unknown, words: ExportWords, prefix = ''): ReadableLine[] {
  if (typeof entry !== 'object' || entry === null) return [{ name: prefix, value: textOf(entry, words) }];
  return Object.entries(entry).flatMap(([key, value]) => {
    const name = [prefix, nameOf(key, words)].filter(Boolean).join(' – ');
    if (UNREADABLE.test(key) || value === null) return [];
    if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
      return [
        {
          name,
          value: value.length === 0 ? words.nothing : value.map((item) => textOf(item, words)).join(', '),
        },
      ];
    if (Array.isArray(value)) return value.flatMap((item: unknown) => linesOf(item, words, name));
    return typeof value === 'object'
      ? linesOf(value, words, name)
      : [{ name, value: textOf(value, words, key) }];
  });
}

const nameOf = (key: string, words: ExportWords): string => words.fields[key] ?? key;

function textOf(value: unknown, words: ExportWords, key = ''): string {
  if (value === null || value === undefined || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return key.endsWith('Vnd') ? formatVnd(value) : String(value);
  const text = String(value);
  if (text in words.values) return words.values[text] ?? text;
  if (/^\+84\d{9}$/.test(text)) return formatPhone(text);
  if (DAY.test(text)) return formatDay(text);
  return INSTANT.test(text) ? formatDateTime(new Date(text)) : text;
}
