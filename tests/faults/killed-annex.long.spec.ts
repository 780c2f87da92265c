import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { annexQueue } from '../../apps/api/src/modules/certification/annexes/annex-queues.js';
import { Transactions } from '../../apps/api/src/platform/database/transactions.js';
import { Jobs } from '../../apps/api/src/platform/jobs/jobs.js';
import { aDecision, ANNEX_HEADING, AnnexDesk, annexRow } from '../support/annex-desk.js';
import { buildApi, type ApiBuild } from '../support/api-process.js';
import { holdTable, untilWaiting } from '../support/held-locks.js';
import { PATIENCE_MS, SURE_TO_COME_MS } from '../support/patience.js';
import { csvOf } from '../support/sheet-file.js';
import { WorkerProcess } from '../support/worker-process.js';

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

let desk: AnnexDesk;
let build: ApiBuild;
beforeAll(async () => {
  [desk, build] = await Promise.all([AnnexDesk.open(), buildApi()]);
});
afterAll(async () => {
  build.remove();
  await desk.close();
});

it('a worker that is killed in the middle of an annex leaves nothing of it; the next one takes all of it, once', async () => {
  const decision = aDecision();
  const rows = Array.from({ length: 300 }, () => annexRow());
  const { id } = await desk.preview(csvOf([ANNEX_HEADING, ...rows]), decision);
  expect((await desk.confirm(id)).status).toBe(204);
  // The history is written last: whoever waits for it has written everything else.
  const lock = await holdTable(desk.database, 'audit_records');
  const killed = await WorkerProcess.start(build, desk.database);
  try {
    await untilWaiting(desk.database, 1);
  } finally {
    await killed.kill();
    await lock.release();
  }
  // The database notices a broken connection a moment later.
  await vi.waitFor(
    async () => {
      const [row] = await desk.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1 AND state = 'idle in transaction'`,
        [desk.database.name],
      );
      expect(row?.n).toBe(0);
    },
    { timeout: SURE_TO_COME_MS },
  );
  const left = await desk.read(id);
  expect(left.status).toBe('waiting');
  expect(left.startedAt).not.toBeNull();
  expect(await desk.entered(decision)).toEqual([]);

  const next = await WorkerProcess.start(build, desk.database);
  try {
    // The killed worker's job is given up after minutes; until then a sweep takes its place.
    await desk.app
      .get(Transactions)
      .run('officer', (tx) => desk.app.get(Jobs).enqueue(tx, annexQueue, { importId: id }));
    await vi.waitFor(async () => expect(await desk.read(id)).toMatchObject({ status: 'confirmed' }), {
      timeout: SURE_TO_COME_MS,
      interval: 100,
    });
  } finally {
    await next.stop();
  }
  expect(await desk.entered(decision)).toHaveLength(300);
  expect(await desk.actionsOn(id)).toEqual([
    'annex_import.previewed',
    'annex_import.confirmed',
    'annex_import.taken',
  ]);
});
