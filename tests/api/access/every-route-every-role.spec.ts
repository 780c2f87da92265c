import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asksWho, call, headersOf, judgedRoutes, paramsFor, type Judged } from '../../access/calling.js';
import { expectedOf, isAsExpected, letIn } from '../../access/expected.js';
import { callers, type Caller } from '../../access/lines.js';
import { Worlds, type World } from '../../access/world.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';

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

describe('every route, called by everybody', () => {
  it.each(routes.map((judged) => [judged.route.address, judged] as const))('%s', async (_address, judged) => {
    // What asks for nobody changes nobody: those routes share one world.
    const world = asksWho(judged) ? await worlds.make() : shared;
    const refused = callers.filter((caller) => expectedOf(judged.line, caller) !== 'let in');
    if (refused.length > 0) {
      const params = await paramsFor(world, judged);
      const before = await everyRow(database);
      const answers = await Promise.all(refused.map((caller) => told(world, judged, caller, params)));
      expect(answers.filter((answer) => answer !== 'as expected')).toEqual([]);
      expect(await everyRow(database), 'a refusal changed something').toEqual(before);
    }
    for (const caller of letIn(judged.line)) {
      const params = await paramsFor(world, judged);
      expect(await told(world, judged, caller, params)).toBe('as expected');
    }
  });
});

it('every sensitive act refuses a session whose last proof is long ago', async () => {
  for (const judged of routes.filter(({ route }) => route.fresh)) {
    const world = await worlds.make();
    const params = await paramsFor(world, judged);
    for (const caller of letIn(judged.line)) {
      const person = world.cast.get(caller);
      if (person) await world.people.signIn(person, { fresh: false });
    }
    const before = await everyRow(database);
    for (const caller of letIn(judged.line)) {
      const answer = await call(world, judged, params, headersOf(world, caller));
      expect(answer, `${caller} at ${judged.route.address}`).toEqual({
        status: 403,
        code: 'fresh_check_required',
      });
    }
    expect(await everyRow(database)).toEqual(before);
  }
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
