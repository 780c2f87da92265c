import type { Day } from '#kernel/time';

/** What stands in one cell, as far as a list of records can use it. */
export type SheetCell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'day'; day: Day }
  | { kind: 'boolean'; value: boolean }
  /** Computed, or an error such as `#N/A`: its value is no fact somebody entered. */
  | { kind: 'formula' };

export interface SheetRow {
  /** As the program that made the file counts it, from 1. */
  no: number;
  /** By column, from 0; empty cells are left out. */
  cells: ReadonlyMap<number, SheetCell>;
}

/** A joined range, in rows from 1 (`A1:C2` is top 1, bottom 2). */
export interface MergedRange {
  ref: string;
  top: number;
  bottom: number;
}

/** The first sheet of a file: rows that hold something, in their order. */
export interface Sheet {
  rows: readonly SheetRow[];
  merged: readonly MergedRange[];
}

export type SheetRefusal =
  | 'unreadable'
  | 'old_format'
  | 'not_utf8'
  | 'opens_too_large'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'empty';

/** A file cannot be taken as a list; whoever sent it gets words by `code`. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';

  constructor(readonly code: SheetRefusal) {
    super(code);
  }
}

/** How much a file may hold. */
export interface SheetLimits {
  rows: number;
  columns: number;
  /** CSV may also be UTF-16, as Excel calls „Unicode text“, or Windows-1258, as older programs of banks write it. */
  legacyText?: boolean;
}
