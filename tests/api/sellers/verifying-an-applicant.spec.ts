import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkSubjects } from '../../../apps/api/src/modules/sellers/verification/verification-check.entity.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants, ID_NUMBER, STEPS } from '../../support/applicants.js';
import type { Answer } from '../../support/buyer.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { SURE_TO_COME_MS } from '../../support/patience.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';
import { VneidService, type VneidBehaviour } from '../../support/vneid-service.js';

interface Line {
  subject: string;
  method: string;
  result: string;
  note: string;
  by: { name: string } | null;
  at: string;
  outdated: boolean;
}
interface Case {
  acts: string[];
  checks: {
    subjects: string[];
    methods: string[];
    open: Line[];
    records: { letter: { number: string; kind: string }; lines: Line[] }[];
  };
}

let database: TestDatabase;
/** Two applications over one database: without a contract with VNeID, and with one. */
let app: TestApp;
let contracted: TestApp;
let vneid: VneidService;
let people: People;
let applicants: Applicants;
const clock = clockAtSeeding();
let officer: Person;
let owner: Person;
let slug: string;

const SECRET = { clientId: 'san-mau', clientSecret: 'bi-mat-mau' };

beforeAll(async () => {
  database = await testDatabase();
  vneid = await VneidService.start(SECRET, {
    [ID_NUMBER]: {
      name: STEPS.representative.representativeName,
      born: STEPS.representative.dateOfBirth,
    },
  });
  app = await testApp({ database, clock });
  contracted = await testApp({
    database,
    clock,
    env: {
      VNEID_URL: vneid.url,
      VNEID_CLIENT_ID: SECRET.clientId,
      VNEID_CLIENT_SECRET: SECRET.clientSecret,
      VNEID_TIMEOUT_SECONDS: '0.5',
    },
  });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
});
beforeEach(async () => {
  clock.set(SEEDED_AT);
  officer = await people.officer('certification_officer');
  owner = await people.person();
  slug = await applicants.submitted(owner);
});
afterAll(async () => {
  await contracted.close();
  await app.close();
  await vneid.close();
  await database.drop();
});

const read = async (): Promise<Case> =>
  (await applicants.call<Case>(officer, 'GET', `/admin/sellers/${slug}`)).body;
const record = (items: object[], by = officer): Promise<Answer> =>
  applicants.call(by, 'POST', `/admin/sellers/${slug}/checks`, { items });
const approve = (): Promise<Answer> => applicants.call(officer, 'POST', `/admin/sellers/${slug}/approval`);
const ask = (by = officer): Promise<Answer> =>
  new Applicants(contracted).call(by, 'POST', `/admin/sellers/${slug}/checks/vneid`);
const errorsOf = ({ body }: Answer): [string, string][] =>
  (body as unknown as { errors: { path: string; code: string }[] }).errors.map(({ path, code }) => [
    path,
    code,
  ]);

/** Asserts that a refusal leaves every row of the floor as it was. */
async function refused(act: () => Promise<Answer>, status: number): Promise<Answer> {
  const before = await everyRow(database);
  const answer = await act();
  expect(answer.status).toBe(status);
  expect(await everyRow(database)).toEqual(before);
  return answer;
}

