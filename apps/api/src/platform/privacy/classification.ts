import type { DataKeyKind } from '../sealing/data-keys.js';

/** Whose key a value is sealed with (platform/sealing): destroying that key makes it unreadable everywhere. */
export type KeyHolder = DataKeyKind;

/** How a value about a person is protected where it is kept. */
export type Protection =
  /** With a data key, so that it opens only while the key is there. `place` where it is not table and column. */
  | { readonly how: 'sealed'; readonly key: KeyHolder; readonly place?: string; readonly json?: true }
  /** As a keyed digest, which finds and compares and cannot be turned back. */
  | { readonly how: 'hashed' }
  /** A number of the account's row; says nothing once that row is emptied. */
  | { readonly how: 'link' }
  /** Readable, for a reason that outweighs. */
  | { readonly how: 'plain'; readonly why: string };

/** What erasing an account does to its rows here. */
export type Erasure =
  /** They are deleted. */
  | 'rows'
  /** Their personal and sensitive columns are set to NULL; links stay. */
  | 'columns'
  /** Nothing is left to do: what they hold of the person went with the account's key or emptied row. */
  | 'key'
  /** A step of its own does it (modules/privacy/erase-account.ts). */
  | { readonly step: string }
  /** The law keeps them for a while, and then a retention job takes them. */
  | { readonly kept: string };

/** What one table holds of people. */
export interface TableOfPeople {
  /** Columns that say nothing about a person. */
  readonly none: readonly string[];
  readonly personal: Readonly<Record<string, Protection>>;
  /** Identity papers, bank accounts and what else the law calls sensitive (Decree 356/2025). */
  readonly sensitive: Readonly<Record<string, Protection>>;
  /** SQL over the table's own columns: the rows of the account whose id is `$1`. Absent: of nobody with an account. */
  readonly of?: string;
  /** The column that names whose key sealed a row, where that is neither the account's nor the row's own. */
  readonly keyed?: string;
  /** How long, and by which reason or law; for tables that hold something of people. */
  readonly kept?: string;
  readonly erasure?: Erasure;
  /** What the person's copy of their data calls these rows: in Vietnamese, in English. */
  readonly title?: readonly [vi: string, en: string];
  /** Columns of `none` that belong into the person's copy, because the rest is not understood without them. */
  readonly shown?: readonly string[];
  /** Personal columns that are left out of the person's copy, each with the reason. */
  readonly withheld?: Readonly<Record<string, string>>;
}

/** These stand in every table and say nothing by themselves: they need not be listed. */
export const COLUMNS_OF_EVERY_TABLE = ['id', 'created_at', 'updated_at'] as const;

export const sealed = (key: KeyHolder = 'account', place?: string): Protection => ({
  how: 'sealed',
  key,
  ...(place === undefined ? {} : { place }),
});
/** Several values as one sealed text. */
export const sealedJson = (key: KeyHolder): Protection => ({ how: 'sealed', key, json: true });
export const hashed: Protection = { how: 'hashed' };
export const link: Protection = { how: 'link' };
export const plain = (why: string): Protection => ({ how: 'plain', why });

/** A table that holds nothing of anybody: its columns, separated by spaces. */
export const nothing = (columns: string): TableOfPeople => ({
  none: words(columns),
  personal: {},
  sensitive: {},
});

interface Wish extends Partial<Omit<TableOfPeople, 'none' | 'shown'>> {
  readonly none?: string;
  readonly shown?: string;
  readonly kept: string;
  readonly erasure: Erasure;
}

/** A table that holds something of people. */
export const people = ({
  none = '',
  shown,
  personal = {},
  sensitive = {},
  ...rest
}: Wish): TableOfPeople => ({
  ...rest,
  none: words(none),
  personal,
  sensitive,
  ...(shown === undefined ? {} : { shown: words(shown) }),
});

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
