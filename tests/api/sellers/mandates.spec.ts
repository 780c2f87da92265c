import { DAY_MS, MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EndWhatLapsed } from '../../../apps/api/src/modules/sellers/end-what-lapsed.js';
import { testApp, type TestApp } from '../../support/app.js';
import { Assistance, wrong } from '../../support/assistance.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { ShopPeople } from '../../support/shop-people.js';
import { HOME_COMMUNE, OTHER_COMMUNE, SmallFloor, type SmallSeller } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let people: People;
let floor: SmallFloor;
let at: Assistance;
let shop: SmallSeller;
let owner: Person;
let staff: Person;
let shops = 0;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
  at = new Assistance(app, database);
});
beforeEach(async () => {
  shop = await floor.seller(`giup-${(shops += 1)}`);
  [owner, staff] = [await people.person(), await people.officer('assisting_staff', [HOME_COMMUNE])];
  await people.member(owner, shop);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** The first page of the shop, as whoever acts there sees it. */
const home = (person: Person, { slug } = shop): ReturnType<Assistance['call']> =>
  at.call(person, 'GET', `/seller/${slug}`);
const history = (): Promise<Record<string, unknown>[]> =>
  database.query(
    `SELECT action, actor_id, actor_kind, before, after FROM audit_records
     WHERE subject_type = 'seller' AND subject_id = $1 ORDER BY id`,
    [shop.sellerId],
  );

describe('a mandate', () => {
  it('begins with a code that the owner reads out from any telephone', async () => {
    const asked = await at.ask(staff, shop.slug);
    expect(asked.status).toBe(201);
    // The code goes to the owner alone.
    expect(Object.keys(asked.body)).toEqual(['id', 'codeExpiresAt']);
    expect((await home(staff)).status, 'asked for is not given').toBe(404);
    expect((await home(owner)).body).toMatchObject({ asking: 1, toConfirm: 0 });
    const code = await at.readOut(owner.phone);
    const sent = (await readMessages(database)).find(({ to }) => to.phone === owner.phone);
    expect(sent?.text).toContain(`${staff.name}, cán bộ hỗ trợ Xã Đất Mũi, xin làm giúp`);
    expect(sent?.text).toContain('Đăng bán hàng Tết');
    expect(sent?.short).toMatch(/^[ -~]{100,300}$/);
    expect(await at.type(staff, asked.body.id, `${code.slice(0, 3)} ${code.slice(3)}`)).toBe(204);
    expect((await home(staff)).body).toMatchObject({
      capacity: 'mandate',
      permissions: ['shop', 'listings', 'orders'],
      asking: 0,
    });
    expect(await new ShopPeople(app, shop.slug).shopsOf(staff)).toMatchObject({
      items: [{ slug: shop.slug, as: 'mandate', permissions: ['shop', 'listings', 'orders'] }],
    });
    expect(await at.ofShop(owner, shop.slug)).toMatchObject([
      { id: asked.body.id, status: 'active', consentBy: 'code', staff: { name: staff.name } },
    ]);
    const by = { actor_id: staff.accountId, actor_kind: 'officer' };
    expect(await history()).toMatchObject([
      {
        ...by,
        action: 'mandate.requested',
        after: { mandateId: asked.body.id, reason: 'Đăng bán hàng Tết' },
      },
      { ...by, action: 'mandate.consented', after: { mandateId: asked.body.id, by: 'code' } },
    ]);
  });

  it('begins on the shop’s page as well, for an owner who has just shown to be one', async () => {
    const { id } = (await at.ask(staff, shop.slug)).body;
    const path = `/seller/${shop.slug}/mandates/${id}/consent`;
    const tired = await people.person({ fresh: false });
    await people.member(tired, shop);
    expect((await at.call(tired, 'POST', path, {})).code).toBe('fresh_check_required');
    const helper = await people.person();
    await people.member(helper, shop, ['listings', 'orders', 'money']);
    expect((await at.call(helper, 'POST', path, {})).code).toBe('not_allowed');
    expect((await at.call(staff, 'POST', path, {})).code).toBe('not_found');
    expect((await at.call(owner, 'POST', path, {})).status).toBe(204);
    expect((await at.ofShop(owner, shop.slug))[0]).toMatchObject({ status: 'active', consentBy: 'page' });
    expect((await at.call(owner, 'POST', path, {})).code).toBe('state_conflict');
    expect(await at.type(staff, id, await at.readOut(owner.phone)), 'the code is of no use any more').toBe(
      409,
    );
  });

  it('does not begin with a wrong code; after five of them not with the right one either', async () => {
    const { id } = (await at.ask(staff, shop.slug)).body;
    const code = await at.readOut(owner.phone);
    for (let nth = 0; nth < 5; nth += 1) expect(await at.type(staff, id, wrong(code))).toBe(401);
    expect(await at.type(staff, id, code)).toBe(401);
    expect(await at.statusOf(id)).toBe('requested');
    expect((await home(staff)).status).toBe(404);
    expect((await at.ask(staff, shop.slug)).body.id, 'the same request, with another code').toBe(id);
    expect(await at.type(staff, id, await at.readOut(owner.phone))).toBe(204);
  });

  it('does not begin with a code of five minutes ago, of another request, or of another staff member', async () => {
    const second = await people.officer('assisting_staff');
    const { id } = (await at.ask(staff, shop.slug)).body;
    const old = await at.readOut(owner.phone);
    clock.advance(5 * MINUTE_MS);
    expect(await at.type(staff, id, old)).toBe(401);
    await at.ask(staff, shop.slug);
    const code = await at.readOut(owner.phone);
    const theirs = (await at.ask(second, shop.slug)).body.id;
    expect(await at.type(second, theirs, code)).toBe(401);
    expect(await at.type(second, id, code), 'not their request').toBe(404);
    const elsewhere = await floor.seller(`giup-${(shops += 1)}`);
    await people.member(owner, elsewhere);
    const other = (await at.ask(staff, elsewhere.slug)).body.id;
    expect(await at.type(staff, other, code)).toBe(401);
    expect(await at.type(staff, id, code)).toBe(204);
  });

  it('asked for anew with other words is another request: nobody consents to what they were not shown', async () => {
    const first = (await at.ask(staff, shop.slug, { permissions: ['listings'] })).body.id;
    const code = await at.readOut(owner.phone);
    const second = (await at.ask(staff, shop.slug)).body.id;
    expect(second).not.toBe(first);
    const page = `/seller/${shop.slug}/mandates/${first}/consent`;
    expect((await at.call(owner, 'POST', page, {})).code).toBe('state_conflict');
    expect(await at.type(staff, first, code)).toBe(409);
    expect(await at.type(staff, second, code)).toBe(401);
    expect(await at.statusOf(first)).toBe('withdrawn');
  });

  it('gives what was consented to and no more', async () => {
    await at.mandate(staff, shop.slug, owner, { permissions: ['listings'] });
    expect((await home(staff)).body).toMatchObject({ permissions: ['listings'] });
    const refused = await Promise.all([
      at.call(staff, 'GET', `/seller/${shop.slug}/activity`),
      at.call(staff, 'PUT', `/seller/${shop.slug}/application/producer`, { name: 'Tên khác' }),
      at.call(staff, 'GET', `/seller/${shop.slug}/members`),
      at.call(staff, 'POST', `/seller/${shop.slug}/members`, {
        phone: staff.phone,
        role: 'owner',
        permissions: [],
      }),
      at.call(staff, 'GET', `/seller/${shop.slug}/mandates`),
    ]);
    expect(refused.map(({ code }) => code)).toEqual(Array<string>(5).fill('not_allowed'));
    for (const permissions of [['members'], ['money'], ['listings', 'money'], []])
      expect((await at.ask(staff, shop.slug, { permissions })).code).toBe('validation_failed');
    expect((await at.ask(staff, shop.slug)).code, 'it is not widened by asking again').toBe('state_conflict');
    const widened = database.query(`UPDATE mandates SET permissions = '{money}' WHERE seller_id = $1`, [
      shop.sellerId,
    ]);
    await expect(widened, 'not even by hand').rejects.toThrow(/mandates_permissions_check/);
  });

  it('lasts as long as the floor says, to the moment, before any sweep has come by', async () => {
    await database.query(`INSERT INTO floor_settings (key, value) VALUES ('mandate_months', '3')`);
    const id = await at.mandate(staff, shop.slug, owner);
    await database.query(`DELETE FROM floor_settings WHERE key = 'mandate_months'`);
    const until = new Date((await at.ofShop(owner, shop.slug))[0]?.until ?? '');
    const begun = clock.now();
    expect(until.getUTCMonth()).toBe((begun.getUTCMonth() + 3) % 12);
    clock.advance(until.getTime() - begun.getTime() - 1);
    await people.signIn(staff);
    expect((await home(staff)).status).toBe(200);
    clock.advance(1);
    expect((await home(staff)).status).toBe(404);
    expect((await new ShopPeople(app, shop.slug).shopsOf(staff)).items).toEqual([]);
    await app.get(EndWhatLapsed).run();
    await app.get(EndWhatLapsed).run();
    expect(await at.statusOf(id)).toBe('lapsed');
    expect((await history()).map(({ action }) => action)).toEqual([
      'mandate.requested',
      'mandate.consented',
      'mandate.lapsed',
    ]);
  });

  it('that ran out stands in the way of no other, and is said to have run out', async () => {
    const id = await at.mandate(staff, shop.slug, owner);
    clock.advance(1);
    await database.query(`UPDATE mandates SET expires_at = $2 WHERE id = $1`, [id, clock.now()]);
    const next = (await at.ask(staff, shop.slug)).body.id;
    expect(next).not.toBe(id);
    expect(await at.statusOf(id)).toBe('lapsed');
    expect((await history()).map(({ action }) => action)).toContain('mandate.lapsed');
    clock.advance(7 * DAY_MS);
    await people.signIn(staff);
    expect(await at.type(staff, next, await at.readOut(owner.phone)), 'nobody answered for a week').toBe(409);
  });

  it('needs the post as well: without it, or outside its communes, nobody acts', async () => {
    await at.mandate(staff, shop.slug, owner);
    await database.query(`UPDATE officer_duties SET communes = $2 WHERE account_id = $1`, [
      staff.accountId,
      [OTHER_COMMUNE],
    ]);
    expect((await home(staff)).status).toBe(404);
    expect((await new ShopPeople(app, shop.slug).shopsOf(staff)).items, 'nor is it listed').toEqual([]);
    expect((await at.ask(staff, shop.slug)).code).toBe('not_found');
    await database.query(`UPDATE officer_duties SET communes = NULL WHERE account_id = $1`, [
      staff.accountId,
    ]);
    expect((await home(staff)).status).toBe(200);
    await database.query(`UPDATE officer_duties SET ends_at = $2 WHERE account_id = $1`, [
      staff.accountId,
      clock.now(),
    ]);
    expect((await home(staff)).status).toBe(404);
  });

  it.each([
    ['an owner', async (id: string) => at.call(owner, 'DELETE', `/seller/${shop.slug}/mandates/${id}`)],
    ['the staff member', async (id: string) => at.call(staff, 'DELETE', `/admin/mandates/${id}`)],
    [
      'support, told by telephone',
      async (id: string) =>
        at.call(await people.officer('support'), 'DELETE', `/admin/sellers/${shop.slug}/mandates/${id}`),
    ],
  ])('is ended at once by %s', async (_who, end) => {
    const id = await at.mandate(staff, shop.slug, owner);
    expect((await home(staff)).status).toBe(200);
    expect((await end(id)).status).toBe(204);
    expect((await home(staff)).status).toBe(404);
    expect((await end(id)).code).toBe('state_conflict');
    expect((await history()).at(-1)).toMatchObject({ action: 'mandate.withdrawn', after: { mandateId: id } });
  });

  it('can be declined before it begins, and is then not to be had with the code', async () => {
    const { id } = (await at.ask(staff, shop.slug)).body;
    const code = await at.readOut(owner.phone);
    expect((await at.call(owner, 'DELETE', `/seller/${shop.slug}/mandates/${id}`)).status).toBe(204);
    expect(await at.statusOf(id)).toBe('declined');
    expect(await at.type(staff, id, code)).toBe(409);
    expect((await home(owner)).body).toMatchObject({ asking: 0 });
  });

  it('is not for whoever works in the shop, and not to be had where nobody can be asked', async () => {
    await people.member(staff, shop, ['orders']);
    expect((await at.ask(staff, shop.slug)).code).toBe('state_conflict');
    const empty = await floor.seller(`giup-${(shops += 1)}`);
    expect((await at.ask(staff, empty.slug)).body).toMatchObject({
      code: 'state_conflict',
      reason: 'no_owner',
    });
  });
});

it('no owner is worn down: four codes an hour, whoever asks', async () => {
  const strict = await testApp({ database, clock, env: { RATE_LIMIT_FACTOR: '1' } });
  try {
    const asking = new Assistance(strict, database);
    const all = [staff, ...(await Promise.all([1, 2, 3, 4].map(() => people.officer('assisting_staff'))))];
    const statuses: number[] = [];
    for (const one of all) statuses.push((await asking.ask(one, shop.slug)).status);
    expect(statuses).toEqual([201, 201, 201, 201, 429]);
  } finally {
    await strict.close();
  }
});
