import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMNS_OF_EVERY_TABLE } from '../../apps/api/src/platform/privacy/classification.js';
import { personalColumns } from '../../apps/api/src/platform/privacy/personal-columns.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

const WHERE = 'apps/api/src/platform/privacy/columns/*.ts';
const tables = Object.entries(personalColumns);

let database: TestDatabase;
/** Columns by table, as the migrations made them. */
let schema: Map<string, string[]>;

beforeAll(async () => {
  database = await testDatabase();
  const rows = await database.query<{ name: string; columns: string[] }>(`
    SELECT table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY 1 ORDER BY 1`);
  schema = new Map(rows.map(({ name, columns }) => [name, columns]));
});
afterAll(() => database.drop());

describe('what the floor keeps of people', () => {
  it('is classified column by column', () => {
    const missing = [...schema].flatMap(([table, columns]) => {
      const known = new Set([...COLUMNS_OF_EVERY_TABLE, ...classified(table)]);
      const unknown = columns.filter((column) => !known.has(column));
      if (unknown.length === 0) return [];
      return personalColumns[table] === undefined
        ? [`${table} is new. If it holds nothing of anybody:  ${table}: nothing('${unknown.join(' ')}'),`]
        : [
            `${table}: ${unknown.join(', ')}. Add to its line: to none, or to personal or sensitive with sealed(), …`,
          ];
    });
    expect(missing, `Say in ${WHERE} what these columns hold of people (types: classification.ts)`).toEqual(
      [],
    );
  });

  it('has no line left over for a table or column that is gone', () => {
    const stale = tables.flatMap(([table]) => {
      const columns = schema.get(table);
      if (columns === undefined) return [table];
      return classified(table).flatMap((column) => (columns.includes(column) ? [] : [`${table}.${column}`]));
    });
    expect(stale, `These lines of ${WHERE} describe nothing any more`).toEqual([]);
  });

  it('is said once of each column', () => {
    const twice = tables.flatMap(([table]) => {
      const columns = classified(table);
      return columns.flatMap((column, at) => (columns.indexOf(column) === at ? [] : [`${table}.${column}`]));
    });
    expect(twice).toEqual([]);
  });

  it('names every column that points at an account as a link', async () => {
    const rows = await database.query<{ table: string; column: string }>(`
      SELECT c.conrelid::regclass::text AS table, a.attname AS column
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
      WHERE c.contype = 'f' AND c.confrelid = 'accounts'::regclass ORDER BY 1, 2`);
    const wrong = rows.filter(
      ({ table, column }) => personalColumns[table]?.personal[column]?.how !== 'link',
    );
    expect(
      wrong.map(({ table, column }) => `${table}.${column}`),
      'personal: { …: link }, and `of` where the row belongs to that account',
    ).toEqual([]);
  });

  it('calls sealed what is named so, and hashed likewise', () => {
    const wrong = [...schema].flatMap(([table, columns]) => {
      const { personal = {}, sensitive = {} } = personalColumns[table] ?? {};
      const how = (column: string): string | undefined => ({ ...personal, ...sensitive })[column]?.how;
      return columns.flatMap((column) =>
        (column.endsWith('_sealed') && how(column) !== 'sealed') ||
        (column.endsWith('_hash') && how(column) !== 'hashed')
          ? [`${table}.${column}`]
          : [],
      );
    });
    expect(wrong, 'named like what is kept of people, and not among it').toEqual([]);
  });

  it('is shown or withheld only by columns that are there', () => {
    const wrong = tables.flatMap(([table, { shown = [], withheld = {} }]) =>
      [...shown, ...Object.keys(withheld)].flatMap((column) =>
        schema.get(table)?.includes(column) === true ? [] : [`${table}.${column}`],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has for the rows of accounts a title in the person’s copy', () => {
    expect(
      tables.flatMap(([table, { of, title }]) => (of !== undefined && title === undefined ? [table] : [])),
    ).toEqual([]);
  });
});

describe('erasing a person', () => {
  it('may do, as the worker, what the registry says it does', async () => {
    const wanted = tables.flatMap(([table, { of, erasure, personal, sensitive }]): Grant[] => {
      if (of === undefined) return [];
      if (erasure === 'rows') return [{ table, privilege: 'DELETE', column: null }];
      if (erasure !== 'columns') return [];
      const columns = Object.entries({ ...personal, ...sensitive }).filter(([, { how }]) => how !== 'link');
      return columns.map(([column]) => ({ table, privilege: 'UPDATE', column }));
    });
    const reads = tables.flatMap(([table, { of }]) =>
      of === undefined ? [] : [{ table, privilege: 'SELECT', column: null }],
    );
    const lacking = await database.query<{ grant: string }>(
      `SELECT format('GRANT %s%s ON %s TO floor_worker', w.privilege, ' (' || w.column || ')', w.table) AS grant
       FROM jsonb_to_recordset($1::jsonb) AS w("table" text, privilege text, "column" text)
       WHERE NOT CASE WHEN w.column IS NULL THEN has_table_privilege('floor_worker', w.table, w.privilege)
         ELSE has_column_privilege('floor_worker', w.table, w.column, w.privilege) END`,
      [JSON.stringify([...wanted, ...reads])],
    );
    expect(
      lacking.map(({ grant }) => grant),
      'grants missing in the migration of these tables',
    ).toEqual([]);
  });

  it('can empty every column it is to empty', async () => {
    const rows = await database.query<{ name: string }>(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND is_nullable = 'NO'`);
    const required = new Set(rows.map(({ name }) => name));
    const stuck = tables.flatMap(([table, { erasure, personal, sensitive }]) =>
      erasure !== 'columns'
        ? []
        : Object.entries({ ...personal, ...sensitive }).flatMap(([column, { how }]) =>
            how !== 'link' && required.has(`${table}.${column}`) ? [`${table}.${column}`] : [],
          ),
    );
    expect(stuck, 'NOT NULL columns cannot be emptied: rows, or another table').toEqual([]);
  });
});

interface Grant {
  table: string;
  privilege: string;
  /** Null: the whole table. */
  column: string | null;
}

function classified(table: string): string[] {
  const { none = [], personal = {}, sensitive = {} } = personalColumns[table] ?? {};
  return [...none, ...Object.keys(personal), ...Object.keys(sensitive)];
}
