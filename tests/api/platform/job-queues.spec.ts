import { DataSource } from 'typeorm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { orderLinkQueue } from '../../../apps/api/src/modules/orders/order-queues.js';
import { Jobs, type JobQueue } from '../../../apps/api/src/platform/jobs/jobs.js';
import { testEnvironment } from '../../support/app.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { SURE_TO_COME_MS } from '../../support/patience.js';

/** Any queue of the floor does: it is the taking of jobs that is looked at. */
const queue: JobQueue<{ number: number }> = { name: orderLinkQueue.name, options: {} };

let database: TestDatabase;
let jobs: Jobs;

beforeEach(async () => {
  database = await testDatabase();
  jobs = new Jobs(testEnvironment({ database }), 'worker');
  await jobs.onModuleInit();
});
afterEach(async () => {
  await jobs.onApplicationShutdown();
  await database.drop();
});

/** Jobs that were written while no worker ran. */
async function backlog(count: number): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url: database.appUrl }).initialize();
  try {
    await source.transaction(async (tx) => {
      for (let number = 1; number <= count; number += 1) await jobs.enqueue(tx, queue, { number });
    });
  } finally {
    await source.destroy();
  }
}

const states = async (): Promise<Record<string, number>> => {
  const rows = await database.query<{ state: string; jobs: number }>(
    `SELECT state::text, count(*)::int AS jobs FROM pgboss.job WHERE name = $1 GROUP BY 1`,
    [queue.name],
  );
  return Object.fromEntries(rows.map(({ state, jobs: count }) => [state, count]));
};

it('a hundred jobs that waited are done in seconds, one after another, also behind one that fails', async () => {
  await backlog(100);
  const done: number[] = [];
  let running = 0;
  await jobs.work(queue, async ({ number }) => {
    running += 1;
    expect(running).toBe(1);
    await Promise.resolve();
    running -= 1;
    if (number === 50) throw new Error('This one does not work.');
    done.push(number);
  });
  // One a second, as pg-boss would take them by itself, needs a hundred.
  await vi.waitFor(() => expect(done).toHaveLength(99), { timeout: SURE_TO_COME_MS, interval: 50 });
  await vi.waitFor(async () => expect((await states())['completed']).toBe(99), { timeout: SURE_TO_COME_MS });
});

it('a kill in the middle repeats one job at most: those before it are done, those after it untouched', async () => {
  await backlog(30);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let handled = 0;
  await jobs.work(queue, async () => {
    handled += 1;
    if (handled === 16) await held;
  });
  try {
    await vi.waitFor(() => expect(handled).toBe(16), { timeout: SURE_TO_COME_MS, interval: 20 });
    // What a process leaves that is killed now.
    expect(await states()).toEqual({ completed: 15, active: 1, created: 14 });
  } finally {
    release();
  }
});
