import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { buildSeededTemplate } from './seeded-template.js';
import { EMPTY_TEMPLATE, type TestServer } from './global-setup.js';

/** Serialises the one worker that fills the seeded template against all that wait for it. */
const SEEDING_LOCK = 7_031_997;
export const SEEDED_TEMPLATE = 'floor_seeded_template';

/** A database of one test file, cloned from a template and gone when the file is done. */
export interface TestDatabase {
  readonly name: string;
  /** As floor_app: the only role the floor itself gets. */
  readonly appUrl: string;
  /** As floor_owner: for asking about the schema. */
  readonly ownerUrl: string;
  /** As the superuser: for looking at what no role of the floor may read. */
  readonly superuserUrl: string;
  /** DATA_DIR beside it; with the demo's pictures where the database is seeded. */
  readonly dataDir: string;
  /** Asks as the superuser, for arranging and for asserting; never what is under test. */
  query<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/**
 * A fresh database: migrated and empty, or (`seeded`) filled with the demo at SEEDED_AT. The seeded template is made
 * when the first file of a run asks for it, so that a run without such files does not pay for it.
 */
export async function testDatabase({ seeded = false } = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const dataDir = join(server.directory, name);
  mkdirSync(dataDir);
  const admin = new pg.Client({ connectionString: urlFor(server.superuserUrl, 'postgres') });
  await admin.connect();
  try {
    if (seeded) {
      await ensureSeededTemplate(admin, server);
      cpSync(seededDataDir(server), dataDir, { recursive: true });
      // Named by their content, and drawn once: no floor of a run draws what another has drawn.
      symlinkSync(derivedPictures(server), join(dataDir, 'images', 'derived'));
    }
    await clone(admin, name, seeded ? SEEDED_TEMPLATE : EMPTY_TEMPLATE);
  } finally {
    await admin.end();
  }
  const superuserUrl = urlFor(server.superuserUrl, name);
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 2 });
  // Dropping the database with a test's connections still open is what ends them.
  pool.on('error', () => undefined);
  return {
    name,
    appUrl: urlFor(server.appUrl, name),
    ownerUrl: urlFor(server.ownerUrl, name),
    superuserUrl,
    dataDir,
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    drop: async () => {
      await pool.end();
      await asSuperuser(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function clone(admin: pg.Client, name: string, template: string): Promise<void> {
  await admin.query(`CREATE DATABASE ${name} OWNER floor_owner TEMPLATE ${template}`);
}

async function ensureSeededTemplate(admin: pg.Client, server: TestServer): Promise<void> {
  await admin.query('SELECT pg_advisory_lock($1)', [SEEDING_LOCK]);
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [SEEDED_TEMPLATE]);
    if (found.rowCount !== 0) return;
    // Filled under another name: a run that dies in the middle leaves no half-filled template behind.
    const half = `${SEEDED_TEMPLATE}_half`;
    await admin.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
    await clone(admin, half, EMPTY_TEMPLATE);
    const superuser = new pg.Client({ connectionString: urlFor(server.superuserUrl, half) });
    await superuser.connect();
    try {
      await buildSeededTemplate(urlFor(server.appUrl, half), superuser, seededDataDir(server));
    } finally {
      await superuser.end();
    }
    await admin.query(`ALTER DATABASE ${half} RENAME TO ${SEEDED_TEMPLATE}`);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [SEEDING_LOCK]);
  }
}

async function asSuperuser(server: TestServer, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: urlFor(server.superuserUrl, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(pattern: string, database: string): string {
  return pattern.replace(/\/DB$/, `/${database}`);
}

/** The sizes and formats in which pages asked for the demo's pictures. */
function derivedPictures(server: TestServer): string {
  const directory = join(server.directory, 'derived');
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** DATA_DIR of the seeded template: its pictures, copied for each test that may write beside them. */
function seededDataDir(server: TestServer): string {
  return join(server.directory, 'seeded');
}
