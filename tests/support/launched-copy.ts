import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './compose.js';

/** A first start builds, and the machine may be busy with other tests. */
const READY_PATIENCE_MS = 240_000;

/** `npm start` as a person types it, in a process group of its own like a terminal's. */
export class LaunchedCopy {
  /** What it has said so far. */
  output = '';
  private readonly npm: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(env: Record<string, string>) {
    this.npm = spawn('npm', ['start'], {
      cwd: ROOT,
      env: { ...withoutFloorVariables(process.env), ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.npm.stdout, this.npm.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    }
    this.ended = new Promise((resolve) => this.npm.once('close', resolve));
    stopWithTheTestRun(this.npm.pid ?? 0, this.ended);
  }

  /** The address it prints when it is ready; an Error with its output when it ends before. */
  async ready(): Promise<string> {
    const deadline = Date.now() + READY_PATIENCE_MS;
    const settled = new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const found = /^ready (http:\/\/\S+)$/m.exec(this.output);
        if (found?.[1] !== undefined) resolve(found[1]);
        else if (Date.now() > deadline) reject(new Error(`not ready in time:\n${this.output}`));
      };
      for (const stream of [this.npm.stdout, this.npm.stderr]) stream?.on('data', look);
      void this.ended.then(() => reject(new Error(`ended before it was ready:\n${this.output}`)));
      look();
    });
    return settled;
  }

  /** Signals npm alone, or everything a terminal would reach. */
  signal(signal: NodeJS.Signals, to: 'npm' | 'group'): void {
    if (this.npm.pid !== undefined) process.kill(to === 'group' ? -this.npm.pid : this.npm.pid, signal);
  }

  /** npm's exit code, once it and everything that shares its output has ended. */
  async end(): Promise<number | null> {
    return this.ended;
  }

  /** Every process that came from this npm, the detached ones too: by who started whom. */
  processes(): { pid: number; command: string }[] {
    const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((found) => found !== null)
      .map((found) => ({ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? '' }));
    const family = new Set([this.npm.pid]);
    for (let grown = true; grown;) {
      const before = family.size;
      for (const { pid, parent } of rows) if (family.has(parent)) family.add(pid);
      grown = family.size > before;
    }
    return rows.filter(({ pid }) => family.has(pid)).map(({ pid, command }) => ({ pid, command }));
  }

  /** For a test that failed half-way: nothing may outlive it. */
  kill(): void {
    for (const { pid } of this.processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone in between.
      }
    }
  }
}

/** A shell that holds a pipe of the test run: when the run is killed, the pipe closes and the copy is stopped. */
function stopWithTheTestRun(group: number, ended: Promise<unknown>): void {
  const watchdog = spawn('/bin/sh', ['-c', 'read -r _; kill -s INT -- "-$0" 2>/dev/null', String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  void ended.then(() => watchdog.kill('SIGKILL'));
}

/** A directory for a copy's data, which PostgreSQL's own account can reach. */
export function temporaryDataDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'ocop-floor-start-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The same data once more, owners and all, for a second copy. Nothing may be running on it. */
export function copyOfDataDirectory(filled: string): ReturnType<typeof temporaryDataDirectory> {
  const copy = temporaryDataDirectory();
  execFileSync('cp', ['-a', `${filled}/.`, copy.path]);
  return copy;
}

/** Whether a process is still there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What surrounds the test run must not decide how the copy under test runs. */
function withoutFloorVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) =>
      !/^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|DATABASE_|DATA_|PORT$|HOST$|API_|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/i.test(
        name,
      ),
  );
  return Object.fromEntries(kept);
}
