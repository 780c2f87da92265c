import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DAY_MS } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { erasureQueue } from '../../apps/api/src/modules/privacy/privacy-queues.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { Jobs } from '../../apps/api/src/platform/jobs/jobs.js';
import { buildApi, type ApiBuild } from '../support/api-process.js';
import { testApp, type TestApp } from '../support/app.js';
import { Buyer } from '../support/buyer.js';
import { clockAtSeeding, offsetToSeeding } from '../support/clock.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { holdTable, untilWaiting, type Holder } from '../support/held-locks.js';
import { People, type Person } from '../support/people.js';
import { PATIENCE_MS, SURE_TO_COME_MS } from '../support/patience.js';
import { SmallFloor } from '../support/small-floor.js';
import { WorkerProcess } from '../support/worker-process.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let database: TestDatabase;
let build: ApiBuild;
let app: TestApp;
let person: Person;
let erasureId: string;
const clock = clockAtSeeding();

beforeAll(async () => {
  [database, build] = await Promise.all([testDatabase(), buildApi()]);
  await SmallFloor.in(database);
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  build.remove();
  await database.drop();
});

describe('a worker that is killed while it erases somebody', () => {
  it('before anything was saved: the next one does all of it', async () => {
    await somebodyAsks();
    const lock = await holdTable(database, 'sessions');
    await killWhile(() => untilWaiting(database, 1), lock);
    expect(await left()).toMatchObject({ account: 'active', erasure: 'waiting', sessions: 1 });
    await erasedByTheNext();
  });

  it('between two steps: signed out already, and the next one goes on', async () => {
    await somebodyAsks();
    // Reading from a pipe nobody writes to: the worker is at the messages for as long as we like.
    const pipe = join(database.dataDir, 'outbox', 'aa.json');
    execFileSync('mkfifo', [pipe]);
    await killWhile(() =>
      vi.waitFor(async () => expect(await left()).toMatchObject({ erasure: 'running' }), {
        timeout: SURE_TO_COME_MS,
      }),
    );
    rmSync(pipe);
    expect(await left()).toMatchObject({ account: 'active', open: 0, addresses: 1, keys: 1, message: true });
    await erasedByTheNext();
  });

  it('in the middle of the last step: nothing of it is left half done', async () => {
    await somebodyAsks();
    const lock = await holdTable(database, 'addresses');
    await killWhile(() => untilWaiting(database, 1), lock);
    expect(await left()).toMatchObject({ account: 'active', open: 0, addresses: 1, keys: 1, message: false });
    await erasedByTheNext();
  });
});

async function somebodyAsks(): Promise<void> {
  person = await new People(app, database, clock).person();
  const call = (method: string, path: string, body: object) =>
    new Buyer(app.url).call(method, path, body, person.headers);
  const address = { name: 'Bà Tư', phone: '0912345678', communeCode: '32191', line: 'Ấp 1' };
  expect((await call('POST', '/me/addresses', address)).status).toBe(201);
  expect((await call('POST', '/me/erasure', {})).status).toBe(202);
  const [row] = await database.query<{ id: string }>(`SELECT id FROM erasures WHERE account_id = $1`, [
    person.accountId,
  ]);
  erasureId = row?.id ?? '';
  const outbox = join(database.dataDir, 'outbox');
  mkdirSync(outbox, { recursive: true });
  writeFileSync(join(outbox, 'zz.json'), JSON.stringify({ id: 'zz', to: { phone: person.phone }, text: '' }));
  // Those that wait until the day in their row; ours is to be taken at once.
  await database.query(`DELETE FROM pgboss.job WHERE name = 'account-erasure'`);
}

/** A worker that lives nine days later, so that everything asked for is due. */
function worker(): Promise<WorkerProcess> {
  const offset = offsetToSeeding() + (9 * DAY_MS) / 1_000;
  return WorkerProcess.start(build, database, { CLOCK_OFFSET_SECONDS: String(offset) });
}

async function enqueue(): Promise<void> {
  await app.get(Transactions).run('account', (tx) => app.get(Jobs).enqueue(tx, erasureQueue, { erasureId }));
}

async function killWhile(isThere: () => Promise<unknown>, lock?: Holder): Promise<void> {
  const running = await worker();
  try {
    await enqueue();
    await isThere();
  } finally {
    await running.kill();
    await lock?.release();
  }
  // The database notices a broken connection a moment later.
  await vi.waitFor(
    async () => {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND state = 'idle in transaction'`,
        [database.name],
      );
      expect(row?.n).toBe(0);
    },
    { timeout: SURE_TO_COME_MS },
  );
}

async function erasedByTheNext(): Promise<void> {
  const running = await worker();
  try {
    await enqueue();
    await vi.waitFor(
      async () => {
        await pause(50);
        expect(await left()).toEqual({
          account: 'erased',
          erasure: 'done',
          sessions: 0,
          open: 0,
          addresses: 0,
          keys: 0,
          message: false,
          erasedOnce: 1,
        });
      },
      { timeout: SURE_TO_COME_MS },
    );
  } finally {
    await running.stop();
  }
}

/** What there still is of the person. */
async function left(): Promise<object> {
  const [row] = await database.query(
    `SELECT a.status AS account, e.status AS erasure,
       (SELECT count(*)::int FROM sessions WHERE account_id = a.id) AS sessions,
       (SELECT count(*)::int FROM sessions WHERE account_id = a.id AND ended_at IS NULL) AS open,
       (SELECT count(*)::int FROM addresses WHERE account_id = a.id) AS addresses,
       (SELECT count(*)::int FROM data_keys WHERE subject_id = a.id) AS keys,
       (SELECT count(*)::int FROM audit_records WHERE subject_id = a.id AND action = 'account.erased') AS "erasedOnce"
     FROM accounts a JOIN erasures e ON e.account_id = a.id WHERE a.id = $1`,
    [person.accountId],
  );
  const message = existsSync(join(database.dataDir, 'outbox', 'zz.json'));
  return { ...row, message };
}
