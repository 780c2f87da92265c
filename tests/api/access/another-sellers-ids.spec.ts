import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, headersOf, judgedRoutes, paramsFor } from '../../access/calling.js';
import { letIn } from '../../access/expected.js';
import { things } from '../../access/things.js';
import { Worlds } from '../../access/world.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';

let database: TestDatabase;
let app: TestApp;
let worlds: Worlds;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  worlds = await Worlds.on(app, database, clock);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const NOT_FOUND = { status: 404, code: 'not_found' };
const ofShops = judgedRoutes().filter(({ line }) => line.kind === 'shop');
const withChild = ofShops.filter(({ route }) => route.params.length > 1);
const ofOfficers = judgedRoutes().filter(
  ({ line }) => line.kind === 'officers' && line.thing !== undefined && things[line.thing].territorial,
);
const named = <Item extends { route: { address: string } }>(
  all: readonly Item[],
): (readonly [string, Item])[] => all.map((judged) => [judged.route.address, judged] as const);

it('there are routes of shops and of officers to try', () => {
  expect(ofShops.length).toBeGreaterThan(0);
  expect(withChild.length).toBeGreaterThan(0);
  expect(ofOfficers.length).toBeGreaterThan(0);
});

describe('a stranger finds nothing of another shop, and changes nothing', () => {
  it.each(named(ofShops))('%s', async (_address, judged) => {
    const world = await worlds.make();
    const params = await paramsFor(world, judged);
    const stranger = headersOf(world, 'owner of another shop');
    const before = await everyRow(database);
    expect(await call(world, judged, params, stranger)).toEqual(NOT_FOUND);
    expect(await call(world, judged, params, stranger, {})).toEqual(NOT_FOUND);
    expect(await everyRow(database)).toEqual(before);
  });
});

describe('in one’s own shop nothing of another shop is found by its id', () => {
  it.each(named(withChild))('%s', async (_address, judged) => {
    const world = await worlds.make();
    const params = { ...(await paramsFor(world, judged)), sellerSlug: world.otherShop.slug };
    const stranger = headersOf(world, 'owner of another shop');
    const before = await everyRow(database);
    expect(
      await call(world, judged, params, stranger),
      'if the body was refused first: say .taking(…) in tests/access/route-access.ts',
    ).toEqual(NOT_FOUND);
    expect(await everyRow(database)).toEqual(before);
  });
});

describe('an officer of other communes finds nothing, and changes nothing', () => {
  it.each(named(ofOfficers))('%s', async (_address, judged) => {
    const world = await worlds.make();
    const params = await paramsFor(world, judged);
    const before = await everyRow(database);
    for (const role of judged.line.roles) {
      const headers = headersOf(world, `${role} out of territory`);
      expect(
        await call(world, judged, params, headers),
        `${role}; if the body was refused first: say .taking(…) in tests/access/route-access.ts`,
      ).toEqual(NOT_FOUND);
    }
    expect(await everyRow(database)).toEqual(before);
    expect(letIn(judged.line)).not.toEqual([]);
  });
});
