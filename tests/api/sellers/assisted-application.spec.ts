import { DAY_MS, MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Accounts } from '../../../apps/api/src/modules/identity/index.js';
import { EndWhatLapsed } from '../../../apps/api/src/modules/sellers/end-what-lapsed.js';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { Assistance, PRODUCER, wrong } from '../../support/assistance.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { holdRow, untilWaiting } from '../../support/held-locks.js';
import { everyRow } from '../../support/ledger.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor } from '../../support/small-floor.js';
import { currentConsents, Visitor } from '../../support/visitor.js';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let people: People;
let applicants: Applicants;
let at: Assistance;
let staff: Person;
let phones = 0;

/** A basic phone nobody has an account with. */
const newPhone = (): string => `+84937${String((phones += 1)).padStart(6, '0')}`;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  at = new Assistance(app, database);
});
beforeEach(async () => {
  staff = await people.officer('assisting_staff', [HOME_COMMUNE]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const begun = async (phone: string, more: object = {}): Promise<string> => {
  const { status, body } = await at.writeDown(staff, phone, more);
  expect(status).toBe(201);
  return body.id;
};
const again = (id: string): ReturnType<Assistance['call']> =>
  at.call(staff, 'POST', `/admin/assisted-applications/${id}/code`, {});
const decline = (id: string): ReturnType<Assistance['call']> =>
  at.call(staff, 'DELETE', `/admin/assisted-applications/${id}`);

interface Row {
  status: string;
  owner_name_sealed: string | null;
  owner_phone_sealed: string | null;
  keys: number;
}
const rowOf = async (id: string): Promise<Row | undefined> =>
  (
    await database.query<Row>(
      `SELECT status, owner_name_sealed, owner_phone_sealed,
         (SELECT count(*)::int FROM data_keys WHERE subject_id = a.id) AS keys FROM assisted_applications a WHERE id = $1`,
      [id],
    )
  )[0];
const FORGOTTEN = { owner_name_sealed: null, owner_phone_sealed: null, keys: 0 };
const shopsFounded = async (): Promise<number> => (await database.query(`SELECT 1 FROM sellers`)).length;

describe('opening a shop with somebody who has nothing but a phone', () => {
  it('begins account, shop and mandate with one code, and nothing before it', async () => {
    const phone = newPhone();
    const before = await everyRow(database);
    const id = await begun(phone.replace('+84', '0'));
    const meanwhile = await everyRow(database);
    for (const table of ['accounts', 'sellers', 'producers', 'seller_members', 'mandates', 'consents'])
      expect(meanwhile[`public.${table}`], table).toEqual(before[`public.${table}`]);
    const code = await at.readOut(phone);
    const sent = (await readMessages(database)).find(({ to }) => to.phone === phone);
    expect(sent?.text).toContain(
      `${staff.name}, cán bộ hỗ trợ Xã Đất Mũi, mở giúp gian hàng ${PRODUCER.name}`,
    );
    expect(sent?.text).toContain('theo điều khoản của sàn');
    const { status, body } = await at.consentToApplication(staff, id, code);
    expect(status).toBe(201);
    expect(body.slug).toBe('kho-mau-nam-can');
    expect(await rowOf(id)).toEqual({ status: 'consented', ...FORGOTTEN });
    const saved = await applicants.save(staff, body.slug, 'registration', {
      registrationNumber: '01/ĐKHKD',
    });
    expect(saved.status, 'staff go on filling in').toBe(204);

    const owner = new Visitor(app, database);
    const signedIn = await owner.signInByCode(phone);
    expect(signedIn.account.name).toBe(PRODUCER.ownerName);
    const mine = (await owner.call<{ items: object[] }>('GET', '/me/shops')).body.items;
    expect(mine).toMatchObject([{ slug: body.slug, as: 'owner', status: 'draft' }]);
    const seen = (await owner.call('GET', `/seller/${body.slug}`)).body;
    expect(seen).toMatchObject({ capacity: 'member', toConfirm: 1, asking: 0 });
    const consents = (await owner.call<{ items: object[] }>('GET', '/me/consents')).body.items;
    for (const [purpose, version] of Object.entries(currentConsents(clock.now())))
      expect(consents).toContainEqual(expect.objectContaining({ purpose, version, granted: true }));
    const given = await database.query(`SELECT DISTINCT channel FROM consents WHERE account_id = $1`, [
      signedIn.account.id,
    ]);
    expect(given).toEqual([{ channel: 'code' }]);
    const ended = await owner.call('DELETE', `/seller/${body.slug}/mandates/${body.mandateId}`);
    expect(ended.status).toBe(204);
    expect((await at.call(staff, 'GET', `/seller/${body.slug}`)).status).toBe(404);
  });

  it('says in history who opened what for whom', async () => {
    const phone = newPhone();
    const id = await begun(phone);
    const { body } = await at.consentToApplication(staff, id, await at.readOut(phone));
    const records = await database.query<{ action: string; by: string; told: string }>(
      `SELECT action, actor_id AS by, concat(before, after) AS told FROM audit_records r
       WHERE subject_id = $1 OR subject_id = (SELECT id FROM sellers WHERE slug = $2)
         OR subject_id = (SELECT account_id FROM seller_members m JOIN sellers s ON s.id = m.seller_id WHERE s.slug = $2)
       ORDER BY id`,
      [id, body.slug],
    );
    expect(records.map(({ action }) => action)).toEqual([
      'assisted_application.begun', 'account.opened', 'seller.started', 'member.joined', 'mandate.consented',
    ]); // prettier-ignore
    expect(new Set(records.map(({ by }) => by))).toEqual(new Set([staff.accountId]));
    const told = records.map((record) => record.told).join();
    expect(told).not.toContain(phone.slice(3));
    expect(told).not.toContain(PRODUCER.ownerName);
  });

  it('makes the owner of whoever has an account already, under their own name', async () => {
    const known = await people.person({ name: 'Trương Văn Ví Dụ' });
    const id = await begun(known.phone);
    const { body } = await at.consentToApplication(staff, id, await at.readOut(known.phone));
    expect((await at.call(known, 'GET', `/seller/${body.slug}`)).body).toMatchObject({ capacity: 'member' });
    expect((await at.call<{ name: string }>(known, 'GET', '/me')).body.name).toBe('Trương Văn Ví Dụ');
  });

  it('takes five tries and five minutes, and another code after them', async () => {
    const phone = newPhone();
    const id = await begun(phone);
    const code = await at.readOut(phone);
    for (let nth = 0; nth < 5; nth += 1)
      expect((await at.consentToApplication(staff, id, wrong(code))).code).toBe('bad_credentials');
    expect((await at.consentToApplication(staff, id, code)).code).toBe('bad_credentials');
    expect((await again(id)).status).toBe(201);
    const late = await at.readOut(phone);
    clock.advance(5 * MINUTE_MS);
    expect((await at.consentToApplication(staff, id, late)).code).toBe('bad_credentials');
    expect((await again(id)).status).toBe(201);
    expect((await at.consentToApplication(staff, id, await at.readOut(phone))).status).toBe(201);
    expect((await again(id)).code).toBe('state_conflict');
  });

  it('is forgotten when the owner does not want to, and after a day', async () => {
    const [no, silent] = [newPhone(), newPhone()];
    const declined = await begun(no);
    const code = await at.readOut(no);
    expect((await decline(declined)).status).toBe(204);
    expect(await rowOf(declined)).toEqual({ status: 'declined', ...FORGOTTEN });
    expect((await at.consentToApplication(staff, declined, code)).code).toBe('state_conflict');
    const open = await begun(silent);
    clock.advance(DAY_MS);
    await people.signIn(staff);
    expect((await again(open)).code).toBe('state_conflict');
    await app.get(EndWhatLapsed).run();
    expect(await rowOf(open)).toEqual({ status: 'lapsed', ...FORGOTTEN });
    const accounts = await database.query(
      `SELECT 1 FROM assisted_applications WHERE seller_id IS NOT NULL AND id = ANY ($1)`,
      [[declined, open]],
    );
    expect(accounts).toEqual([]);
  });

  it.each([
    ['a commune of others', { communeCode: OTHER_COMMUNE }, 'communeCode'],
    ['a commune that is none', { communeCode: '00000' }, 'communeCode'],
    ['a landline', { ownerPhone: '0290 3000 000' }, 'ownerPhone'],
    ['no name', { ownerName: ' ' }, 'ownerName'],
    ['an unknown kind', { kind: 'bank' }, 'kind'],
  ])('refuses %s', async (_what, more, path) => {
    const { body, status } = await at.writeDown(staff, newPhone(), more);
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path }] });
  });

  it('never goes to the staff member’s own phone, nor makes them an owner of what they help with', async () => {
    const { body } = await at.writeDown(staff, staff.phone);
    expect(body).toMatchObject({ errors: [{ path: 'ownerPhone', code: 'not_allowed_value' }] });
    const phone = newPhone();
    const id = await begun(phone);
    const code = await at.readOut(phone);
    // They make the number theirs while the code is out.
    const contact = { kind: 'phone', value: phone } as const;
    await app
      .get(Transactions)
      .run('account', (tx) => app.get(Accounts).setContact(tx, staff.accountId, contact, clock.now()));
    const founded = await shopsFounded();
    expect((await at.consentToApplication(staff, id, code)).code).toBe('state_conflict');
    expect(await shopsFounded()).toBe(founded);
  });

  it('founds nothing for an account that was blocked', async () => {
    const blocked = await people.person();
    const id = await begun(blocked.phone);
    await database.query(`UPDATE accounts SET status = 'blocked' WHERE id = $1`, [blocked.accountId]);
    const founded = await shopsFounded();
    expect((await at.consentToApplication(staff, id, await at.readOut(blocked.phone))).code).toBe(
      'state_conflict',
    );
    expect(await shopsFounded()).toBe(founded);
  });

  it('is its maker’s: another staff member neither answers it nor learns that it is there', async () => {
    const phone = newPhone();
    const id = await begun(phone);
    const other = await people.officer('assisting_staff');
    expect((await at.consentToApplication(other, id, await at.readOut(phone))).code).toBe('not_found');
    const path = `/admin/assisted-applications/${id}`;
    expect((await at.call(other, 'DELETE', path)).code).toBe('not_found');
    expect((await at.call(other, 'POST', `${path}/code`, {})).code).toBe('not_found');
  });
});

