import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  AdminAccountDto,
  AdminAccountListDto,
} from '../../../apps/api/src/modules/identity/accounts/admin/admin-accounts.dto.js';
import { DataKey } from '../../../apps/api/src/platform/sealing/data-keys.js';
import { Keyring } from '../../../apps/api/src/platform/sealing/keyring.js';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs, type Told } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';

const REASON = { reason: 'Chủ máy báo mất điện thoại' };

let database: TestDatabase;
let app: TestApp;
let people: People;
let floor: SmallFloor;
let admin: Person;
let support: Person;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  floor = await SmallFloor.in(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  admin = await people.officer('administrator');
  support = await people.officer('support');
});

const search = (by: Person, query: Record<string, string>): Promise<Told<AdminAccountListDto>> =>
  callAs(app, by, 'GET', `/admin/accounts?${new URLSearchParams(query).toString()}`);
const look = (by: Person, id: string): Promise<Told<AdminAccountDto>> =>
  callAs(app, by, 'GET', `/admin/accounts/${id}`);
const block = (by: Person, id: string, body: object = REASON): Promise<Told<object>> =>
  callAs(app, by, 'POST', `/admin/accounts/${id}/block`, body);
const unblock = (by: Person, id: string): Promise<Told<object>> =>
  callAs(app, by, 'POST', `/admin/accounts/${id}/unblock`, REASON);
const signOut = (by: Person, id: string): Promise<Told<object>> =>
  callAs(app, by, 'DELETE', `/admin/accounts/${id}/sessions`);

async function history(
  accountId: string,
): Promise<{ action: string; actor: string; after: Record<string, unknown> }[]> {
  return database.query(
    `SELECT action, actor_id AS actor, after FROM audit_records WHERE subject_type = 'account' AND subject_id = $1 ORDER BY id`,
    [accountId],
  );
}

describe('finding an account', () => {
  it('by its whole phone number, however typed; the number itself stays masked and the look is told', async () => {
    const person = await people.person({ name: 'Nguyễn Thị Bưởi', phone: '+84987654321' });
    await people.signIn(person);
    await people.signIn(person, { scopes: [] });
    for (const phone of ['0987 654 321', '+84 987.654.321']) {
      const found = await search(support, { phone });
      expect(found.body.items).toMatchObject([
        {
          id: person.accountId,
          name: 'Nguyễn Thị Bưởi',
          phoneMasked: '098••••321',
          emailMasked: null,
          status: 'active',
          duties: [],
          shops: [],
          devices: 2,
          programs: 1,
          mayChange: true,
        },
      ]);
      expect(JSON.stringify(found.body)).not.toContain('987654321');
    }
    expect((await search(support, { phone: '0987 654 322' })).body.items).toEqual([]);
    expect((await search(support, { phone: '98765' })).code).toBe('validation_failed');
    expect(await history(person.accountId)).toEqual([
      { action: 'account.viewed', actor: support.accountId, after: { by: 'phone' } },
      { action: 'account.viewed', actor: support.accountId, after: { by: 'phone' } },
    ]);
  });

  it('by words of an officer’s name with or without accents; never a buyer by name', async () => {
    const officer = await people.person({ name: 'Trần Thị Bưởi Năm Roi' });
    await people.duty(officer, 'approver');
    await people.person({ name: 'Trần Thị Bưởi Năm Roi' });
    for (const name of ['buoi nam roi', 'Trần Roi', 'ROI']) {
      expect((await search(support, { name })).body).toMatchObject({
        items: [{ id: officer.accountId }],
        more: false,
      });
    }
    expect((await search(support, { name: 'oi' })).body.items).toEqual([]);
    expect((await search(support, { name: 'roi', phone: '0987654321' })).code).toBe('validation_failed');
  });

  it('without a word lists officers, page by page', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Told<AdminAccountListDto> = await search(admin, {
        limit: '2',
        ...(cursor === '' ? {} : { cursor }),
      });
      seen.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([admin.accountId, support.accountId]));
  });

  it('shows duties and shops, and is limited to the reader’s communes', async () => {
    const shop = await floor.seller('gian-hang-mot');
    const [owner, officer, buyer] = [await people.person(), await people.person(), await people.person()];
    await people.member(owner, shop);
    await people.duty(officer, 'assisting_staff', [HOME_COMMUNE]);
    await people.mandate(officer, shop);
    expect((await look(support, owner.accountId)).body).toMatchObject({
      shops: [{ slug: 'gian-hang-mot', capacity: 'owner' }],
    });
    expect((await look(support, officer.accountId)).body).toMatchObject({
      duties: [{ role: 'assisting_staff', communes: [{ code: HOME_COMMUNE, name: 'Xã Đất Mũi' }] }],
      shops: [{ slug: 'gian-hang-mot', capacity: 'mandate' }],
      mayChange: false,
    });
    const [here, there] = [
      await people.officer('support', [HOME_COMMUNE]),
      await people.officer('support', [OTHER_COMMUNE]),
    ];
    const told = async (by: Person): Promise<number[]> =>
      Promise.all([owner, officer, buyer].map(async ({ accountId }) => (await look(by, accountId)).status));
    expect(await told(here)).toEqual([200, 200, 404]);
    expect(await told(there)).toEqual([404, 404, 404]);
    expect((await search(there, { phone: owner.phone })).body.items).toEqual([]);
    expect((await look(buyer, owner.accountId)).code).toBe('not_allowed');
    expect((await history(buyer.accountId)).length, 'nobody saw it, nothing is told').toBe(0);
  });
});

