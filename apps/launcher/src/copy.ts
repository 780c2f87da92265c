import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnvironment, type Environment } from '../../api/src/platform/config/environment.ts';
import { buildIfStale, builtFrom } from './build.ts';
import { DataDirectory } from './data-directory.ts';
import { demoAccountLines } from './demo-accounts.ts';
import { lockDataDirectory, startEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.ts';
import { freePort, isFree } from './ports.ts';
import { fail, Refusal, step } from './report.ts';
import { Services, type ServiceOutput } from './services.ts';
import { ROOT, runNode } from './tools.ts';

/** A port an earlier copy is just leaving is waited for this long. */
const PORT_PATIENCE_MS = 5_000;
const READY_PATIENCE_MS = 90_000;

const CLI = 'dist/apps/api/src/cli.js';

/** One running floor of this checkout: its directory, its database, its processes. */
export class Copy {
  readonly services: Services;
  /** For the API and the worker; listens on loopback only. */
  readonly apiEnv: NodeJS.ProcessEnv;
  /** For the storefront, which has no business with the database and its keys. */
  readonly storefrontEnv: NodeJS.ProcessEnv;
  /** Where people reach it. */
  readonly address: string;
  /** Aborted when a service keeps ending. */
  readonly broken: AbortSignal;

  private constructor(env: NodeJS.ProcessEnv, publicHost: string, services: Services, broken: AbortSignal) {
    // The owner's address stays with the launcher: a process that serves requests must not be able to become it.
    const { MIGRATION_DATABASE_URL: _, ...rest } = env;
    this.apiEnv = { ...rest, HOST: '127.0.0.1' };
    this.storefrontEnv = { ...rest, HOST: publicHost, API_ORIGIN: `http://127.0.0.1:${env['API_PORT']}` };
    for (const name of [
      'DATABASE_URL',
      'DATABASE_REPLICA_URLS',
      'SESSION_SECRET',
      'DATA_KEY',
      'DATA_KEY_PREVIOUS',
    ]) {
      delete this.storefrontEnv[name];
    }
    this.address = addressOf(publicHost, Number(env['PORT']));
    this.services = services;
    this.broken = broken;
  }

  /**
   * Everything up to the services: lock, build, database, migration and, in a demo, the goods.
   *
   * @param atTheEnd gets what has to be undone, in the order it was done, also when this fails half-way
   */
  static async open(stop: AbortSignal, output: ServiceOutput, atTheEnd: Undo[]): Promise<Copy> {
    const env = withoutEmpty(process.env);
    const settings = readEnvironment(env, []);
    const directory = new DataDirectory(resolve(ROOT, env['DATA_DIR'] ?? '.data'));
    const lock = await lockDataDirectory(directory);
    atTheEnd.push(() => {
      lock.release();
    });
    await portIsFree(settings);
    await buildIfStale(stop);

    const embedded =
      env['DATABASE_URL'] === undefined ? await openEmbedded(directory, settings, atTheEnd) : null;
    if (embedded === null && settings.migrationDatabaseUrl === null) {
      throw new Refusal(
        'MIGRATION_DATABASE_URL is missing: the database is migrated as its owner, floor_owner.',
      );
    }
    const { sessionSecret, dataKey } = directory.secrets();
    const shared: NodeJS.ProcessEnv = {
      SESSION_SECRET: sessionSecret,
      DATA_KEY: dataKey,
      ...env,
      // Only the embedded database is ever a demo.
      FLOOR_DEMO: embedded === null ? undefined : '1',
      ...(embedded && { DATABASE_URL: embedded.urls.app, MIGRATION_DATABASE_URL: embedded.urls.owner }),
      DATA_DIR: directory.path,
      PORT: String(settings.port || (await freePort(settings.host))),
      API_PORT: String(settings.apiPort || (await freePort())),
      // New at each start: only the storefront of this very copy may speak for buyers.
      STOREFRONT_SECRET: randomBytes(32).toString('hex'),
    };
    await prepare(shared, embedded, settings.province, stop);
    const broken = new AbortController();
    const services = new Services(directory.logs, output, (error) => {
      broken.abort(error);
    });
    atTheEnd.push(() => services.stop());
    return new Copy(shared, settings.host, services, broken.signal);
  }

  /** Ready is what a visitor would call ready: the API says so through the public port, and the shop answers. */
  async becomeReady(stop: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_PATIENCE_MS;
    const paths = ['/api/health/ready', '/'];
    while (!stop.aborted && !this.broken.aborted && paths[0] !== undefined) {
      const status = await statusOf(`${this.address}${paths[0]}`);
      if (status !== null && status < 400) {
        paths.shift();
        continue;
      }
      if (Date.now() > deadline) {
        const words = ['api', 'storefront', 'worker'].map(
          (name) => `--- ${name}\n${this.services.lastWords(name)}`,
        );
        throw new Refusal(
          `The floor did not become ready (${paths[0]} answered ${status}).\n${words.join('\n')}`,
        );
      }
      await pause(50);
    }
  }

  /** Says where it is, on a line of its own, and below it who can be tried out. */
  announce(): void {
    const accounts = this.apiEnv['FLOOR_DEMO'] === '1' ? demoAccountLines(this.apiEnv['DATA_DIR'] ?? '') : '';
    process.stdout.write(`\nready ${this.address}\n${accounts}`);
  }

  /** Settles when the person stops this copy, rejects when a service is broken for good. */
  async untilStopped(stop: AbortSignal): Promise<void> {
    // The timer keeps the launcher alive: nothing else in it needs to run.
    const alive = setInterval(() => undefined, 3_600_000);
    const either = AbortSignal.any([stop, this.broken]);
    if (!either.aborted) {
      await new Promise((settle) => {
        either.addEventListener('abort', settle, { once: true });
      });
    }
    clearInterval(alive);
    if (this.broken.aborted && !stop.aborted) throw this.broken.reason;
  }
}

export type Undo = () => Promise<void> | void;

/** Runs a command that opens a copy, and takes apart what it had put up, last thing first, however it ended. */
export async function runAndLeave(
  stop: AbortSignal,
  command: (atTheEnd: Undo[]) => Promise<void>,
): Promise<void> {
  const atTheEnd: Undo[] = [];
  try {
    await command(atTheEnd);
  } catch (error) {
    // A program ended by the stop itself is no failure.
    if (!stop.aborted) fail(error);
  }
  if (stop.aborted) step('stopping');
  for (const undo of atTheEnd.reverse()) {
    try {
      await undo();
    } catch (error) {
      fail(error);
    }
  }
  // Signal listeners and pipes may still hold the loop open; everything that mattered is closed.
  process.exit();
}

async function openEmbedded(
  directory: DataDirectory,
  settings: Environment,
  atTheEnd: Undo[],
): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase(directory, settings.databasePort);
  atTheEnd.push(() => database.stop());
  return database;
}

/** Migrates, and fills a demo; what the same build already did to the same demo is not done again. */
async function prepare(
  env: NodeJS.ProcessEnv,
  embedded: EmbeddedDatabase | null,
  province: string,
  signal: AbortSignal,
): Promise<void> {
  const build = `${builtFrom()} ${province}`;
  if (embedded?.isPreparedBy(build) === true) return;
  step('bringing the database to this build');
  await runNode('The migration', [CLI, 'migrate'], { env, output: 'on-failure', signal });
  if (embedded === null) return;
  step('laying out the demo goods');
  await runNode('The demo seed', [CLI, 'demo', 'seed'], { env, output: 'on-failure', signal });
  embedded.markPreparedBy(build);
}

async function statusOf(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

async function portIsFree({ port, host }: Environment): Promise<void> {
  const deadline = Date.now() + PORT_PATIENCE_MS;
  while (port !== 0 && !(await isFree(port, host))) {
    if (Date.now() > deadline) {
      throw new Refusal(
        `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`,
      );
    }
    await pause(100);
  }
}

function addressOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** A variable that is there and empty means the same as one that is not there. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}
