import { HOUR_MS } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer, type ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';

interface Breach {
  id: string;
  no: number;
  title: string;
  status: string;
  discoveredAt: string;
  notifyBy: string;
  authorityNotifiedAt: string | null;
  late: boolean;
  entries: { kind: string; at: string; text: string; enteredBy: string | null }[];
}

const FORM = {
  title: 'Tệp xuất gửi nhầm',
  discoveredAt: '2026-11-22T10:00:00Z',
  what: 'Một tệp xuất đơn hàng gửi nhầm gian hàng.',
  whose: 'Tên và số điện thoại của người mua trong một ngày.',
  peopleCount: 41,
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
beforeEach(() => clock.set(SEEDED_AT));

const call = <Body = Breach>(method: string, path: string, body?: unknown) =>
  new Buyer(app.url).call<Body>(method, `/admin/breaches${path}`, body, officer.headers);
const enter = async (change: object = {}): Promise<Breach> =>
  (await call('POST', '', { ...FORM, ...change })).body;
const add = <Body = Breach>(id: string, kind: string, more: object = {}) =>
  call<Body>('POST', `/${id}/entries`, { kind, text: `Đã làm: ${kind}`, ...more });

describe('a breach', () => {
  it('gives 72 hours from its discovery to tell the authority, and is late afterwards', async () => {
    const breach = await enter();
    expect(breach).toMatchObject({
      status: 'open',
      notifyBy: '2026-11-25T10:00:00.000Z',
      late: false,
      entries: [],
    });
    clock.set('2026-11-25T10:00:01Z');
    await new People(app, database, clock).signIn(officer);
    expect((await call('GET', `/${breach.id}`)).body.late).toBe(true);
  });

  it('told in time is not late whenever one looks, told too late it stays so', async () => {
    const [inTime, tooLate] = [await enter(), await enter({ discoveredAt: '2026-11-18T10:00:00Z' })];
    await add(inTime.id, 'authority_notified', { at: '2026-11-22T20:00:00Z' });
    await add(tooLate.id, 'authority_notified');
    clock.advance(200 * HOUR_MS);
    await new People(app, database, clock).signIn(officer);
    expect((await call('GET', `/${inTime.id}`)).body.late).toBe(false);
    expect((await call('GET', `/${tooLate.id}`)).body.late).toBe(true);
  });

  it('keeps what was found and done in order, under the names of those who wrote it', async () => {
    const { id } = await enter();
    await add(id, 'measure');
    await add(id, 'authority_notified');
    const breach = (await add(id, 'finding')).body;
    expect(breach.entries.map(({ kind }) => kind)).toEqual(['measure', 'authority_notified', 'finding']);
    expect(new Set(breach.entries.map(({ enteredBy }) => enteredBy))).toEqual(new Set([officer.name]));
    const writable = await database.query(
      `SELECT grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_name = 'breach_entries' AND privilege_type IN ('UPDATE', 'DELETE') AND grantee <> 'floor_owner'`,
    );
    expect(writable).toEqual([]);
  });

  it('is closed only once the authority knows, and then stays as it is', async () => {
    const { id } = await enter();
    expect((await add<ProblemBody>(id, 'closed')).status).toBe(409);
    await add(id, 'authority_notified');
    expect((await add(id, 'closed')).body.status).toBe('closed');
    expect((await add<ProblemBody>(id, 'measure')).status).toBe(409);
    expect((await call('GET', `/${id}`)).body.entries.length).toBe(2);
  });

  it('open ones stand on top of the list, then the newest, each once', async () => {
    const breaches: Breach[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Breach[]; nextCursor: string | null } = (
        await call<{ items: Breach[]; nextCursor: string | null }>(
          'GET',
          `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
        )
      ).body;
      breaches.push(...page.items);
      cursor = page.nextCursor;
    }
    const [row] = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM breaches`);
    expect([breaches.length, new Set(breaches.map(({ id }) => id)).size]).toEqual([row?.n, row?.n]);
    const order = breaches.map(({ status, discoveredAt }) => `${status === 'open' ? 1 : 0}${discoveredAt}`);
    expect(order).toEqual([...order].sort().reverse());
  });

  it('that is not one is refused with the field at fault', async () => {
    for (const [change, field] of [
      [{ discoveredAt: '2026-11-24T00:00:00Z' }, 'discoveredAt in_future'],
      [{ discoveredAt: 'gestern' }, 'discoveredAt bad_time'],
      [{ peopleCount: -1 }, 'peopleCount too_small'],
      [{ whose: '' }, 'whose required'],
    ] as const) {
      const { status, body } = await call<ProblemBody>('POST', '', { ...FORM, ...change });
      expect([status, body.errors?.map(({ path, code }) => `${path} ${code}`)]).toEqual([400, [field]]);
    }
  });
});
