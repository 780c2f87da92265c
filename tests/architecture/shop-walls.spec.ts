import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOBODYS, NOT_OF_THE_SHOP, walledTables } from '../access/walled-tables.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let walled: string[];

beforeAll(async () => {
  database = await testDatabase();
  walled = (await walledTables(database)).map(({ name }) => name);
});
afterAll(() => database.drop());

describe('every table with rows of single shops', () => {
  it('is found at all', () => {
    expect(walled).toEqual(
      expect.arrayContaining([
        'audit_records',
        'mandates',
        'order_lines',
        'orders',
        'products',
        'stock_levels',
      ]),
    );
  });

  it('has row-level security switched on', async () => {
    const open = await database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE oid = ANY ($1::regclass[]) AND NOT relrowsecurity`,
      [walled],
    );
    expect(open, 'ALTER TABLE … ENABLE ROW LEVEL SECURITY in the migration that creates it').toEqual([]);
  });

  it('has a policy for the shop’s own side that asks which shop is bound', async () => {
    const policies = await database.query<{ name: string }>(
      `SELECT DISTINCT tablename AS name FROM pg_policies WHERE schemaname = 'public'
       AND roles = '{floor_seller}' AND cmd IN ('SELECT', 'ALL') AND qual <> 'true'`,
    );
    const having = new Set(policies.map(({ name }) => name));
    expect(
      walled.filter((name) => !having.has(name)),
      'CREATE POLICY <table>_own ON <table> FOR SELECT TO floor_seller USING (… bound_seller() …)',
    ).toEqual([]);
  });

  it('gives nothing to the application’s own login', async () => {
    const granted = await database.query(
      `SELECT table_name, privilege_type FROM information_schema.column_privileges
       WHERE table_schema = 'public' AND grantee IN ('floor_app', 'PUBLIC') AND table_name = ANY ($1)
       UNION SELECT table_name, privilege_type FROM information_schema.table_privileges
       WHERE table_schema = 'public' AND grantee IN ('floor_app', 'PUBLIC') AND table_name = ANY ($1)`,
      [walled],
    );
    expect(granted).toEqual([]);
  });

  it('has no policy for everybody, and none for the shop’s side without a condition', async () => {
    const loose = await database.query(
      `SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'
       AND (roles && '{public,floor_app}' OR 'floor_seller' = ANY (roles)
         AND (qual = 'true' OR with_check = 'true' OR cardinality(roles) > 1))`,
    );
    expect(loose).toEqual([]);
  });

  it('is a table no other table of the shop’s side hides behind', async () => {
    const views = await database.query(
      `SELECT DISTINCT table_name FROM information_schema.column_privileges JOIN information_schema.views USING (table_name)
       WHERE grantee = 'floor_seller' AND table_name NOT LIKE 'shop\\_%'`,
    );
    expect(views, 'a view runs as its owner, past every policy').toEqual([]);
  });
});

describe('tables below a shop that are not the shop’s', () => {
  it('give the shop’s side nothing', async () => {
    const granted = await database.query(
      `SELECT table_name FROM information_schema.column_privileges
       WHERE table_schema = 'public' AND grantee = 'floor_seller' AND table_name = ANY ($1)`,
      [Object.keys(NOT_OF_THE_SHOP)],
    );
    expect(granted).toEqual([]);
  });

  it('and tables of nobody in particular can only be read', async () => {
    const writable = await database.query(
      `SELECT table_name, privilege_type FROM information_schema.column_privileges
       WHERE table_schema = 'public' AND grantee = 'floor_seller' AND privilege_type <> 'SELECT' AND table_name = ANY ($1)`,
      [NOBODYS],
    );
    expect(writable).toEqual([]);
  });
});

it('the binding of a transaction is nobody’s to read or write', async () => {
  const granted = await database.query(
    `SELECT grantee, privilege_type FROM information_schema.column_privileges
     WHERE table_name IN ('transaction_actors', 'transaction_points') AND grantee <> 'floor_owner'`,
  );
  expect(granted).toEqual([]);
});
