import { generateSync } from 'otplib';
import { MINUTE_MS, SECOND_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { People } from '../../support/people.js';
import { Visitor } from '../../support/visitor.js';

const PASSWORD = 'ba khía muối đêm trăng';
const STEP_MS = 30 * SECOND_MS;

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;
let phone: string;
let owner: Visitor;
let secret: string;
let recoveryCodes: string[];

const visitor = (): Visitor => new Visitor(app, database);
/** What the app on the telephone shows, so many steps from now. */
const code = (steps = 0): string =>
  generateSync({ secret, epoch: Math.floor((clock.now().getTime() + steps * STEP_MS) / 1_000) });
const wrong = (): string => String((Number(code()) + 1) % 1_000_000).padStart(6, '0');
/** The first step of a sign-in. */
async function challenge(somebody: Visitor): Promise<string> {
  const answer = await somebody.call<{ challenge: string }>('POST', '/sessions', {
    phone,
    password: PASSWORD,
  });
  expect(answer.status).toBe(202);
  return answer.body.challenge;
}
const second = async (form: object, somebody = visitor()): Promise<number> =>
  (await somebody.call('POST', '/sessions', { challenge: await challenge(somebody), ...form })).status;

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  numbers += 1;
  phone = `+84926${String(numbers).padStart(6, '0')}`;
  owner = visitor();
  await owner.signUp(phone, { password: PASSWORD });
  const begun = await owner.call<{ secret: string; uri: string; qrSvg: string }>('POST', '/me/totp', {});
  secret = begun.body.secret;
  expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
  expect(begun.body.qrSvg).toMatch(/^<svg /);
  expect((await owner.call('GET', '/me')).body['totp'], 'not before a code was shown').toBe(false);
  await visitor().signIn({ phone, password: PASSWORD });
  const refused = await owner.call<ProblemBody>('POST', '/me/totp/confirmation', { code: wrong() });
  expect(refused.body.errors?.[0]).toMatchObject({ path: 'code', code: 'wrong_code' });
  const before = owner.cookies.get('floor_session');
  const answer = await owner.call<{ recoveryCodes: string[] }>('POST', '/me/totp/confirmation', {
    code: code(),
  });
  expect(answer.status).toBe(201);
  expect(owner.cookies.get('floor_session'), 'stronger, so under a new token').not.toBe(before);
  recoveryCodes = answer.body.recoveryCodes;
  clock.advance(STEP_MS);
});

