import { DAY_MS, systemClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SellerSide } from '../../access/shop-wall.js';
import { testApp, type TestApp } from '../../support/app.js';
import { callAs } from '../../support/caller.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People, type Person } from '../../support/people.js';
import { HOME_COMMUNE, SmallFloor, type SmallSeller } from '../../support/small-floor.js';

// The one place that lives at the time of day: what is tried is whether the database goes by its own clock.
const clock = systemClock();

let database: TestDatabase;
let app: TestApp;
let people: People;
let floor: SmallFloor;
let side: SellerSide;
let shop: SmallSeller;
let staff: Person;
let dutyId: string;
let mandateId: string;
let shops = 0;

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  people = new People(app, database, clock);
  floor = await SmallFloor.in(database);
  side = await SellerSide.open(database, clock.now());
});
afterAll(async () => {
  await side.close();
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  await database.query(`DELETE FROM movable_clocks`);
  shops += 1;
  shop = await floor.seller(`gian-hang-${shops}`);
  staff = await people.person();
  dutyId = await people.duty(staff, 'assisting_staff', [HOME_COMMUNE]);
  mandateId = await people.mandate(staff, shop);
});

/** Whether the shop is entered by somebody who says it is so many days from now. */
async function entered(person: Person, days: number): Promise<boolean> {
  await side.begin();
  try {
    return await side.enter(person, shop.slug, 'shop', new Date(Date.now() + days * DAY_MS));
  } finally {
    await side.end();
  }
}

describe('a shop is entered as of now, whatever time the caller tells', () => {
  const ENDED: [string, () => Promise<unknown>][] = [
    [
      'a mandate that ran out',
      () =>
        database.query(
          `UPDATE mandates SET requested_at = now() - interval '9 days', expires_at = now() - interval '1 minute' WHERE id = $1`,
          [mandateId],
        ),
    ],
    [
      'a session that expired',
      () =>
        database.query(`UPDATE sessions SET expires_at = now() - interval '1 minute' WHERE id = $1`, [
          staff.sessionId,
        ]),
    ],
    [
      'a post that ran out',
      () =>
        database.query(
          `UPDATE officer_duties SET starts_at = now() - interval '9 days', ends_at = now() - interval '1 minute' WHERE id = $1`,
          [dutyId],
        ),
    ],
    [
      'a post that begins tomorrow',
      () =>
        database.query(`UPDATE officer_duties SET starts_at = now() + interval '1 day' WHERE id = $1`, [
          dutyId,
        ]),
    ],
  ];

  it.each(ENDED)('%s opens nothing', async (_what, end) => {
    for (const days of [-4_000, -2, 0, 2, 4_000]) expect(await entered(staff, days), 'before').toBe(true);
    await end();
    for (const days of [-4_000, -2, 0, 2, 4_000]) expect(await entered(staff, days), 'after').toBe(false);
    expect((await callAs(app, staff, 'GET', `/seller/${shop.slug}`)).status).toBeGreaterThanOrEqual(401);
  });

  it('nor can anybody but the owner of the database let the clock be moved', async () => {
    for (const role of ['floor_seller', 'floor_officer', 'floor_worker', 'floor_account', 'floor_buyer']) {
      await side.begin();
      await side.client.query(`SET LOCAL ROLE ${role}`);
      for (const text of [
        `INSERT INTO movable_clocks (reason) VALUES ('test')`,
        `SELECT present_time(now())`,
        `SELECT * FROM seller_access_at('x', 'y', 'shop', now())`,
      ])
        expect(await side.attempt(text), `${role}: ${text}`).toMatchObject({ policy: true });
      await side.end();
    }
    await expect(side.client.query(`INSERT INTO movable_clocks (reason) VALUES ('test')`)).rejects.toThrow(
      'permission denied',
    );
    await expect(
      side.client.query(`SELECT * FROM seller_access_at('x', 'y', 'shop', now())`),
    ).rejects.toThrow('permission denied');
  });
});

it('a demo and a test, whose database says so, move their clock', async () => {
  await database.query(`INSERT INTO movable_clocks (reason) VALUES ('test')`);
  expect([await entered(staff, 0), await entered(staff, 4_000), await entered(staff, -4_000)]).toEqual([
    true,
    false,
    false,
  ]);
});
