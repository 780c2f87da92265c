import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../platform/http/problem.js';

/** Long enough for the slowest placement, short enough that a client has not given up. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/** What an attempt found when another process is at work on the same key. */
export const BUSY = Symbol('busy');

/**
 * Lets one request per idempotency key work at a time. Repeats in this process wait for their turn, repeats in another
 * process ask again after a pause; neither holds a database connection while it waits, so that twenty repeats of one
 * order never take the pool away from everybody else.
 */
export class OncePerKey {
  private readonly running = new Map<string, Promise<void>>();

  /** Runs `attempt` until it is not BUSY. `overloaded` when the other request takes longer than half a minute. */
  async run<T>(key: string, attempt: () => Promise<T | typeof BUSY>): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS;
    // Nothing is awaited between the last look and taking the turn, or all who waited would go on together.
    for (let other = this.running.get(key); other !== undefined; other = this.running.get(key)) await other;
    const turn = Promise.withResolvers<void>();
    this.running.set(key, turn.promise);
    try {
      return await untilDone(attempt, deadline);
    } finally {
      this.running.delete(key);
      turn.resolve();
    }
  }
}

async function untilDone<T>(attempt: () => Promise<T | typeof BUSY>, deadline: number): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const result = await attempt();
    if (result !== BUSY) return result;
    if (performance.now() > deadline) throw new Problem('overloaded', { retryAfterSeconds: 5 });
    await delay(pause);
  }
}
