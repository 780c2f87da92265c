import { request as ask } from 'node:http';
import { generateSync } from 'otplib';
import { HOUR_MS, MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { callAs } from '../../support/caller.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People } from '../../support/people.js';
import { loggedStatements } from '../../support/statements.js';
import { currentConsents, Visitor } from '../../support/visitor.js';

const SECRET = 'the-storefront-and-the-api-share-this-one-0123456789';
const PASSWORD = 'ba khía muối đêm trăng';
const EVIL = 'evil.example';

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;

const newPhone = (): string => `+84932${String((numbers += 1)).padStart(6, '0')}`;
/** Somebody at an address of a network nobody used before. */
const newcomer = (on = app): Visitor => {
  numbers += 1;
  const address = `100.${64 + Math.floor(numbers / 256)}.${numbers % 256}.7`;
  return new Visitor(on, database, { 'x-floor-client': address, 'x-floor-secret': SECRET });
};

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  // One connection, so that every statement is seen.
  const env = { RATE_LIMIT_FACTOR: '1', STOREFRONT_SECRET: SECRET, DATABASE_POOL_SIZE: '1' };
  app = await testApp({ database, clock, env });
});
afterEach(() => {
  clock.advance(25 * HOUR_MS);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('whether a number has an account is told neither by words nor by work', () => {
  const TRIES: [string, (phone: string) => [path: string, form: object]][] = [
    ['a code that is asked for', (phone) => ['/one-time-codes', { phone }]],
    ['a wrong code', (phone) => ['/sessions', { phone, code: '000000' }]],
    ['a code with the ticket of another', (phone) => ['/sessions', { phone, code: '000000', ticket: 'x' }]],
    ['a wrong password', (phone) => ['/sessions', { phone, password: 'guess' }]],
    [
      'an account opened with a wrong code',
      (phone) => [
        '/accounts',
        { phone, code: '000000', name: 'Ai Đó', consents: currentConsents(clock.now()) },
      ],
    ],
    [
      'an account opened with somebody’s proof',
      (phone) => [
        '/accounts',
        { phone, proof: 'A'.repeat(43), name: 'Ai Đó', consents: currentConsents(clock.now()) },
      ],
    ],
  ];

  it.each(TRIES)('%s', async (_what, form) => {
    const known = newPhone();
    await newcomer().signUp(known, { password: PASSWORD });
    clock.advance(25 * HOUR_MS);
    const told: unknown[] = [];
    const work: string[][] = [];
    const attempt = async (phone: string): Promise<void> => {
      const [path, body] = form(phone);
      const { status, body: said, headers } = await newcomer().call('POST', path, body);
      const { requestId: _, ticket: __, ...rest } = said;
      told.push([status, rest, [...headers.keys()].sort()]);
    };
    // The first one of its kind prepares statements.
    await attempt(newPhone());
    for (const phone of [known, newPhone()]) work.push(await loggedStatements(app, () => attempt(phone)));
    expect(work[0]?.length).toBeGreaterThan(3);
    expect(work[0]).toEqual(work[1]);
    expect(told[1]).toEqual(told[2]);
  });

  it('a passkey nobody has, and a challenge nobody asked for', async () => {
    const clientDataJSON = (challenge: string): string =>
      Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin: 'http://localhost' })).toString(
        'base64url',
      );
    const somebody = newcomer();
    const { body } = await somebody.call<{ challenge: string }>('POST', '/passkey-challenges', {});
    for (const challenge of [body.challenge, body.challenge, 'A'.repeat(43), '', 'x'.repeat(10_000)]) {
      const passkey = { id: 'AAAA', response: { clientDataJSON: clientDataJSON(challenge) } };
      const answer = await somebody.call<ProblemBody>('POST', '/sessions', { passkey });
      expect([answer.status, answer.body.code]).toEqual([401, 'bad_credentials']);
    }
  });
});