describe('an authenticator app', () => {
  it('is asked for after password or code, and opens nothing alone', async () => {
    const somebody = visitor();
    const { ticket } = await somebody.askForCode({ phone });
    const byCode = { phone, ticket, code: await somebody.readCode(phone) };
    const asked = await somebody.call<{ challenge: string }>('POST', '/sessions', byCode);
    expect([asked.status, asked.body]).toMatchObject([202, { factors: ['totp', 'recovery'] }]);
    expect(somebody.cookies.size).toBe(0);
    const signedIn = await somebody.signIn({
      challenge: asked.body.challenge,
      totp: ` ${code().slice(0, 3)} ${code().slice(3)}`,
    });
    expect(signedIn.secondFactorNeeded).toBe(false);
    expect((await somebody.call('GET', '/me')).body).toMatchObject({ totp: true, secondFactor: true });
    expect((await visitor().call('POST', '/sessions', { phone, totp: code(1) })).status).toBe(400);
    expect((await visitor().call('POST', '/sessions', { challenge: 'x', totp: code(1) })).status).toBe(401);
  });

  it.each([
    [-2, 401],
    [-1, 201],
    [0, 201],
    [1, 201],
    [2, 401],
  ])('forgives a clock that is one step off: %i steps → %i', async (steps, status) => {
    clock.advance(10 * STEP_MS);
    expect(await second({ totp: code(steps) })).toBe(status);
  });

  it('shows codes that open once, also for ten at the same moment, and none that is older', async () => {
    const totp = code();
    const challenges = await Promise.all(Array.from({ length: 10 }, () => challenge(visitor())));
    const answers = await Promise.all(
      challenges.map((each) => visitor().call('POST', '/sessions', { challenge: each, totp })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 401),
    ]);
    expect(await second({ totp: code(-1) })).toBe(401);
    expect(await second({ totp: code(1) })).toBe(201);
  });

  it('is tried five times for one sign-in, which ends after ten minutes and opens once', async () => {
    const somebody = visitor();
    const used = await challenge(somebody);
    for (let time = 0; time < 4; time += 1)
      expect((await somebody.call('POST', '/sessions', { challenge: used, totp: wrong() })).status).toBe(401);
    expect((await somebody.call('POST', '/sessions', { challenge: used, totp: code() })).status).toBe(201);
    expect((await somebody.call('POST', '/sessions', { challenge: used, totp: code(1) })).status).toBe(401);
    const worn = await challenge(visitor());
    for (let time = 0; time < 5; time += 1)
      await visitor().call('POST', '/sessions', { challenge: worn, totp: wrong() });
    expect((await visitor().call('POST', '/sessions', { challenge: worn, totp: code(1) })).status).toBe(401);
    const late = await challenge(visitor());
    clock.advance(10 * MINUTE_MS);
    expect((await visitor().call('POST', '/sessions', { challenge: late, totp: code() })).status).toBe(401);
  });

  it('is guessed at ten times in a quarter of an hour, over all sign-ins, and its owner gets in afterwards', async () => {
    const strict = await testApp({ database, clock, env: { RATE_LIMIT_FACTOR: '1' } });
    const guess = async (): Promise<number> => {
      const somebody = new Visitor(strict, database);
      return (
        await somebody.call('POST', '/sessions', { challenge: await challenge(visitor()), totp: wrong() })
      ).status;
    };
    try {
      const statuses: number[] = [];
      for (let time = 0; time < 20; time += 1) statuses.push(await guess());
      expect(statuses.filter((status) => status === 401)).toHaveLength(10);
      expect(statuses.slice(10)).toEqual(Array.from({ length: 10 }, () => 429));
      clock.advance(15 * MINUTE_MS);
      const somebody = new Visitor(strict, database);
      const form = { challenge: await challenge(visitor()), totp: code() };
      expect((await somebody.call('POST', '/sessions', form)).status).toBe(201);
    } finally {
      await strict.close();
    }
  });

  it('is taken away only by a session that has shown it', async () => {
    const [row] = await database.query<{ id: string }>(
      `SELECT s.id FROM sessions s WHERE NOT second_factor AND ended_at IS NULL ORDER BY id DESC LIMIT 1`,
    );
    // Another device, signed in before the app was set up.
    const earlier = visitor();
    const token = 'B'.repeat(40) + String(numbers).padStart(3, '0');
    earlier.cookies.set('floor_session', token);
    await database.query(
      `UPDATE sessions SET token_hash = encode(sha256($2::bytea), 'hex'), fresh_at = $3 WHERE id = $1`,
      [row?.id, token, clock.now()],
    );
    for (const [method, path] of [
      ['DELETE', '/me/totp'],
      ['POST', '/me/totp'],
      ['POST', '/me/passkeys/options'],
    ] as const) {
      const answer = await earlier.call<ProblemBody>(method, path, method === 'POST' ? {} : undefined);
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'second_factor_required']);
    }
    const check = await earlier.call('POST', '/sessions/current/fresh-check', { totp: code() });
    expect(check.status).toBe(204);
    expect(earlier.cookies.get('floor_session')).not.toBe(token);
    expect((await earlier.call('DELETE', '/me/totp')).status).toBe(204);
    expect((await earlier.call('GET', '/me')).body).toMatchObject({ totp: false, recoveryCodesLeft: 0 });
    await visitor().signIn({ phone, password: PASSWORD });
  });

  it('is not replaced while one counts', async () => {
    const answer = await owner.call<ProblemBody>('POST', '/me/totp', {});
    expect([answer.status, answer.body.code]).toEqual([409, 'state_conflict']);
    expect(await second({ totp: code() })).toBe(201);
  });
});

