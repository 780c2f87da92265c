import { NestFactory } from '@nestjs/core';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { FakeClock } from '#kernel/time';
import { AppModule } from '../../apps/api/src/app.module.js';
import { CatalogueJobs } from '../../apps/api/src/modules/catalogue/index.js';
import { OrderJobs } from '../../apps/api/src/modules/orders/index.js';
import { freePort } from '../../apps/launcher/src/ports.js';
import { ROOT } from '../../apps/launcher/src/tools.js';
import { ApiProcess, buildApi } from './api-process.js';
import { testApp, testEnvironment, type TestApp } from './app.js';
import { Buyer } from './buyer.js';
import { askNobody } from './cod-terms.js';
import { clockAtSeeding } from './clock.js';
import { testDatabase, type TestDatabase } from './database.js';

/** Boot of the storefront, with room for a machine that is busy with the rest of the tests. */
const READY_PATIENCE_MS = 60_000;
const MAIL_PATIENCE_MS = 30_000;
const DIE_WITH_PARENT = pathToFileURL(join(ROOT, 'apps', 'launcher', 'die-with-parent.mjs')).href;

/** What lies in DATA_DIR/outbox. */
export interface OutboxMessage {
  id: string;
  to: { email?: string | null; phone?: string | null };
  subject: string;
  text: string;
}

/** The whole floor on one public address: seeded database, API, built storefront, and a worker where mail matters. */
export class WebFloor {
  private constructor(
    /** `http://127.0.0.1:PORT`, what a buyer types. */
    readonly url: string,
    readonly database: TestDatabase,
    /** The clock of API and worker; stands at the day of seeding until a test moves it. */
    readonly clock: FakeClock,
    /** The API in this process: of a killable floor a second one, which no page talks to. */
    readonly api: TestApp,
    private readonly killable: KillableApi | null,
    private readonly pages: KillablePages,
    private readonly pageCacheMb: number,
    private readonly closing: (() => Promise<void>)[],
  ) {}

  /**
   * @param worker whether jobs are done, so that messages reach the outbox
   * @param host what people type: an address, or `localhost`, the only name that passkeys take without https
   * @param killable whether the pages talk to an API process of its own, which a test may kill; its clock runs
   * @param settings what else the floor is told, such as where a gateway is
   * @param pageCacheMb what the storefront may keep of pages: nothing, unless a test is about that. Many write into the
   *   database beside the API and look at once
   */
  static async start({
    worker = false,
    killable = false,
    host = '127.0.0.1',
    settings = {},
    pageCacheMb = 0,
  }: {
    worker?: boolean;
    killable?: boolean;
    host?: string;
    settings?: Record<string, string>;
    pageCacheMb?: number;
  } = {}): Promise<WebFloor> {
    const database = await testDatabase({ seeded: true });
    const closing = [() => database.drop()];
    try {
      await askNobody(database);
      const clock = clockAtSeeding();
      const port = await freePort();
      const url = `http://${host}:${port}`;
      // Messages carry links to the public address, so the API must know it before the storefront is there.
      const env = { PUBLIC_URL: url, ...settings };
      const api = await testApp({ database, clock, env });
      closing.push(() => api.close());
      if (worker) closing.push(await startWorker(database, clock, env));
      const apart = killable ? await KillableApi.start(database, env, closing) : null;
      const secret = testEnvironment({ database }).storefrontSecret;
      const pages = new KillablePages(url, () =>
        startStorefront(port, apart?.url ?? api.url, secret, pageCacheMb),
      );
      closing.push(() => pages.stop());
      await pages.start();
      return new WebFloor(url, database, clock, api, apart, pages, pageCacheMb, closing);
    } catch (error) {
      await undo(closing);
      throw error;
    }
  }

  /** A buyer who speaks to the public address without a browser. */
  get buyer(): Buyer {
    return new Buyer(this.url);
  }

