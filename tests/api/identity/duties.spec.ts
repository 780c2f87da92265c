import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '#kernel/time';
import { testApp, type TestApp } from '../../support/app.js';
import type { DutyListDto } from '../../../apps/api/src/modules/identity/duties/duties.dto.js';
import { callAs, type Told } from '../../support/caller.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { DutyOffice, type DutyWish } from '../../support/duty-office.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let office: DutyOffice;
let admin: Person;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  office = new DutyOffice(app, database, clock);
  await SmallFloor.in(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  clock.set(SEEDED_AT);
  admin = await people.officer('administrator');
});

describe('granting', () => {
  it('gives a role in named communes from today, tells the history, and counts from the next request on', async () => {
    const person = await people.person({ name: 'Lê Thị Mẫu' });
    expect((await office.list(person)).code).toBe('not_allowed');
    const granted = await office.grant(admin, {
      accountId: person.accountId,
      role: 'administrator',
      communes: [OTHER_COMMUNE, HOME_COMMUNE],
      endsOn: '2026-12-31',
    });
    expect(granted.status).toBe(201);
    expect(granted.body).toMatchObject({
      account: { id: person.accountId, name: 'Lê Thị Mẫu' },
      role: 'administrator',
      communes: [
        { code: HOME_COMMUNE, name: 'Xã Đất Mũi' },
        { code: OTHER_COMMUNE, name: 'Xã Năm Căn' },
      ],
      startsAt: '2026-11-23T03:00:00.000Z',
      endsAt: '2026-12-31T17:00:00.000Z',
      state: 'in_force',
      grantedBy: { id: admin.accountId, name: admin.name },
      mayChange: true,
    });
    expect(await office.history(person)).toEqual([
      {
        action: 'duty.granted',
        by: admin.accountId,
        before: null,
        after: {
          duty: {
            id: granted.body.id,
            role: 'administrator',
            communes: [OTHER_COMMUNE, HOME_COMMUNE],
            startsAt: '2026-11-23T03:00:00.000Z',
            endsAt: '2026-12-31T17:00:00.000Z',
          },
        },
        asked: true,
      },
    ]);
    expect((await office.list(person)).status).toBe(200);
    clock.advance(40 * DAY_MS);
    await people.signIn(person);
    expect((await office.list(person)).code).toBe('not_allowed');
  });

  it('refuses more than the giver holds, to oneself, to nobody, for no commune and for the past; nothing changes', async () => {
    const local = await people.officer('administrator', [HOME_COMMUNE]);
    const checker = await people.officer('commune_checker');
    const person = await people.person();
    const blocked = await people.person();
    await database.query(`UPDATE accounts SET status = 'blocked' WHERE id = $1`, [blocked.accountId]);
    const before = await everyRow(database);
    const to = (accountId: string, role: string, communes: string[] | null, more = {}): DutyWish => ({
      accountId,
      role,
      communes,
      ...more,
    });
    const { accountId } = person;
    const refused: [Person, DutyWish, string][] = [
      [local, to(accountId, 'support', [OTHER_COMMUNE]), 'not_allowed'],
      [local, to(accountId, 'support', [HOME_COMMUNE, OTHER_COMMUNE]), 'not_allowed'],
      [local, to(accountId, 'support', null), 'not_allowed'],
      [checker, to(accountId, 'commune_checker', [HOME_COMMUNE]), 'not_allowed'],
      [admin, to(admin.accountId, 'approver', null), 'not_allowed'],
      [admin, to(blocked.accountId, 'approver', null), 'validation_failed'],
      [admin, to('01900000-0000-7000-8000-000000000009', 'approver', null), 'validation_failed'],
      [admin, to(accountId, 'approver', ['99999']), 'validation_failed'],
      [admin, to(accountId, 'approver', []), 'validation_failed'],
      [admin, to(accountId, 'owner', null), 'validation_failed'],
      [admin, to(accountId, 'approver', null, { startsOn: '2026-11-22' }), 'validation_failed'],
      [
        admin,
        to(accountId, 'approver', null, { startsOn: '2026-12-02', endsOn: '2026-12-01' }),
        'validation_failed',
      ],
      [admin, to(accountId, 'approver', null, { grantedBy: accountId }), 'validation_failed'],
    ];
    for (const [by, wish, code] of refused)
      expect((await office.grant(by, wish)).code, JSON.stringify(wish)).toBe(code);
    expect(await everyRow(database)).toEqual(before);
  });

  it('finds the person by the phone number they told, and names one person only', async () => {
    const local = await people.officer('administrator', [HOME_COMMUNE]);
    const person = await people.person();
    const wish = { role: 'support', communes: [HOME_COMMUNE] };
    const granted = await office.grant(local, { ...wish, phone: person.phone.replace('+84', '0') });
    expect(granted.body.account.id).toBe(person.accountId);
    for (const [to, code] of [
      [{ phone: '0999999999' }, 'validation_failed'],
      [{ phone: 'khong-phai-so' }, 'validation_failed'],
      [{}, 'validation_failed'],
      [{ phone: person.phone, accountId: person.accountId }, 'validation_failed'],
      [{ phone: local.phone }, 'not_allowed'],
    ] as const)
      expect((await office.grant(local, { ...wish, ...to })).code, JSON.stringify(to)).toBe(code);
    expect((await callAs(app, admin, 'GET', `/admin/duties/${granted.body.id}`)).body).toEqual(granted.body);
    const elsewhere = await people.officer('administrator', [OTHER_COMMUNE]);
    expect((await callAs(app, elsewhere, 'GET', `/admin/duties/${granted.body.id}`)).code).toBe('not_found');
  });

  it('gives a role once; of two administrators who give it at once one is told', async () => {
    const other = await people.officer('administrator');
    const person = await people.person();
    const wish: DutyWish = { accountId: person.accountId, role: 'approver', communes: null };
    const answers = await Promise.all([office.grant(admin, wish), office.grant(other, wish)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await office.history(person)).length).toBe(1);
  });

  it('makes room for a duty once the one before has run out', async () => {
    const person = await people.person();
    const wish: DutyWish = {
      accountId: person.accountId,
      role: 'support',
      communes: null,
      endsOn: '2026-11-30',
    };
    await office.grant(admin, wish);
    expect((await office.grant(admin, wish)).code).toBe('state_conflict');
    clock.set('2026-11-30T17:00:00Z');
    await people.signIn(admin);
    expect((await office.grant(admin, { ...wish, endsOn: '2026-12-31' })).status).toBe(201);
    expect(await office.rolesOf(person)).toEqual(['support']);
  });
});

