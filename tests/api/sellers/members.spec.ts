import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { holdRow, untilWaiting } from '../../support/held-locks.js';
import { People, type Person } from '../../support/people.js';
import { ShopPeople, STAFF } from '../../support/shop-people.js';
import { SmallFloor, type SmallSeller } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let floor: SmallFloor;
let shop: SmallSeller;
let of: ShopPeople;
let owner: Person;
let ownerId: string;
let shops = 0;
let phones = 0;

const newPhone = (): string => `+84932${String((phones += 1)).padStart(6, '0')}`;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
});
beforeEach(async () => {
  shop = await floor.seller(`nhom-${(shops += 1)}`);
  await people.keyOf(shop.sellerId);
  of = new ShopPeople(app, shop.slug);
  owner = await people.person();
  ownerId = await people.member(owner, shop);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ownersLeft = async (): Promise<number> =>
  (
    await database.query(
      `SELECT 1 FROM seller_members WHERE seller_id = $1 AND role = 'owner' AND ended_at IS NULL`,
      [shop.sellerId],
    )
  ).length;

describe('members', () => {
  it('are an owner’s affair alone: neither staff nor whoever acts under a mandate', async () => {
    const staff = await people.person();
    const staffId = await people.member(staff, shop, ['listings', 'orders', 'money']);
    const assistant = await people.officer('assisting_staff');
    await people.mandate(assistant, shop);
    for (const person of [staff, assistant]) {
      const answers = await Promise.all([
        of.list(person),
        of.invite(person, newPhone()),
        of.change(person, staffId, { role: 'owner', permissions: [] }),
        of.end(person, ownerId),
      ]);
      expect(answers.map(({ code }) => code)).toEqual(Array<string>(4).fill('not_allowed'));
    }
    expect((await of.list(owner)).body.members).toHaveLength(2);
  });

  it('may do from their next request on what an owner says, and nothing from the moment they are sent away', async () => {
    const staff = await people.person();
    const staffId = await people.member(staff, shop, ['orders']);
    expect((await of.change(owner, staffId, { role: 'staff', permissions: ['money'] })).status).toBe(204);
    expect((await of.shopsOf(staff)).items).toMatchObject([{ permissions: ['money'] }]);
    expect((await of.end(owner, staffId)).status).toBe(204);
    expect((await callAs(app, staff, 'GET', `/seller/${shop.slug}`)).status).toBe(404);
    expect((await of.end(owner, staffId)).status).toBe(404);
    expect((await of.leave(staff)).status).toBe(404);
    const records = await database.query(
      `SELECT action, actor_id, seller_id, before, after FROM audit_records
       WHERE seller_id = $1 AND action LIKE 'member.%' ORDER BY id`,
      [shop.sellerId],
    );
    const by = { actor_id: owner.accountId, seller_id: shop.sellerId };
    expect(records).toMatchObject([
      {
        ...by,
        action: 'member.changed',
        before: { permissions: ['orders'] },
        after: { permissions: ['money'] },
      },
      { ...by, action: 'member.ended', before: { accountId: staff.accountId, permissions: ['money'] } },
    ]);
  });

  it('the last owner neither leaves nor is sent away nor made staff', async () => {
    for (const answer of [
      await of.leave(owner),
      await of.end(owner, ownerId),
      await of.change(owner, ownerId, STAFF),
    ])
      expect(answer).toMatchObject({ status: 409, code: 'last_owner' });
    expect(await ownersLeft()).toBe(1);
  });

  it.each([
    ['leave', (first: Person, second: Person) => [of.leave(first), of.leave(second)]],
    [
      'send each other away',
      (first: Person, second: Person, ids: string[]) => [
        of.end(first, ids[1] ?? ''),
        of.end(second, ids[0] ?? ''),
      ],
    ],
    [
      'make each other staff',
      (first: Person, second: Person, ids: string[]) => [
        of.change(first, ids[1] ?? '', STAFF),
        of.change(second, ids[0] ?? '', STAFF),
      ],
    ],
  ])('of two owners who %s at once one remains', async (_what, both) => {
    const second = await people.person();
    const ids = [ownerId, await people.member(second, shop)];
    const held = await holdRow(database, 'sellers', shop.sellerId);
    const answers = Promise.all(both(owner, second, ids));
    await untilWaiting(database, 2);
    await held.release();
    expect((await answers).map(({ code = 'done' }) => code).sort()).toEqual(['done', 'last_owner']);
    expect(await ownersLeft()).toBe(1);
  });
});
