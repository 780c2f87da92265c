import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '#kernel/time';
import { twoFullShops, type FullShop } from '../../access/full-shops.js';
import { holesInTheWall, SellerSide } from '../../access/shop-wall.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding, SEEDED_AT } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People } from '../../support/people.js';
import { SmallFloor } from '../../support/small-floor.js';

let database: TestDatabase;
let app: TestApp;
let people: People;
let floor: SmallFloor;
let own: FullShop;
let other: FullShop;
let side: SellerSide;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  floor = await SmallFloor.in(database);
  [own, other] = await twoFullShops({ app, database, people, floor });
  side = await SellerSide.open(database, SEEDED_AT);
});
afterAll(async () => {
  await side.close();
  await app.close();
  await database.drop();
});

/** What is seen of orders at this moment: the own shop's, another's, or nothing. */
async function seen(): Promise<'own' | 'other' | 'nothing'> {
  const { rows } = await side.client.query<{ id: string }>(`SELECT DISTINCT seller_id AS id FROM orders`);
  if (rows.length > 1) throw new Error('Rows of several shops are seen at once');
  const [row] = rows;
  return row === undefined ? 'nothing' : row.id === own.sellerId ? 'own' : 'other';
}

/** A transaction on the seller's side that is taken back at its end. */
async function onSellerSide(work: () => Promise<void>): Promise<void> {
  await side.begin();
  try {
    await work();
  } finally {
    await side.end();
  }
}

it('the wall between two full shops has no hole', async () => {
  expect(await holesInTheWall(database, [own, other], SEEDED_AT)).toEqual([]);
  expect(await holesInTheWall(database, [other, own], SEEDED_AT)).toEqual([]);
});

