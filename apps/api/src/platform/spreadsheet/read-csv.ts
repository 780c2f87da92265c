import { SheetRefused, type Sheet, type SheetCell, type SheetLimits, type SheetRow } from './sheet.js';

const DELIMITERS = [';', ',', '\t'];

/**
 * Reads comma-separated text as spreadsheets write it: UTF-8 with or without a byte order mark (other encodings where the
 * limits say so), separated by `;`, `,` or tabs (whichever the first line has most of; below a letterhead, whichever a line has most of), quoted by
 * RFC 4180. Every cell is text.
 *
 * @throws SheetRefused not_utf8, unreadable, too_many_rows, too_many_columns; reading stops at the first row too many
 */
export function readCsv(bytes: Uint8Array, limits: SheetLimits): Sheet {
  const text = decode(bytes, limits.legacyText === true);
  const delimiter = delimiterOf(text, limits.legacyText === true ? LETTERHEAD_LINES : 1);
  const rows: SheetRow[] = [];
  let no = 0;
  for (const fields of records(text, delimiter, limits.columns)) {
    no += 1;
    const cells = new Map<number, SheetCell>();
    fields.forEach((field, column) => {
      const trimmed = field.trim();
      if (trimmed !== '') cells.set(column, { kind: 'text', text: trimmed });
    });
    if (cells.size === 0) continue;
    if (rows.length === limits.rows) throw new SheetRefused('too_many_rows');
    rows.push({ no, cells });
  }
  return { rows, merged: [] };
}

function decode(bytes: Uint8Array, legacyText: boolean): string {
  const isUtf16 = legacyText && bytes[0] === 0xff && bytes[1] === 0xfe;
  let text: string;
  try {
    text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (!legacyText || isUtf16) throw new SheetRefused('not_utf8');
    // Its tones are letters of their own, which follow the vowel.
    text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  }
  if (text.includes('\0')) throw new SheetRefused('unreadable');
  return text;
}

/** What banks write stands below a letterhead. */
const LETTERHEAD_LINES = 20;

function delimiterOf(text: string, lines: number): string {
  const counts = text
    .split(/\r\n|\r|\n/, lines)
    .flatMap((line) => DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length })));
  return counts.reduce((best, one) => (one.count > best.count ? one : best), { delimiter: ';', count: 0 })
    .delimiter;
}

function* records(text: string, delimiter: string, maxColumns: number): Generator<string[]> {
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { field, next } = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter);
    fields.push(field);
    if (fields.length > maxColumns) throw new SheetRefused('too_many_columns');
    const follows = text[next];
    if (follows === delimiter) {
      at = next + 1;
      // A line that ends with a separator ends with an empty field.
      if (at < text.length && text[at] !== '\r' && text[at] !== '\n') continue;
    } else if (follows !== undefined && follows !== '\r' && follows !== '\n') {
      // Something after a closing quote: no program writes that.
      throw new SheetRefused('unreadable');
    } else at = next;
    yield fields;
    fields = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
  if (fields.length > 0) yield fields;
}

function plain(text: string, from: number, delimiter: string): { field: string; next: number } {
  let next = from;
  while (next < text.length && text[next] !== delimiter && text[next] !== '\n' && text[next] !== '\r')
    next += 1;
  return { field: text.slice(from, next), next };
}

function quoted(text: string, from: number): { field: string; next: number } {
  let field = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) throw new SheetRefused('unreadable');
    field += text.slice(at, close);
    if (text[close + 1] !== '"') return { field, next: close + 1 };
    field += '"';
    at = close + 2;
  }
}
