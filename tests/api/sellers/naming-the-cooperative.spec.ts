import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants, STEPS } from '../../support/applicants.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
let owner: Person;
let approver: Person;
let slug: string;
let cooperative: string;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  await database.query(
    `UPDATE communes SET former_names = '{Xã Viên An}', former_districts = '{Huyện Ngọc Hiển}' WHERE code = '32248'`,
  );
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  approver = await people.officer('approver');
});
beforeEach(async () => {
  owner = await people.person();
  slug = await applicants.start(owner);
  cooperative = await enter();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** An entry of the register in Xã Đất Mũi; its id. */
async function enter({ status = 'active', name = 'Hợp tác xã Ba Khía Rạch Gốc' } = {}): Promise<string> {
  count += 1;
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO cooperatives (register_number, name, tax_code, field, commune_code, founded_on, entered_on, status,
       status_from, status_changed_at)
     VALUES ($1, $2, '2000123453', 'agriculture', '32248', '2012-05-06', '2013-01-01', $3, $4, now()) RETURNING id`,
    [`MAU-${count}`, name, status, status === 'active' ? null : '2025-01-01'],
  );
  return row?.id ?? '';
}

interface Found {
  id: string;
  name: string;
  status: string;
  hasShop: boolean;
}
const find = async (q: string): Promise<Found[]> =>
  (
    await applicants.call<{ items: Found[] }>(
      owner,
      'GET',
      `/seller/${slug}/cooperatives?${new URLSearchParams({ q }).toString()}`,
    )
  ).body.items;
const claim = (cooperativeId = cooperative): ReturnType<Applicants['save']> =>
  applicants.call(owner, 'PUT', `/seller/${slug}/application/cooperative`, { cooperativeId });
const whole = async (): Promise<Record<string, unknown>> =>
  (await applicants.call(owner, 'GET', `/seller/${slug}/application`)).body;
const linked = async (): Promise<string | null | undefined> =>
  (
    await database.query<{ id: string | null }>(
      `SELECT p.cooperative_id AS id FROM producers p JOIN sellers s ON s.producer_id = p.id WHERE s.slug = $1`,
      [slug],
    )
  )[0]?.id;

describe('finding one’s cooperative', () => {
  it.each([
    ['words of its name without accents', () => 'ba khia'],
    ['its name in capitals', () => 'BA KHÍA RẠCH GỐC'],
    ['its name and its commune', () => 'ba khía đất mũi'],
    ['the name its commune had before', () => 'vien an ba khia'],
    ['the district that was there before', () => 'ba khia ngọc hiển'],
    ['its number in the register', () => ` mau-${count} `],
    ['its tax code', () => '2000123453'],
  ])('works by %s', async (_, q) => {
    expect((await find(q())).map(({ id }) => id)).toContain(cooperative);
  });

  it.each(['ba khía bạc liêu', 'MAU-', '%', '_', '; --'])('finds nothing by “%s”', async (q) => {
    expect(await find(q)).toEqual([]);
  });

  it('tells what anybody may know and nothing of people', async () => {
    const [found] = await find(`mau-${count}`);
    expect(found).toEqual({
      id: cooperative,
      registerNumber: `MAU-${count}`,
      name: 'Hợp tác xã Ba Khía Rạch Gốc',
      taxCode: '2000123453',
      foundedOn: '2012-05-06',
      status: 'active',
      commune: { code: '32248', name: 'Xã Đất Mũi' },
      hasShop: false,
    });
  });

  it('ends at ten, and leaves out what was dissolved', async () => {
    const dissolved = await enter({ status: 'dissolved', name: 'Hợp tác xã Muối Đã Giải Thể' });
    await enter({ status: 'ceased', name: 'Hợp tác xã Muối Đã Ngừng' });
    for (let more = 0; more < 12; more += 1) await enter({ name: `Hợp tác xã Nhiều ${more}` });
    expect(await find('hop tac xa nhieu')).toHaveLength(10);
    const salt = await find('muoi');
    expect(salt.map(({ status }) => status)).toEqual(['ceased']);
    expect(salt.map(({ id }) => id)).not.toContain(dissolved);
  });
});

describe('naming it', () => {
  it('fills in what the register knows, and leaves what was answered', async () => {
    await applicants.save(owner, slug, 'registration', { registrationNumber: 'Số của tôi' });
    expect((await claim()).status).toBe(204);
    const registration = await applicants.call(owner, 'GET', `/seller/${slug}/application/registration`);
    expect(registration.body).toEqual({
      version: 3,
      registrationNumber: 'Số của tôi',
      registeredOn: '2012-05-06',
      taxCode: '2000123453',
    });
    expect(await whole()).toMatchObject({ cooperative: { id: cooperative, linked: false } });
    expect((await claim()).status, 'once more').toBe(204);
    const [records] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_records r JOIN sellers s ON s.id = r.subject_id
       WHERE s.slug = $1 AND r.action = 'application.cooperative_named'`,
      [slug],
    );
    expect(records?.count).toBe(2);
  });

  it('takes over no tax code that is not in order', async () => {
    await database.query(`UPDATE cooperatives SET tax_code = '0000200114' WHERE id = $1`, [cooperative]);
    expect((await claim()).status).toBe(204);
    const registration = await applicants.call(owner, 'GET', `/seller/${slug}/application/registration`);
    expect(registration.body).toMatchObject({ registeredOn: '2012-05-06', taxCode: null });
  });

  it('is the applicant’s word until an officer approves; from then on the shop follows the register', async () => {
    await applicants.complete(owner, slug);
    await claim();
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    expect(await linked()).toBeNull();
    const seen = await applicants.call<{ register: object }>(approver, 'GET', `/admin/sellers/${slug}`);
    expect(seen.body.register).toMatchObject({ registrationNumber: `MAU-${count}` });
    await applicants.check(approver, slug);
    const approved = await applicants.call(approver, 'POST', `/admin/sellers/${slug}/approval`);
    expect(approved.status).toBe(204);
    expect(await linked()).toBe(cooperative);
    expect(await whole()).toMatchObject({ cooperative: { linked: true } });
    // It is another shop's now, for whoever looks for it.
    const registerNumber = `mau-${count}`;
    owner = await people.person();
    slug = await applicants.start(owner, 'Hợp tác xã Đến Sau');
    expect(await find(registerNumber)).toMatchObject([{ hasShop: true }]);
    expect((await claim()).status).toBe(409);
  });

  it('is taken back, and goes when the producer is no cooperative any more', async () => {
    await claim();
    const path = `/seller/${slug}/application/cooperative`;
    expect((await applicants.call(owner, 'DELETE', path)).status).toBe(204);
    expect(await whole()).toMatchObject({ cooperative: null });
    expect((await applicants.call(owner, 'DELETE', path)).status).toBe(404);
    await claim();
    await applicants.save(owner, slug, 'producer', { kind: 'household' });
    expect(await whole()).toMatchObject({ cooperative: null });
    expect((await claim()).status, 'of a household').toBe(409);
  });

  it.each([
    ['an entry that was dissolved', 409, () => enter({ status: 'dissolved' })],
    ['an entry that is not there', 404, () => Promise.resolve('01900000-0000-7000-8000-000000000000')],
    ['no id at all', 400, () => Promise.resolve('mau')],
  ])('refuses %s, and nothing changes', async (_, status, id) => {
    const wanted = await id();
    const before = await everyRow(database);
    expect((await claim(wanted)).status).toBe(status);
    expect(await everyRow(database)).toEqual(before);
  });

  it('is refused while an officer has the application', async () => {
    await applicants.complete(owner, slug);
    await applicants.call(owner, 'POST', `/seller/${slug}/application/submission`);
    expect((await claim()).status).toBe(409);
  });

  it('does not let the kind change once an officer has linked it', async () => {
    const keeper = await people.officer('certification_officer');
    const link = { sellerSlug: slug };
    const done = await applicants.call(keeper, 'PUT', `/admin/cooperatives/${cooperative}/shop`, link);
    expect(done.status).toBeLessThan(300);
    const answer = await applicants.save(owner, slug, 'producer', { kind: 'farm' });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ path: 'kind', code: 'linked' }]);
    expect((await applicants.save(owner, slug, 'address', STEPS.address)).status).toBe(204);
    expect((await claim(await enter())).status).toBe(409);
  });
});
