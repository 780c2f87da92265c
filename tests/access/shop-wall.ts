import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { hashSessionToken } from '../../apps/api/src/modules/identity/sessions/session-token.js';
import { AUDIENCE_ROLES } from '../../apps/api/src/platform/database/migrate/role-statements.js';
import type { TestDatabase } from '../support/database.js';
import type { Person } from '../support/people.js';
import type { FullShop } from './full-shops.js';
import { walledTables, type WalledTable } from './walled-tables.js';

/** What a statement came to: the rows it touched, or why it was refused (`policy`: by grants or policies). */
type Attempt = { rows: number } | { refused: string; policy: boolean };

/** Asks the database as its own login does: one transaction, stepped into the seller's side. */
export class SellerSide {
  private constructor(
    readonly client: pg.Client,
    private readonly now: Date,
  ) {}

  static async open(database: TestDatabase, now: Date): Promise<SellerSide> {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    return new SellerSide(client, now);
  }

  /** Begins a transaction on the seller's side, not yet bound to a shop. */
  async begin(): Promise<void> {
    await this.client.query('BEGIN');
    await this.client.query('SET LOCAL ROLE floor_seller');
  }

  /** Enters a shop; whether it was let in. */
  async enter(person: Person, slug: string, permission = 'shop', at = this.now): Promise<boolean> {
    const { rows } = await this.client.query<{ allowed: boolean }>(
      `SELECT allowed FROM enter_seller($1, $2, $3, $4)`,
      [hashSessionToken(person.token), slug, permission, at],
    );
    return rows[0]?.allowed === true;
  }

  async end(): Promise<void> {
    await this.client.query('ROLLBACK');
  }

  /** Runs one statement and takes it back: how many rows it touched, or why it was refused. */
  async attempt(text: string, values: unknown[] = []): Promise<Attempt> {
    await this.client.query('SAVEPOINT attempt');
    try {
      const { rowCount } = await this.client.query(text, values);
      return { rows: rowCount ?? 0 };
    } catch (error) {
      const { message, code } = error as { message: string; code?: string };
      return { refused: message, policy: code === '42501' };
    } finally {
      await this.client.query('ROLLBACK TO SAVEPOINT attempt');
    }
  }

