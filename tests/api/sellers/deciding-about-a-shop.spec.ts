import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { additionNames } from '../../../apps/api/src/modules/sellers/review/ask-for.js';
import { testApp, type TestApp } from '../../support/app.js';
import { ACCOUNT, Applicants } from '../../support/applicants.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { scaled } from '../../support/scale.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
const clock = clockAtSeeding();
let owner: Person;
let approver: Person;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  approver = await people.officer('approver');
});
beforeEach(async () => {
  owner = await people.person();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const call: Applicants['call'] = (person, method, path, body) => applicants.call(person, method, path, body);
/** An application that waits for its decision, with everything checked. */
const submitted = (person = owner): Promise<string> => applicants.checked(person, approver);
const statusOf = async (slug: string): Promise<string | undefined> =>
  (await database.query<{ status: string }>(`SELECT status FROM sellers WHERE slug = $1`, [slug]))[0]?.status;

describe('a decision', () => {
  it('opens the shop: the account is where buyers pay, and a numbered letter says so', async () => {
    const slug = await submitted();
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/approval`)).status).toBe(204);
    expect(await statusOf(slug)).toBe('approved');
    const [shop] = await database.query(
      `SELECT accepts_bank_transfer, bank_account_number FROM sellers WHERE slug = $1`,
      [slug],
    );
    expect(shop).toEqual({ accepts_bank_transfer: true, bank_account_number: ACCOUNT });
    expect((await call(owner, 'GET', `/sellers/${slug}`)).status).toBe(200);
    const letters = await call<{ items: { id: string; number: string; kind: string }[] }>(
      owner,
      'GET',
      `/seller/${slug}/letters`,
    );
    expect(letters.body.items).toMatchObject([
      { kind: 'approval', number: expect.stringMatching(/^\d+\/2026\/TB-DMGH$/) },
    ]);
    const pdf = await fetch(`${app.url}/api/v1/seller/${slug}/letters/${letters.body.items[0]?.id}.pdf`, {
      headers: owner.headers,
    });
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is one of two officers’ who press at once, with one letter', async () => {
    const slug = await submitted();
    const other = await people.officer('certification_officer');
    const answers = await Promise.all([
      call(approver, 'POST', `/admin/sellers/${slug}/approval`),
      call(other, 'POST', `/admin/sellers/${slug}/refusal`, { reason: 'other', words: 'Chưa rõ' }),
      call(approver, 'POST', `/admin/sellers/${slug}/approval`),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const letters = await database.query(
      `SELECT 1 FROM letters WHERE seller_id = (SELECT id FROM sellers WHERE slug = $1)`,
      [slug],
    );
    expect(letters).toHaveLength(1);
  });

  it('gives it back with reasons and words at their fields and papers, and may be answered by sending it again', async () => {
    const slug = await submitted();
    const items = [
      { step: 'bank', field: 'accountNumber', reason: 'of_another', words: 'Mở tài khoản tên hợp tác xã' },
      { step: 'documents', field: 'identity', reason: 'unclear', words: 'Chụp lại mặt sau' },
      { step: 'address', reason: 'other', words: 'Ghi rõ ấp' },
    ];
    const asked = await call(approver, 'POST', `/admin/sellers/${slug}/addition-requests`, { items });
    expect(asked.status).toBe(204);
    const home = await call(owner, 'GET', `/seller/${slug}`);
    const said = [
      { field: 'accountNumber', about: 'Số tài khoản', because: 'Đứng tên người khác' },
      { field: 'identity', about: 'Căn cước của người đứng tên', because: 'Ảnh mờ, bị che hoặc thiếu trang' },
      { field: null, about: 'Địa chỉ, điện thoại', because: 'Lý do khác' },
    ];
    expect(home.body).toMatchObject({
      additions: items.map(({ step, words }, index) => ({ step, words, ...said[index] })),
      additionsUntil: '2026-12-21',
      status: 'draft',
    });
    expect((await call(owner, 'POST', `/seller/${slug}/application/submission`)).status).toBe(204);
  });

  it.each([
    ['a reason nobody listed', { step: 'bank', reason: 'because' }, 'items.0.reason'],
    ['no reason', { step: 'bank' }, 'items.0.reason'],
    ['a field of another step', { step: 'bank', field: 'taxCode', reason: 'other' }, 'items.0.field'],
    ['a paper there is not', { step: 'documents', field: 'poem', reason: 'other' }, 'items.0.field'],
  ])('asks for nothing with %s', async (_what, item, path) => {
    const slug = await submitted();
    const before = await everyRow(database);
    const answer = await call<{ errors: { path: string }[] }>(
      approver,
      'POST',
      `/admin/sellers/${slug}/addition-requests`,
      { items: [{ ...item, words: 'Sửa lại' }] },
    );
    expect([answer.status, answer.body.errors.map((error) => error.path)]).toEqual([400, [path]]);
    expect(await everyRow(database)).toEqual(before);
  });

  it('names every field and paper that can be asked for in its letter', async () => {
    const slug = await submitted();
    const { body } = await call<{ askable: Record<string, string[]> }>(
      approver,
      'GET',
      `/admin/sellers/${slug}`,
    );
    const places = Object.entries(body.askable).flatMap(([step, fields]) =>
      fields.map((field) => ({ step, field })),
    );
    expect(places.length).toBeGreaterThan(15);
    const named = places.map((place) => additionNames({ ...place, reason: 'other', words: '' }).about);
    expect(new Set(named).size, 'data/programme/application-parts.json names each').toBe(places.length);
  });

  it('asks for a reason of the list, and leaves everything as it was without one', async () => {
    const slug = await submitted();
    const answer = await call(approver, 'POST', `/admin/sellers/${slug}/refusal`, {
      reason: 'because',
      words: 'Không',
    });
    expect(answer.status).toBe(400);
    expect(await statusOf(slug)).toBe('submitted');
  });

  it('is never about one’s own work, also where the code would let it pass', async () => {
    const officer = await people.officer('approver');
    const slug = await submitted(officer);
    const answer = await call<{ code: string }>(officer, 'POST', `/admin/sellers/${slug}/approval`);
    expect(answer.body.code).toBe('not_allowed');
    expect(await statusOf(slug)).toBe('submitted');
    await expect(
      database.query(
        `UPDATE seller_applications SET verified_by = submitted_by, verified_at = now(), verification_method = 'manual'
         WHERE seller_id = (SELECT id FROM sellers WHERE slug = $1)`,
        [slug],
      ),
    ).rejects.toThrow('own_work');
  });

  it('is nobody’s who had a hand in it: who wrote in it under a mandate, who works there, who began it', async () => {
    const [mandated, member, colleague] = [
      await people.officer('administrator'),
      await people.officer('approver'),
      await people.officer('approver'),
    ];
    const slug = await applicants.start(owner);
    const shop = { sellerId: (await applicants.shopOf(database, slug)).id };
    await people.mandate(mandated, shop);
    await people.member(member, shop, ['orders']);
    await applicants.complete(mandated, slug);
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    // The mandate is over, what was done under it is not.
    await database.query(`UPDATE mandates SET status = 'withdrawn' WHERE seller_id = $1`, [shop.sellerId]);
    await applicants.check(colleague, slug);
    const refusal = { reason: 'other', words: 'Không' };
    const before = await everyRow(database);
    for (const officer of [mandated, member]) {
      for (const [act, body] of [
        ['approval', {}],
        ['refusal', refusal],
        ['addition-requests', { items: [{ step: 'bank', reason: 'other', words: 'Sửa' }] }],
        ['checks', { items: [{ subject: 'papers', result: 'matches' }] }],
      ] as const) {
        const answer = await call<{ code: string }>(officer, 'POST', `/admin/sellers/${slug}/${act}`, body);
        expect([act, answer.status, answer.body.code]).toEqual([act, 403, 'not_allowed']);
      }
      const page = await call<{ acts: string[]; ownWork: boolean }>(officer, 'GET', `/admin/sellers/${slug}`);
      expect(page.body).toMatchObject({ acts: ['reveal'], ownWork: true });
    }
    expect(await everyRow(database)).toEqual(before);
    expect((await call(colleague, 'POST', `/admin/sellers/${slug}/approval`)).status).toBe(204);
  });

  it('that is refused changes no row of the floor', async () => {
    const slug = await submitted();
    const stranger = await people.officer('approver', ['32191']);
    const support = await people.officer('support');
    const refusal = { reason: 'other', words: 'Không' };
    const paths: [Person, string, object, number][] = [
      [stranger, 'approval', {}, 404],
      [stranger, 'refusal', refusal, 404],
      [support, 'approval', {}, 403],
      [owner, 'approval', {}, 403],
      [approver, 'refusal', { ...refusal, reason: 'because' }, 400],
      [approver, 'refusal', { reason: 'other', words: '' }, 400],
      [approver, 'addition-requests', { items: [] }, 400],
      [approver, 'suspensions', refusal, 409],
      [approver, 'closure', { reason: 'other', words: 'Không' }, 409],
    ];
    const before = await everyRow(database);
    for (const [person, act, body, status] of paths) {
      const answer = await call(person, 'POST', `/admin/sellers/${slug}/${act}`, body);
      expect([act, answer.status]).toEqual([act, status]);
    }
    expect(await everyRow(database)).toEqual(before);
  });

  it('frees the piece of work whoever had taken it up, and so does every other decision', async () => {
    const decisions = [
      ['approval', {}],
      ['refusal', { reason: 'other', words: 'Chưa rõ' }],
      ['addition-requests', { items: [{ step: 'bank', reason: 'unclear', words: 'Chụp lại' }] }],
    ] as const;
    for (const [decision, body] of decisions) {
      const slug = await submitted(await people.person());
      const { id } = await applicants.shopOf(database, slug);
      const path = `/admin/desk/seller_applications/${id}/assignment`;
      expect((await call(approver, 'PUT', path)).status).toBe(204);
      expect((await call(approver, 'POST', `/admin/sellers/${slug}/${decision}`, body)).status).toBe(204);
      const [work] = await database.query(
        `SELECT released_at FROM work_assignments WHERE subject_type = 'seller' AND subject_id = $1`,
        [id],
      );
      expect(work, decision).toEqual({ released_at: clock.now() });
    }
  });

  it('that is refused frees nothing', async () => {
    const slug = await submitted();
    const { id } = await applicants.shopOf(database, slug);
    await call(approver, 'PUT', `/admin/desk/seller_applications/${id}/assignment`);
    const body = { reason: 'because', words: 'Không' };
    expect((await call(approver, 'POST', `/admin/sellers/${slug}/refusal`, body)).status).toBe(400);
    const open = await database.query(
      `SELECT 1 FROM work_assignments WHERE subject_id = $1 AND released_at IS NULL`,
      [id],
    );
    expect(open).toHaveLength(1);
  });

  it('numbers letters without a gap, also when many decide at once and some are refused', async () => {
    const owners = await people.persons(Array.from({ length: scaled(8, 20) }, () => ({})));
    const slugs: string[] = [];
    for (const person of owners) slugs.push(await submitted(person));
    await Promise.all(
      slugs.flatMap((slug) => [0, 1].map(() => call(approver, 'POST', `/admin/sellers/${slug}/approval`))),
    );
    const numbers = await database.query<{ number: number }>(
      `SELECT number FROM letters WHERE year = 2026 AND sign = 'TB-DMGH' ORDER BY number`,
    );
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('the desk', () => {
  it('lists what is due soonest first, and only the officer’s communes', async () => {
    const slug = await submitted();
    const list = await call<{ items: { slug: string; daysLeft: number | null }[] }>(
      approver,
      'GET',
      '/admin/sellers?status=submitted&limit=100',
    );
    const due = { clock: 'answer', dueOn: '2026-11-30', daysLeft: 7 };
    expect(list.body.items).toContainEqual(expect.objectContaining({ slug, ...due }));
    const stranger = await people.officer('approver', ['32191']);
    expect((await call<{ items: unknown[] }>(stranger, 'GET', '/admin/sellers')).body.items).toEqual([]);
    expect((await call(stranger, 'GET', `/admin/sellers/${slug}`)).status).toBe(404);
    expect((await call(stranger, 'POST', `/admin/sellers/${slug}/approval`)).status).toBe(404);
    expect(await statusOf(slug)).toBe('submitted');
  });

  it('pages through every order without losing or repeating a shop', async () => {
    for (const sort of ['due', 'newest', 'name']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { body: { items: { slug: string }[]; nextCursor: string | null } } = await call(
          approver, 'GET', `/admin/sellers?sort=${sort}&limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
        ); // prettier-ignore
        seen.push(...page.body.items.map(({ slug }) => slug));
        cursor = page.body.nextCursor;
      }
      const all = await database.query(`SELECT 1 FROM sellers`);
      expect(new Set(seen).size, sort).toBe(all.length);
      expect(seen, sort).toHaveLength(all.length);
    }
  });
});
