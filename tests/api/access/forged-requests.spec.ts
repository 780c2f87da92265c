import { getMetadataStorage } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  asksWho,
  call,
  firstLetIn,
  headersOf,
  isUnsafe,
  judgedRoutes,
  paramsFor,
  type Judged,
} from '../../access/calling.js';
import { Worlds, type World } from '../../access/world.js';
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

const routes = judgedRoutes();
const unsafe = routes.filter(isUnsafe);
const guarded = routes.filter(asksWho);
const named = (all: readonly Judged[]): (readonly [string, Judged])[] =>
  all.map((judged) => [judged.route.address, judged] as const);

/** Runs the attempts and holds that not one row of the floor is another afterwards. */
async function changingNothing(work: () => Promise<void>): Promise<void> {
  const before = await everyRow(database);
  await work();
  expect(await everyRow(database), 'something changed').toEqual(before);
}

/** What somebody who is let in would send. */
async function insider(
  judged: Judged,
): Promise<{ world: World; params: Record<string, string>; headers: Record<string, string> }> {
  const world = await worlds.make();
  return { world, params: await paramsFor(world, judged), headers: headersOf(world, firstLetIn(judged)) };
}

describe('a page of another site gets nothing done with a person’s cookie', () => {
  const FORGED = {
    'an origin elsewhere': { origin: 'https://evil.example' },
    'an origin that looks alike': { origin: 'http://127.0.0.1.evil.example' },
    'a hidden origin': { origin: 'null' },
    'another site': { 'sec-fetch-site': 'cross-site' },
    'a neighbour of the same domain': { 'sec-fetch-site': 'same-site' },
    'another site that claims our origin': { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
  };

  it.each(named(unsafe))('%s', async (_address, judged) => {
    const { world, params, headers } = await insider(judged);
    await changingNothing(async () => {
      for (const [what, forged] of Object.entries(FORGED)) {
        const answer = await call(world, judged, params, { ...headers, ...forged });
        expect(answer, what).toEqual({ status: 403, code: 'not_allowed' });
      }
      // What a form can send without asking: no JSON among it.
      for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
        const answer = await call(world, judged, params, { ...headers, 'content-type': type });
        if (judged.route.body !== undefined)
          expect(answer, type).toEqual({ status: 415, code: 'unsupported_type' });
      }
    });
  });
});

describe('a token counts only where its kind belongs', () => {
  it.each(named(guarded))('%s', async (_address, judged) => {
    const world = await worlds.make();
    const person = world.cast.get(firstLetIn(judged));
    if (!person) throw new Error('Nobody to try with');
    const params = await paramsFor(world, judged);
    const session = person.token;
    await world.people.signIn(person, { scopes: [String(judged.route.rule)] });
    const bearer = person.token;
    await changingNothing(async () => {
      const wrong: Record<string, string>[] = [
        { authorization: `Bearer ${session}` },
        { cookie: `floor_session=${bearer}` },
        { authorization: session },
        { authorization: `Basic ${Buffer.from(`${session}:`).toString('base64')}` },
        { 'x-session': session },
        { cookie: `Floor_session=${session}` },
        { cookie: `other=floor_session=${session}` },
        { cookie: `floor_session=${session}x` },
      ];
      for (const headers of wrong) {
        expect(await call(world, judged, params, headers)).toEqual({ status: 401, code: 'sign_in_required' });
      }
    });
  });
});

describe('a bearer token reaches what it was made for and nothing else', () => {
  it.each(named(guarded))('%s', async (_address, judged) => {
    const world = await worlds.make();
    const person = world.cast.get(firstLetIn(judged));
    if (!person) throw new Error('Nobody to try with');
    const params = await paramsFor(world, judged);
    const rule = String(judged.route.rule);
    const others = guarded.map(({ route }) => String(route.rule)).filter((other) => other !== rule);
    await world.people.signIn(person, { scopes: [...new Set(others), rule.toUpperCase(), `${rule} `, '*'] });
    await changingNothing(async () => {
      expect(await call(world, judged, params, person.headers)).toEqual({ status: 403, code: 'not_allowed' });
    });
    await world.people.signIn(person, { scopes: [rule] });
    const answer = await call(world, judged, params, person.headers);
    // A program proves nobody's presence: sensitive acts stay with people.
    if (judged.route.fresh) expect(answer).toEqual({ status: 403, code: 'fresh_check_required' });
    // Proving that somebody is there is what a program can never do.
    else if (judged.route.address.endsWith('/fresh-check')) expect(answer.code).toBe('not_allowed');
    else expect([401, 403]).not.toContain(answer.status);
  });
});

