import type { EntityManager } from 'typeorm';
import type { DataKey, DataKeys } from '../sealing/data-keys.js';
import type { Protection, TableOfPeople } from './classification.js';
import { fieldWords, type Words } from './field-words.js';
import { personalColumns } from './personal-columns.js';

/** One table's part of a person's copy of their data. */
export interface CopySection {
  readonly table: string;
  readonly title: Words;
  readonly fields: readonly { readonly name: string; readonly label: Words }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** The columns a person's copy shows of a table: what is about them and can be read, and what explains it. */
export function copiedColumns({ personal, sensitive, shown = [], withheld = {} }: TableOfPeople): string[] {
  const about = Object.entries({ ...personal, ...sensitive })
    .filter(([column, { how }]) => (how === 'sealed' || how === 'plain') && withheld[column] === undefined)
    .map(([column]) => column);
  return [...about, ...shown];
}

/** `phone_sealed` → `phone`, `placed_at` → `placedAt`. */
export const fieldName = (column: string): string =>
  column.replace(/_sealed$/, '').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Everything the floor holds about an account, opened, table by table as the registry says. */
export async function copyByRegistry(
  tx: EntityManager,
  accountId: string,
  dataKeys: DataKeys,
): Promise<CopySection[]> {
  const own = await dataKeys.of(tx, accountId);
  const sections: CopySection[] = [];
  for (const [table, entry] of Object.entries(personalColumns)) {
    const { of, title } = entry;
    const columns = copiedColumns(entry);
    if (of === undefined || title === undefined || columns.length === 0) continue;
    const rows = await tx.query<Row[]>(`SELECT * FROM (SELECT t.* FROM ${table} t WHERE ${of}) AS mine`, [
      accountId,
    ]);
    const keys = await keysOf(tx, entry, rows, own, dataKeys);
    sections.push({
      table,
      title: { vi: title[0], en: title[1] },
      fields: columns.map((column) => ({ name: fieldName(column), label: labelOf(column) })),
      rows: rows.map((row) =>
        Object.fromEntries(
          columns.map((column) => [fieldName(column), read(table, entry, column, row, keys(row))]),
        ),
      ),
    });
  }
  return sections;
}

type Row = Record<string, unknown>;

/** Kinds of keys that a row brings along. */
const KEYS_OF_ROWS: ReadonlySet<string> = new Set(['order_group', 'report']);

/** The key each row was sealed with: the account's, or one of its own (purchases, reports). */
async function keysOf(
  tx: EntityManager,
  { personal, sensitive, keyed = 'id' }: TableOfPeople,
  rows: readonly Row[],
  own: DataKey,
  dataKeys: DataKeys,
): Promise<(row: Row) => DataKey | null> {
  const ofRows = Object.values({ ...personal, ...sensitive }).some(
    (protection) => protection.how === 'sealed' && KEYS_OF_ROWS.has(protection.key),
  );
  if (!ofRows) return () => own;
  const keys = await dataKeys.findAll(
    tx,
    rows.map((row) => String(row[keyed])),
  );
  return (row) => keys.get(String(row[keyed])) ?? null;
}

function read(
  table: string,
  { personal, sensitive }: TableOfPeople,
  column: string,
  row: Row,
  key: DataKey | null,
): unknown {
  // pg hands bigint over as text; amounts are numbers everywhere else.
  const kept = row[column] ?? null;
  const value = kept !== null && column.endsWith('_vnd') ? Number(kept) : kept;
  const protection: Protection | undefined = personal[column] ?? sensitive[column];
  if (protection?.how !== 'sealed' || typeof value !== 'string') return value;
  const place = protection.place ?? `${table}.${column.replace(/_sealed$/, '')}`;
  const text = key?.open(value, place) ?? null;
  return text !== null && protection.json === true ? (JSON.parse(text) as unknown) : text;
}

function labelOf(column: string): Words {
  const words = fieldWords[fieldName(column)];
  if (words === undefined) throw new Error(`field-words.ts has no words for ${column}`);
  return words;
}
