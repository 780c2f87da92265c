import { isPlainText } from '#kernel/text';
import { cellText, shownCell } from '../../../platform/spreadsheet/read-cells.js';
import type { MergedRange, Sheet, SheetCell, SheetRow } from '../../../platform/spreadsheet/sheet.js';
import { columnOfHeading } from './annex-columns.js';

/** A column of the file as somebody who assigns it sees it. */
export interface AnnexHeading {
  /** From 0. */
  at: number;
  /** As it is written; empty where the column has none. */
  text: string;
  /** What the first row below says. */
  sample: string;
}

/** The list of an annex: its columns, its rows, and the lines between them that are none. */
export interface AnnexList {
  headings: AnnexHeading[];
  rows: { no: number; cells: ReadonlyMap<number, SheetCell> }[];
  leftOut: number[];
}

export type ListRefusal = { code: 'no_heading' } | { code: 'merged_cells'; ref: string };

/** Headings stand below letterhead, title and "attached to Decision No. …", not further down. */
const LAST_HEADING_ROW = 30;
const LONGEST_SHOWN = 60;

/**
 * Finds the list: below the row with the most headings that are known, or, where none is, below the first row of three
 * texts. A heading may take two lines, the upper one joined over several columns. Below it a cell joined over rows would
 * make one fact of many and is refused; titles of groups, numbers of columns and single words at the end are left out.
 */
export function findList({ rows, merged }: Sheet): AnnexList | ListRefusal {
  const first = headingRow(rows);
  if (first === undefined) return { code: 'no_heading' };
  const second = secondHeading(first, rows, merged);
  const end = second?.no ?? first.no;
  const joined = merged.filter(({ bottom }) => bottom > end);
  const below = rows.filter(({ no }) => no > end);
  const isTitle = (row: SheetRow): boolean =>
    row.cells.size < 2 ||
    (row.cells.size === 2 && joined.some(({ top, bottom }) => top === row.no && bottom === row.no)) ||
    numbersColumns(row);
  const kept = below.filter((row) => !isTitle(row));
  const wrong = joined.find(({ top, bottom }) => kept.some(({ no }) => no >= top && no <= bottom));
  if (wrong !== undefined) return { code: 'merged_cells', ref: wrong.ref };
  return {
    headings: headingsOf(first, second, kept),
    rows: kept,
    leftOut: below.filter(isTitle).map(({ no }) => no),
  };
}

function headingRow(rows: readonly SheetRow[]): SheetRow | undefined {
  const upper = rows.filter(({ no }) => no <= LAST_HEADING_ROW);
  const known = (row: SheetRow): number =>
    new Set([...row.cells.values()].map((cell) => columnOfHeading(headingText(cell)))).size;
  const best = upper.reduce<SheetRow | undefined>(
    (found, row) => (found === undefined || known(row) > known(found) ? row : found),
    undefined,
  );
  // One of these is "nothing known".
  if (best !== undefined && known(best) > 2) return best;
  return upper.find((row) => [...row.cells.values()].filter(({ kind }) => kind === 'text').length >= 3);
}

/** The second line of a heading: something of the first is joined, over columns or down to the second. */
function secondHeading(
  first: SheetRow,
  rows: readonly SheetRow[],
  merged: readonly MergedRange[],
): SheetRow | undefined {
  const isJoined = merged.some(
    ({ top, bottom }) => top === first.no && (bottom === first.no || bottom === first.no + 1),
  );
  return isJoined ? rows.find(({ no }) => no === first.no + 1) : undefined;
}

function headingsOf(first: SheetRow, second: SheetRow | undefined, rows: AnnexList['rows']): AnnexHeading[] {
  const columns = new Set([first, second, ...rows].flatMap((row) => [...(row?.cells.keys() ?? [])]));
  return [...columns]
    .sort((a, b) => a - b)
    .map((at) => {
      const lower = second?.cells.get(at);
      const upper = first.cells.get(at);
      const sample = rows.find(({ cells }) => cells.has(at))?.cells.get(at);
      return {
        at,
        text: [lower, upper].map((cell) => (cell === undefined ? '' : headingText(cell))).find(Boolean) ?? '',
        sample: sample === undefined ? '' : shown(shownCell(sample)),
      };
    });
}

const headingText = (cell: SheetCell): string =>
  cell.kind === 'text' ? shown(cell.text.replace(/[\s*]+/g, ' ').trim()) : '';

const shown = (text: string): string => (isPlainText(text) ? text.slice(0, LONGEST_SHOWN) : '');

/** `(1) (2) (3)`, `1 2 3`, `A B 1 2`: a line that numbers the columns. */
function numbersColumns({ cells }: SheetRow): boolean {
  const marks = [...cells.values()].map((cell) => cellText(cell).replace(/[()\s]/g, ''));
  const numbers = marks.filter((mark) => /^\d{1,2}$/.test(mark)).map(Number);
  return (
    numbers.length >= 3 &&
    marks.every((mark) => /^(\d{1,2}|[A-Z])$/.test(mark)) &&
    numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)
  );
}