describe('the binding of a transaction', () => {
  it('is not made by settings, by writing it, or by entering elsewhere', () =>
    onSellerSide(async () => {
      for (const name of ['floor.seller', 'floor.seller_id', 'app.seller_id', 'role.seller'])
        await side.client.query(`SET LOCAL "${name}" = '${own.sellerId}'`);
      expect(await seen()).toBe('nothing');
      for (const text of [
        `INSERT INTO transaction_actors (pid, xid, account_id, seller_id, producer_id)
         VALUES (pg_backend_pid(), pg_current_xact_id(), '${own.owner.accountId}', '${own.sellerId}', '${own.producerId}')`,
        `UPDATE transaction_actors SET seller_id = '${own.sellerId}'`,
        `SELECT * FROM transaction_actors`,
        `DELETE FROM transaction_actors`,
        `CREATE FUNCTION public.bound_seller(x int) RETURNS uuid LANGUAGE sql RETURN '${own.sellerId}'::uuid`,
        `ALTER TABLE orders DISABLE ROW LEVEL SECURITY`,
        `SET LOCAL ROLE floor_owner`,
        `SELECT * FROM seller_access('x', 'y', 'shop', now())`,
      ]) {
        expect(await side.attempt(text), text).toMatchObject({ policy: true });
      }
      expect(await seen()).toBe('nothing');
    }));

  it('is not taken over by tables and functions of one’s own on the search path', () =>
    onSellerSide(async () => {
      await side.client.query('SAVEPOINT own_objects');
      await side.attempt(`CREATE TEMP TABLE transaction_actors AS SELECT pg_backend_pid() AS pid`);
      await side.attempt(`SET LOCAL search_path = pg_temp, public`);
      expect(await seen()).toBe('nothing');
      await side.client.query(`SET LOCAL row_security = off`);
      expect(await side.attempt(`SELECT * FROM orders`)).toMatchObject({ policy: true });
    }));

  it('is not left by anything that an expression within a statement can say', () =>
    onSellerSide(async () => {
      await side.enter(own.owner, own.slug);
      for (const expression of [
        `set_config('role', 'floor_worker', true)`,
        `pg_catalog.set_config('role', 'none', false)`,
        `query_to_xml($$SELECT set_config('role', 'floor_worker', true)$$, true, false, '')`,
        `query_to_xml('SET LOCAL ROLE floor_worker', true, false, '')`,
        `query_to_xml('RESET ROLE', true, false, '')`,
        `(SELECT 1 FROM ts_stat('SET ROLE floor_worker'))`,
        `table_to_xml('accounts', true, false, '')`,
      ]) {
        expect(
          await side.attempt(`SELECT id FROM orders WHERE ${expression} IS NOT NULL`),
          expression,
        ).toHaveProperty('refused');
        expect((await side.client.query<{ user: string }>('SELECT current_user AS user')).rows).toEqual([
          { user: 'floor_seller' },
        ]);
      }
      await side.client.query('SAVEPOINT view');
      expect(
        await side.attempt(`UPDATE pg_settings SET setting = 'floor_worker' WHERE name = 'role'`),
      ).toMatchObject({ policy: true });
      expect(await seen()).toBe('own');
    }));

  it('shows the shop that was entered, and not a second one beside it', () =>
    onSellerSide(async () => {
      expect(await side.enter(own.owner, own.slug)).toBe(true);
      expect(await seen()).toBe('own');
      expect(await side.enter(own.owner, own.slug, 'orders')).toBe(true);
      await side.client.query('SAVEPOINT second');
      await expect(side.enter(other.owner, other.slug)).rejects.toThrow('one transaction works for one shop');
      await side.client.query('ROLLBACK TO SAVEPOINT second');
      expect(await seen()).toBe('own');
      await expect(side.enter(own.staff, own.slug)).rejects.toThrow('one person');
      await side.client.query('ROLLBACK TO SAVEPOINT second');
      expect(await seen()).toBe('own');
    }));

  it('goes with the savepoint it was made in', () =>
    onSellerSide(async () => {
      await side.client.query('SAVEPOINT one');
      await side.enter(own.owner, own.slug);
      await side.client.query('RELEASE SAVEPOINT one');
      expect(await seen()).toBe('own');
      await side.client.query('ROLLBACK');
      await side.begin();
      await side.client.query('SAVEPOINT one');
      await side.enter(own.owner, own.slug);
      expect(await seen()).toBe('own');
      await side.client.query('ROLLBACK TO SAVEPOINT one');
      expect(await seen()).toBe('nothing');
      await side.enter(other.owner, other.slug);
      expect(await seen()).toBe('other');
    }));

  it.each(['COMMIT', 'ROLLBACK'])(
    'does not outlive its transaction on a connection used again after %s',
    async (end) => {
      await side.begin();
      await side.enter(own.owner, own.slug);
      expect(await seen()).toBe('own');
      await side.client.query(end);
      await side.begin();
      expect(await seen()).toBe('nothing');
      // The number of the transaction is what binds: a new one makes the old binding void also once it has a number.
      await side.client.query('SELECT pg_current_xact_id()').catch(() => undefined);
      expect(await seen()).toBe('nothing');
      await side.end();
    },
  );

  it('is seen by no other connection', async () => {
    const second = await SellerSide.open(database, SEEDED_AT);
    await side.begin();
    await side.enter(own.owner, own.slug);
    await side.client.query('COMMIT');
    await side.begin();
    await side.enter(own.owner, own.slug);
    await second.begin();
    const { rows } = await second.client.query('SELECT id FROM orders');
    expect(rows).toEqual([]);
    await second.end();
    await second.close();
    await side.end();
  });
});