describe('what was checked', () => {
  it('stands with result, words, person, time and method, and may be corrected until the decision', async () => {
    expect((await read()).checks).toEqual({
      subjects: [...checkSubjects],
      methods: ['manual'],
      open: [],
      records: [],
    });
    const differs = { subject: 'tax_code', result: 'differs', note: 'Giấy ghi 0100109107' };
    expect((await record([differs, { subject: 'papers', result: 'matches' }])).status).toBe(204);
    clock.advance(60_000);
    expect((await record([{ subject: 'tax_code', result: 'matches' }])).status).toBe(204);
    const { open } = (await read()).checks;
    const by = { name: officer.name };
    expect(open).toHaveLength(2);
    expect(open).toContainEqual(
      expect.objectContaining({ subject: 'tax_code', method: 'manual', result: 'matches', note: '', by }),
    );
    const told = await database.query(
      `SELECT r.after FROM audit_records r JOIN sellers s ON s.id = r.subject_id
       WHERE s.slug = $1 AND action = 'verification.checked' ORDER BY r.id`,
      [slug],
    );
    expect(told).toEqual([
      { after: { method: 'manual', results: { tax_code: 'differs', papers: 'matches' } } },
      { after: { method: 'manual', results: { tax_code: 'matches' } } },
    ]);
  });

  it('has to be everything before a shop is approved, with nothing left that differs', async () => {
    expect(errorsOf(await refused(approve, 400))).toEqual(
      checkSubjects.map((subject) => [`checks.${subject}`, 'required']),
    );
    const papers = { result: 'differs', note: 'Thiếu trang hai' };
    const register = { result: 'not_applicable', note: 'Chưa có trong sổ' };
    await applicants.check(officer, slug, { papers, register });
    expect(errorsOf(await refused(approve, 400))).toEqual([['checks.papers', 'differs']]);
    await record([{ subject: 'papers', result: 'matches' }]);
    expect((await approve()).status).toBe(204);
    const [verified] = await database.query(
      `SELECT verification_method AS method, verified_by AS by FROM seller_applications a JOIN sellers s ON s.id = a.seller_id
       WHERE s.slug = $1`,
      [slug],
    );
    expect(verified).toEqual({ method: 'manual', by: officer.accountId });
  });

  it('stays with the decision and its letter, and nobody changes it afterwards', async () => {
    await record([{ subject: 'papers', result: 'differs', note: 'Ảnh mờ' }]);
    await applicants.call(officer, 'POST', `/admin/sellers/${slug}/refusal`, {
      reason: 'papers_not_valid',
      words: 'Ảnh mờ',
    });
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    await applicants.check(officer, slug);
    await approve();
    const { open, records } = (await read()).checks;
    expect(open).toEqual([]);
    expect(records.map(({ letter, lines }) => [letter.kind, lines.length]).sort()).toEqual([
      ['approval', checkSubjects.length],
      ['refusal', 1],
    ]);
    await refused(() => record([{ subject: 'papers', result: 'matches' }]), 409);
    await expect(
      database.query(
        `UPDATE verification_checks SET result = 'matches' WHERE seller_id = (SELECT id FROM sellers WHERE slug = $1)`,
        [slug],
      ),
    ).rejects.toThrow('stays as it was');
  });

  it('from before the application was sent again has to be looked at once more', async () => {
    await applicants.check(officer, slug);
    clock.advance(60_000);
    await applicants.call(owner, 'DELETE', `/seller/${slug}/application/submission`);
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    expect((await read()).checks.open.every(({ outdated }) => outdated)).toBe(true);
    await refused(approve, 400);
    await applicants.check(officer, slug);
    expect((await approve()).status).toBe(204);
  });

  it.each([
    ['a thing nobody checks', [{ subject: 'smell', result: 'matches' }]],
    ['a result nobody knows', [{ subject: 'papers', result: 'perhaps' }]],
    ['a difference without words', [{ subject: 'papers', result: 'differs' }]],
    ['an exemption without words', [{ subject: 'register', result: 'not_applicable' }]],
    [
      'the same thing twice',
      [
        { subject: 'papers', result: 'matches' },
        { subject: 'papers', result: 'matches' },
      ],
    ],
    ['nothing', []],
    ['VNeID’s word without VNeID', [{ subject: 'representative', result: 'matches', method: 'vneid' }]],
  ])('is not taken as %s', async (_what, items) => {
    await refused(() => record(items), 400);
  });

  it('about one’s own application is nobody’s business, nor about one that does not wait', async () => {
    await people.duty(owner, 'approver');
    await refused(() => record([{ subject: 'papers', result: 'matches' }], owner), 403);
    await refused(() => ask(owner), 403);
    await applicants.call(owner, 'DELETE', `/seller/${slug}/application/submission`);
    await refused(() => record([{ subject: 'papers', result: 'matches' }]), 409);
    await refused(() => ask(), 409);
  });
});