describe('a second factor', () => {
  it('is guessed at by whoever has the password, who keeps nobody out on a known device', async () => {
    const [phone, owner] = [newPhone(), newcomer()];
    await owner.signUp(phone, { password: PASSWORD });
    const { body } = await owner.call<{ secret: string }>('POST', '/me/totp', {});
    const code = (): string =>
      generateSync({ secret: body.secret, epoch: Math.floor(clock.now().getTime() / 1_000) });
    expect((await owner.call('POST', '/me/totp/confirmation', { code: code() })).status).toBe(201);
    await owner.call('DELETE', '/sessions/current');
    clock.advance(20 * MINUTE_MS);

    const wrong = String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
    const enter = async (somebody: Visitor, totp: string): Promise<number> => {
      const first = await somebody.call<{ challenge: string }>('POST', '/sessions', {
        phone,
        password: PASSWORD,
      });
      return (await somebody.call('POST', '/sessions', { challenge: first.body.challenge, totp })).status;
    };
    const guesses: number[] = [];
    for (let time = 0; time < 15; time += 1) guesses.push(await enter(newcomer(), wrong));
    expect(guesses).toEqual([
      ...Array.from({ length: 10 }, () => 401),
      ...Array.from({ length: 5 }, () => 429),
    ]);
    expect(await enter(owner, wrong), 'his own phone').toBe(401);
    expect(await enter(owner, code()), 'his own phone').toBe(201);
  });
});

describe('an officer who tries numbers out', () => {
  it('is held back, in the search as in giving duties, and only that officer', async () => {
    const people = new People(app, database, clock);
    const [curious, other] = [await people.officer('administrator'), await people.officer('administrator')];
    const search = async (by: typeof curious): Promise<number> =>
      (await callAs(app, by, 'GET', `/admin/accounts?phone=${encodeURIComponent(newPhone())}`)).status;
    const appoint = async (by: typeof curious): Promise<string | undefined> => {
      const form = { phone: newPhone(), role: 'support', communes: null };
      return (await callAs(app, by, 'POST', '/admin/duties', form)).code;
    };
    for (let time = 0; time < 59; time += 1) expect(await search(curious)).toBe(200);
    expect(await appoint(curious)).toBe('validation_failed');
    expect(await appoint(curious)).toBe('rate_limited');
    expect(await search(curious)).toBe(429);
    expect((await callAs(app, curious, 'GET', '/admin/accounts')).status, 'lists go on').toBe(200);
    expect(await search(other)).toBe(200);
  });

  it('learns nothing of numbers without the right to give duties', async () => {
    const people = new People(app, database, clock);
    const [support, somebody] = [await people.officer('support'), await people.person()];
    for (const phone of [somebody.phone, newPhone()]) {
      const form = { phone, role: 'support', communes: null };
      expect((await callAs(app, support, 'POST', '/admin/duties', form)).code).toBe('not_allowed');
    }
  });
});

interface Raw {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request with headers that fetch would not send. */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<Raw> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const request = ask({ hostname, port, method, path: `/api/v1${path}`, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe('a page of another site', () => {
  const ROUTES = [
    ['GET', '/me'],
    ['GET', '/sessions'],
    ['GET', '/me/export'],
    ['POST', '/sessions'],
    ['POST', '/one-time-codes'],
    ['DELETE', '/me/erasure'],
  ] as const;

  it.each(ROUTES)('is given no leave to read or to send: %s %s', async (method, path) => {
    const preflight = await raw('OPTIONS', path, {
      origin: `https://${EVIL}`,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type',
    });
    const sent = await raw(method, path, { origin: `https://${EVIL}`, 'content-type': 'application/json' });
    for (const { status, headers } of [preflight, sent]) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers['cache-control']).toBe('no-store');
    }
  });
});

describe('a forged host', () => {
  it('gets into no answer and into no message', async () => {
    const phone = newPhone();
    const forged = {
      host: EVIL,
      'x-forwarded-host': EVIL,
      'x-forwarded-proto': 'https',
      forwarded: `host=${EVIL}`,
      'x-original-url': `https://${EVIL}/`,
      'content-type': 'application/json',
    };
    const bodies = [
      await raw('POST', '/one-time-codes', forged, JSON.stringify({ phone })),
      await raw('POST', '/passkey-challenges', forged, '{}'),
      await raw('GET', '/me', forged),
      await raw('GET', `/nowhere-${EVIL}`, forged),
    ];
    for (const { body, headers } of bodies.slice(0, 3)) {
      expect(body).not.toContain(EVIL);
      expect(JSON.stringify(headers)).not.toContain(EVIL);
    }
    expect(bodies.map(({ headers }) => headers['location'])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const somebody = newcomer();
    expect(await somebody.readCode(phone)).toMatch(/^\d{6}$/);
  });
});