  async keys(table: WalledTable): Promise<string[]> {
    const { rows } = await this.client.query<{ key: string }>(
      `SELECT concat_ws('/', ${table.key.map((column) => `t.${column}`).join(', ')}) AS key FROM ${table.name} t`,
    );
    return rows.map(({ key }) => key).sort();
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

/**
 * Walks the wall between two full shops and tells every hole in it, in words: what one shop sees or changes of the other,
 * what it does not see of its own, what is seen by whoever entered nowhere. Nothing it does stays. `only` looks at one
 * table; `side` is a connection to go through, which stays open (its own, unless given).
 */
export async function holesInTheWall(
  database: TestDatabase,
  [own, other]: readonly [FullShop, FullShop],
  now: Date,
  { only = null, side: given }: { only?: string | null; side?: SellerSide } = {},
): Promise<string[]> {
  const tables = (await tablesOf(database)).filter(({ name }) => only === null || name === only);
  const side = given ?? (await SellerSide.open(database, now));
  try {
    await side.begin();
    const unbound: string[] = [];
    for (const table of tables) unbound.push(...(await holesUnbound(database, side, table, own)));
    await side.end();
    await side.begin();
    if (!(await side.enter(own.owner, own.slug))) return [`${own.slug} cannot be entered by its owner`];
    const holes: string[] = [];
    for (const table of tables) {
      holes.push(...(await readingHoles(database, side, table, own, other)));
      holes.push(...(await writingHoles(database, side, table, own, other)));
    }
    await side.end();
    holes.push(...(await holesPastTheDraft(database, side, tables, own)));
    return [...unbound, ...holes, ...(await lockedOutAudiences(database, side, tables))];
  } finally {
    if (given === undefined) await side.close();
  }
}

async function holesUnbound(
  database: TestDatabase,
  side: SellerSide,
  table: WalledTable,
  shop: FullShop,
): Promise<string[]> {
  const seen = await side.keys(table);
  const closed =
    (await grantedColumns(database, table, 'INSERT')).length === 0 ||
    refusedByPolicy(await copyRow(database, side, table, shop));
  return [
    ...(seen.length === 0 ? [] : [`${table.name}: ${seen.length} rows are seen without a shop`]),
    ...(closed ? [] : [`${table.name}: a row can be added without a shop`]),
  ];
}

async function truth(
  database: TestDatabase,
  { name, key, owned }: WalledTable,
  shop: FullShop,
): Promise<string[]> {
  const rows = await database.query<{ key: string }>(
    `SELECT concat_ws('/', ${key.map((column) => `t.${column}`).join(', ')}) AS key FROM ${name} t WHERE ${owned}`,
    [shop.sellerId],
  );
  return rows.map((row) => row.key).sort();
}

async function readingHoles(
  database: TestDatabase,
  side: SellerSide,
  table: WalledTable,
  own: FullShop,
  other: FullShop,
): Promise<string[]> {
  const [mine, theirs, seen] = [
    await truth(database, table, own),
    await truth(database, table, other),
    await side.keys(table),
  ];
  const empty = [mine, theirs].some((rows) => rows.length === 0);
  return [
    ...(empty
      ? [`${table.name}: has no rows of both shops; put them there in tests/access/full-shops.ts`]
      : []),
    ...(seen.some((key) => !mine.includes(key)) ? [`${table.name}: rows of another shop are seen`] : []),
    ...(mine.some((key) => !seen.includes(key)) ? [`${table.name}: own rows are not seen`] : []),
  ];
}

async function writingHoles(
  database: TestDatabase,
  side: SellerSide,
  table: WalledTable,
  own: FullShop,
  other: FullShop,
): Promise<string[]> {
  const holes: string[] = [];

  const updatable = await grantedColumns(database, table, 'UPDATE');
  if (updatable.length > 0) {
    // No row is named and no column read: what is reached here is held by the policy for changes alone.
    const column = updatable.includes('updated_at') ? 'updated_at' : updatable[0];
    const reached = await side.attempt(`UPDATE ${table.name} SET ${column} = DEFAULT`);
    const mine = (await truth(database, table, own)).length;
    if (!touched(reached)) holes.push(`${table.name}: own rows cannot be changed`);
    if ('rows' in reached && reached.rows > mine)
      holes.push(`${table.name}: rows of another shop can be changed`);
  }
  const [deletable] = await database.query(
    `SELECT 1 FROM information_schema.table_privileges
     WHERE table_schema = 'public' AND table_name = $1 AND grantee = 'floor_seller' AND privilege_type = 'DELETE'`,
    [table.name],
  );
  if (deletable !== undefined) {
    const removed = await side.attempt(`DELETE FROM ${table.name}`);
    const mine = (await truth(database, table, own)).length;
    if (!touched(removed)) holes.push(`${table.name}: own rows cannot be deleted`);
    if ('rows' in removed && removed.rows > mine)
      holes.push(`${table.name}: rows of another shop can be deleted`);
  }
  const insertable = await grantedColumns(database, table, 'INSERT');
  if (insertable.length > 0) {
    // The trigger of history writes the bound shop into every record: there is no row of another shop to try with.
    if (table.name !== 'audit_records' && !refusedByPolicy(await copyRow(database, side, table, other)))
      holes.push(`${table.name}: a row can be put into another shop`);
    if (refusedByPolicy(await copyRow(database, side, table, own)))
      holes.push(`${table.name}: nothing can be added to the own shop`);
  }
  return holes;
}

/** What a shop's own side writes only while the shop is a draft; from its approval on, its officers answer for these. */
const ONLY_OF_DRAFTS = new Set(['producers', 'seller_applications', 'seller_documents', 'sellers']);

async function holesPastTheDraft(
  database: TestDatabase,
  side: SellerSide,
  tables: readonly WalledTable[],
  own: FullShop,
): Promise<string[]> {
  const drafted = tables.filter(({ name }) => ONLY_OF_DRAFTS.has(name));
  if (drafted.length === 0) return [];
  const holes: string[] = [];
  const become = (status: string): Promise<unknown> =>
    database.query(`UPDATE sellers SET status = $2 WHERE id = $1`, [own.sellerId, status]);
  await become('approved');
  await side.begin();
  await side.enter(own.owner, own.slug);
  for (const table of drafted) {
    const changeable = await grantedColumns(database, table, 'UPDATE');
    if (
      changeable.includes('updated_at') &&
      touched(await side.attempt(`UPDATE ${table.name} SET updated_at = DEFAULT`))
    )
      holes.push(`${table.name}: is changed by a shop that is no draft`);
    if (table.name !== 'seller_documents') continue;
    if (touched(await side.attempt(`DELETE FROM ${table.name}`)))
      holes.push(`${table.name}: a row is deleted by a shop that is no draft`);
    if (!refusedByPolicy(await copyRow(database, side, table, own)))
      holes.push(`${table.name}: a row is added by a shop that is no draft`);
  }
  await side.end();
  await become('draft');
  return holes;
}

/** Tables and grants of a database do not change while its policies are tried, and asking for them takes longest. */
const known = new WeakMap<
  TestDatabase,
  { tables: Promise<WalledTable[]>; grants: Promise<{ name: string; column: string; privilege: string }[]> }
>();

function schemaOf(database: TestDatabase) {
  const before = known.get(database);
  if (before !== undefined) return before;
  const schema = {
    tables: walledTables(database),
    grants: database.query<{ name: string; column: string; privilege: string }>(
      `SELECT table_name AS name, column_name AS "column", privilege_type AS privilege
       FROM information_schema.column_privileges
       WHERE table_schema = 'public' AND grantee = 'floor_seller' ORDER BY 1, 2, 3`,
    ),
  };
  known.set(database, schema);
  return schema;
}

const tablesOf = (database: TestDatabase): Promise<WalledTable[]> => schemaOf(database).tables;

async function grantedColumns(
  database: TestDatabase,
  { name }: WalledTable,
  privilege: string,
): Promise<string[]> {
  const grants = await schemaOf(database).grants;
  return grants
    .filter((grant) => grant.name === name && grant.privilege === privilege)
    .map(({ column }) => column);
}

/** Tries to add a row like one the shop has, with an id of its own. */
async function copyRow(
  database: TestDatabase,
  side: SellerSide,
  table: WalledTable,
  shop: FullShop,
): Promise<Attempt> {
  const columns = await grantedColumns(database, table, 'INSERT');
  const [row] = await database.query<{ row: object }>(
    `SELECT to_jsonb(t) || $2::jsonb AS row FROM ${table.name} t WHERE ${table.owned} LIMIT 1`,
    [shop.sellerId, JSON.stringify(columns.includes('id') ? { id: randomUUID() } : {})],
  );
  const list = columns.join(', ');
  return side.attempt(
    `INSERT INTO ${table.name} (${list}) SELECT ${list} FROM jsonb_populate_record(NULL::${table.name}, $1)`,
    [row?.row],
  );
}

/** Whether rows were reached; a statement that broke another rule of the table had reached them. */
const touched = (result: Attempt): boolean => ('rows' in result ? result.rows > 0 : !result.policy);

const refusedByPolicy = (result: Attempt): boolean => 'refused' in result && result.policy;

/** The other audiences are held by grants alone: what they were granted to read they see whole. */
async function lockedOutAudiences(
  database: TestDatabase,
  { client }: SellerSide,
  tables: readonly WalledTable[],
): Promise<string[]> {
  const holes: string[] = [];
  for (const role of AUDIENCE_ROLES.filter((name) => name !== 'floor_seller')) {
    await client.query('BEGIN');
    await client.query(`SET LOCAL ROLE ${role}`);
    for (const { name } of tables) {
      const [{ granted, count } = { granted: false, count: 0 }] = await database.query<{
        granted: boolean;
        count: number;
      }>(
        `SELECT has_table_privilege($1, $2, 'SELECT') AS granted, (SELECT count(*)::int FROM ${name}) AS count`,
        [role, name],
      );
      if (!granted) continue;
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`);
      if (rows[0]?.count !== count) holes.push(`${name}: ${role} does not see all rows`);
    }
    await client.query('ROLLBACK');
  }
  return holes;
}
