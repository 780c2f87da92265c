import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A double of a gateway in a process of its own; it ends with whoever started it. */
export class DoubleProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(program: string): Promise<DoubleProcess> {
    const child = spawn(process.execPath, [join(import.meta.dirname, program)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1' },
    });
    const url = await new Promise<string>((ready, failed) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const listening = /listening on (http:\S+)/.exec(line)?.[1];
        if (listening !== undefined) ready(listening);
      });
      child.once('exit', () => failed(new Error(`${program} did not start`)));
    });
    return new DoubleProcess(child, url);
  }

  /** Speaks to the double itself, not to the gateway it plays. */
  async control<T>(path: string, body: object = {}): Promise<T> {
    const response = await fetch(`${this.url}/_double/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The double refused ${path}: ${text}`);
    return JSON.parse(text) as T;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await gone;
  }
}
