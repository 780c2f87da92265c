import { spawn, type StdioOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Refusal } from './report.ts';

/** The checkout's root: where npm runs its scripts, whatever directory the person stood in. */
export const ROOT = dirname(dirname(dirname(import.meta.dirname)));

/** A program an installed package brings, as the file Node runs: the same call on every operating system. */
export function toolFile(packageName: string, bin: string): string {
  const require = createRequire(import.meta.url);
  for (const directory of require.resolve.paths(packageName) ?? []) {
    const home = join(directory, packageName);
    let manifest: { bin?: string | Record<string, string> };
    try {
      manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as typeof manifest;
    } catch {
      continue;
    }
    const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[bin];
    if (file !== undefined) return join(home, file);
  }
  throw new Refusal(`${packageName} is not installed: run \`npm ci\` first.`);
}

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** `inherit` shows everything as it comes; `on-failure` keeps it until it is of use. */
  output: 'inherit' | 'on-failure';
  signal?: AbortSignal;
}

/**
 * Runs a Node program to its end.
 *
 * @param what the program in words, for the sentence when it fails
 */
export async function runNode(what: string, words: readonly string[], options: RunOptions): Promise<void> {
  const kept: Buffer[] = [];
  const stdio: StdioOptions = options.output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [...words], {
    cwd: ROOT,
    env: options.env ?? process.env,
    stdio,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  child.stdout?.on('data', (chunk: Buffer) => kept.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => kept.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  process.stderr.write(Buffer.concat(kept));
  throw new Refusal(`${what} failed.`);
}