describe('blocking an account', () => {
  it('signs it out at once, keeps it out, and opens it again; the reason is sealed', async () => {
    const person = await people.person();
    expect((await block(support, person.accountId)).status).toBe(204);
    expect((await callAs(app, person, 'GET', '/admin/duties')).code).toBe('sign_in_required');
    const [told] = await history(person.accountId);
    expect(told).toMatchObject({ action: 'account.blocked', after: { status: 'blocked', sessions: 1 } });
    expect(JSON.stringify(told)).not.toContain('mất điện thoại');
    const { sealed, of } = (told?.after ?? {})['reason'] as { sealed: string; of: string };
    const [key] = await database.query<{ sealed: string }>(
      `SELECT sealed FROM data_keys WHERE subject_id = $1`,
      [of],
    );
    const opened = new DataKey(of, app.get(Keyring).openDataKey(of, key?.sealed ?? ''));
    expect(opened.open(sealed, 'audit_records.value')).toBe(REASON.reason);
    expect((await block(support, person.accountId)).code).toBe('state_conflict');
    expect((await unblock(support, person.accountId)).status).toBe(204);
    expect((await unblock(support, person.accountId)).code).toBe('state_conflict');
    expect((await look(support, person.accountId)).body).toMatchObject({ status: 'active', devices: 0 });
  });

  it('asks for a reason, and is not for oneself nor for officers with more rights; nothing changes', async () => {
    const person = await people.person();
    const local = await people.officer('administrator', [HOME_COMMUNE]);
    const before = await everyRow(database);
    expect((await block(support, person.accountId, { reason: 'ngắn' })).code).toBe('validation_failed');
    expect((await block(support, person.accountId, {})).code).toBe('validation_failed');
    expect((await block(admin, admin.accountId)).code).toBe('not_allowed');
    expect((await block(support, admin.accountId)).code).toBe('not_allowed');
    expect((await signOut(support, admin.accountId)).code).toBe('not_allowed');
    expect((await block(local, admin.accountId)).code).toBe('not_found');
    expect((await block(local, person.accountId)).code).toBe('not_found');
    expect(await everyRow(database)).toEqual(before);
    expect((await block(admin, support.accountId)).status).toBe(204);
  });

  it('of two who block at once one does; a new duty at the same moment is given before, or not at all', async () => {
    const person = await people.person();
    const other = await people.officer('support');
    const answers = await Promise.all([block(support, person.accountId), block(other, person.accountId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    for (let round = 0; round < 6; round += 1) {
      const next = await people.person();
      const [granted, blocked] = await Promise.all([
        callAs(app, admin, 'POST', '/admin/duties', {
          accountId: next.accountId,
          role: 'approver',
          communes: null,
        }),
        block(support, next.accountId),
      ]);
      // Support may block anybody but an officer: one of the two came first and stopped the other.
      expect([granted.status, blocked.status].sort()).toEqual(
        granted.status === 201 ? [201, 403] : [204, 400],
      );
    }
  });
});

it('signing out ends every browser and program of the account, and nobody else’s', async () => {
  const [person, other] = [await people.person(), await people.person()];
  const first = { ...person };
  await people.signIn(person, { scopes: ['account'] });
  expect((await signOut(support, person.accountId)).status).toBe(204);
  for (const session of [first, person])
    expect((await callAs(app, session, 'GET', '/admin/duties')).code).toBe('sign_in_required');
  expect((await callAs(app, other, 'GET', '/admin/duties')).code).toBe('not_allowed');
  expect(await history(person.accountId)).toMatchObject([
    { action: 'account.signed_out', after: { sessions: 0 } },
  ]);
});
