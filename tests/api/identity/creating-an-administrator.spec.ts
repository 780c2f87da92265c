import { afterEach, beforeEach, expect, it } from 'vitest';
import { CreateAdministrator } from '../../../apps/api/src/modules/identity/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People } from '../../support/people.js';
import { refusal } from '../../support/problem.js';
import { Visitor } from '../../support/visitor.js';

const WISH = {
  phone: '0912 000 111',
  name: 'Nguyễn Thị Quản Trị',
  password: 'thuyen-ra-khoi-luc-ba-gio',
  besideOthers: false,
};

let database: TestDatabase;
let app: TestApp;
let people: People;
const clock = clockAtSeeding();

beforeEach(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

const create = (change: Partial<typeof WISH> = {}): Promise<{ isNew: boolean; hasSet: boolean }> =>
  app.get(CreateAdministrator).run({ ...WISH, ...change });

it('makes an account that signs in with the password and administers the whole province', async () => {
  expect(await create()).toEqual({ isNew: true, hasSet: true });
  const visitor = new Visitor(app, database);
  await visitor.signIn({ phone: WISH.phone, password: WISH.password });
  const duties = await visitor.call<{ items: unknown[] }>('GET', '/admin/duties');
  expect(duties.body.items).toMatchObject([
    {
      role: 'administrator',
      communes: null,
      account: { name: WISH.name },
      state: 'in_force',
      grantedBy: null,
    },
  ]);
  const told = await database.query(
    `SELECT actor_kind AS kind, actor_id AS by, action, after FROM audit_records WHERE action LIKE 'duty.%'`,
  );
  expect(told).toMatchObject([
    { kind: 'officer', by: null, action: 'duty.granted', after: { by: 'command_line' } },
  ]);
  expect(JSON.stringify(await database.query(`SELECT * FROM audit_records`))).not.toContain('912000111');
});

it('outside a demo the new administrator can do nothing before a second factor is set up', async () => {
  await create();
  await database.query(`DELETE FROM movable_clocks`);
  const strict = await testApp({ database, clock, env: { FLOOR_DEMO: '0', PUBLIC_URL: 'http://127.0.0.1' } });
  const visitor = new Visitor(strict, database);
  await visitor.signIn({ phone: WISH.phone, password: WISH.password });
  expect((await visitor.call<{ code: string }>('GET', '/admin/duties')).body.code).toBe(
    'second_factor_required',
  );
  await strict.close();
});

it('appoints no second one unless told to; of two at once one is made', async () => {
  const answers = await Promise.allSettled([create(), create({ phone: '0912 000 222' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const before = await everyRow(database);
  expect((await refusal(create({ phone: '0912 000 333' }))).code).toBe('state_conflict');
  expect(await everyRow(database)).toEqual(before);
  expect((await create({ phone: '0912 000 333', besideOthers: true })).isNew).toBe(true);
  expect((await refusal(create({ phone: '0912 000 333', besideOthers: true }))).code).toBe('state_conflict');
});

it('gives the post to somebody who has an account, and leaves name and password theirs', async () => {
  const person = await people.person({ phone: '+84912000111', name: 'Tên Riêng' });
  expect(await create()).toEqual({ isNew: false, hasSet: true });
  const visitor = new Visitor(app, database);
  expect((await visitor.signIn({ phone: WISH.phone, password: WISH.password })).account).toEqual({
    id: person.accountId,
    name: 'Tên Riêng',
  });
  expect((await callAs(app, person, 'GET', '/admin/duties')).status).toBe(200);
});

it('refuses a number that takes no code, a poor password and a missing name', async () => {
  const before = await everyRow(database);
  expect((await refusal(create({ phone: '113' }))).fields).toEqual(['phone bad_phone']);
  expect((await refusal(create({ password: '1234567890' }))).fields).toEqual(['password too_common']);
  expect((await refusal(create({ name: ' ' }))).fields).toEqual(['name required']);
  expect(await everyRow(database)).toEqual(before);
});
