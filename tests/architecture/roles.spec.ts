import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCE_ROLES } from '../../apps/api/src/platform/database/migrate/role-statements.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('the database roles', () => {
  it('give floor_app no ownership of anything', async () => {
    const owned = await database.query(`
      SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = 'floor_app'
      UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = 'floor_app'
      UNION ALL SELECT n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname = 'floor_app'`);
    expect(owned).toEqual([]);
  });

  it('make no role of the floor a superuser or one that passes row-level security', async () => {
    const rows = await database.query<{ rolname: string }>(`
      SELECT rolname FROM pg_roles WHERE rolname LIKE 'floor\\_%'
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`);
    expect(rows).toEqual([]);
    expect(await names(`SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'floor\\_%'`)).toEqual([
      'floor_account',
      'floor_app',
      'floor_buyer',
      'floor_officer',
      'floor_owner',
      'floor_seller',
      'floor_worker',
    ]);
  });

  it('let floor_app step into an audience, but inherit nothing from it', async () => {
    const memberships = await database.query(`
      SELECT r.rolname AS role, m.inherit_option AS inherits, m.set_option AS steps, m.admin_option AS admin
      FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles a ON a.oid = m.member
      WHERE a.rolname = 'floor_app' ORDER BY 1`);
    const audience = (role: string) => ({ role, inherits: false, steps: true, admin: false });
    expect(memberships).toEqual(AUDIENCE_ROLES.map(audience));
  });

  it('let floor_app read public views and places and write nothing of the business', async () => {
    const writable = await names(grants('floor_app', ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']));
    expect(writable).toEqual([]);
    const readable = await names(grants('floor_app', ['SELECT']));
    const tables = await names(`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
    expect(readable.filter((name) => tables.includes(name))).toEqual(READABLE_TABLES);
  });

  it('keep the accounts of sellers from whoever browses', async () => {
    await expect(asApp('SELECT * FROM buying_seller_accounts')).rejects.toThrow('permission denied');
    await expect(asApp('SELECT * FROM sellers')).rejects.toThrow('permission denied');
    await expect(asApp('SELECT * FROM orders')).rejects.toThrow('permission denied');
    await expect(asApp('SET LOCAL ROLE floor_owner')).rejects.toThrow('permission denied to set role');
  });

  it('let a buyer change neither price nor certificate nor seller', async () => {
    const writable = await names(grants('floor_buyer', ['INSERT', 'UPDATE', 'DELETE']));
    for (const table of [
      'products',
      'variants',
      'certifications',
      'sellers',
      'producers',
      'listings',
      'shipping_rates',
    ]) {
      expect(writable).not.toContain(table);
    }
  });

  it('let no audience rewrite history or truncate', async () => {
    for (const role of AUDIENCE_ROLES) {
      expect(await names(grants(role, ['TRUNCATE'])), role).toEqual([]);
      expect(await names(grants(role, ['UPDATE', 'DELETE'])), role).not.toContain('audit_records');
      expect(await names(grants(role, ['UPDATE', 'DELETE'])), role).not.toContain('stock_movements');
      expect(await names(grants(role, ['INSERT', 'UPDATE', 'DELETE'])), role).not.toContain('listings');
    }
  });

  it('run every SECURITY DEFINER function on a fixed search path', async () => {
    const loose = await database.query(`
      SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%pg_temp%', false)`);
    expect(loose).toEqual([]);
  });
});

/** Facts about places and the programme, which hold nothing of anybody. */
const READABLE_TABLES = [
  'communes',
  'floor_settings',
  'movable_clocks',
  'point_exceptions',
  'point_hours',
  'point_pictures',
  'point_sellers',
  'product_groups',
  'product_sets',
  'provinces',
  'shipping_rates',
  'tourism_points',
  'tourism_route_stops',
  'tourism_routes',
];

function grants(role: string, privileges: string[]): string {
  const list = privileges.map((privilege) => `'${privilege}'`).join(', ');
  return `SELECT DISTINCT table_name AS name FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND grantee IN ('${role}', 'PUBLIC') AND privilege_type IN (${list})`;
}

async function names(text: string): Promise<string[]> {
  const rows = await database.query<{ name: string }>(text);
  return rows.map(({ name }) => name).sort();
}

/** One statement in a transaction of floor_app itself. */
async function asApp(text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    return await client.query(text);
  } finally {
    await client.end();
  }
}
