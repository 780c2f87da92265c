import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Normalised, PictureType, Unread } from './decode-picture.ts';

/** Files can be built to decode for minutes. */
const MAX_READING_MS = 30_000;
/** As long as somebody sends the pictures of a product one after another; then its memory is given back. */
const IDLE_MS = 15_000;

const here = fileURLToPath(import.meta.url);
const PROGRAM = here.replace(/picture-reader(\.\w+)$/, `picture-process${extname(here)}`);

/** Reads pictures in another process, one at a time. A process that dies over a picture takes only that picture with it. */
export class PictureReader {
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | null = null;

  async read(bytes: Uint8Array, type: PictureType): Promise<Normalised | Unread> {
    if (this.idle !== null) clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    child.ref();
    child.channel?.ref();
    try {
      return await this.ask(child, bytes, type);
    } finally {
      child.unref();
      child.channel?.unref();
      this.idle = setTimeout(() => this.end(child), IDLE_MS).unref();
    }
  }

  private ask(child: ChildProcess, bytes: Uint8Array, type: PictureType): Promise<Normalised | Unread> {
    return new Promise((answer) => {
      const done = (read: Normalised | Unread): void => {
        clearTimeout(late);
        child.off('message', onMessage).off('exit', onExit);
        answer(read);
      };
      const onMessage = (read: Normalised | Unread): void =>
        done('fault' in read ? read : { ...read, bytes: Buffer.from(read.bytes) });
      const onExit = (): void => {
        this.end(child);
        done({ fault: 'damaged', message: 'The process that read it has died' });
      };
      const late = setTimeout(() => {
        this.end(child);
        done({ fault: 'damaged', message: `Not read within ${MAX_READING_MS} ms` });
      }, MAX_READING_MS);
      child.on('message', onMessage).once('exit', onExit);
      child.send({ bytes, type }, (error) => {
        if (error !== null) onExit();
      });
    });
  }

  private start(): ChildProcess {
    return fork(PROGRAM, {
      execArgv: [],
      // None of our secrets; glibc would otherwise keep what each thread has freed.
      env: { MALLOC_ARENA_MAX: '2', NODE_NO_WARNINGS: '1' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  private end(child: ChildProcess): void {
    if (this.child === child) this.child = null;
    child.kill('SIGKILL');
  }
}
