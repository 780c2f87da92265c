import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demandRequiredConsents, recordConsents } from '../../../apps/api/src/modules/identity/index.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Buyer } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { refusal } from '../../support/problem.js';

interface Consent {
  purpose: string;
  required: boolean;
  version: string;
  granted: boolean;
  asks: boolean;
  agreedVersion: string | null;
  givenAt: string | null;
}

/** Of terms and privacy, on the day the tests begin. */
const IN_FORCE = '2026-11-15';

let database: TestDatabase;
let app: TestApp;
let person: Person;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  person = await new People(app, database, clock).person();
});

describe('what somebody agreed to', () => {
  it('is nothing until they say so: silence is no consent', async () => {
    const consents = await list();
    expect(consents.map(({ purpose, required }) => [purpose, required])).toEqual([
      ['terms', true],
      ['privacy', true],
      ['news', false],
      ['contact_sharing', false],
    ]);
    expect(consents.every(({ granted, givenAt }) => !granted && givenAt === null)).toBe(true);
    // Only what the account needs is asked for; what is optional waits until somebody wants it.
    expect(consents.filter(({ asks }) => asks).map(({ purpose }) => purpose)).toEqual(['terms', 'privacy']);
  });

  it('is kept decision by decision, with version, time, channel and request', async () => {
    expect((await decide('news', true)).status).toBe(200);
    expect((await decide('news', true)).status).toBe(200);
    expect((await decide('news', false)).status).toBe(200);
    const rows = await database.query(
      `SELECT purpose, version, granted, channel, request_id IS NOT NULL AS traced, given_at FROM consents
       WHERE account_id = $1 ORDER BY id`,
      [person.accountId],
    );
    const line = {
      purpose: 'news',
      version: '2026-11',
      channel: 'page',
      traced: true,
      given_at: clock.now(),
    };
    expect(rows).toEqual([
      { ...line, granted: true },
      { ...line, granted: false },
    ]);
    expect(await of('news')).toMatchObject({ granted: false, asks: false, agreedVersion: '2026-11' });
  });

  it('is asked for again when the text has a new version, and counts as no until then', async () => {
    await database.query(
      `INSERT INTO consents (account_id, purpose, version, granted, channel, given_at)
       SELECT $1, purpose, '2025-01', true, 'page', '2026-01-01Z' FROM unnest(array['terms', 'news']) AS purpose`,
      [person.accountId],
    );
    expect(await of('terms')).toMatchObject({ granted: false, asks: true, agreedVersion: '2025-01' });
    expect(await of('news')).toMatchObject({ granted: false, asks: true, agreedVersion: '2025-01' });
    await decide('news', true);
    expect(await of('news')).toMatchObject({ granted: true, asks: false, agreedVersion: '2026-11' });
  });

  it('cannot be given for a text that is not in force, nor for a purpose that does not exist', async () => {
    const old = await decide('news', true, '2025-01');
    expect([old.status, old.body['errors']]).toMatchObject([400, [{ path: 'version', code: 'outdated' }]]);
    expect((await decide('everything', true)).status).toBe(404);
    expect(await count()).toBe(0);
  });

  it('ends for a required text only with the account', async () => {
    await decide('terms', true, IN_FORCE);
    const withdrawn = await decide('terms', false, IN_FORCE);
    expect([withdrawn.status, withdrawn.body['reason']]).toEqual([409, 'needed_for_account']);
    expect(await of('terms')).toMatchObject({ granted: true });
  });

  it('is nobody else’s to read or to change', async () => {
    await decide('news', true);
    const stranger = await new People(app, database, clock).person();
    const answer = await new Buyer(app.url).call<{ items: Consent[] }>(
      'GET',
      '/me/consents',
      undefined,
      stranger.headers,
    );
    expect(answer.body.items.every(({ granted }) => !granted)).toBe(true);
    expect((await new Buyer(app.url).call('GET', '/me/consents')).status).toBe(401);
  });

  it('can be added to by the roles that work with it, and rewritten by none', async () => {
    const writable = await database.query(
      `SELECT grantee, privilege_type FROM information_schema.role_table_grants
       WHERE table_name = 'consents' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE') AND grantee <> 'floor_owner'`,
    );
    expect(writable).toEqual([]);
  });
});

describe('opening an account', () => {
  it('demands every required text in the version in force', async () => {
    const demand = (given: Record<string, string>) =>
      refusal(Promise.resolve().then(() => demandRequiredConsents(given, clock.now())));
    expect(await demand({})).toEqual({
      code: 'validation_failed',
      fields: ['consents.terms required', 'consents.privacy required'],
    });
    expect(await demand({ terms: '2025-01', privacy: IN_FORCE })).toEqual({
      code: 'validation_failed',
      fields: ['consents.terms outdated'],
    });
    const decisions = demandRequiredConsents({ terms: IN_FORCE, privacy: IN_FORCE }, clock.now());
    await app
      .get(Transactions)
      .run('account', (tx) => recordConsents(tx, person.accountId, decisions, clock.now()));
    expect((await list()).filter(({ granted }) => granted).map(({ purpose }) => purpose)).toEqual([
      'terms',
      'privacy',
    ]);
  });
});

it('the texts in force can be read by anybody, and nothing of anybody with them', async () => {
  const answer = await new Buyer(app.url).call<{ items: object[] }>('GET', '/consent-texts');
  expect(answer.body.items[0]).toEqual({
    purpose: 'terms',
    required: true,
    page: '/dieu-khoan',
    version: IN_FORCE,
    from: '2026-11-15',
  });
});

async function list(): Promise<Consent[]> {
  const answer = await new Buyer(app.url).call<{ items: Consent[] }>(
    'GET',
    '/me/consents',
    undefined,
    person.headers,
  );
  return answer.body.items;
}

async function of(purpose: string): Promise<Consent | undefined> {
  return (await list()).find((consent) => consent.purpose === purpose);
}

function decide(purpose: string, granted: boolean, version = '2026-11') {
  return new Buyer(app.url).call('PUT', `/me/consents/${purpose}`, { granted, version }, person.headers);
}

async function count(): Promise<number> {
  const rows = await database.query(`SELECT id FROM consents WHERE account_id = $1`, [person.accountId]);
  return rows.length;
}