describe('VNeID', () => {
  it('is not offered without a contract', async () => {
    const answer = await refused(
      () => applicants.call(officer, 'POST', `/admin/sellers/${slug}/checks/vneid`),
      409,
    );
    expect(answer.body).toMatchObject({ code: 'verification_not_offered' });
  });

  it('says that number and name belong together; the method stands with the decision', async () => {
    const offered = await new Applicants(contracted).call<Case>(officer, 'GET', `/admin/sellers/${slug}`);
    expect(offered.body.checks.methods).toEqual(['manual', 'vneid']);
    const rest = checkSubjects.filter((subject) => subject !== 'representative');
    await record(rest.map((subject) => ({ subject, result: 'matches' })));
    await refused(approve, 400);
    expect((await ask()).body).toEqual({ result: 'matches' });
    expect((await approve()).status).toBe(204);
    const [verified] = await database.query(
      `SELECT verification_method FROM seller_applications a JOIN sellers s ON s.id = a.seller_id WHERE s.slug = $1`,
      [slug],
    );
    expect(verified).toEqual({ verification_method: 'vneid' });
    expect(vneid.faults).toEqual([]);
    // Asking is a look at the number: it was written down before, and without it.
    const told = await database.query<{ action: string; line: string }>(
      `SELECT action, r::text AS line FROM audit_records r JOIN sellers s ON s.id = r.subject_id
       WHERE s.slug = $1 AND action LIKE 'verification.%' ORDER BY r.id`,
      [slug],
    );
    expect(told.map(({ action }) => action).slice(1)).toEqual(['verification.asked', 'verification.checked']);
    expect(told.map(({ line }) => line).join()).not.toContain(ID_NUMBER);
  });

  it('says that they do not: the shop is not approved until somebody has cleared it up', async () => {
    await applicants.call(owner, 'DELETE', `/seller/${slug}/application/submission`);
    const other = { ...STEPS.representative, representativeName: 'Nguyễn Thị Khác' };
    await applicants.save(owner, slug, 'representative', other);
    await applicants.save(owner, slug, 'consents', STEPS.consents);
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    await applicants.check(officer, slug);
    clock.advance(60_000);
    expect((await ask()).body).toEqual({ result: 'differs' });
    expect(errorsOf(await refused(approve, 400))).toEqual([['checks.representative', 'differs']]);
    clock.advance(60_000);
    await record([{ subject: 'representative', result: 'matches', note: 'Đã gặp, căn cước mới đổi tên' }]);
    expect((await approve()).status).toBe(204);
  });

  it.each(['fail', 'hang', 'redirect', 'babble', 'mumble'] as VneidBehaviour[])(
    'that does not answer properly (%s) leaves the papers to look at',
    async (behaviour) => {
      vneid.next = [behaviour];
      const before = vneid.asked.length;
      expect((await ask()).body).toEqual({ result: 'not_available' });
      expect(vneid.asked.length - before, 'it is asked once').toBe(1);
      expect((await read()).checks.open).toEqual([]);
      await applicants.check(officer, slug);
      expect((await approve()).status).toBe(204);
    },
  );

  it('that is away altogether counts as not available, too', async () => {
    const away = await testApp({
      database,
      clock,
      env: {
        VNEID_URL: 'http://127.0.0.1:9/identities',
        VNEID_CLIENT_ID: SECRET.clientId,
        VNEID_CLIENT_SECRET: SECRET.clientSecret,
      },
    });
    try {
      const answer = await new Applicants(away).call(officer, 'POST', `/admin/sellers/${slug}/checks/vneid`);
      expect(answer.body).toEqual({ result: 'not_available' });
    } finally {
      await away.close();
    }
  });

  it('answers about an application that was taken back meanwhile count for nothing', async () => {
    vneid.next = ['hang'];
    const asking = ask();
    await expect.poll(() => vneid.asked.length, { timeout: SURE_TO_COME_MS }).toBeGreaterThan(0);
    clock.advance(1_000);
    await applicants.call(owner, 'DELETE', `/seller/${slug}/application/submission`);
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    expect((await asking).status).toBe(409);
  });
});
