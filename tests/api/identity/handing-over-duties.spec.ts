import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeUpWork } from '../../../apps/api/src/modules/identity/duties/work-assignments.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { DutyOffice } from '../../support/duty-office.js';
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

describe('handing over', () => {
  it('ends the duty and begins it anew with the next person, and open work follows', async () => {
    const [old, next] = [await people.person(), await people.person()];
    const dutyId = await people.duty(old, 'commune_checker', [HOME_COMMUNE]);
    const work = (
      subjectId: string,
      communeCode: string,
      permission: 'listings.check' | 'accounts.support',
    ) => ({
      subjectType: 'product',
      subjectId,
      permission,
      communeCode,
    });
    const id = (n: number): string => `01900000-0000-7000-8000-00000000000${n}`;
    await app.get(Transactions).run('officer', async (tx) => {
      await takeUpWork(tx, work(id(1), HOME_COMMUNE, 'listings.check'), old.accountId, clock.now());
      await takeUpWork(tx, work(id(2), OTHER_COMMUNE, 'listings.check'), old.accountId, clock.now());
      await takeUpWork(tx, work(id(3), HOME_COMMUNE, 'accounts.support'), old.accountId, clock.now());
    });
    const taken = await office.handOver(admin, dutyId, next);
    expect(taken.status).toBe(201);
    expect(taken.body).toMatchObject({
      account: { id: next.accountId },
      role: 'commune_checker',
      state: 'in_force',
    });
    expect([await office.rolesOf(old), await office.rolesOf(next)]).toEqual([[], ['commune_checker']]);
    const work1 = await database.query<{ subject: string }>(
      `SELECT subject_id AS subject FROM work_assignments WHERE account_id = $1`,
      [next.accountId],
    );
    expect(work1.map(({ subject }) => subject)).toEqual([id(1)]);
    expect((await office.history(next)).map(({ action, after }) => [action, after])).toMatchObject([
      ['duty.taken_over', { from: old.accountId, work: 1 }],
    ]);
    expect((await office.history(old)).map(({ action, after }) => [action, after])).toEqual([
      ['duty.handed_over', { duty: null, to: next.accountId, work: 1 }],
    ]);
  });

  it('happens once, whoever presses twice and to whomever', async () => {
    const old = await people.person();
    const dutyId = await people.duty(old, 'approver');
    const nexts = await people.persons([{}, {}, {}]);
    const answers = await Promise.all(nexts.map((next) => office.handOver(admin, dutyId, next)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const roles = await Promise.all(nexts.map((next) => office.rolesOf(next)));
    expect(roles.flat()).toEqual(['approver']);
  });

  it('goes neither to oneself nor to whoever has it, and no cover is handed over', async () => {
    const [old, next] = [await people.person(), await people.person()];
    const dutyId = await people.duty(old, 'approver');
    const cover = await office.delegate(admin, dutyId, next);
    const before = await everyRow(database);
    expect((await office.handOver(admin, dutyId, admin)).code).toBe('not_allowed');
    expect((await office.handOver(admin, dutyId, old)).code).toBe('state_conflict');
    expect((await office.handOver(admin, cover.body.id, admin)).code).toBe('not_allowed');
    expect((await office.handOver(admin, cover.body.id, old)).code).toBe('state_conflict');
    expect(await everyRow(database)).toEqual(before);
  });
});

describe('covering a leave', () => {
  it('begins and ends by itself, gives what the duty gives, and shows at both', async () => {
    const [holder, cover] = [await people.person(), await people.person({ name: 'Người Trực Thay' })];
    const dutyId = await people.duty(holder, 'approver', [HOME_COMMUNE]);
    const covering = await office.delegate(admin, dutyId, cover, '2026-11-26', '2026-11-25');
    expect(covering.body).toMatchObject({
      role: 'approver',
      communes: [{ code: HOME_COMMUNE }],
      state: 'to_come',
      covers: { dutyId, account: { id: holder.accountId } },
    });
    const of = await office.list(admin, `?accountId=${holder.accountId}`);
    expect(of.body.items).toMatchObject([{ coveredBy: { account: { name: 'Người Trực Thay' } } }]);
    const days = [
      '2026-11-24T16:59:59Z',
      '2026-11-24T17:00:00Z',
      '2026-11-26T16:59:59Z',
      '2026-11-26T17:00:00Z',
    ];
    const roles: string[][] = [];
    for (const day of days) {
      clock.set(day);
      roles.push(await office.rolesOf(cover));
    }
    expect(roles).toEqual([[], ['approver'], ['approver'], []]);
  });

  it('one at a time, no cover of a cover, none past the duty’s own end', async () => {
    const [holder, cover, other] = await people.persons([{}, {}, {}]);
    if (!holder || !cover || !other) throw new Error('Three people were asked for');
    const granted = await office.grant(admin, {
      accountId: holder.accountId,
      role: 'support',
      communes: null,
      endsOn: '2026-12-31',
    });
    const dutyId = granted.body.id;
    expect((await office.delegate(admin, dutyId, cover, '2027-01-01')).code).toBe('validation_failed');
    const covering = await office.delegate(admin, dutyId, cover, '2026-12-01');
    const before = await everyRow(database);
    expect((await office.delegate(admin, dutyId, other)).code).toBe('state_conflict');
    expect((await office.delegate(admin, covering.body.id, other)).code).toBe('state_conflict');
    expect((await office.delegate(admin, dutyId, holder)).code).toBe('state_conflict');
    expect((await office.delegate(admin, dutyId, admin)).code).toBe('not_allowed');
    expect(await everyRow(database)).toEqual(before);
    expect((await office.end(admin, covering.body.id)).status).toBe(204);
    expect((await office.delegate(admin, dutyId, other)).status).toBe(201);
  });

  it('against an end at the same moment: no cover is left behind', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [holder, cover] = [await people.person(), await people.person()];
      const dutyId = await people.duty(holder, 'approver');
      const [delegated, ended] = await Promise.all([
        office.delegate(admin, dutyId, cover),
        office.end(admin, dutyId),
      ]);
      expect(ended.status).toBe(204);
      expect([201, 409]).toContain(delegated.status);
      expect(await office.rolesOf(cover)).toEqual([]);
      const open = await database.query(
        `SELECT 1 FROM officer_duties WHERE delegated_from = $1 AND ended_at IS NULL`,
        [dutyId],
      );
      expect(open).toEqual([]);
    }
  });

  it('the database takes no cover that gives more, whatever the code says', async () => {
    const [holder, cover] = [await people.person(), await people.person()];
    const dutyId = await people.duty(holder, 'approver', [HOME_COMMUNE]);
    for (const [role, communes] of [
      ['administrator', [HOME_COMMUNE]],
      ['approver', [HOME_COMMUNE, OTHER_COMMUNE]],
      ['approver', null],
    ] as const) {
      await expect(
        database.query(
          `INSERT INTO officer_duties (account_id, role, communes, starts_at, ends_at, delegated_from)
           VALUES ($1, $2, $3, now(), now() + interval '1 day', $4)`,
          [cover.accountId, role, communes, dutyId],
        ),
      ).rejects.toThrow('no more than the duty it covers');
    }
  });
});
