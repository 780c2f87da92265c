import { existsSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Buyer } from '../support/buyer.js';
import { testDatabase } from '../support/database.js';
import {
  LaunchedCopy,
  copyOfDataDirectory,
  isAlive,
  temporaryDataDirectory,
} from '../support/launched-copy.js';
import { SURE_TO_COME_MS } from '../support/patience.js';

/** On a quiet machine everything is gone, or back, within a second or two. */
const GONE = { timeout: SURE_TO_COME_MS, interval: 50 };

/** One filled data directory for all: filling is what takes the time. No test leaves a copy running on it. */
let data: ReturnType<typeof temporaryDataDirectory>;
/** What stood on its shelves before database and watchdog were killed with the copy that filled it. */
let filled: string[];
/** The same goods once more, taken while nothing ran on them. */
let taken: ReturnType<typeof temporaryDataDirectory>;
const copies: LaunchedCopy[] = [];

beforeAll(async () => {
  data = temporaryDataDirectory();
  const filling = launch();
  filled = await productIds(await filling.ready());
  const pids = pidsOf(filling);
  filling.kill();
  await vi.waitFor(() => {
    expect(pids.filter(isAlive)).toEqual([]);
  }, GONE);
  taken = copyOfDataDirectory(data.path);
}, 300_000);

afterEach(() => {
  for (const copy of copies.splice(0)) copy.kill();
});

afterAll(() => {
  data.remove();
  taken.remove();
});

function pidsOf(copy: LaunchedCopy): number[] {
  return copy.processes().map(({ pid }) => pid);
}

function launch(env: Record<string, string> = {}): LaunchedCopy {
  const copy = new LaunchedCopy({ DATA_DIR: data.path, PORT: '0', ...env });
  copies.push(copy);
  return copy;
}

async function productIds(address: string): Promise<string[]> {
  const answer = await fetch(`${address}/api/v1/products?limit=100`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
}

async function answersAt(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port) }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

/** Holds that nothing of a copy is left, neither a process nor whoever answers at its address. */
async function expectGone(pids: readonly number[], address: string): Promise<void> {
  expect(pids.length).toBeGreaterThan(4);
  await vi.waitFor(() => {
    expect(pids.filter(isAlive)).toEqual([]);
  }, GONE);
  expect(await answersAt(address)).toBe(false);
}

