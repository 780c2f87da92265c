import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LEAN_MEMORY } from '../../apps/launcher/src/lean-memory.ts';
import { ROOT } from '../../apps/launcher/src/tools.ts';

const DIE_WITH_PARENT = pathToFileURL(join(ROOT, 'apps', 'launcher', 'die-with-parent.mjs')).href;
const PATIENCE_MS = 60_000;

/** A process of the bench: started, listened to until it says it is there, ended with the bench however that ends. */
export class BenchProcess {
  readonly child: ChildProcess;
  /** What its first line gave away, for instance the address it listens on. */
  readonly address: string;

  private constructor(child: ChildProcess, address: string) {
    this.child = child;
    this.address = address;
  }

  /** @param says matches the line that tells the process is there; its first group is the address */
  static async start(words: readonly string[], env: NodeJS.ProcessEnv, says: RegExp): Promise<BenchProcess> {
    const child = spawn(process.execPath, ['--import', DIE_WITH_PARENT, ...words], {
      cwd: ROOT,
      env: { ...LEAN_MEMORY, ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const timer = setTimeout(() => reject(new Error(`${words.join(' ')} did not come up`)), PATIENCE_MS);
      child.once('exit', (code) => reject(new Error(`${words.join(' ')} ended with code ${code}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
        const found = says.exec(heard);
        if (found === null) return;
        clearTimeout(timer);
        resolve(found[1] ?? '');
      });
    });
    return new BenchProcess(child, address);
  }

  /** Resident memory in MB; null where /proc is not to be had. */
  memoryMb(): number | null {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }
}
