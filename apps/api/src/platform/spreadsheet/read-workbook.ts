import { addDays, type Day } from '#kernel/time';
import {
  SheetRefused,
  type MergedRange,
  type Sheet,
  type SheetCell,
  type SheetLimits,
  type SheetRow,
} from './sheet.js';
import { Unzip } from './unzip.js';
import { xmlPieces, type XmlPiece } from './xml-tags.js';

/** 5,000 rows of twenty columns are some five megabytes of XML. */
const MOST_UNPACKED_BYTES = 48 * 1024 * 1024;
/** Titles, notes and signatures are joined cells too. */
const MOST_MERGED = 1_000;
const LONGEST_TEXT = 32_767;

/** Number formats that are days without saying so in a code of their own (ECMA-376 part 1, 18.8.30). */
const DAY_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]); // prettier-ignore

interface Book {
  texts: readonly string[];
  /** By a cell's style: whether its numbers are days. */
  isDay: readonly boolean[];
  firstDay: Day;
}

/**
 * The first sheet of an .xlsx workbook. Read by hand and not with the library that writes them: that one unfolds joined
 * cells, columns, validations and names cell by cell, so that a file of a few kilobytes can keep it busy for hours.
 *
 * @throws SheetRefused unreadable, opens_too_large, too_many_rows, too_many_columns
 */
export async function readWorkbook(bytes: Buffer, limits: SheetLimits): Promise<Sheet> {
  const zip = new Unzip(bytes, MOST_UNPACKED_BYTES);
  const workbook = await zip.text('xl/workbook.xml');
  if (workbook === null) throw new SheetRefused('unreadable');
  const { path, is1904 } = await firstSheet(zip, workbook);
  const book: Book = {
    texts: readTexts((await zip.text('xl/sharedStrings.xml')) ?? ''),
    isDay: readStyles((await zip.text('xl/styles.xml')) ?? ''),
    firstDay: is1904 ? '1904-01-01' : '1899-12-30',
  };
  const sheet = await zip.text(path);
  if (sheet === null) throw new SheetRefused('unreadable');
  return new SheetReader(book, limits).read(sheet);
}

async function firstSheet(zip: Unzip, workbook: string): Promise<{ path: string; is1904: boolean }> {
  let id: string | undefined;
  let is1904 = false;
  for (const piece of xmlPieces(workbook)) {
    if (piece.kind !== 'open') continue;
    if (piece.name === 'sheet') id ??= piece.attributes['id'];
    if (piece.name === 'workbookPr') is1904 = /^(1|true)$/.test(piece.attributes['date1904'] ?? '');
  }
  const relations = (await zip.text('xl/_rels/workbook.xml.rels')) ?? '';
  for (const piece of xmlPieces(relations)) {
    if (piece.kind !== 'open' || piece.name !== 'Relationship' || piece.attributes['Id'] !== id) continue;
    const target = piece.attributes['Target'] ?? '';
    return { path: target.startsWith('/') ? target.slice(1) : `xl/${target}`, is1904 };
  }
  throw new SheetRefused('unreadable');
}

/** The workbook's texts in their order; of rich text the letters, of phonetic readings nothing. */
function readTexts(xml: string): string[] {
  const texts: string[] = [];
  let text: string | null = null;
  let inText = false;
  let aside = 0;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') {
      if (inText && aside === 0 && text !== null) text += piece.text;
      continue;
    }
    const opens = piece.kind === 'open' && !piece.closed;
    if (piece.name === 'si') {
      if (piece.kind === 'open') text = '';
      if (!opens) {
        texts.push((text ?? '').slice(0, LONGEST_TEXT));
        text = null;
      }
    } else if (piece.name === 't') inText = opens;
    else if (piece.name === 'rPh') aside += opens ? 1 : piece.kind === 'close' ? -1 : 0;
  }
  return texts;
}

function readStyles(xml: string): boolean[] {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  for (const piece of xmlPieces(xml)) {
    if (piece.kind === 'text') continue;
    if (piece.name === 'cellXfs') inCells = piece.kind === 'open' && !piece.closed;
    if (piece.kind !== 'open') continue;
    if (piece.name === 'numFmt')
      codes.set(Number(piece.attributes['numFmtId']), piece.attributes['formatCode'] ?? '');
    if (piece.name === 'xf' && inCells) {
      const format = Number(piece.attributes['numFmtId'] ?? 0);
      styles.push(DAY_FORMATS.has(format) || isDayFormat(codes.get(format) ?? ''));
    }
  }
  return styles;
}

