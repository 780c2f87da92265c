import pg from 'pg';
import { expect, vi } from 'vitest';
import type { TestDatabase } from './database.js';
import { SURE_TO_COME_MS } from './patience.js';

/** Somebody else who has locked something and takes his time. */
export interface Holder {
  release(): Promise<void>;
}

/** Locks the stock row of a variant, as a placement in its last moments does. */
export function holdStock(database: TestDatabase, variantId: string): Promise<Holder> {
  return hold(database, `SELECT 1 FROM stock_levels WHERE variant_id = $1 FOR UPDATE`, [variantId]);
}

/** Takes the locks of idempotency keys, as another process that is at work on these orders does. */
export function holdKeys(database: TestDatabase, keys: readonly string[]): Promise<Holder> {
  return hold(
    database,
    `SELECT pg_advisory_xact_lock(hashtextextended(key, 1)) FROM unnest($1::text[]) AS key`,
    [keys],
  );
}

/** Somebody reads a table and nobody else gets at it. */
export function holdTable(database: TestDatabase, table: string): Promise<Holder> {
  return hold(database, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`, []);
}

/** Nobody writes a table or locks rows of it any more; reading goes on. */
export function holdWrites(database: TestDatabase, table: string): Promise<Holder> {
  return hold(database, `LOCK TABLE ${table} IN EXCLUSIVE MODE`, []);
}

const COMMITS = 7_031_998;

/** From here on `holdCommits` can stop whatever moves an order, with everything written and only the commit to come. */
export async function letCommitsBeHeld(database: TestDatabase): Promise<void> {
  await database.query(`CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${COMMITS}); RETURN NULL; END $$`);
  await database.query(`GRANT EXECUTE ON FUNCTION wait_at_commit() TO PUBLIC`);
  await database.query(`CREATE CONSTRAINT TRIGGER zz_wait_at_commit AFTER INSERT ON order_events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_commit()`);
}

/** Everything that moves an order stops at its commit. Let go after its process died, it is committed and nobody hears. */
export function holdCommits(database: TestDatabase): Promise<Holder> {
  return hold(database, `SELECT pg_advisory_xact_lock(${COMMITS})`, []);
}

/** Resolves once no transaction is left that somebody who died began. */
export async function untilNobodyIsLeft(database: TestDatabase): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await database.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM pg_stat_activity
         WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start IS NOT NULL`,
        [database.name],
      );
      expect(row?.open).toBe(0);
    },
    { timeout: SURE_TO_COME_MS, interval: 20 },
  );
}

/** Somebody has locked one row and takes his time with it. */
export function holdRow(
  database: TestDatabase,
  table: 'assisted_applications' | 'mandates' | 'orders' | 'seller_invitations' | 'sellers',
  id: string,
): Promise<Holder> {
  return hold(database, `SELECT 1 FROM ${table} WHERE id = $1 FOR UPDATE`, [id]);
}

/** Resolves once so many sessions of this database stand in line for a lock. */
export async function untilWaiting(database: TestDatabase, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await database.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'`,
        [database.name],
      );
      expect(row?.waiting).toBeGreaterThanOrEqual(count);
    },
    { timeout: SURE_TO_COME_MS, interval: 20 },
  );
}

async function hold(database: TestDatabase, statement: string, values: unknown[]): Promise<Holder> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement, values);
  return {
    release: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
