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
import { FORGED_FIELDS, SLY_PARAMETERS } from '../../access/forged.js';
import { Worlds, type World } from '../../access/world.js';
import { testApp, type TestApp } from '../../support/app.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { everyRow } from '../../support/ledger.js';
import type { Person } from '../../support/people.js';
import { inTurn, sampled } from '../../support/scale.js';

let database: TestDatabase;
let app: TestApp;
let worlds: Worlds;
let world: World;
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
const guarded = routes.filter(asksWho);
type Params = Record<string, string>;

/**
 * Tries every one of the routes against things that are there, and holds that not one row is another afterwards.
 *
 * @param attempt what is wrong with what the route answered, in words
 * @returns all of that, with the routes
 */
async function wrongAt(
  tried: readonly Judged[],
  attempt: (judged: Judged, params: Params, at: number) => Promise<string[]>,
): Promise<string[]> {
  const tries: [Judged, Params][] = [];
  for (const judged of tried)
    tries.push([judged, await paramsFor(world, judged, asksWho(judged) ? personAt(judged) : null)]);
  const before = await everyRow(database);
  const wrong: string[] = [];
  for (const [at, [judged, params]] of tries.entries()) {
    const found = await attempt(judged, params, at);
    wrong.push(...found.map((words) => `${judged.route.address}: ${words}`));
  }
  expect(await everyRow(database), 'something changed').toEqual(before);
  return wrong;
}

/** What came, where it is not what had to come. */
async function unless(
  expected: string,
  what: string,
  answer: Promise<{ status: number; code: string | undefined }>,
): Promise<string[]> {
  const { status, code } = await answer;
  return `${status} ${code ?? ''}` === expected ? [] : [`${what}: ${status} ${code ?? ''}`];
}

const insider = (judged: Judged): Record<string, string> => headersOf(world, firstLetIn(judged));
const personAt = (judged: Judged): Person => {
  const person = world.cast.get(firstLetIn(judged));
  if (!person) throw new Error(`Nobody to try ${judged.route.address} with`);
  return person;
};

