import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

interface Line {
  slug: string;
  clock: string | null;
  dueOn: string | null;
  daysLeft: number | null;
}

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
const clock = clockAtSeeding();
let officer: Person;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({
    database,
    clock,
    env: { APPLICATION_ANSWER_DAYS: '3', APPLICATION_ADDITION_DAYS: '8' },
  });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  officer = await people.officer('approver');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** The clock of a shop, which list and page must tell alike. */
async function clockOf(slug: string): Promise<Omit<Line, 'slug'>> {
  const { body } = await applicants.call<{ items: Line[] }>(officer, 'GET', '/admin/sellers?limit=100');
  const line = body.items.find((item) => item.slug === slug);
  const page = await applicants.call<Line>(officer, 'GET', `/admin/sellers/${slug}`);
  const told = { clock: line?.clock ?? null, dueOn: line?.dueOn ?? null, daysLeft: line?.daysLeft ?? null };
  expect(page.body).toMatchObject(told);
  return told;
}

it('run in working days, as many as the operator set, over weekends and holidays', async () => {
  // Thursday: three working days later is Tuesday.
  clock.set(new Date('2026-11-26T03:00:00Z'));
  officer = await people.officer('approver');
  const owner = await people.person();
  const slug = await applicants.submitted(owner);
  expect(await clockOf(slug)).toEqual({ clock: 'answer', dueOn: '2026-12-01', daysLeft: 5 });
  const home = await applicants.call<{ answerBy: string }>(owner, 'GET', `/seller/${slug}`);
  expect(home.body.answerBy).toBe('2026-12-01');
  // Eight working days from the Tuesday before New Year, which is a holiday.
  clock.set(new Date('2026-12-29T03:00:00Z'));
  officer = await people.officer('approver');
  expect(await clockOf(slug)).toEqual({ clock: 'answer', dueOn: '2026-12-01', daysLeft: -28 });
  const items = [{ step: 'bank', field: 'accountNumber', reason: 'missing', words: 'Ghi đủ số' }];
  await applicants.call(officer, 'POST', `/admin/sellers/${slug}/addition-requests`, { items });
  expect(await clockOf(slug)).toEqual({ clock: 'additions', dueOn: '2027-01-11', daysLeft: 13 });
});

it('of suspensions that are to begin stand beside them, and what officers owe comes first', async () => {
  clock.set(SEEDED_AT);
  officer = await people.officer('approver');
  const sold = await applicants.approved(await people.person(), officer);
  expect(await clockOf(sold)).toEqual({ clock: null, dueOn: null, daysLeft: null });
  const body = { reason: 'orders_not_served', words: 'Nhiều đơn bị bỏ' };
  await applicants.call(officer, 'POST', `/admin/sellers/${sold}/suspensions`, body);
  expect(await clockOf(sold)).toEqual({ clock: 'suspension', dueOn: '2026-11-28', daysLeft: 5 });
  const waiting = await applicants.submitted(await people.person());
  const list = await applicants.call<{ items: Line[] }>(officer, 'GET', '/admin/sellers?limit=100');
  expect(list.body.items.map((item) => item.clock)).toEqual(['answer', 'suspension', 'additions']);
  expect(list.body.items[0]?.slug).toBe(waiting);
});
