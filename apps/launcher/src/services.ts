import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { LEAN_MEMORY } from './lean-memory.ts';
import { Refusal, warn } from './report.ts';
import { ROOT } from './tools.ts';

/** Longer than the services' own grace for open answers, so that they end by themselves. */
const STOP_PATIENCE_MS = 15_000;

/** A service that dies this often within a minute is broken, not unlucky. */
const MOST_RESTARTS_A_MINUTE = 5;

const DIE_WITH_PARENT = pathToFileURL(join(ROOT, 'apps', 'launcher', 'die-with-parent.mjs')).href;

/** Where a service's words go: to its file under the data directory, or to the terminal of who develops. */
export type ServiceOutput = 'file' | 'inherit';

export interface ServicePlan {
  name: string;
  /** Arguments of node, from the checkout's root. */
  words: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** The long-running processes of one copy: kept alive, logged to files, stopped in order. */
export class Services {
  private readonly logDirectory: string;
  private readonly output: ServiceOutput;
  private readonly onBroken: (error: Refusal) => void;
  private readonly running = new Map<string, ChildProcess>();
  private readonly restarting = new Set<string>();
  private stopping = false;

  /** @param onBroken called when a service keeps dying */
  constructor(logDirectory: string, output: ServiceOutput, onBroken: (error: Refusal) => void) {
    this.logDirectory = logDirectory;
    this.output = output;
    this.onBroken = onBroken;
    mkdirSync(logDirectory, { recursive: true, mode: 0o700 });
  }

  start(plan: ServicePlan): void {
    this.launch(plan, [], 'w');
  }

  /** Ends a service on purpose; it comes back with what is built now. */
  restart(name: string): void {
    const child = this.running.get(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    this.restarting.add(name);
    child.kill('SIGTERM');
  }

  /** The end of what a service said, for the sentence about its failure. */
  lastWords(name: string): string {
    const file = this.logFile(name);
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n') : '';
  }

  /** Asks one after the other to leave: who takes requests first, who does the work after. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const [name, child] of [...this.running].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // Windows knows no SIGTERM; the closing pipe says the same there.
      if (process.platform === 'win32') child.stdin?.end();
      else child.kill('SIGTERM');
      const patient = await Promise.race([
        gone.then(() => true),
        pause(STOP_PATIENCE_MS, false, { ref: false }),
      ]);
      if (!patient) {
        warn(`${name} did not stop in time and is ended`);
        child.kill('SIGKILL');
        await gone;
      }
    }
    this.running.clear();
  }

  private launch(plan: ServicePlan, deaths: readonly number[], logFlag: 'w' | 'a'): void {
    const log = this.output === 'file' ? openSync(this.logFile(plan.name), logFlag, 0o600) : null;
    // No --enable-source-maps: keeping every map costs the API 23 MB, and what the compiler writes reads well.
    const child = spawn(process.execPath, ['--import', DIE_WITH_PARENT, ...plan.words], {
      cwd: ROOT,
      env: { ...LEAN_MEMORY, ...plan.env },
      // A session of its own: Ctrl-C reaches the launcher only, which then stops everything in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', log ?? 'inherit', log ?? 'inherit'],
    });
    if (log !== null) closeSync(log);
    this.running.set(plan.name, child);
    child.stdin?.on('error', () => undefined);
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      if (this.restarting.delete(plan.name)) {
        this.launch(plan, deaths, 'a');
        return;
      }
      const now = Date.now();
      const recent = [...deaths, now].filter((time) => now - time < 60_000);
      if (recent.length > MOST_RESTARTS_A_MINUTE) {
        this.onBroken(
          new Refusal(`${plan.name} keeps ending. Its last words:\n${this.lastWords(plan.name)}`),
        );
        return;
      }
      warn(
        `${plan.name} ended (${signal ?? `code ${code}`}) and is started again; see ${this.logFile(plan.name)}`,
      );
      setTimeout(() => {
        if (!this.stopping) this.launch(plan, recent, 'a');
      }, 200 * recent.length);
    });
  }

  private logFile(name: string): string {
    return join(this.logDirectory, `${name}.log`);
  }
}
