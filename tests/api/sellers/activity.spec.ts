import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Applicants } from '../../support/applicants.js';
import { Assistance } from '../../support/assistance.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { ShopPeople } from '../../support/shop-people.js';
import { SmallFloor } from '../../support/small-floor.js';

interface Activity {
  items: {
    id: string;
    action: string;
    actor: { name: string } | null;
    onBehalf: boolean;
    after: Record<string, unknown> | null;
    confirmedAt: string | null;
  }[];
  nextCursor: string | null;
}

let database: TestDatabase;
let app: TestApp;
let people: People;
let applicants: Applicants;
let at: Assistance;
let owner: Person;
let staff: Person;
let slug: string;
let sellerId: string;
let mandateId: string;
let shops = 0;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  await SmallFloor.in(database);
  people = new People(app, database, clock);
  applicants = new Applicants(app);
  at = new Assistance(app, database);
});
beforeEach(async () => {
  [owner, staff] = [await people.person(), await people.officer('assisting_staff')];
  slug = await applicants.start(owner, `Cơ sở Mẫu ${(shops += 1)}`);
  sellerId = (await applicants.shopOf(database, slug)).id;
  mandateId = await at.mandate(staff, slug, owner);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const write = (by: Person, addressLine: string, to = slug): ReturnType<Applicants['save']> =>
  applicants.save(by, to, 'address', { addressLine });
const read = async (by: Person, query = ''): Promise<Activity> =>
  (await at.call<Activity>(by, 'GET', `/seller/${slug}/activity${query}`)).body;
const confirm = (by: Person, upTo: string): ReturnType<Assistance['call']> =>
  at.call(by, 'POST', `/seller/${slug}/activity/confirmation`, { upTo });
const toConfirm = async (by = owner): Promise<unknown> =>
  (await at.call(by, 'GET', `/seller/${slug}`)).body['toConfirm'];

describe('what staff do for a shop', () => {
  it('bears both names in history, and is shown to the shop with them', async () => {
    expect((await write(staff, 'Ấp Một')).status).toBe(204);
    expect((await write(owner, 'Ấp Hai')).status).toBe(204);
    const records = await database.query(
      `SELECT actor_id, seller_id, mandate_id, actor_kind FROM audit_records WHERE action = 'application.saved'
         AND seller_id = $1 ORDER BY id`,
      [sellerId],
    );
    const shop = { seller_id: sellerId, actor_kind: 'seller' };
    expect(records).toEqual([
      { ...shop, actor_id: staff.accountId, mandate_id: mandateId },
      { ...shop, actor_id: owner.accountId, mandate_id: null },
    ]);
    const { items } = await read(owner);
    expect(items.slice(0, 2)).toMatchObject([
      {
        action: 'application.saved',
        actor: { name: owner.name },
        onBehalf: false,
        after: { step: 'address' },
      },
      { action: 'application.saved', actor: { name: staff.name }, onBehalf: true, confirmedAt: null },
    ]);
    expect(items.map(({ action }) => action).slice(2)).toEqual([
      'mandate.consented', 'mandate.requested', 'seller.started',
    ]); // prettier-ignore
  });

  it('waits for an owner to have seen it, act by act', async () => {
    for (const line of ['Ấp Một', 'Ấp Hai', 'Ấp Ba']) await write(staff, line);
    expect(await toConfirm()).toBe(3);
    const [, middle] = (await read(owner)).items;
    expect((await confirm(owner, middle?.id ?? '')).status).toBe(204);
    expect(await toConfirm()).toBe(1);
    const seen = (await read(owner)).items.filter(({ onBehalf }) => onBehalf);
    expect(seen.map(({ confirmedAt }) => confirmedAt !== null)).toEqual([false, true, true]);
    await Promise.all([1, 2, 3].map(() => confirm(owner, middle?.id ?? '')));
    const noted = await database.query(
      `SELECT after ->> 'quantity' AS quantity FROM audit_records WHERE action = 'activity.confirmed' AND seller_id = $1`,
      [sellerId],
    );
    expect(noted, 'seen twice is seen once').toEqual([{ quantity: '2' }]);
    const [newest] = (await read(owner)).items;
    await Promise.all([1, 2, 3].map(() => confirm(owner, newest?.id ?? '')));
    expect(await toConfirm()).toBe(0);
    expect((await read(owner)).items.find(({ onBehalf }) => onBehalf)?.confirmedAt).not.toBeNull();
  });

  it('is confirmed by owners alone, and counted for them', async () => {
    await write(staff, 'Ấp Một');
    const [newest] = (await read(staff)).items;
    expect((await confirm(staff, newest?.id ?? '')).code).toBe('not_allowed');
    expect(await toConfirm(staff)).toBe(0);
    const helper = await people.person();
    await people.member(helper, { sellerId }, ['orders']);
    expect((await confirm(helper, newest?.id ?? '')).code).toBe('not_allowed');
    expect((await at.call(helper, 'GET', `/seller/${slug}/activity`)).code).toBe('not_allowed');
    expect(await toConfirm(helper)).toBe(0);
    expect(await toConfirm()).toBe(1);
    expect((await confirm(owner, 'ngày mai')).code).toBe('validation_failed');
  });

  it('stays in the history when the mandate has ended, with the name', async () => {
    await write(staff, 'Ấp Một');
    await at.call(owner, 'DELETE', `/seller/${slug}/mandates/${mandateId}`);
    const { items } = await read(owner);
    expect(items[0]).toMatchObject({ action: 'mandate.withdrawn', actor: { name: owner.name } });
    expect(items[1]).toMatchObject({ actor: { name: staff.name }, onBehalf: true });
    expect(await toConfirm()).toBe(1);
  });
});

describe('the history of a shop', () => {
  it('is read page by page, each record once, in the order it was written', async () => {
    for (let nth = 0; nth < 7; nth += 1) await write(nth % 2 === 0 ? staff : owner, `Ấp ${nth}`);
    const all = (await read(owner)).items.map(({ id }) => id);
    expect(all).toEqual([...all].sort().reverse());
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Activity = await read(owner, `?limit=3${next === '' ? '' : `&cursor=${next}`}`);
      expect(page.items.length).toBeLessThanOrEqual(3);
      paged.push(...page.items.map(({ id }) => id));
      next = page.nextCursor;
    }
    expect(paged).toEqual(all);
    expect((await at.call(owner, 'GET', `/seller/${slug}/activity?cursor=x`)).status).toBe(400);
  });

  it('is this shop’s: nothing that was done in another one of the same people stands in it', async () => {
    const own = (await read(owner)).items.length;
    const other = await applicants.start(owner, `Cơ sở Mẫu ${(shops += 1)}`);
    await at.mandate(staff, other, owner);
    await write(staff, 'Ở kia', other);
    expect((await read(owner)).items).toHaveLength(own);
    expect(await toConfirm()).toBe(0);
    const theirs = (await at.call<Activity>(owner, 'GET', `/seller/${other}/activity`)).body.items[0];
    await confirm(owner, theirs?.id ?? '');
    const still = (await at.call(owner, 'GET', `/seller/${other}`)).body['toConfirm'];
    expect(still, 'confirmed here is not confirmed there').toBe(1);
  });

  it('shows no phone, no account’s number and nothing sealed', async () => {
    const phone = '+84938000001';
    await new ShopPeople(app, slug).invite(owner, phone);
    await applicants.save(owner, slug, 'representative', {
      representativeName: 'Nguyễn Thị Ví Dụ',
      idNumber: '096185001234',
    });
    const text = JSON.stringify(await read(owner));
    expect(text).toContain('member.invited');
    for (const secret of [
      phone.slice(3),
      '096185001234',
      owner.accountId,
      staff.accountId,
      owner.phone.slice(3),
    ])
      expect(text).not.toContain(secret);
  });

  it('names nobody who was erased', async () => {
    await write(staff, 'Ấp Một');
    await database.query(
      `UPDATE accounts SET status = 'erased', name_sealed = NULL, phone_hash = NULL, phone_sealed = NULL WHERE id = $1`,
      [staff.accountId],
    );
    await database.query(`DELETE FROM data_keys WHERE subject_id = $1`, [staff.accountId]);
    const [newest] = (await read(owner)).items;
    expect(newest).toMatchObject({ action: 'application.saved', actor: null, onBehalf: true });
    expect(await at.ofShop(owner, slug)).toMatchObject([{ staff: { name: '' } }]);
  });
});
