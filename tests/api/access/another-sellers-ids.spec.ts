import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, headersOf, judgedRoutes, paramsFor, type Judged } from '../../access/calling.js';
import type { Caller } from '../../access/lines.js';
import { things } from '../../access/things.js';
import { Worlds, type World } from '../../access/world.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';

let database: TestDatabase;
let app: TestApp;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  const clock = clockAtSeeding();
  app = await testApp({ database, clock });
  world = await (await Worlds.on(app, database, clock)).make();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ofShops = judgedRoutes().filter(({ line }) => line.kind === 'shop');
/** Words for a kind, the same in every shop: they name one's own. */
const KINDS = new Set(['gateway', 'carrier']);
const withChild = ofShops.filter(({ route }) => route.params.filter((name) => !KINDS.has(name)).length > 1);
const ofOfficers = judgedRoutes().filter(
  ({ line }) => line.kind === 'officers' && line.thing !== undefined && things[line.thing].territorial,
);

/** A call that must find nothing. */
interface Try {
  judged: Judged;
  caller: Caller;
  params: Record<string, string>;
  body?: object;
}

/** Makes all the calls: what was found all the same, in words; and holds that not one row is another afterwards. */
async function found(tries: readonly Try[]): Promise<string[]> {
  const before = await everyRow(database);
  const all: string[] = [];
  for (const { judged, caller, params, body } of tries) {
    const { status, code } = await call(world, judged, params, headersOf(world, caller), body);
    if (status !== 404 || code !== 'not_found')
      all.push(`${caller} at ${judged.route.address}: ${status} ${code ?? ''}${status === 400 ? HINT : ''}`);
  }
  expect(await everyRow(database), 'something changed').toEqual(before);
  return all;
}

const HINT = ' (the body was refused first: say .taking(…) in tests/access/route-access.ts)';

it('there are routes of shops and of officers to try', () => {
  expect(ofShops.length).toBeGreaterThan(8);
  expect(withChild.length).toBeGreaterThan(3);
  expect(ofOfficers.length).toBeGreaterThan(8);
});

it('a stranger finds nothing of another shop, and changes nothing', async () => {
  const tries: Try[] = [];
  for (const judged of ofShops) {
    const params = await paramsFor(world, judged);
    tries.push({ judged, caller: 'owner of another shop', params });
    tries.push({ judged, caller: 'owner of another shop', params, body: {} });
  }
  expect(await found(tries)).toEqual([]);
});

it('in one’s own shop nothing of another shop is found by its id', async () => {
  const tries: Try[] = [];
  for (const judged of withChild) {
    const params = { ...(await paramsFor(world, judged)), sellerSlug: world.otherShop.slug };
    tries.push({ judged, caller: 'owner of another shop', params });
  }
  expect(await found(tries)).toEqual([]);
});

it('an officer of other communes finds nothing, and changes nothing', async () => {
  const tries: Try[] = [];
  for (const judged of ofOfficers) {
    for (const role of judged.line.roles) {
      const caller = `${role} out of territory` as const;
      tries.push({ judged, caller, params: await paramsFor(world, judged, world.cast.get(caller)) });
    }
  }
  expect(await found(tries)).toEqual([]);
});
