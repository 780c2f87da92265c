import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  asksWho,
  call,
  headersOf,
  isUnsafe,
  judgedRoutes,
  paramsFor,
  type Judged,
} from '../../access/calling.js';
import { expectedOf, isAsExpected, letIn } from '../../access/expected.js';
import { callers, type Caller } from '../../access/lines.js';
import { Worlds, type World } from '../../access/world.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { sampled } from '../../support/scale.js';

let database: TestDatabase;
let app: TestApp;
let worlds: Worlds;
let shared: World;
const clock = clockAtSeeding();

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock });
  worlds = await Worlds.on(app, database, clock);
  shared = await worlds.make();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const routes = judgedRoutes();

it('whoever the table does not name is refused, and changes nothing', { timeout: 120_000 }, async () => {
  const tries = await Promise.all(
    routes.filter(asksWho).map(async (judged) => ({
      judged,
      params: await paramsFor(shared, judged),
      refused: callers.filter((caller) => expectedOf(judged.line, caller) !== 'let in'),
    })),
  );
  const before = await everyRow(database);
  const wrong: string[] = [];
  for (const { judged, params, refused } of tries) {
    const answers = await Promise.all(refused.map((caller) => told(shared, judged, caller, params)));
    wrong.push(...answers.filter((answer) => answer !== 'as expected'));
  }
  expect(wrong).toEqual([]);
  expect(await everyRow(database)).toEqual(before);
});

/** What only reads, or asks for nobody, changes nobody: those routes share one world. */
const changesTheWorld = (judged: Judged): boolean => asksWho(judged) && isUnsafe(judged);
const letsIn = [
  ...routes.filter((judged) => !changesTheWorld(judged)),
  // A world for each is what takes the time; that people get done what they may is what every other file is about.
  ...sampled(routes.filter(changesTheWorld)),
];

describe('whoever the table names is let in', () => {
  it.each(letsIn.map((judged) => [judged.route.address, judged] as const))('%s', async (_address, judged) => {
    const world = changesTheWorld(judged) ? await worlds.make() : shared;
    for (const caller of letIn(judged.line)) {
      const params = await paramsFor(world, judged, world.cast.get(caller));
      expect(await told(world, judged, caller, params)).toBe('as expected');
    }
  });
});

it('every sensitive act refuses a session whose last proof is long ago', { timeout: 120_000 }, async () => {
  const world = await worlds.make();
  const sensitive = routes.filter(({ route }) => route.fresh);
  const tries = await Promise.all(
    sensitive.map(async (judged) => ({ judged, params: await paramsFor(world, judged) })),
  );
  for (const person of world.cast.values())
    if (person !== null && 'cookie' in person.headers) await world.people.signIn(person, { fresh: false });
  const before = await everyRow(database);
  for (const { judged, params } of tries) {
    for (const caller of letIn(judged.line)) {
      const answer = await call(world, judged, params, headersOf(world, caller));
      expect(answer, `${caller} at ${judged.route.address}`).toEqual({
        status: 403,
        code: 'fresh_check_required',
      });
    }
  }
  expect(await everyRow(database)).toEqual(before);
});

/** `as expected`, or in words what came instead. */
async function told(
  world: World,
  judged: Judged,
  caller: Caller,
  params: Record<string, string>,
): Promise<string> {
  const expected = expectedOf(judged.line, caller);
  const answer = await call(world, judged, params, headersOf(world, caller));
  if (isAsExpected(judged.line, expected, answer)) return 'as expected';
  return `${caller} at ${judged.route.address}: ${answer.status} ${answer.code ?? ''}, by route-access.ts: ${expected}`;
}