describe('ending', () => {
  it('ends a duty at once, and whoever covers it', async () => {
    const [holder, cover] = [await people.person(), await people.person()];
    const dutyId = await people.duty(holder, 'approver', [HOME_COMMUNE]);
    const covering = await office.delegate(admin, dutyId, cover);
    expect(await office.rolesOf(cover)).toEqual(['approver']);
    expect((await office.end(admin, dutyId)).status).toBe(204);
    expect([await office.rolesOf(holder), await office.rolesOf(cover)]).toEqual([[], []]);
    expect((await office.history(holder)).map(({ action }) => action)).toEqual(['duty.ended']);
    expect((await office.history(cover)).map(({ action }) => action)).toEqual([
      'duty.delegated',
      'duty.ended',
    ]);
    expect((await office.end(admin, covering.body.id)).code).toBe('state_conflict');
  });

  it('is for those who could grant it, in their communes; elsewhere the duty is not found', async () => {
    const local = await people.officer('administrator', [HOME_COMMUNE]);
    const person = await people.person();
    const here = await people.duty(person, 'support', [HOME_COMMUNE]);
    const partly = await people.duty(person, 'approver', [HOME_COMMUNE, OTHER_COMMUNE]);
    const elsewhere = await people.duty(person, 'commune_checker', [OTHER_COMMUNE]);
    const everywhere = await people.duty(person, 'certification_officer');
    const before = await everyRow(database);
    expect((await office.end(local, elsewhere)).code).toBe('not_found');
    expect((await office.end(local, partly)).code).toBe('not_allowed');
    expect((await office.end(local, everywhere)).code).toBe('not_allowed');
    expect((await office.end(local, 'khong-co')).code).toBe('not_found');
    expect(await everyRow(database)).toEqual(before);
    expect((await office.end(local, here)).status).toBe(204);
  });

  it('of two who end it at once one does', async () => {
    const other = await people.officer('administrator');
    const person = await people.person();
    const id = await people.duty(person, 'support');
    const answers = await Promise.all([office.end(admin, id), office.end(other, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await office.history(person)).length).toBe(1);
  });

  it('an administrator who is ended while granting has granted before, or grants no more', async () => {
    for (let round = 0; round < 8; round += 1) {
      const other = await people.person();
      const dutyId = await people.duty(other, 'administrator');
      const person = await people.person();
      const wish: DutyWish = { accountId: person.accountId, role: 'support', communes: null };
      const [granted, ended] = await Promise.all([office.grant(other, wish), office.end(admin, dutyId)]);
      expect(ended.status).toBe(204);
      const order = await database.query<{ action: string }>(
        `SELECT action FROM audit_records WHERE subject_id = ANY ($1) ORDER BY id`,
        [[other.accountId, person.accountId]],
      );
      const actions = order.map(({ action }) => action);
      expect(actions).toEqual(granted.status === 201 ? ['duty.granted', 'duty.ended'] : ['duty.ended']);
    }
  });
});

it('a list shows duties of the reader’s communes and of the whole province, page by page', async () => {
  const local = await people.officer('administrator', [HOME_COMMUNE]);
  const person = await people.person();
  const here = await people.duty(person, 'support', [HOME_COMMUNE]);
  const elsewhere = await people.duty(person, 'approver', [OTHER_COMMUNE]);
  const everywhere = await people.duty(person, 'certification_officer');
  const seen = await office.list(local, `?accountId=${person.accountId}`);
  const byId = new Map(seen.body.items.map((duty) => [duty.id, duty.mayChange]));
  expect(byId).toEqual(
    new Map([
      [everywhere, false],
      [here, true],
    ]),
  );
  expect(
    (await office.list(admin, `?commune=${OTHER_COMMUNE}&role=approver`)).body.items.map(({ id }) => id),
  ).toContain(elsewhere);
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Told<DutyListDto> = await office.list(
      admin,
      `?accountId=${person.accountId}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    pages.push(...page.body.items.map(({ id }) => id));
    cursor = page.body.nextCursor;
  }
  expect(pages).toEqual([everywhere, elsewhere, here].sort().reverse());
});
