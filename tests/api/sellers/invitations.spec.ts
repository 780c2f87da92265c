import { DAY_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InvitationMessage } from '../../../apps/api/src/modules/sellers/members/invitation-message.js';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { holdRow, untilWaiting } from '../../support/held-locks.js';
import { readMessages } from '../../support/outbox.js';
import { People, type Person } from '../../support/people.js';
import { TEST_SECRETS } from '../../support/secrets.js';
import { ShopPeople, STAFF, type ShopsOf } from '../../support/shop-people.js';
import { SmallFloor, type SmallSeller } from '../../support/small-floor.js';
import { Visitor } from '../../support/visitor.js';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let people: People;
let floor: SmallFloor;
let shop: SmallSeller;
let of: ShopPeople;
let owner: Person;
let shops = 0;
let phones = 0;

const newPhone = (): string => `+84931${String((phones += 1)).padStart(6, '0')}`;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
  floor = await SmallFloor.in(database);
  people = new People(app, database, clock);
});
beforeEach(async () => {
  shop = await floor.seller(`nhom-${(shops += 1)}`);
  await people.keyOf(shop.sellerId);
  of = new ShopPeople(app, shop.slug);
  owner = await people.person();
  await people.member(owner, shop);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const invitationStatus = async (id: string): Promise<string | undefined> =>
  (await database.query<{ status: string }>(`SELECT status FROM seller_invitations WHERE id = $1`, [id]))[0]
    ?.status;

describe('an invitation', () => {
  it('reaches a phone nobody knows, and gives nothing before its holder has signed up and said yes', async () => {
    const phone = newPhone();
    const { status, body } = await of.invite(owner, phone, {
      role: 'staff',
      permissions: ['orders', 'listings'],
    });
    expect(status).toBe(201);
    await app.get(InvitationMessage).send(body.id);
    const sent = (await readMessages(database)).filter(({ to }) => to.phone === phone);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain(`Gian hàng ${shop.slug}`);
    expect(sent[0]?.short).toMatch(/^[ -~]{100,300}$/);
    expect((await of.list(owner)).body.invitations).toMatchObject([{ id: body.id, phone }]);
    const newcomer = new Visitor(app, database);
    await newcomer.signUp(phone);
    const before = (await newcomer.call<ShopsOf>('GET', '/me/shops')).body;
    expect(before.items).toEqual([]);
    expect(before.invitations).toMatchObject([
      {
        id: body.id,
        seller: { slug: shop.slug },
        permissions: ['listings', 'orders'],
        invitedBy: owner.name,
      },
    ]);
    expect((await newcomer.call('GET', `/seller/${shop.slug}`)).status).toBe(404);
    expect((await newcomer.call('POST', `/me/shop-invitations/${body.id}/acceptance`, {})).status).toBe(204);
    expect((await newcomer.call<ShopsOf>('GET', '/me/shops')).body).toMatchObject({
      items: [{ slug: shop.slug, as: 'staff', permissions: ['listings', 'orders'] }],
      invitations: [],
    });
    expect((await newcomer.call('GET', `/seller/${shop.slug}`)).status).toBe(200);
    expect((await newcomer.call('GET', `/seller/${shop.slug}/members`)).status).toBe(403);
    expect(
      await database.query(`SELECT phone_sealed FROM seller_invitations WHERE id = $1`, [body.id]),
    ).toEqual([{ phone_sealed: null }]);
  });

  it('carries no words of a shop that no officer has seen: the floor sends nobody’s advertisements', async () => {
    await database.query(`UPDATE sellers SET status = 'draft', name = 'Nhận quà ở trang lạ' WHERE id = $1`, [
      shop.sellerId,
    ]);
    const phone = newPhone();
    await app.get(InvitationMessage).send((await of.invite(owner, phone)).body.id);
    const sent = (await readMessages(database)).find(({ to }) => to.phone === phone);
    expect(sent?.text).toContain('có gian hàng mời bạn cùng làm');
    expect(JSON.stringify(sent)).not.toMatch(/trang l/);
  });

  it('is that phone’s: nobody else can accept or refuse it', async () => {
    const { body } = await of.invite(owner, newPhone());
    const stranger = await people.person();
    expect((await of.accept(stranger, body.id)).status).toBe(404);
    expect((await of.refuse(stranger, body.id)).status).toBe(404);
    expect(await invitationStatus(body.id)).toBe('open');
  });

  it('can be refused, taken back and outlived, and gives nothing afterwards', async () => {
    const [refusing, unwanted, late] = await people.persons([{}, {}, {}]);
    if (!refusing || !unwanted || !late) throw new Error('Nobody was made');
    const refused = (await of.invite(owner, refusing.phone)).body.id;
    expect((await of.refuse(refusing, refused)).status).toBe(204);
    const back = (await of.invite(owner, unwanted.phone)).body.id;
    expect((await of.takeBack(owner, back)).status).toBe(204);
    expect((await of.accept(refusing, refused)).status).toBe(404);
    expect((await of.accept(unwanted, back)).status).toBe(404);
    const old = await people.invitation(owner, shop, { phone: late.phone });
    await database.query(`UPDATE seller_invitations SET expires_at = $2 WHERE id = $1`, [old, clock.now()]);
    expect((await of.accept(late, old)).status).toBe(404);
    expect((await of.shopsOf(late)).invitations).toEqual([]);
    expect((await of.invite(owner, late.phone)).status, 'the next one is not in its way').toBe(201);
    expect((await of.list(owner)).body.members.map(({ name }) => name)).toEqual([owner.name]);
  });

  it('stands once for a phone and shop, also under the key before', async () => {
    const phone = newPhone();
    const { body } = await of.invite(owner, phone);
    expect((await of.invite(owner, phone.replace('+84', '0'))).code).toBe('state_conflict');
    await of.takeBack(owner, body.id);
    const both = await Promise.all([of.invite(owner, phone), of.invite(owner, phone)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const other = await testApp({
      database,
      clock,
      env: {
        DATA_KEY: 'a-key-for-the-time-after-0123456789abcdefghijkl',
        DATA_KEY_PREVIOUS: TEST_SECRETS.DATA_KEY,
      },
    });
    try {
      const path = `/seller/${shop.slug}/members`;
      expect((await callAs(other, owner, 'POST', path, { phone, ...STAFF })).code).toBe('state_conflict');
    } finally {
      await other.close();
    }
  });

  it.each([
    ['members', { role: 'staff', permissions: ['members'] }],
    ['the shop’s papers', { role: 'staff', permissions: ['shop'] }],
    ['nothing', { role: 'staff', permissions: [] }],
    ['a list beside ownership', { role: 'owner', permissions: ['money'] }],
    ['an invented role', { role: 'administrator', permissions: [] }],
    ['a foreign phone', { ...STAFF, phone: '+1 202 555 0100' }],
  ])('gives no %s', async (_what, rights) => {
    expect((await of.invite(owner, newPhone(), rights)).code).toBe('validation_failed');
  });

  it('gives nothing any more when whoever invited owns nothing any more', async () => {
    const [second, friend] = await people.persons([{}, {}]);
    if (!second || !friend) throw new Error('Nobody was made');
    const secondId = await people.member(second, shop);
    const { body } = await of.invite(second, friend.phone, { role: 'owner', permissions: [] });
    expect((await of.change(owner, secondId, STAFF)).status).toBe(204);
    expect((await of.accept(friend, body.id)).status).toBe(404);
    expect((await of.shopsOf(friend)).items).toEqual([]);
  });

  it('accepted ten times at once is one membership; accepted and taken back at once it is one of both', async () => {
    const person = await people.person();
    const { body } = await of.invite(owner, person.phone);
    const answers = await Promise.all(Array.from({ length: 10 }, () => of.accept(person, body.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(9).fill(404)]);
    const wavering = await people.person();
    const open = (await of.invite(owner, wavering.phone)).body.id;
    const held = await holdRow(database, 'seller_invitations', open);
    const both = Promise.all([of.accept(wavering, open), of.takeBack(owner, open)]);
    await untilWaiting(database, 2);
    await held.release();
    expect((await both).map(({ status }) => status).sort()).toEqual([204, 404]);
    expect((await of.shopsOf(wavering)).items).toHaveLength(
      (await invitationStatus(open)) === 'accepted' ? 1 : 0,
    );
  });

  it('is not sent again and again: a phone hears of four a day', async () => {
    const strict = await testApp({ database, clock, env: { RATE_LIMIT_FACTOR: '1' } });
    try {
      const phone = newPhone();
      const statuses: number[] = [];
      for (let nth = 0; nth < 5; nth += 1) {
        const one = await floor.seller(`nhom-${(shops += 1)}`);
        await people.keyOf(one.sellerId);
        await people.member(owner, one);
        const path = `/seller/${one.slug}/members`;
        statuses.push((await callAs(strict, owner, 'POST', path, { phone, ...STAFF })).status);
      }
      expect(statuses).toEqual([201, 201, 201, 201, 429]);
    } finally {
      await strict.close();
    }
  });

  it('lasts two weeks', async () => {
    const person = await people.person();
    const { body } = await of.invite(owner, person.phone);
    clock.advance(14 * DAY_MS - 1);
    expect((await of.shopsOf(person)).invitations).toHaveLength(1);
    clock.advance(1);
    expect((await of.accept(person, body.id)).status).toBe(404);
  });
});