describe('forged requests', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    world = await worlds.make();
  });

  it('a page of another site gets nothing done with a person’s cookie', async () => {
    const forgeries: Record<string, Record<string, string>> = {
      'an origin elsewhere': { origin: 'https://evil.example' },
      'an origin that looks alike': { origin: 'http://127.0.0.1.evil.example' },
      'a hidden origin': { origin: 'null' },
      'another site': { 'sec-fetch-site': 'cross-site' },
      'a neighbour of the same domain': { 'sec-fetch-site': 'same-site' },
      'another site that claims our origin': { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
    };
    const wrong = await wrongAt(routes.filter(isUnsafe), async (judged, params, at) => {
      const found: string[] = [];
      for (const [what, forged] of inTurn(Object.entries(forgeries), at)) {
        const answer = call(world, judged, params, { ...insider(judged), ...forged });
        found.push(...(await unless('403 not_allowed', what, answer)));
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  it('what a form can send by itself is not read', async () => {
    const wrong = await wrongAt(
      routes.filter((judged) => isUnsafe(judged) && judged.route.body !== undefined),
      async (judged, params, at) => {
        const found: string[] = [];
        for (const type of inTurn(FORM_TYPES, at)) {
          const headers = { ...insider(judged), 'content-type': type };
          found.push(...(await unless('415 unsupported_type', type, call(world, judged, params, headers))));
        }
        return found;
      },
    );
    expect(wrong).toEqual([]);
  });

  it('fields nobody asked for are refused by name', async () => {
    const wrong = await wrongAt(
      routes.filter(({ route }) => route.body !== undefined),
      async (judged, params) => {
        const own = new Set(fieldsOf(judged.route.body));
        const forged = Object.entries(FORGED_FIELDS).filter(([name]) => !own.has(name));
        const body = { ...judged.line.body(world), ...Object.fromEntries(forged) };
        const { status, problem } = await ask(world, judged, params, insider(judged), body);
        const errors = (problem?.errors ?? []).filter(({ code }) => code === 'unknown_field');
        const refused = new Set(errors.map(({ path }) => path));
        const accepted = forged.flatMap(([name]) => (refused.has(name) ? [] : [name]));
        const found =
          accepted.length === 0 && status === 400 ? [] : [`${status}, took ${accepted.join(', ')}`];
        for (const name of ['__proto__', 'constructor']) {
          const sly = JSON.parse(`{"${name}": {"role": "administrator"}}`) as object;
          const answer = await call(world, judged, params, insider(judged), sly);
          if (answer.status !== 400) found.push(`${name}: ${answer.status}`);
        }
        return found;
      },
    );
    expect(wrong).toEqual([]);
  });

  it('what somebody writes into an address never becomes a header, nor an error of ours', async () => {
    const wrong = await wrongAt(
      sampled(routes.filter(({ route }) => route.params.length > 0)),
      async (judged, real) => {
        const found: string[] = [];
        for (const sly of SLY_PARAMETERS) {
          const all = Object.fromEntries(judged.route.params.map((name) => [name, sly]));
          // Once altogether, and once only what stands behind the shop.
          const behindTheShop = { ...all, sellerSlug: real['sellerSlug'] ?? sly };
          for (const params of judged.route.params.length > 1 ? [all, behindTheShop] : [all]) {
            const answer = await ask(world, judged, params, insiderOrGuest(judged));
            if (answer.setCookie !== null || answer.status >= 500 || answer.status < 400)
              found.push(`${JSON.stringify(sly.slice(0, 30))}: ${answer.status}`);
          }
        }
        return found;
      },
    );
    expect(wrong).toEqual([]);
  });

  it('a cookie somebody planted is nobody, and hides whose cookie stands behind it', async () => {
    const planted = `floor_session=${'A'.repeat(43)}`;
    const wrong = await wrongAt(guarded, async (judged, params) => {
      const real = insider(judged)['cookie'] ?? '';
      return [
        ...(await unless(
          '401 sign_in_required',
          'planted',
          call(world, judged, params, { cookie: planted }),
        )),
        ...(await unless(
          '401 sign_in_required',
          'planted before the real one',
          call(world, judged, params, { cookie: `${planted}; ${real}` }),
        )),
      ];
    });
    expect(wrong).toEqual([]);
  });
});

describe('tokens', { timeout: 120_000 }, () => {
  it('count only where their kind belongs', async () => {
    world = await worlds.make();
    const sessions = new Map([...world.cast].map(([caller, person]) => [caller, person?.token ?? '']));
    for (const person of world.cast.values())
      if (person !== null) await world.people.signIn(person, { scopes: [...new Set(guarded.map(ruleOf))] });
    const wrong = await wrongAt(sampled(guarded), async (judged, params, at) => {
      const session = sessions.get(firstLetIn(judged)) ?? '';
      const bearer = personAt(judged).token;
      const wrongWays: Record<string, string>[] = [
        { authorization: `Bearer ${session}` },
        { cookie: `floor_session=${bearer}` },
        { authorization: session },
        { authorization: `Basic ${Buffer.from(`${session}:`).toString('base64')}` },
        { 'x-session': session },
        { cookie: `Floor_session=${session}` },
        { cookie: `other=floor_session=${session}` },
        { cookie: `floor_session=${session}x` },
      ];
      const found: string[] = [];
      for (const headers of inTurn(wrongWays, at)) {
        const answer = call(world, judged, params, headers);
        found.push(...(await unless('401 sign_in_required', Object.keys(headers).join(), answer)));
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  it('made for something else are refused, whatever their scope is called', async () => {
    world = await worlds.make();
    const rules = [...new Set(guarded.map(ruleOf))];
    const wrong: string[] = [];
    for (const rule of rules) {
      const scopes = [...rules.filter((other) => other !== rule), rule.toUpperCase(), `${rule} `, '*', ''];
      for (const person of world.cast.values())
        if (person !== null) await world.people.signIn(person, { scopes });
      const those = guarded.filter((judged) => ruleOf(judged) === rule);
      wrong.push(
        ...(await wrongAt(those, (judged, params) =>
          unless('403 not_allowed', 'without its scope', call(world, judged, params, insider(judged))),
        )),
      );
    }
    expect(wrong).toEqual([]);
  });

  it('made for the route are let in, but never to a sensitive act', async () => {
    const wrong: string[] = [];
    for (const judged of sampled(guarded)) {
      // What somebody is let in to do may end their session, or them.
      if (isUnsafe(judged) || world === undefined) world = await worlds.make();
      const person = await world.people.signIn(personAt(judged), {
        scopes: [ruleOf(judged), ...furtherScopes(judged)],
      });
      const { status, code } = await call(
        world,
        judged,
        await paramsFor(world, judged, person),
        person.headers,
      );
      // A program proves nobody's presence.
      const isRight = judged.route.fresh
        ? code === 'fresh_check_required'
        : (code !== 'sign_in_required' && status !== 403) || PEOPLE_ONLY.has(judged.route.address);
      if (!isRight) wrong.push(`${judged.route.address}: ${status} ${code ?? ''}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** What a form sends without a script's help. */
const FORM_TYPES = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'];

const ruleOf = ({ route }: Judged): string => String(route.rule);
const insiderOrGuest = (judged: Judged): Record<string, string> => (asksWho(judged) ? insider(judged) : {});

/** Of files that come in pieces the kind says which right they need besides entering the shop. */
const furtherScopes = ({ route }: Judged): string[] =>
  route.address.includes(':sellerSlug/uploads') ? ['seller:listings', 'seller:shop'] : [];

/** Routes that refuse every program by themselves. */
const PEOPLE_ONLY = new Set(['POST v1/sessions/current/fresh-check']);

function fieldsOf(body: Judged['route']['body']): string[] {
  if (body === undefined) return [];
  return getMetadataStorage()
    .getTargetValidationMetadatas(body, '', false, false)
    .map(({ propertyName }) => propertyName);
}
