import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedOf, isAsExpected, letIn, type Expected } from '../../access/expected.js';
import { callers, type Caller, type Line } from '../../access/lines.js';
import { routeAccess } from '../../access/route-access.js';
import { things } from '../../access/things.js';
import { Worlds, type World } from '../../access/world.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import { allRoutes, fillIn, type Route } from '../../support/routes.js';

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

const routes = allRoutes();

describe('every route, called by everybody', () => {
  it.each(routes.map((route) => [route.address, route] as const))('%s', async (address, route) => {
    const line = routeAccess[address];
    if (line === undefined) throw new Error(`No line for ${address} in tests/access/route-access.ts`);
    // What asks for nobody changes nobody: those routes share one world.
    const world =
      line.kind === 'account' || line.kind === 'shop' || line.kind === 'officers'
        ? await worlds.make()
        : shared;
    const refused = callers.filter((caller) => expectedOf(line, caller) !== 'let in');
    if (refused.length > 0) {
      const params = await paramsFor(world, line, route);
      const before = await everyRow(database);
      const answers = await Promise.all(refused.map((caller) => told(world, route, line, caller, params)));
      expect(answers.filter((answer) => answer !== 'as expected')).toEqual([]);
      expect(await everyRow(database), 'a refusal changed something').toEqual(before);
    }
    for (const caller of letIn(line)) {
      const params = await paramsFor(world, line, route);
      expect(await told(world, route, line, caller, params)).toBe('as expected');
    }
  });
});

it('every sensitive act refuses a session whose last proof is long ago', async () => {
  for (const route of routes.filter(({ fresh }) => fresh)) {
    const line = routeAccess[route.address];
    if (line === undefined) throw new Error(`No line for ${route.address} in tests/access/route-access.ts`);
    const world = await worlds.make();
    const params = await paramsFor(world, line, route);
    for (const caller of letIn(line)) {
      const person = world.cast.get(caller);
      if (person) await world.people.signIn(person, { fresh: false });
    }
    const before = await everyRow(database);
    for (const caller of letIn(line)) {
      const answer = await call(world, route, line, caller, params);
      expect(answer, `${caller} at ${route.address}`).toEqual({ status: 403, code: 'fresh_check_required' });
    }
    expect(await everyRow(database)).toEqual(before);
  }
});

async function paramsFor(world: World, line: Line, route: Route): Promise<Record<string, string>> {
  const made = line.thing === undefined ? {} : await things[line.thing].make(world);
  const anything = Object.fromEntries(route.params.map((name) => [name, 'khong-co']));
  return { ...anything, sellerSlug: world.shop.slug, ...made };
}

/** `as expected`, or in words what came instead. */
async function told(
  world: World,
  route: Route,
  line: Line,
  caller: Caller,
  params: Record<string, string>,
): Promise<string> {
  const expected: Expected = expectedOf(line, caller);
  const answer = await call(world, route, line, caller, params);
  if (isAsExpected(line, expected, answer)) return 'as expected';
  return `${caller} at ${route.address}: ${answer.status} ${answer.code ?? ''}, by route-access.ts: ${expected}`;
}

async function call(
  world: World,
  route: Route,
  line: Line,
  caller: Caller,
  params: Record<string, string>,
): Promise<{ status: number; code: string | undefined }> {
  const takesBody = route.body !== undefined;
  const response = await fetch(`${app.url}${fillIn(route, params)}`, {
    method: route.method,
    redirect: 'manual',
    headers: {
      ...world.cast.get(caller)?.headers,
      ...(takesBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(takesBody ? { body: JSON.stringify(line.body(world)) } : {}),
  });
  const body = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true;
  return {
    status: response.status,
    code: isProblem ? (JSON.parse(body) as { code: string }).code : undefined,
  };
}
