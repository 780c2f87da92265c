import { request as ask, type ClientRequest } from 'node:http';
import { SECRET_HEADER } from './caller.js';

/** Kept pages are served for so long after the API last said that nothing was missed: a change is seen within a second. */
const LEASE_MS = 900;
/** An open stream that says nothing for so long is cut: what it would say may be lost. */
const SILENCE_MS = 5_000;
const PAUSE_MS = 250;

interface Listener {
  /** Pages that carry one of these words are no longer true. */
  changed(tags: readonly string[]): void;
  /** Nobody knows what has changed. */
  lost(): void;
}

/**
 * Hears from the API which pages are no longer true (apps/api/src/platform/page-changes), over one answer that never ends.
 * While it is not heard, nothing may be served from what is kept.
 */
export class PageChangeReader {
  private leaseEnds = 0;
  /** How far the floor's clock is ahead of this machine's, in milliseconds. */
  private ahead = 0;
  private stream: ClientRequest | undefined;
  private again: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly apiOrigin: string,
    private readonly secret: string,
    private readonly listener: Listener,
  ) {
    this.connect();
  }

  /** Whether what is kept is known to be true but for changes of the last second. */
  get fresh(): boolean {
    return performance.now() < this.leaseEnds;
  }

  /** The floor's time, in milliseconds. */
  get now(): number {
    return Date.now() + this.ahead;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.again);
    this.stream?.destroy();
  }

  private connect(): void {
    const stream = ask(`${this.apiOrigin}/page-changes`, {
      headers: { [SECRET_HEADER]: this.secret },
      timeout: SILENCE_MS,
      agent: false,
    });
    this.stream = stream;
    stream.on('timeout', () => stream.destroy(new Error('it fell silent')));
    stream.on('error', () => undefined);
    stream.on('close', () => this.disconnected(stream));
    stream.on('response', (answer) => {
      answer.on('error', () => undefined);
      if (answer.statusCode !== 200) {
        stream.destroy();
        return;
      }
      let unread = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        const lines = (unread + text).split('\n');
        unread = lines.pop() ?? '';
        for (const line of lines) this.hear(line, stream);
      });
    });
    stream.end();
  }

  private hear(line: string, stream: ClientRequest): void {
    if (stream !== this.stream) return;
    const [what, ...words] = line.split(' ');
    if (what === 'changed') this.listener.changed(words);
    else if (what === 'beat') {
      this.leaseEnds = performance.now() + LEASE_MS;
      this.ahead = Date.parse(words[0] ?? '') - Date.now();
    }
  }

  private disconnected(stream: ClientRequest): void {
    if (stream !== this.stream || this.closed) return;
    this.stream = undefined;
    this.leaseEnds = 0;
    this.listener.lost();
    this.again = setTimeout(() => this.connect(), PAUSE_MS);
  }
}