  /** An instance the API runs on, for doing what an officer does. */
  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.api.get(token);
  }

  /** A second storefront process before the same API; its address. @param settings what it is told beside the usual */
  async anotherStorefront(settings: Record<string, string> = {}): Promise<string> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { storefrontSecret } = testEnvironment({ database: this.database });
    const pages = new KillablePages(url, () =>
      startStorefront(port, this.killable?.url ?? this.api.url, storefrontSecret, this.pageCacheMb, settings),
    );
    this.closing.push(() => pages.stop());
    await pages.start();
    return url;
  }

  /** As when the machine takes the API's memory away. */
  async killApi(): Promise<void> {
    await this.killable?.kill();
  }

  /** The same API again, at the same address. */
  async restartApi(): Promise<void> {
    await this.killable?.restart();
  }

  /** As when somebody pulls the plug of a machine that has both on it. */
  async killAll(): Promise<void> {
    await Promise.all([this.killable?.kill(), this.pages.kill()]);
  }

  async restartAll(): Promise<void> {
    await this.killable?.restart();
    await this.pages.start();
  }

  /** The first message whose id begins so; waits for the worker to write it. */
  async message(idPrefix: string): Promise<OutboxMessage> {
    const outbox = join(this.database.dataDir, 'outbox');
    const deadline = Date.now() + MAIL_PATIENCE_MS;
    while (Date.now() < deadline) {
      const name = filesIn(outbox).find((file) => file.startsWith(idPrefix) && file.endsWith('.json'));
      if (name !== undefined) return JSON.parse(readFileSync(join(outbox, name), 'utf8')) as OutboxMessage;
      await pause(50);
    }
    throw new Error(
      `No message ${idPrefix}… in the outbox, only: ${filesIn(outbox).join(', ') || 'nothing'}`,
    );
  }

  async stop(): Promise<void> {
    await undo(this.closing);
  }
}

/** An API process at an address that outlives it. */
class KillableApi {
  private constructor(
    readonly url: string,
    private readonly start: () => Promise<ApiProcess>,
    private process: ApiProcess,
  ) {}

  static async start(
    database: TestDatabase,
    env: Record<string, string>,
    closing: (() => Promise<void>)[],
  ): Promise<KillableApi> {
    const build = await buildApi();
    closing.push(async () => build.remove());
    const port = await freePort();
    const start = (): Promise<ApiProcess> =>
      ApiProcess.start(build, database, { ...env, API_PORT: String(port) });
    const api = new KillableApi(`http://127.0.0.1:${port}`, start, await start());
    closing.push(() => api.process.stop());
    return api;
  }

  kill(): Promise<void> {
    return this.process.kill();
  }

  async restart(): Promise<void> {
    this.process = await this.start();
  }
}

/** The storefront at an address that outlives its process. */
class KillablePages {
  private process: ChildProcess | null = null;

  constructor(
    private readonly url: string,
    private readonly begin: () => ChildProcess,
  ) {}

  async start(): Promise<void> {
    this.process = this.begin();
    await answers(this.url, this.process);
  }

  async kill(): Promise<void> {
    await gone(this.process, (process) => process.kill('SIGKILL'));
  }

  async stop(): Promise<void> {
    // Windows knows no SIGTERM; the closing pipe says the same everywhere.
    await gone(this.process, (process) => process.stdin?.end());
  }
}

async function startWorker(
  database: TestDatabase,
  clock: FakeClock,
  env: Record<string, string>,
): Promise<() => Promise<void>> {
  const module = AppModule.with(testEnvironment({ database, env }), clock, 'worker');
  const worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  await worker.get(CatalogueJobs).start();
  await worker.get(OrderJobs).start();
  return () => worker.close();
}

/** The built storefront as production runs it; its standard input is a pipe of ours, and it ends with us. */
function startStorefront(
  port: number,
  apiOrigin: string,
  secret: string,
  pageCacheMb: number,
  settings: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, ['--import', DIE_WITH_PARENT, 'dist/apps/storefront/server/main.js'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      NODE_ENV: 'production',
      PORT: String(port),
      API_ORIGIN: apiOrigin,
      STOREFRONT_SECRET: secret,
      PAGE_CACHE_MB: String(pageCacheMb),
      ...settings,
    },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

async function answers(url: string, storefront: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_PATIENCE_MS;
  while (Date.now() < deadline) {
    if (storefront.exitCode !== null) throw new Error(`The storefront ended with ${storefront.exitCode}.`);
    const status = await fetch(url).then(
      async (answer) => (await answer.text(), answer.status),
      () => 0,
    );
    if (status === 200) return;
    if (status >= 500) throw new Error(`The home page answers ${status}.`);
    await pause(50);
  }
  throw new Error('The storefront did not answer in time.');
}

/** Ends a process that still is, and waits until it is not. */
async function gone(process: ChildProcess | null, end: (process: ChildProcess) => void): Promise<void> {
  if (process === null || process.exitCode !== null || process.signalCode !== null) return;
  const exit = new Promise((resolve) => process.once('exit', resolve));
  end(process);
  await exit;
}

/** Takes apart what was put up, last thing first, whatever of it fails. */
async function undo(closing: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of closing.splice(0).reverse())
    await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