describe('nobody enters', () => {
  const HOUR_AGO = new Date(SEEDED_AT.getTime() - HOUR_MS);
  const cases: [string, (shop: FullShop) => Promise<unknown>, 'owner' | 'staff'][] = [
    [
      'with a session that was ended',
      ({ owner }) => set('sessions', owner.sessionId, `ended_at = $2`, HOUR_AGO),
      'owner',
    ],
    [
      'with a session that expired',
      ({ owner }) => set('sessions', owner.sessionId, `expires_at = $2`, SEEDED_AT),
      'owner',
    ],
    [
      'with a blocked account',
      ({ owner }) => set('accounts', owner.accountId, `status = 'blocked', updated_at = $2`, HOUR_AGO),
      'owner',
    ],
    [
      'after the membership ended',
      ({ owner, sellerId }) => endMembership(owner.accountId, sellerId),
      'owner',
    ],
    ['under a mandate that was withdrawn', (shop) => setMandate(shop, `status = 'withdrawn'`), 'staff'],
    ['under a mandate that was only asked for', (shop) => setMandate(shop, `status = 'requested'`), 'staff'],
    [
      'under a mandate that expired a moment ago',
      (shop) =>
        setMandate(
          shop,
          `requested_at = requested_at - interval '1 day', expires_at = '${SEEDED_AT.toISOString()}'`,
        ),
      'staff',
    ],
    [
      'under a mandate without the post',
      ({ staff }) =>
        database.query(`UPDATE officer_duties SET ended_at = $2 WHERE account_id = $1`, [
          staff.accountId,
          HOUR_AGO,
        ]),
      'staff',
    ],
    [
      'under a mandate with a post in other communes',
      ({ staff }) =>
        database.query(`UPDATE officer_duties SET communes = '{32191}' WHERE account_id = $1`, [
          staff.accountId,
        ]),
      'staff',
    ],
  ];

  it.each(cases)('%s', async (_what, spoil, who) => {
    const shop = await lentShop();
    await onSellerSide(async () => expect(await side.enter(shop[who], shop.slug, 'listings')).toBe(true));
    await spoil(shop);
    await onSellerSide(async () => {
      expect(await side.enter(shop[who], shop.slug, 'listings')).toBe(false);
      expect((await side.client.query('SELECT id FROM sellers')).rows).toEqual([]);
    });
  });

  it('with a bearer token that was made for something else', async () => {
    const shop = await lentShop();
    await people.signIn(shop.owner, { scopes: ['seller:orders'] });
    await onSellerSide(async () => {
      expect(await side.enter(shop.owner, shop.slug, 'listings')).toBe(false);
      expect((await side.client.query('SELECT id FROM sellers')).rows).toEqual([]);
      expect(await side.enter(shop.owner, shop.slug, 'orders')).toBe(true);
    });
  });

  it('for more than the membership or the mandate gives', async () => {
    const shop = await lentShop();
    const helper = await people.person();
    await people.member(helper, shop, ['listings']);
    await onSellerSide(async () => {
      for (const permission of ['orders', 'money', 'shop', 'members', 'anything'])
        expect(await side.enter(helper, shop.slug, permission), permission).toBe(false);
      for (const permission of ['money', 'members', 'anything'])
        expect(await side.enter(shop.staff, shop.slug, permission), permission).toBe(false);
      expect((await side.client.query('SELECT id FROM sellers')).rows).toEqual([]);
    });
  });

  let lent = 0;
  async function lentShop(): Promise<FullShop> {
    const shop = await floor.seller(`muon-${(lent += 1)}`);
    const [owner, second, staff] = await people.persons([{}, {}, {}]);
    if (owner === undefined || second === undefined || staff === undefined) throw new Error('Nobody there');
    await people.member(owner, shop);
    await people.member(second, shop);
    await people.duty(staff, 'assisting_staff');
    await people.mandate(staff, shop);
    return { ...shop, owner, staff };
  }

  const set = (table: string, id: string, change: string, value: Date): Promise<unknown> =>
    database.query(`UPDATE ${table} SET ${change} WHERE id = $1`, [id, value]);
  const endMembership = (accountId: string, sellerId: string): Promise<unknown> =>
    database.query(`UPDATE seller_members SET ended_at = now() WHERE account_id = $1 AND seller_id = $2`, [
      accountId,
      sellerId,
    ]);
  const setMandate = ({ staff }: FullShop, change: string): Promise<unknown> =>
    database.query(`UPDATE mandates SET ${change} WHERE staff_account_id = $1`, [staff.accountId]);
});
