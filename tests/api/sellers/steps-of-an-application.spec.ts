import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { ACCOUNT, Applicants, BIRTH, ID_NUMBER, STEPS } from '../../support/applicants.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
let owner: Person;
let slug: string;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  // Room for everybody who saves at the same moment to have a connection of their own.
  app = await testApp({ database, clock, env: { DATABASE_POOL_SIZE: '8' } });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
});
beforeEach(async () => {
  owner = await people.person();
  slug = await applicants.start(owner);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const at = (step: string): string => `/seller/${slug}/application/${step}`;
const put = (step: string, body: object): ReturnType<Applicants['save']> =>
  applicants.call(owner, 'PUT', at(step), body);
const step = async (name: string): Promise<Record<string, unknown>> =>
  (await applicants.call(owner, 'GET', at(name))).body;
const whole = async (): Promise<Whole> =>
  (await applicants.call<Whole>(owner, 'GET', `/seller/${slug}/application`)).body;

interface Whole {
  status: string;
  complete: boolean;
  steps: {
    step: string;
    version: number;
    answers: Record<string, unknown>;
    done: boolean;
    missing: string[];
  }[];
  documents: { done: boolean; missing: string[] };
  answerBy: string | null;
}

describe('a step that somebody saved meanwhile', () => {
  const words = ({ status, body: { code } }: Awaited<ReturnType<typeof put>>): string =>
    status === 204 ? '204' : `${status} ${String(code)}`;

  it('is not saved over: of two tabs the second is told so, and nothing changes', async () => {
    const first = { version: 1, ...STEPS.address, addressLine: 'Ấp Thẻ Thứ Nhất' };
    const second = { version: 1, ...STEPS.address, addressLine: 'Ấp Thẻ Thứ Hai' };
    expect(words(await put('address', first))).toBe('204');
    const before = await everyRow(database);
    expect(words(await put('address', second))).toBe('409 stale_version');
    expect(await everyRow(database)).toEqual(before);
    expect(await step('address')).toMatchObject({ version: 2, addressLine: 'Ấp Thẻ Thứ Nhất' });
    // Having seen that, they may choose to save theirs.
    expect(words(await put('address', { ...second, version: 2 }))).toBe('204');
    expect(await step('address')).toMatchObject({ version: 3, addressLine: 'Ấp Thẻ Thứ Hai' });
  });

  it('is saved by one of eight who do so at the same moment, and the others are told', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        put('address', { version: 1, ...STEPS.address, addressLine: `Ấp ${index}` }),
      ),
    );
    const statuses = answers.map(words).sort();
    expect(statuses).toEqual(['204', ...Array.from({ length: 7 }, () => '409 stale_version')]);
    const winner = answers.findIndex(({ status }) => status === 204);
    expect(await step('address')).toMatchObject({ version: 2, addressLine: `Ấp ${winner}` });
  });

  it.each(Object.entries(STEPS))(
    'takes the same answers twice at once, of %s, as one saving',
    async (name, body) => {
      await applicants.save(owner, slug, 'representative', STEPS.representative);
      const { version } = await step(name);
      const twice = await Promise.all([0, 1].map(() => put(name, { version, ...body })));
      expect(twice.map(({ status }) => status)).toEqual([204, 204]);
      expect(await step(name)).toMatchObject({ version: (version as number) + 1 });
      const [saved] = await database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM audit_records r JOIN sellers s ON s.id = r.subject_id
       WHERE s.slug = $1 AND r.action = 'application.saved' AND r.occurred_at = $2`,
        [slug, SEEDED_AT],
      );
      expect(saved?.count).toBe(2);
    },
  );

  it.each([
    ['representative', { ...STEPS.representative, idNumber: '096185009999' }],
    ['representative', { ...STEPS.representative, dateOfBirth: '1985-04-24' }],
    ['representative', { ...STEPS.representative, position: null }],
    ['bank', { ...STEPS.bank, accountNumber: 'MAU0000000000' }],
    ['consents', { ...STEPS.consents, bankAccountData: null }],
  ])('counts what is sealed: other answers of %s are no repetition', async (name, other) => {
    await applicants.save(owner, slug, 'representative', STEPS.representative);
    const { version } = await step(name);
    if (name !== 'representative') {
      expect((await put(name, { version, ...STEPS[name as 'bank'] })).status).toBe(204);
      expect(words(await put(name, { version, ...other }))).toBe('409 stale_version');
    } else expect(words(await put(name, { version: 1, ...other }))).toBe('409 stale_version');
  });

  it('also by another step, which opened an answer of it again', async () => {
    await applicants.complete(owner, slug);
    const { version } = await step('bank');
    await applicants.save(owner, slug, 'producer', { legalName: 'Hợp tác xã Mẫu Tên Khác' });
    expect(await step('bank')).toMatchObject({ version: (version as number) + 1, kept: [] });
    expect(words(await put('bank', { version, ...STEPS.bank }))).toBe('409 stale_version');
  });

  it.each([undefined, null, '1', 0, 1.5])('is asked for as a number, not as %j', async (version) => {
    const answer = await put('address', { ...STEPS.address, version });
    expect(answer.status).toBe(400);
    expect(await step('address')).toMatchObject({ version: 1, addressLine: null });
  });
});

describe('the whole application', () => {
  it('says of every step what was answered, what is missing, and under which number to save it', async () => {
    const begun = await whole();
    expect(begun.steps.map(({ step: name, version, done }) => [name, version, done])).toEqual([
      ['producer', 1, true],
      ['registration', 1, false],
      ['representative', 1, false],
      ['address', 1, false],
      ['bank', 1, false],
      ['consents', 1, false],
    ]);
    expect(begun.steps[2]?.missing).toEqual(['representativeName', 'position', 'dateOfBirth', 'idNumber']);
    expect(begun.documents).toMatchObject({ done: false, missing: ['registration', 'identity', 'bank'] });
    expect(begun.complete).toBe(false);

    await applicants.complete(owner, slug);
    const complete = await whole();
    expect(complete).toMatchObject({ status: 'draft', complete: true, answerBy: null });
    expect(complete.steps.every(({ done }) => done)).toBe(true);
    expect(complete.steps[1]).toMatchObject({ version: 2, answers: STEPS.registration });
    expect(JSON.stringify(complete)).not.toMatch(new RegExp(`${ID_NUMBER}|${ACCOUNT}|${BIRTH}`));
    // As the step's own route answers it.
    for (const { step: name, version, answers } of complete.steps)
      expect(await step(name)).toEqual({ version, ...answers });

    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    expect(await whole()).toMatchObject({ status: 'submitted', answerBy: '2026-11-30' });
  });
});

describe('consent to the verification', () => {
  const submit = (): ReturnType<Applicants['save']> =>
    applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);

  it('is nobody’s before somebody gave it, names its text, and is needed to send the application', async () => {
    expect(await step('consents')).toEqual({
      version: 1,
      representativeData: null,
      bankAccountData: null,
      texts: [
        { name: 'representativeData', version: '2026-11', page: '/rieng-tu#mo-gian-hang' },
        { name: 'bankAccountData', version: '2026-11', page: '/rieng-tu#mo-gian-hang' },
      ],
    });
    await applicants.complete(owner, slug);
    await applicants.save(owner, slug, 'consents', { representativeData: '2026-11', bankAccountData: null });
    const refused = await submit();
    expect(refused.status).toBe(400);
    expect(refused.body['errors']).toMatchObject([{ path: 'consents.bankAccountData', code: 'required' }]);
    await applicants.save(owner, slug, 'consents', STEPS.consents);
    expect((await submit()).status).toBe(204);
  });

  it('is provable: which text, when and by whom, in the application and in its history', async () => {
    await applicants.save(owner, slug, 'consents', STEPS.consents);
    const [row] = await database.query<{ consents: object }>(
      `SELECT a.consents FROM seller_applications a JOIN sellers s ON s.id = a.seller_id WHERE s.slug = $1`,
      [slug],
    );
    const given = { version: '2026-11', at: SEEDED_AT.toISOString(), by: owner.accountId };
    expect(row?.consents).toEqual({ representative_data: given, bank_account_data: given });
    const [record] = await database.query<{ after: object; actorId: string }>(
      `SELECT r.after, r.actor_id AS "actorId" FROM audit_records r JOIN sellers s ON s.id = r.subject_id
       WHERE s.slug = $1 AND r.action = 'application.saved'`,
      [slug],
    );
    expect(record).toMatchObject({
      actorId: owner.accountId,
      after: { step: 'consents', ...STEPS.consents },
    });
  });

  it('to an older text does not count any more', async () => {
    await applicants.complete(owner, slug);
    await database.query(
      `UPDATE seller_applications SET consents = jsonb_set(consents, '{bank_account_data,version}', '"2025-01"')
       WHERE seller_id = (SELECT id FROM sellers WHERE slug = $1)`,
      [slug],
    );
    const answer = await submit();
    expect(answer.body['errors']).toMatchObject([{ path: 'consents.bankAccountData' }]);
  });
});
