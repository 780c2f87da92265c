import { addMonths, DAY_MS, startOfVietnamDay } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ForgetOldRequests } from '../../../apps/api/src/modules/privacy/requests/forget-old-requests.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer, type ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { wholeCopy } from '../../support/whole-copy.js';

interface Request {
  id: string;
  no: number;
  kind: string;
  status: string;
  acknowledgeBy: string;
  acknowledgedAt: string | null;
  dueOn: string;
  extendedAt: string | null;
  late: boolean;
  name: string | null;
  details: string | null;
  extensionReason: string | null;
  answer: string | null;
}

const FORM = {
  kind: 'access',
  channel: 'letter',
  receivedOn: '2026-11-20',
  name: 'Ông Rất Riêng',
  reach: '0912 000 111, ấp Rất Riêng',
  details: 'Xin biết sàn giữ gì về tôi.',
};

let database: TestDatabase;
let app: TestApp;
let officer: Person;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  officer = await new People(app, database, clock).officer('support');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const call = <Body = Request>(method: string, path: string, body?: unknown) =>
  new Buyer(app.url).call<Body>(method, `/admin/data-requests${path}`, body, officer.headers);
const enter = async (change: object = {}): Promise<Request> =>
  (await call('POST', '', { ...FORM, ...change })).body;
const list = async (query = '') =>
  (await call<{ items: Request[]; nextCursor: string | null }>('GET', query)).body;

describe('a data request', () => {
  it('starts the clocks of the law on the day it came in, which was a Friday', async () => {
    expect(await enter()).toMatchObject({
      status: 'open',
      acknowledgeBy: '2026-11-24',
      dueOn: '2026-11-30',
      late: false,
      name: FORM.name,
      details: FORM.details,
    });
    expect(await enter({ kind: 'erasure', thirdParties: true })).toMatchObject({ dueOn: '2026-12-10' });
  });

  it('is acknowledged, extended once with the reason, and answered; nothing twice', async () => {
    const { id } = await enter({ kind: 'restriction' });
    const acknowledged = await call('POST', `/${id}/acknowledgement`, {});
    expect(acknowledged.body.acknowledgedAt).toBe(SEEDED_AT.toISOString());
    expect((await call<ProblemBody>('POST', `/${id}/acknowledgement`, {})).status).toBe(409);
    const extended = await call('POST', `/${id}/extension`, { reason: 'Phải hỏi gian hàng.' });
    expect(extended.body).toMatchObject({ dueOn: '2026-12-20', extensionReason: 'Phải hỏi gian hàng.' });
    expect((await call<ProblemBody>('POST', `/${id}/extension`, { reason: 'Nữa' })).status).toBe(409);
    const done = await call('POST', `/${id}/answer`, { outcome: 'done', answer: 'Đã ngừng dùng.' });
    expect(done.body).toMatchObject({ status: 'done', answer: 'Đã ngừng dùng.', details: FORM.details });
    for (const act of ['answer', 'extension', 'acknowledgement']) {
      const body =
        act === 'answer'
          ? { outcome: 'refused', answer: 'Không' }
          : act === 'extension'
            ? { reason: 'x' }
            : {};
      expect((await call<ProblemBody>('POST', `/${id}/${act}`, body)).status).toBe(409);
    }
    expect((await call('GET', `/${id}`)).body.details).toBe(FORM.details);
    const actions = await database.query<{ action: string }>(
      `SELECT action FROM audit_records WHERE subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'data_request.entered',
      'data_request.acknowledged',
      'data_request.extended',
      'data_request.done',
      // What somebody wrote about themselves was opened again.
      'data_request.read',
    ]);
  });

  it('that two officers answer at once is answered once', async () => {
    const { id } = await enter();
    const answers = await Promise.all(
      ['done', 'refused', 'done'].map((outcome) =>
        call('POST', `/${id}/answer`, { outcome, answer: 'Xong' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is late when a day of the law passes, and stands on top of the list', async () => {
    const { id } = await enter({ receivedOn: '2026-11-02' });
    expect((await list()).items[0]).toMatchObject({ id, late: true, dueOn: '2026-11-12' });
    const soon = (await list('?limit=100')).items.find(({ dueOn }) => dueOn === '2026-11-30');
    expect(soon?.late).toBe(false);
    clock.advance(2 * DAY_MS);
    await new People(app, database, clock).signIn(officer);
    expect((await call('GET', `/${soon?.id}`)).body).toMatchObject({ late: true, acknowledgedAt: null });
    clock.set(SEEDED_AT);
  });

  it('is listed once, however the pages are turned', async () => {
    for (let n = 0; n < 5; n += 1) await enter();
    for (const state of ['open', 'closed']) {
      const ids: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await list(`?state=${state}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM data_requests WHERE (status = 'open') = ($1 = 'open')`,
        [state],
      );
      expect([new Set(ids).size, ids.length]).toEqual([row?.n, row?.n]);
    }
  });

  it('that is not one is refused with the field at fault', async () => {
    for (const [change, field] of [
      [{ receivedOn: '2026-11-24' }, 'receivedOn in_future'],
      [{ receivedOn: '2026-02-30' }, 'receivedOn bad_day'],
      [{ kind: 'all' }, 'kind not_allowed_value'],
      [{ details: '' }, 'details required'],
      [{ status: 'done' }, 'status unknown_field'],
    ] as const) {
      const { status, body } = await call<ProblemBody>('POST', '', { ...FORM, ...change });
      expect([status, body.errors?.map(({ path, code }) => `${path} ${code}`)]).toEqual([400, [field]]);
    }
  });
});

it('nobody’s name stands in any table, and after three years not even sealed', async () => {
  const { id } = await enter();
  await call('POST', `/${id}/answer`, { outcome: 'done', answer: 'Đã gửi cho ông Rất Riêng.' });
  expect(await wholeCopy(database)).not.toContain('Rất Riêng');
  clock.set(startOfVietnamDay(addMonths('2026-11-24', 36)));
  expect(await app.get(ForgetOldRequests).run()).toBeGreaterThanOrEqual(1);
  expect(await app.get(ForgetOldRequests).run()).toBe(0);
  await new People(app, database, clock).signIn(officer);
  expect((await call('GET', `/${id}`)).body).toMatchObject({ status: 'done', name: null, answer: null });
  expect(await database.query(`SELECT FROM data_keys WHERE subject_id = $1`, [id])).toEqual([]);
  clock.set(SEEDED_AT);
});