describe('fields nobody asked for are refused by name', () => {
  const FIELDS = {
    ...{ role: 'administrator', roles: ['administrator'], permissions: ['members'], scopes: ['account'] },
    ...{ status: 'approved', statusChangedAt: '2026-01-01T00:00:00Z', approvedAt: '2026-01-01T00:00:00Z' },
    ...{
      sellerId: 'x',
      seller_id: 'x',
      sellerSlug: 'x',
      accountId: 'x',
      account_id: 'x',
      owner: true,
      ownerId: 'x',
    },
    ...{
      id: 'x',
      communes: null,
      duties: [],
      secondFactor: true,
      freshAt: '2030-01-01T00:00:00Z',
      expiresAt: 'x',
    },
    ...{ mandateId: 'x', priceVnd: 1, totalVnd: 1, illustrative: [] },
  };

  it.each(named(routes.filter(({ route }) => route.body !== undefined)))('%s', async (_address, judged) => {
    const { world, params, headers } = await insider(judged);
    const own = new Set(fieldsOf(judged.route.body));
    const forged = Object.entries(FIELDS).filter(([name]) => !own.has(name));
    await changingNothing(async () => {
      const body = { ...judged.line.body(world), ...Object.fromEntries(forged) };
      const answer = await fetchProblem(world, judged, params, headers, body);
      expect(answer.status).toBe(400);
      expect(answer.unknown.sort()).toEqual(forged.map(([name]) => name).sort());
      for (const name of ['__proto__', 'constructor']) {
        const sly = JSON.parse(`{"${name}": {"role": "administrator"}}`) as object;
        expect((await fetchProblem(world, judged, params, headers, sly)).status, name).toBe(400);
      }
    });
  });

  function fieldsOf(body: Judged['route']['body']): string[] {
    if (body === undefined) return [];
    return getMetadataStorage()
      .getTargetValidationMetadatas(body, '', false, false)
      .map(({ propertyName }) => propertyName);
  }

  async function fetchProblem(
    world: World,
    judged: Judged,
    params: Record<string, string>,
    headers: Record<string, string>,
    body: object,
  ): Promise<{ status: number; unknown: string[] }> {
    const { status, problem } = await ask(world, judged, params, headers, body);
    const unknown = (problem?.errors ?? []).filter(({ code }) => code === 'unknown_field');
    return { status, unknown: unknown.map(({ path }) => path) };
  }
});

describe('what somebody writes into an address never becomes a header, nor an error of ours', () => {
  const SLY = [
    'x\r\nSet-Cookie: floor_session=evil',
    'x\0y',
    '../../etc/passwd',
    "x' OR '1'='1",
    '\u202Ex',
    'x'.repeat(290),
  ];

  it.each(named(routes.filter(({ route }) => route.params.length > 0)))('%s', async (_address, judged) => {
    const world = await worlds.make();
    const headers = asksWho(judged) ? headersOf(world, firstLetIn(judged)) : {};
    await changingNothing(async () => {
      for (const sly of SLY) {
        const params = Object.fromEntries(judged.route.params.map((name) => [name, sly]));
        const answer = await ask(world, judged, params, headers);
        expect(answer.setCookie, sly).toBeNull();
        expect([400, 401, 403, 404, 413, 415], `${sly}: ${answer.status}`).toContain(answer.status);
      }
      // The shop is one's own, and only what hangs below it is sly.
      if (judged.line.kind === 'shop' && judged.route.params.length > 1) {
        const params = Object.fromEntries(judged.route.params.map((name) => [name, 'x\0y']));
        const answer = await call(world, judged, { ...params, sellerSlug: world.shop.slug }, headers);
        expect(answer.status).toBeLessThan(500);
      }
    });
  });
});

it('a cookie somebody planted is nobody, and two cookies are not one', async () => {
  const world = await worlds.make();
  const [judged] = guarded;
  if (judged === undefined) throw new Error('No guarded route');
  const params = await paramsFor(world, judged);
  const planted = 'A'.repeat(43);
  const real = headersOf(world, firstLetIn(judged))['cookie'] ?? '';
  const refused = { status: 401, code: 'sign_in_required' };
  expect(await call(world, judged, params, { cookie: `floor_session=${planted}` })).toMatchObject(refused);
  // A cookie of a narrower path comes first; whoever plants one signs the person out, and in as nobody.
  expect(await call(world, judged, params, { cookie: `floor_session=${planted}; ${real}` })).toMatchObject(
    refused,
  );
});