describe('codes on paper', () => {
  it('stand in for the app, each once, however they are typed', async () => {
    expect(recoveryCodes).toHaveLength(8);
    expect(new Set(recoveryCodes).size).toBe(8);
    const [first = '', next = ''] = recoveryCodes;
    expect(await second({ recoveryCode: `${first.slice(0, 5).toLowerCase()}-${first.slice(5)}` })).toBe(201);
    expect(await second({ recoveryCode: first })).toBe(401);
    const challenges = await Promise.all(Array.from({ length: 5 }, () => challenge(visitor())));
    const answers = await Promise.all(
      challenges.map((each) => visitor().call('POST', '/sessions', { challenge: each, recoveryCode: next })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401]);
    expect((await owner.call('GET', '/me')).body['recoveryCodesLeft']).toBe(6);
    expect(await second({ recoveryCode: 'CDFHJKMNPR' })).toBe(401);
  });

  it('are of one account only', async () => {
    const [theirs = ''] = recoveryCodes;
    const other = visitor();
    const number = `+84927${String(numbers).padStart(6, '0')}`;
    await other.signUp(number, { password: PASSWORD });
    const begun = await other.call<{ secret: string }>('POST', '/me/totp', {});
    const epoch = Math.floor(clock.now().getTime() / 1_000);
    const shown = generateSync({ secret: begun.body.secret, epoch });
    await other.call('POST', '/me/totp/confirmation', { code: shown });
    const asked = await visitor().call<{ challenge: string }>('POST', '/sessions', {
      phone: number,
      password: PASSWORD,
    });
    const form = { challenge: asked.body.challenge, recoveryCode: theirs };
    expect((await visitor().call('POST', '/sessions', form)).status).toBe(401);
  });
});

describe('an officer', () => {
  it('is told to set a second factor up, and outside the demo can do nothing as an officer before', async () => {
    const people = new People(app, database, clock);
    await database.query(`DELETE FROM movable_clocks`);
    const serious = await testApp({ database, clock, env: { FLOOR_DEMO: '0' } });
    const number = `+84928${String(numbers).padStart(6, '0')}`;
    const officer = new Visitor(app, database);
    const { account } = await officer.signUp(number, { password: PASSWORD });
    await people.duty({ accountId: account.id } as Parameters<People['duty']>[0], 'support');
    try {
      const again = new Visitor(serious, database);
      const signedIn = await again.signIn({ phone: number, password: PASSWORD });
      expect(signedIn.secondFactorNeeded).toBe(true);
      expect((await again.call('GET', '/me')).body).toMatchObject({ secondFactorNeeded: true });
      const refused = await again.call<ProblemBody>('GET', '/admin/accounts');
      expect([refused.status, refused.body.code]).toEqual([403, 'second_factor_required']);
      const token = { label: 'Kho', scopes: ['officer:accounts.read'], expiresInDays: 1 };
      expect((await again.call<ProblemBody>('POST', '/me/tokens', token)).body.code).toBe(
        'second_factor_required',
      );
      const begun = await again.call<{ secret: string }>('POST', '/me/totp', {});
      const epoch = Math.floor(clock.now().getTime() / 1_000);
      const shown = generateSync({ secret: begun.body.secret, epoch });
      await again.call('POST', '/me/totp/confirmation', { code: shown });
      expect((await again.call('GET', '/me')).body).toMatchObject({ secondFactorNeeded: false });
      expect((await again.call('GET', '/admin/accounts')).status).not.toBe(403);
      expect((await again.call('POST', '/me/tokens', token)).status).toBe(201);
    } finally {
      await serious.close();
    }
  });
});
