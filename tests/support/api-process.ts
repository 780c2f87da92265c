import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isBuilt } from '../../apps/launcher/src/build.js';
import { LEAN_MEMORY } from '../../apps/launcher/src/lean-memory.js';
import { offsetToSeeding } from './clock.js';
import type { TestDatabase } from './database.js';
import { TEST_SECRETS } from './secrets.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The API compiled as production compiles it. */
export interface ApiBuild {
  readonly main: string;
  readonly worker: string;
  remove(): void;
}

/** What `dist` holds where it was built from these very sources; else API and kernel are compiled aside. */
export async function buildApi(): Promise<ApiBuild> {
  if (!isBuilt()) return compileAside();
  return { ...programsIn(join(ROOT, 'dist')), remove: () => undefined };
}

/** Types are checked elsewhere. Below the checkout, so that `node_modules` and `data` are found. */
async function compileAside(): Promise<ApiBuild> {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, 'api-under-test-'));
  const config = join(directory, 'tsconfig.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { rootDir: ROOT, outDir: directory, noCheck: true, sourceMap: false, types: [] },
      include: [join(ROOT, 'apps/api/src'), join(ROOT, 'libs/kernel/src')],
      exclude: [join(ROOT, '**/*.spec.ts')],
    }),
  );
  const imports = { '#kernel/*': './libs/kernel/src/*.js' };
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ type: 'module', imports }));
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config]);
  return { ...programsIn(directory), remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function programsIn(directory: string): Omit<ApiBuild, 'remove'> {
  return {
    main: join(directory, 'apps/api/src/main.js'),
    worker: join(directory, 'apps/api/src/worker.js'),
  };
}

/** What a process of the floor is told, on the day of seeding. */
export function environmentOf(
  database: Pick<TestDatabase, 'appUrl' | 'dataDir'>,
  env: Record<string, string>,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    ...LEAN_MEMORY,
    DATABASE_URL: database.appUrl,
    DATA_DIR: database.dataDir,
    ...TEST_SECRETS,
    RATE_LIMIT_FACTOR: '0',
    NODE_ENV: 'test',
    FLOOR_DEMO: '1',
    CLOCK_OFFSET_SECONDS: String(offsetToSeeding()),
    ...env,
  };
}

/** One API process on a port of its own, living on the day of seeding. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly output: string[],
  ) {}

  static async start(
    build: ApiBuild,
    database: Pick<TestDatabase, 'appUrl' | 'dataDir'>,
    env: Record<string, string> = {},
  ): Promise<ApiProcess> {
    const child = spawn(process.execPath, [build.main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(database, env),
    });
    const output: string[] = [];
    const url = await new Promise<string>((ready, failed) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          output.push(line);
          const listening = /^api listening on (http:\S+)/.exec(line)?.[1];
          if (listening !== undefined) ready(listening.replace('[::1]', '127.0.0.1'));
        });
      }
      child.once('exit', () => failed(new Error(`The API did not start:\n${output.join('\n')}`)));
    });
    return new ApiProcess(child, url, output);
  }

  /** The most memory it has had at once, in megabytes; what it has now where the machine keeps no such count. */
  get peakMemoryMb(): number {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
    } catch {
      return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)])) / 1024);
    }
  }

  /** What it said so far; an error nobody answered for would stand here. */
  get said(): string {
    return this.output.join('\n');
  }

  /** No last words: as when the machine takes the memory away. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** In order, as a deployment does. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolveGone) => this.child.once('exit', resolveGone));
    this.child.kill(signal);
    await gone;
  }
}