describe('a copy that npm start started', () => {
  let copy: LaunchedCopy;
  let address: string;
  beforeAll(async () => {
    copy = new LaunchedCopy({ DATA_DIR: data.path, PORT: '0' });
    address = await copy.ready();
  });
  afterAll(() => {
    copy.kill();
  });

  it('starts again although database and watchdog were killed with the one before', async () => {
    expect(await productIds(address)).toEqual(filled);
  });

  it('is a shop full of products on one address, with API, worker, pages and database behind it', async () => {
    expect(await productIds(address)).toHaveLength(100);
    const page = await fetch(`${address}/san-pham`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('/san-pham/')]);
    const commands = copy
      .processes()
      .map(({ command }) => command)
      .join('\n');
    for (const part of ['api/src/main.js', 'api/src/worker.js', 'storefront/server/main.js', 'postgres']) {
      expect(commands).toContain(part);
    }
  });

  it('has a picture of its own for every product, with its size and a Vietnamese description', async () => {
    const { owner } = JSON.parse(readFileSync(join(data.path, 'running.json'), 'utf8')) as { owner: string };
    const client = new pg.Client({ connectionString: owner });
    await client.connect();
    const { rows } = await client.query<{ sha: string; width: number; height: number; alt: string }>(
      `SELECT sha, width, height, alt FROM products LEFT JOIN product_images i ON i.product_id = products.id`,
    );
    await client.end();
    expect(rows.length).toBeGreaterThanOrEqual(115);
    expect(new Set(rows.map(({ sha }) => sha)).size).toBe(rows.length);
    for (const { sha, width, height, alt } of rows) {
      expect({ width, height }).toEqual({ width: 1200, height: 1200 });
      expect(alt).toMatch(/^Hình minh họa /);
      expect(existsSync(join(data.path, 'images', 'originals', sha.slice(0, 2), `${sha}.jpg`))).toBe(true);
    }
  });

  it('refuses a second copy on the same data, in a sentence, and leaves the first alone', async () => {
    const second = launch();
    expect(await second.end()).toBe(1);
    expect(second.output).toContain(`Another copy is already running on ${data.path}.`);
    expect(second.output).not.toMatch(/^\s+at /m);
    expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
  });

  it('refuses a port that is taken, in a sentence', async () => {
    const { port } = new URL(address);
    const other = temporaryDataDirectory();
    try {
      const second = launch({ DATA_DIR: other.path, PORT: port });
      expect(await second.end()).toBe(1);
      expect(second.output).toContain(`Port ${port} is taken by another program.`);
    } finally {
      other.remove();
    }
  });

  it('brings each of its services back when it dies', async () => {
    for (const part of ['api/src/main.js', 'api/src/worker.js', 'storefront/server/main.js']) {
      const find = (): number | undefined =>
        copy.processes().find(({ command }) => command.includes(part))?.pid;
      const before = find();
      expect(before).toBeDefined();
      process.kill(before ?? 0, 'SIGKILL');

      await vi.waitFor(async () => {
        const now = find();
        expect(now).toBeDefined();
        expect(now).not.toBe(before);
        expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
      }, GONE);
    }
  });

  it('runs beside another copy, which leaves nothing behind when its npm dies suddenly', async () => {
    const there = launch({ DATA_DIR: taken.path });
    const addressThere = await there.ready();
    expect(addressThere).not.toBe(address);
    // The same goods on both shelves, and what happens in one shop does not happen in the other.
    expect(await productIds(addressThere)).toEqual(await productIds(address));
    const cart = `/carts/${await new Buyer(addressThere).cart({})}`;
    expect((await new Buyer(addressThere).call('GET', cart)).status).toBe(200);
    expect((await new Buyer(address).call('GET', cart)).status).toBe(404);
    const pids = pidsOf(there);

    there.signal('SIGKILL', 'npm');

    await expectGone(pids, addressThere);
    expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
  });

  it('leaves nothing behind after Ctrl-C in the terminal', async () => {
    const pids = pidsOf(copy);

    copy.signal('SIGINT', 'group');

    expect(await copy.end()).toBe(0);
    await expectGone(pids, address);
  });
});

const ENDS = [
  ['an interrupt for npm alone', 'SIGINT', 'npm'],
  ['SIGTERM for npm alone', 'SIGTERM', 'npm'],
  ['the sudden death of all a terminal reaches', 'SIGKILL', 'group'],
] as const;

describe('npm start', () => {
  it.each(ENDS)('leaves nothing behind after %s', async (_what, signal, to) => {
    const copy = launch();
    const address = await copy.ready();
    const pids = pidsOf(copy);

    copy.signal(signal, to);

    await expectGone(pids, address);
  });

  it('starts again on the same goods right after it was killed', async () => {
    const killed = launch();
    const before = await productIds(await killed.ready());
    killed.signal('SIGKILL', 'group');

    const again = launch();
    expect(await productIds(await again.ready())).toEqual(before);
  });
});

describe('npm start with DATABASE_URL', () => {
  it('migrates that database, embeds none and lays out no demo goods', async () => {
    const database = await testDatabase();
    const other = temporaryDataDirectory();
    try {
      // Without the demo this is production, which trusts no database that lets its clock be moved.
      await database.query(`DELETE FROM movable_clocks`);
      const env = { DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl };
      const copy = launch({ DATA_DIR: other.path, ...env });
      const address = await copy.ready();
      expect(await productIds(address)).toEqual([]);
      expect(copy.processes().filter(({ command }) => command.includes('postgres -D'))).toEqual([]);
      expect(await database.query(`SELECT key FROM floor_settings WHERE key = 'demo'`)).toEqual([]);
      copy.signal('SIGINT', 'group');
      await copy.end();
    } finally {
      await database.drop();
      other.remove();
    }
  });

  it('says so when it may not migrate', async () => {
    const other = temporaryDataDirectory();
    try {
      const copy = launch({ DATA_DIR: other.path, DATABASE_URL: 'postgresql://floor_app@127.0.0.1:1/floor' });
      expect(await copy.end()).toBe(1);
      expect(copy.output).toContain('MIGRATION_DATABASE_URL is missing');
    } finally {
      other.remove();
    }
  });
});
