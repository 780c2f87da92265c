import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../platform/http/problem.js';

/** Long enough for the slowest placement, short enough that a client has not given up. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/** What an attempt found when another process is at work on the same key. */
export const BUSY = Symbol('busy');

/**
 * Lets one request per idempotency key work at a time. Repeats in this process wait for the promise of the first,
 * repeats in another process ask again after a pause; neither holds a database connection while it waits.
 */
export class OncePerKey {
  private readonly running = new Map<string, Promise<unknown>>();

  /** Runs `attempt` until it is not BUSY. `overloaded` when the other request takes longer than half a minute. */
  async run<T>(key: string, attempt: () => Promise<T | typeof BUSY>): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await this.turn(key);
      const mine = attempt();
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      this.running.set(key, settled);
      try {
        const result = await mine;
        if (result !== BUSY) return result;
      } finally {
        if (this.running.get(key) === settled) this.running.delete(key);
      }
      if (performance.now() > deadline) throw new Problem('overloaded', { retryAfterSeconds: 5 });
      await delay(pause);
    }
  }

  private async turn(key: string): Promise<void> {
    for (let other = this.running.get(key); other !== undefined; other = this.running.get(key)) await other;
  }
}