/** Years, months and days outside of quoted words and of conditions in brackets. */
function isDayFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  return bare.includes('y') && bare.includes('m') && /^[^#0?]*$/.test(bare);
}

/** One pass over a sheet's tags. */
class SheetReader {
  private readonly rows: SheetRow[] = [];
  private readonly merged: MergedRange[] = [];
  private cells = new Map<number, SheetCell>();
  private rowNo = 0;
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private isFormula = false;
  private collecting = false;
  private aside = 0;

  constructor(
    private readonly book: Book,
    private readonly limits: SheetLimits,
  ) {}

  read(xml: string): Sheet {
    for (const piece of xmlPieces(xml)) {
      if (piece.kind === 'text') {
        if (this.collecting && this.aside === 0 && this.value.length < LONGEST_TEXT) this.value += piece.text;
      } else if (piece.kind === 'open') {
        this.open(piece);
        if (piece.closed) this.close(piece.name);
      } else this.close(piece.name);
    }
    return { rows: this.rows, merged: this.merged };
  }

  private open({ name, attributes }: XmlPiece & { kind: 'open' }): void {
    switch (name) {
      case 'row':
        this.rowNo = Number(attributes['r'] ?? this.rowNo + 1);
        this.cells = new Map();
        this.column = -1;
        return;
      case 'c':
        this.column = attributes['r'] === undefined ? this.column + 1 : columnOf(attributes['r']);
        this.type = attributes['t'] ?? 'n';
        this.style = Number(attributes['s'] ?? 0);
        this.value = '';
        this.isFormula = false;
        return;
      case 'f':
        this.isFormula = true;
        return;
      case 'v':
      case 't':
        this.collecting = true;
        return;
      case 'rPh':
        this.aside += 1;
        return;
      case 'mergeCell':
        this.merge(attributes['ref'] ?? '');
    }
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false;
    if (name === 'rPh') this.aside -= 1;
    if (name === 'c') this.keepCell();
    if (name === 'row') this.keepRow();
  }

  private keepCell(): void {
    const cell = this.readCell();
    if (cell === null) return;
    if (this.column >= this.limits.columns || this.column < 0) throw new SheetRefused('too_many_columns');
    this.cells.set(this.column, cell);
  }

  private keepRow(): void {
    if (this.cells.size === 0) return;
    if (this.rows.length === this.limits.rows) throw new SheetRefused('too_many_rows');
    this.rows.push({ no: this.rowNo, cells: this.cells });
  }

  private readCell(): SheetCell | null {
    const { type, value } = this;
    if (this.isFormula || type === 'e') return { kind: 'formula' };
    if (type === 's') return textCell(this.book.texts[Number(value)] ?? '');
    if (type === 'str' || type === 'inlineStr') return textCell(value);
    if (value.trim() === '') return null;
    if (type === 'b') return { kind: 'boolean', value: value.trim() === '1' };
    if (type === 'd') return textCell(value.slice(0, 10));
    const number = Number(value);
    if (!Number.isFinite(number)) throw new SheetRefused('unreadable');
    if (this.book.isDay[this.style] !== true) return { kind: 'number', value: number };
    // Days of a calendar that ends in the year 9999.
    if (number < 1 || number >= 2_958_466) return { kind: 'number', value: number };
    return { kind: 'day', day: addDays(this.book.firstDay, Math.floor(number)) };
  }

  private merge(ref: string): void {
    const rows = [...ref.matchAll(/[A-Z]+(\d+)/g)].map(([, row]) => Number(row));
    if (this.merged.length === MOST_MERGED) throw new SheetRefused('unreadable');
    this.merged.push({ ref: ref.slice(0, 30), top: Math.min(...rows), bottom: Math.max(...rows) });
  }
}

function textCell(text: string): SheetCell | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : { kind: 'text', text: trimmed };
}

/** `C7` is 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
