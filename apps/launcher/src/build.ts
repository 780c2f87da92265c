import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lock } from './lock.ts';
import { Refusal, step } from './report.ts';
import { ROOT, runNode, toolFile } from './tools.ts';

/** Everything the result of a build depends on; the lock file stands for all of node_modules. */
const INPUTS = [
  'apps',
  'libs',
  'data',
  'docs/openapi.json',
  'openapi-ts.config.ts',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** Made by the build itself, or read by nothing that is built. */
const NO_INPUT = /(^|\/)(generated|node_modules|\.astro)$|\.spec\.ts$/;

const STAMP = join(ROOT, 'dist', '.built-from');
const LOCK = join(ROOT, 'node_modules', '.cache', 'ocop-floor-build.lock');

/** Longest build of another copy that is waited for. */
const BUILD_PATIENCE_MS = 240_000;

/** Builds unless `dist` already is what these sources give. */
export async function buildIfStale(signal?: AbortSignal): Promise<void> {
  if (isBuilt()) return;
  // Two copies of the floor may start at once from one checkout: the second finds the build of the first.
  const lock = await Lock.take(LOCK, BUILD_PATIENCE_MS);
  if (lock === null) throw new Refusal('Another build of this checkout is still running.');
  try {
    const wanted = fingerprint();
    if (builtFrom() === wanted) return;
    step(existsSync(STAMP) ? 'building: the sources have changed' : 'building: this takes a minute, once');
    await build(signal);
    writeFileSync(STAMP, wanted);
  } finally {
    lock.release();
  }
}

/** Builds from nothing, whatever is there. */
export async function buildAnew(signal: AbortSignal): Promise<void> {
  rmSync(STAMP, { force: true });
  await buildIfStale(signal);
}

/** Types of every API call, from the committed description. They are made, never committed. */
export async function generateClient(signal?: AbortSignal): Promise<void> {
  step('making the typed API client');
  const words = [toolFile('@hey-api/openapi-ts', 'openapi-ts')];
  await runNode('The API client', words, { output: 'on-failure', ...(signal ? { signal } : {}) });
}

async function build(signal?: AbortSignal): Promise<void> {
  const abort = signal ? { signal } : {};
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  mkdirSync(join(ROOT, 'dist'));
  await generateClient(signal);
  step('building API, worker and command line, and the pages');
  // Side by side: the compiler and the bundler each keep one core busy.
  const results = await Promise.allSettled([
    runNode('The build of the API', [toolFile('@nestjs/cli', 'nest'), 'build'], {
      output: 'on-failure',
      ...abort,
    }),
    runNode('The build of the pages', [toolFile('astro', 'astro'), 'build', '--root', 'apps/storefront'], {
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      output: 'on-failure',
      ...abort,
    }),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Whether `dist` is what these very sources give. */
export function isBuilt(): boolean {
  return builtFrom() === fingerprint();
}

/** What `dist` was built from; null while there is no finished build. */
export function builtFrom(): string | null {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : null;
}

/** Contents, not dates: a fresh checkout, a branch switched there and back, and a copied tree must agree. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(ROOT, path)))
      .update('\0');
  };
  const walk = (folder: string): void => {
    const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (NO_INPUT.test(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) add(path);
    }
  };
  for (const input of INPUTS) {
    if (!existsSync(join(ROOT, input))) continue;
    if (/\.[a-z]+$/.test(input)) add(input);
    else walk(input);
  }
  return hash.digest('hex');
}