describe('at once', () => {
  it('written down by a double press it is one, and consented to twenty times it is one shop', async () => {
    const phone = newPhone();
    const all = await Promise.all(Array.from({ length: 5 }, () => at.writeDown(staff, phone)));
    const [id = '', ...more] = new Set(all.map(({ body }) => body.id));
    expect(more).toEqual([]);
    const founded = await shopsFounded();
    await again(id);
    const code = await at.readOut(phone);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => at.consentToApplication(staff, id, code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(await shopsFounded()).toBe(founded + 1);
  });

  it('consent and refusal: one of them, and all of it', async () => {
    const phone = newPhone();
    const id = await begun(phone);
    const code = await at.readOut(phone);
    const founded = await shopsFounded();
    const held = await holdRow(database, 'assisted_applications', id);
    const both = Promise.all([at.consentToApplication(staff, id, code), decline(id)]);
    await untilWaiting(database, 2);
    await held.release();
    const [consented, declined] = await both;
    expect([consented.code, declined.code]).toContain('state_conflict');
    expect(await rowOf(id)).toEqual({
      status: consented.status === 201 ? 'consented' : 'declined',
      ...FORGOTTEN,
    });
    expect(await shopsFounded()).toBe(founded + (consented.status === 201 ? 1 : 0));
  });

  it('two producers of one owner with one new phone: one account', async () => {
    const phone = newPhone();
    const applications: [string, string][] = [];
    for (const name of ['Tổ Mẫu Một', 'Tổ Mẫu Hai'])
      applications.push([await begun(phone, { legalName: name, name }), await at.readOut(phone)]);
    const answers = await Promise.all(
      applications.map(([id, code]) => at.consentToApplication(staff, id, code)),
    );
    const right = answers.filter(({ status }) => status === 201);
    expect(right.length).toBeGreaterThanOrEqual(1);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const owners = await database.query(
      `SELECT DISTINCT m.account_id FROM seller_members m JOIN sellers s ON s.id = m.seller_id WHERE s.slug = ANY ($1)`,
      [right.map(({ body }) => body.slug)],
    );
    expect(owners).toHaveLength(1);
  });
});

it('the whole application can be filled in and sent by the helper', async () => {
  const phone = newPhone();
  const id = await begun(phone, {
    kind: 'cooperative',
    legalName: 'HTX Mẫu Đất Mũi',
    name: 'HTX Mẫu Đất Mũi',
  });
  const { body } = await at.consentToApplication(staff, id, await at.readOut(phone));
  await applicants.complete(staff, body.slug);
  const sent = await at.call(staff, 'POST', `/seller/${body.slug}/application/submission`, {});
  expect(sent.status).toBe(204);
});
