import { afterEach, beforeEach, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs, type Told } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let admin: Person;
let dutyId: string;
const clock = clockAtSeeding();

beforeEach(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  await SmallFloor.in(database);
  admin = await people.person();
  dutyId = await people.duty(admin, 'administrator');
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

const end = (by: Person, id: string): Promise<Told<object>> =>
  callAs(app, by, 'DELETE', `/admin/duties/${id}`);

async function administrators(): Promise<number> {
  const rows = await database.query(
    `SELECT 1 FROM officer_duties WHERE role = 'administrator' AND communes IS NULL AND ended_at IS NULL`,
  );
  return rows.length;
}

it('the last administrator of the province stays, whoever else is one somewhere or for a while', async () => {
  await people.officer('administrator', [HOME_COMMUNE]);
  const temporary = await people.person();
  await callAs(app, admin, 'POST', '/admin/duties', {
    accountId: temporary.accountId,
    role: 'administrator',
    communes: null,
    endsOn: '2026-12-31',
  });
  expect((await end(temporary, dutyId)).code).toBe('last_administrator');
  expect((await end(admin, dutyId)).code).toBe('last_administrator');
  expect(await administrators()).toBe(2);
});

it('may hand the post over, also as the last one', async () => {
  const next = await people.person();
  const answer = await callAs(app, admin, 'POST', `/admin/duties/${dutyId}/handover`, {
    accountId: next.accountId,
  });
  expect(answer.status).toBe(201);
  expect(await administrators()).toBe(1);
  expect((await callAs(app, admin, 'GET', '/admin/duties')).code).toBe('not_allowed');
  expect((await callAs(app, next, 'GET', '/admin/duties')).status).toBe(200);
});

it('of two administrators who end each other at once one is left', async () => {
  for (let round = 0; round < 10; round += 1) {
    const other = await people.person();
    const otherDuty = await people.duty(other, 'administrator');
    const answers = await Promise.all([end(admin, otherDuty), end(other, dutyId)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await administrators()).toBe(1);
    if (answers[1]?.status === 204) [admin, dutyId] = [other, otherDuty];
  }
});

it('stays also against statements that pass the code: ending, blocking, a span', async () => {
  for (const statement of [
    `UPDATE officer_duties SET ended_at = now() WHERE id = '${dutyId}'`,
    `UPDATE officer_duties SET ends_at = now() + interval '1 day' WHERE id = '${dutyId}'`,
    `UPDATE officer_duties SET communes = '{${HOME_COMMUNE}}' WHERE id = '${dutyId}'`,
    `UPDATE accounts SET status = 'blocked' WHERE id = '${admin.accountId}'`,
  ])
    await expect(database.query(statement), statement).rejects.toThrow('keeps an administrator');
});
