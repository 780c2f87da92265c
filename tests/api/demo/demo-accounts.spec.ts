import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { officerRoles } from '#kernel/permissions';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DemoAccount } from '../../../apps/api/src/demo/demo-people.js';
import { seedDemo } from '../../../apps/api/src/demo/run-demo.js';
import { testApp, testEnvironment, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { Visitor } from '../../support/visitor.js';

let database: TestDatabase;
let app: TestApp;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const file = (): string => join(database.dataDir, 'demo-accounts.json');
const told = async (): Promise<DemoAccount[]> => JSON.parse(await readFile(file(), 'utf8')) as DemoAccount[];

it('has an account of each role, told in a file that only its owner reads', async () => {
  const accounts = await told();
  expect(accounts.map(({ role }) => role)).toEqual([
    'buyer', 'owner', 'staff', 'owner', 'staff',
    'assisting_staff', 'commune_checker', 'certification_officer', 'approver', 'support', 'administrator',
  ]); // prettier-ignore
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
  expect(accounts.every(({ phone }) => /^0599 999 0\d\d$/.test(phone))).toBe(true);
  const shops = accounts.map(({ seller }) => seller);
  expect([shops[1], shops[3]]).toEqual([shops[2], shops[4]]);
  expect(new Set(shops.slice(1, 5)).size).toBe(2);
  expect(shops.filter((shop) => shop === null)).toHaveLength(7);
});

it('lets each of them sign in, and be what the file says', async () => {
  for (const { role, phone, password, seller } of await told()) {
    const somebody = new Visitor(app, database);
    await somebody.signIn({ phone, password });
    const me = (await somebody.call<{ duties: { role: string; communes: string[] | null }[] }>('GET', '/me'))
      .body;
    const isOfficer = officerRoles.some((candidate) => candidate === role);
    expect(me.duties.map((duty) => duty.role)).toEqual(isOfficer ? [role] : []);
    const limited = role === 'assisting_staff' || role === 'commune_checker';
    if (isOfficer) expect((me.duties[0]?.communes?.length ?? 0) > 0).toBe(limited);
    const [member] = await database.query<{ slug: string; role: string }>(
      `SELECT s.slug, m.role FROM seller_members m JOIN sellers s ON s.id = m.seller_id
       JOIN sessions e ON e.account_id = m.account_id WHERE e.ended_at IS NULL ORDER BY e.id DESC LIMIT 1`,
    );
    if (seller !== null) expect(member).toEqual({ slug: seller, role });
    await somebody.call('DELETE', '/sessions/current');
  }
});

it('is left alone by a second seeding; without the file everybody gets a new password', async () => {
  const [before, rows] = [await told(), await everyRow(database)];
  const environment = testEnvironment({ database });
  expect(await seedDemo(environment, clock, { withPictures: false })).toBe(false);
  expect([await told(), await everyRow(database)]).toEqual([before, rows]);
  await rm(file());
  expect(await seedDemo(environment, clock, { withPictures: false })).toBe(false);
  const after = await told();
  expect(after.map(({ phone }) => phone)).toEqual(before.map(({ phone }) => phone));
  const [old, now] = [before[0], after[0]];
  expect(now?.password).not.toBe(old?.password);
  const somebody = new Visitor(app, database);
  const refused = await somebody.call('POST', '/sessions', { phone: old?.phone, password: old?.password });
  expect(refused.status).toBe(401);
  await somebody.signIn({ phone: now?.phone, password: now?.password });
});
