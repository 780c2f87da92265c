import { DAY_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, SmallFloor, type SmallSeller } from '../../support/small-floor.js';
import { Visitor } from '../../support/visitor.js';

interface Made {
  id: string;
  token: string;
  scopes: string[];
  expiresAt: string;
}

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let people: People;
let shop: SmallSeller;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  const floor = await SmallFloor.in(database);
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  shop = await floor.seller('vua-tom');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const as = (person: Person): Visitor => new Visitor(app, database, person.headers);
const make = (person: Person, form: object) =>
  as(person).call<Made & ProblemBody>('POST', '/me/tokens', {
    label: 'Phần mềm kho',
    scopes: ['account'],
    expiresInDays: 30,
    ...form,
  });
const program = (token: string): Visitor => new Visitor(app, database, { authorization: `Bearer ${token}` });

describe('a bearer token', () => {
  it('is shown once, listed without itself, and ended by its owner only', async () => {
    const [owner, stranger] = [await people.person(), await people.person()];
    const made = await make(owner, {});
    expect(made.status).toBe(201);
    const { id, token } = made.body;
    expect(token).toMatch(/^[\w-]{43}$/);
    const list = await as(owner).call<{ items: object[] }>('GET', '/me/tokens');
    expect(list.body.items).toEqual([
      {
        id,
        label: 'Phần mềm kho',
        scopes: ['account'],
        createdAt: clock.now().toISOString(),
        lastSeenAt: clock.now().toISOString(),
        expiresAt: new Date(clock.now().getTime() + 30 * DAY_MS).toISOString(),
      },
    ]);
    expect(list.text).not.toContain(token);
    expect((await program(token).call('GET', '/me')).status).toBe(200);
    const misplaced: Record<string, string>[] = [
      { cookie: `floor_session=${token}` },
      { authorization: `Basic ${token}` },
    ];
    for (const headers of misplaced)
      expect((await new Visitor(app, database, headers).call('GET', '/me')).status).toBe(401);
    const session = { authorization: `Bearer ${owner.token}` };
    expect(
      (await new Visitor(app, database, session).call('GET', '/me')).status,
      'a session is no token',
    ).toBe(401);
    expect((await as(stranger).call('DELETE', `/me/tokens/${id}`)).status).toBe(404);
    expect((await as(owner).call('DELETE', `/sessions/${id}`)).status).toBe(404);
    expect((await as(owner).call('DELETE', `/me/tokens/${id}`)).status).toBe(204);
    expect((await program(token).call('GET', '/me')).status).toBe(401);
  });

  it('lasts as long as it was made for, and not longer for being used', async () => {
    const owner = await people.person();
    const { token } = (await make(owner, { expiresInDays: 2 })).body;
    clock.advance(2 * DAY_MS - 1);
    expect((await program(token).call('GET', '/me')).status).toBe(200);
    clock.advance(1);
    expect((await program(token).call('GET', '/me')).status).toBe(401);
  });

  it('does no more than its scopes say, and no sensitive act at all', async () => {
    const owner = await people.officer('support');
    await people.member(owner, shop);
    const { token } = (await make(owner, { scopes: ['officer:accounts.read'] })).body;
    const narrow = program(token);
    expect((await narrow.call('GET', '/admin/accounts')).status).not.toBe(403);
    for (const path of ['/me', `/seller/${shop.slug}/members`, '/me/tokens'])
      expect([path, [403, 404].includes((await narrow.call('GET', path)).status)]).toEqual([path, true]);
    const wide = program((await make(owner, { scopes: ['account'] })).body.token);
    const sensitive: [string, string, object | undefined][] = [
      ['POST', '/me/tokens', { label: 'x', scopes: ['account'], expiresInDays: 1 }],
      ['PUT', '/me/password', { password: 'nước mắm nhĩ cá cơm' }],
      ['POST', '/me/totp', {}],
    ];
    for (const [method, path, body] of sensitive) {
      const answer = await wide.call<ProblemBody>(method, path, body);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'fresh_check_required']);
    }
    const check = await wide.call<ProblemBody>('POST', '/sessions/current/fresh-check', { password: 'x' });
    expect([check.status, check.body.code]).toEqual([403, 'not_allowed']);
  });

  it('is given no scope its maker does not hold', async () => {
    const buyer = await people.person();
    const [staff, owner] = [await people.person(), await people.person()];
    await people.member(staff, shop, ['orders']);
    await people.member(owner, shop);
    const helper = await people.officer('assisting_staff', [HOME_COMMUNE]);
    await people.mandate(helper, shop);
    const cases: [Person, string[], number][] = [
      [buyer, ['account'], 201],
      [buyer, ['seller:orders'], 400],
      [buyer, ['officer:accounts.read'], 400],
      [staff, ['seller:orders'], 201],
      [staff, ['seller:orders', 'seller:money'], 400],
      [owner, ['seller:shop', 'seller:members', 'seller:money'], 201],
      [helper, ['seller:listings', 'officer:mandates.request'], 201],
      [helper, ['seller:money'], 400],
      [helper, ['officer:sellers.review'], 400],
    ];
    for (const [person, scopes, status] of cases) {
      const made = await make(person, { scopes });
      expect([scopes, made.status]).toEqual([scopes, status]);
      if (status === 400) expect(made.body.errors?.[0]).toMatchObject({ path: 'scopes', code: 'not_held' });
    }
  });

  it.each([
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['operator'] }, 'scopes'],
    [{ scopes: ['public'] }, 'scopes'],
    [{ scopes: ['account', 'account'] }, 'scopes'],
    [{ scopes: 'account' }, 'scopes'],
    [{ expiresInDays: 0 }, 'expiresInDays'],
    [{ expiresInDays: 366 }, 'expiresInDays'],
    [{ expiresInDays: 1.5 }, 'expiresInDays'],
    [{ label: '' }, 'label'],
    [{ label: 'a\u202eb' }, 'label'],
    [{ accountId: 'x' }, 'accountId'],
    [{ token: 'A'.repeat(43) }, 'token'],
  ])('%j is refused', async (form, field) => {
    const answer = await make(await people.person(), form);
    expect([answer.status, answer.body.errors?.map(({ path }) => path)]).toEqual([400, [field]]);
  });

  it('is one of twenty at most', async () => {
    const owner = await people.person();
    for (let count = 0; count < 20; count += 1) expect((await make(owner, {})).status).toBe(201);
    const more = await make(owner, {});
    expect([more.status, more.body.code]).toEqual([409, 'state_conflict']);
  });
});
