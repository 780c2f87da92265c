import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A lock that ends with its process, also after SIGKILL and on every operating system: the file names a
 * loopback port and a word, and the holder answers that word on that port. A pid in a file would lie as soon
 * as the system gives the number to somebody else.
 */
export class Lock {
  private readonly file: string;
  private readonly word: string;
  private readonly server: Server;

  private constructor(file: string, word: string, server: Server) {
    this.file = file;
    this.word = word;
    this.server = server;
  }

  /**
   * Takes the lock, waiting for a holder that is about to leave.
   *
   * @param waitMs how long a living holder is waited for
   * @returns the lock, or null when somebody else still holds it
   */
  static async take(file: string, waitMs: number): Promise<Lock | null> {
    mkdirSync(dirname(file), { recursive: true });
    const word = randomUUID();
    const server = await answerWith(word);
    const { port } = server.address() as { port: number };
    const deadline = Date.now() + waitMs;
    for (;;) {
      try {
        writeFileSync(file, JSON.stringify({ port, word, pid: process.pid }), { flag: 'wx', mode: 0o600 });
        return new Lock(file, word, server);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (await isHeld(file)) {
        if (Date.now() >= deadline) {
          server.close();
          return null;
        }
        await pause(100);
      } else {
        discard(file);
      }
    }
  }

  release(): void {
    if (read(this.file)?.word === this.word) rmSync(this.file, { force: true });
    this.server.close();
  }
}

/** Whether a living process holds the lock of this file. */
export async function isHeld(file: string): Promise<boolean> {
  const holder = read(file);
  if (holder === null) return false;
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(holder.port, '127.0.0.1');
    const finish = (held: boolean): void => {
      socket.destroy();
      resolve(held);
    };
    // A holder that is stopped or swapped out accepts and says nothing: it still holds.
    socket.setTimeout(2_000, () => {
      finish(heard === '' && socket.readyState === 'open');
    });
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (heard.length >= holder.word.length) finish(heard === holder.word);
    });
    socket.on('error', () => {
      finish(false);
    });
    socket.on('end', () => {
      finish(heard === holder.word);
    });
  });
}

/** Two late starters may both find the same dead lock; only one of the renames succeeds. */
function discard(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function read(file: string): { port: number; word: string } | null {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found !== 'object' || found === null) return null;
    const { port, word } = found as Record<string, unknown>;
    return typeof port === 'number' && typeof word === 'string' ? { port, word } : null;
  } catch {
    return null;
  }
}

async function answerWith(word: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(word);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return server;
}
