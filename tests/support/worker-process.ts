import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environmentOf, type ApiBuild } from './api-process.js';
import type { TestDatabase } from './database.js';

/** One worker process, compiled as production compiles it; it takes jobs until it is ended. */
export class WorkerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly output: readonly string[],
  ) {}

  /** Everything it has written so far: why it did not do what was waited for. */
  get said(): string {
    return this.output.join('\n');
  }

  static async start(
    build: ApiBuild,
    database: Pick<TestDatabase, 'appUrl' | 'dataDir'>,
    env: Record<string, string> = {},
  ): Promise<WorkerProcess> {
    const child = spawn(process.execPath, [build.worker], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(database, env),
    });
    const output: string[] = [];
    await new Promise<void>((ready, failed) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          output.push(line);
          if (line === 'worker ready') ready();
        });
      }
      child.once('exit', () => failed(new Error(`The worker did not start:\n${output.join('\n')}`)));
    });
    return new WorkerProcess(child, output);
  }

  /** No last words: as when the machine takes the memory away. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

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
