import { createHash } from 'node:crypto';
import { foldVietnamese } from '#kernel/text';
import type { SheetLine } from './read-money-sheet.js';

/** What a file of money is: what a bank says came in, or what a carrier says it handed on. */
export const sheetKinds = ['bank_statement', 'cod_remittance'] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** Which column holds what; a field nobody chose is missing. */
export type Columns = Readonly<Record<string, number>>;

interface Field {
  readonly name: string;
  readonly required: boolean;
  /** Headings it is known by, without accents; the likeliest first. */
  readonly headings: readonly RegExp[];
}

/**
 * What is read of each kind of file. Headings are those of statements that Vietnamese banks and carriers let one
 * download; the shop corrects what was guessed.
 */
export const FIELDS: Readonly<Record<SheetKind, readonly Field[]>> = {
  bank_statement: [
    {
      name: 'date',
      required: true,
      headings: [/^ngay (gio )?(giao dich|gd)\b/, /^(thoi gian|transaction date)/, /^ngay\b/, /\bdate\b/],
    },
    {
      name: 'amount',
      required: true,
      headings: [
        /ghi co\b/,
        /phat sinh co\b/,
        /^(so tien )?(tien )?vao\b/,
        /^co\b/,
        /\bcredit\b/,
        /^so tien\b/,
        /\bamount\b/,
      ],
    },
    {
      name: 'remark',
      required: true,
      headings: [/noi dung/, /dien giai/, /mo ta/, /\b(description|details?|remarks?)\b/, /chi tiet/],
    },
    {
      name: 'reference',
      required: false,
      headings: [
        /tham chieu/,
        /but toan/,
        /ma (giao dich|gd)/,
        /so (giao dich|gd|ct|chung tu)\b/,
        /\bref/,
        /transaction (no|id)/,
      ],
    },
    {
      name: 'direction',
      required: false,
      headings: [/^loai (giao dich|gd)/, /^no ?\/ ?co$/, /^(dc|d\/c|c\/d|\+\/-)$/],
    },
  ],
  cod_remittance: [
    {
      name: 'tracking',
      required: true,
      headings: [
        /ma van don/,
        /van don/,
        /ma (don|dh) (hang )?(ghn|ghtk|viettel|vtp|hvc)/,
        /tracking/,
        /^ma don/,
        /order code/,
      ],
    },
    {
      name: 'amount',
      required: true,
      headings: [/(tien )?(thu ho|cod)\b(?!.*phi)/, /\bcod\b/, /^so tien\b/, /\bamount\b/],
    },
    {
      name: 'fee',
      required: false,
      headings: [/tong phi/, /phi (dich vu|van chuyen|giao hang|ship)/, /^(cuoc|phi)\b/, /\bfees?\b/],
    },
    {
      name: 'paidOn',
      required: false,
      headings: [/ngay (chuyen|doi soat|thanh toan|tra)/, /^ngay\b/, /\bdate\b/],
    },
  ],
};

/** A heading may stand below a letterhead of so many rows. */
const HEADING_WITHIN = 30;

/** A file's heading, as far as it has one that can be told from its lines. */
export interface Heading {
  /** The row's number in the file; null where there is none. */
  no: number | null;
  /** What was guessed; complete where every required field is there. */
  columns: Columns;
  /** The same for every file of one bank or carrier, whatever it holds: by it a choice is remembered. */
  digest: string;
}

/** The row that names most of the fields. */
export function findHeading(kind: SheetKind, lines: readonly SheetLine[]): Heading {
  let best: { line: SheetLine; columns: Columns } | null = null;
  for (const line of lines.slice(0, HEADING_WITHIN)) {
    const columns = guess(kind, line.cells);
    const named = Object.keys(columns).length;
    if (named >= 2 && (best === null || named > Object.keys(best.columns).length)) best = { line, columns };
  }
  const words = best?.line.cells ?? [`${lines[0]?.cells.length ?? 0} columns without a heading`];
  const digest = createHash('sha256')
    .update(words.map((cell) => foldVietnamese(cell ?? '')).join('|'))
    .digest('hex');
  return { no: best?.line.no ?? null, columns: best?.columns ?? {}, digest };
}

/** Every column once: a heading that could be two things is the first of them. */
function guess(kind: SheetKind, cells: readonly (string | null)[]): Columns {
  const folded = cells.map((cell) => (cell === null || cell.length > 60 ? '' : foldVietnamese(cell)));
  const columns: Record<string, number> = {};
  for (const { name, headings } of FIELDS[kind]) {
    for (const heading of headings) {
      const index = folded.findIndex(
        (cell, at) => heading.test(cell) && !Object.values(columns).includes(at),
      );
      if (index < 0) continue;
      columns[name] = index;
      break;
    }
  }
  return columns;
}

/** Whether everything that has to be read is named, each field by a column of its own. */
export function isComplete(kind: SheetKind, columns: Columns): boolean {
  const indexes = Object.values(columns);
  return (
    FIELDS[kind].every(({ name, required }) => !required || columns[name] !== undefined) &&
    new Set(indexes).size === indexes.length
  );
}
