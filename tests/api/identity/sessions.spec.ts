import { DAY_MS, HOUR_MS, MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IdentityJobs } from '../../../apps/api/src/modules/identity/index.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { currentConsents, Visitor } from '../../support/visitor.js';

const PASSWORD = 'ba khía muối đêm trăng';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

interface Device {
  id: string;
  label: string;
  current: boolean;
  openedAt: string;
  lastSeenAt: string;
}

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;
let phone: string;
let owner: Visitor;

const visitor = (headers: Record<string, string> = {}): Visitor => new Visitor(app, database, headers);
const devices = async (somebody: Visitor): Promise<Device[]> =>
  (await somebody.call<{ items: Device[] }>('GET', '/sessions')).body.items;
const meStatus = async (somebody: Visitor): Promise<number> => (await somebody.call('GET', '/me')).status;
/** The same account on another device. */
const onAnother = async (headers: Record<string, string> = {}): Promise<Visitor> => {
  const other = visitor(headers);
  await other.signIn({ phone, password: PASSWORD });
  return other;
};

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
  phone = `+84915${String(numbers).padStart(6, '0')}`;
  owner = visitor({ 'user-agent': ANDROID });
  await owner.signUp(phone, { password: PASSWORD });
});

describe('the list of devices', () => {
  it('names them in words, the latest first, and holds neither address nor token', async () => {
    clock.advance(MINUTE_MS);
    const other = await onAnother({
      'user-agent': '<script>alert(1)</script>',
      'x-forwarded-for': '203.0.113.7',
    });
    const answer = await other.call<{ items: Device[] }>('GET', '/sessions');
    expect(answer.body.items.map(({ label, current }) => [label, current])).toEqual([
      ['Thiết bị khác', true],
      ['Chrome · Android', false],
    ]);
    expect(answer.text).not.toMatch(/203\.0|script|token/);
    for (const token of [owner.cookies.get('floor_session'), other.cookies.get('floor_session')])
      expect(answer.text).not.toContain(token);
  });

  it('ends one, all others, or itself; what was ended is over with its next request', async () => {
    const [second, third, fourth] = [await onAnother(), await onAnother(), await onAnother()];
    const list = await devices(owner);
    expect(list).toHaveLength(4);
    const secondId = (await devices(second)).find(({ current }) => current)?.id ?? '';
    expect((await owner.call('DELETE', `/sessions/${secondId}`)).status).toBe(204);
    expect(await Promise.all([second, third, owner].map(meStatus))).toEqual([401, 200, 200]);
    expect((await owner.call('DELETE', `/sessions/${secondId}`)).status).toBe(404);
    expect((await owner.call('DELETE', '/sessions/others')).status).toBe(204);
    expect(await Promise.all([third, fourth, owner].map(meStatus))).toEqual([401, 401, 200]);
    const last = await owner.call('DELETE', '/sessions/current');
    expect([last.status, last.headers.get('set-cookie')]).toEqual([
      204,
      'floor_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ]);
    expect(owner.cookies.has('floor_device'), 'the device stays a known one').toBe(true);
    expect(await meStatus(owner)).toBe(401);
  });

  it('is one’s own: another’s session is not found and goes on', async () => {
    const stranger = visitor();
    await stranger.signUp(`+84916${String(numbers).padStart(6, '0')}`);
    const [device] = await devices(owner);
    for (const id of [device?.id, 'x', '00000000-0000-0000-0000-000000000000', "' OR true --"])
      expect((await stranger.call('DELETE', `/sessions/${encodeURIComponent(id ?? '')}`)).status).toBe(404);
    expect(await meStatus(owner)).toBe(200);
  });
});

describe('a session', () => {
  it('lasts 180 days after it was last used', async () => {
    clock.advance(179 * DAY_MS);
    expect(await meStatus(owner)).toBe(200);
    clock.advance(179 * DAY_MS);
    expect(await meStatus(owner)).toBe(200);
    clock.advance(180 * DAY_MS);
    expect(await meStatus(owner)).toBe(401);
  });

  it('never goes on under a token that was there before the sign-in', async () => {
    const victim = visitor();
    // Planted by somebody who hopes that it will be signed in.
    const planted = 'A'.repeat(43);
    victim.cookies.set('floor_session', planted);
    await victim.signIn({ phone, password: PASSWORD });
    expect(victim.cookies.get('floor_session')).not.toBe(planted);
    const thief = visitor();
    thief.cookies.set('floor_session', planted);
    expect(await meStatus(thief)).toBe(401);

    // Planted by somebody who has an account of their own: signing in ends that session in this browser.
    await thief.signUp(`+84917${String(numbers).padStart(6, '0')}`);
    const own = thief.cookies.get('floor_session') ?? '';
    victim.cookies.set('floor_session', own);
    await victim.signIn({ phone, password: PASSWORD });
    expect(victim.cookies.get('floor_session')).not.toBe(own);
    expect(await meStatus(thief)).toBe(401);
    expect((await victim.call('GET', '/me')).body).toMatchObject({ phone });
  });

  it('is not opened, and nothing is changed, by a page of another site', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const calls: [string, string, object | undefined][] = [
        ['POST', '/sessions', { phone, password: PASSWORD }],
        ['POST', '/one-time-codes', { phone }],
        ['PATCH', '/me', { name: 'Bị Đổi' }],
        ['PUT', '/me/password', { password: 'một mật khẩu khác hẳn' }],
        ['DELETE', '/sessions/current', undefined],
      ];
      for (const [method, path, body] of calls) {
        const answer = await owner.call<ProblemBody>(method, path, body, headers);
        expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'not_allowed']);
      }
    }
    expect((await owner.call('GET', '/me')).body).toMatchObject({ name: 'Người Thử' });
  });

  it('is deleted a month after it ended, with codes, challenges and counters that have served their time', async () => {
    const other = await onAnother();
    await other.call('DELETE', '/sessions/current');
    await other.askForCode({ phone });
    await other.call('POST', '/passkey-challenges', {});
    const rows = async (): Promise<number[]> =>
      (
        await database.query<{ count: number }>(`
          SELECT count(*)::int AS count FROM sessions WHERE ended_at IS NOT NULL
          UNION ALL SELECT count(*)::int FROM one_time_codes UNION ALL SELECT count(*)::int FROM challenges`)
      ).map(({ count }) => count);
    await app.get(IdentityJobs).tidy();
    expect((await rows()).every((count) => count > 0)).toBe(true);
    clock.advance(25 * HOUR_MS);
    await app.get(IdentityJobs).tidy();
    const [sessions, codes, challenges] = await rows();
    expect([codes, challenges]).toEqual([0, 0]);
    expect(sessions).toBeGreaterThan(0);
    clock.advance(31 * DAY_MS);
    await app.get(IdentityJobs).tidy();
    expect((await rows())[0]).toBe(0);
    expect(await meStatus(owner), 'a session in use stays').toBe(200);
  });
});

describe('a fresh check', () => {
  const change = async (): Promise<(number | string)[]> => {
    const answer = await owner.call<ProblemBody>('PUT', '/me/password', { password: 'nước mắm nhĩ cá cơm' });
    return [answer.status, answer.body.code];
  };

  it('is asked for ten minutes after the last proof, and given by password or code', async () => {
    clock.advance(10 * MINUTE_MS);
    expect((await change())[0]).toBe(204);
    clock.advance(MINUTE_MS);
    expect(await change()).toEqual([403, 'fresh_check_required']);
    expect((await owner.call('GET', '/me')).body['freshUntil']).toBe(null);

    const check = (body: object) => owner.call<ProblemBody>('POST', '/sessions/current/fresh-check', body);
    expect((await check({ password: 'wrong' })).body.code).toBe('bad_credentials');
    expect((await check({})).status).toBe(400);
    expect((await check({ code: '123456' })).body.code).toBe('bad_credentials');
    expect((await check({ totp: '123456' })).body.code).toBe('bad_credentials');
    expect(await change()).toEqual([403, 'fresh_check_required']);
    expect((await check({ password: 'nước mắm nhĩ cá cơm' })).status).toBe(204);
    expect((await change())[0]).toBe(204);

    clock.advance(11 * MINUTE_MS);
    const asked = await owner.call<{ ticket: string }>('POST', '/sessions/current/fresh-check/code', {});
    expect(asked.status).toBe(202);
    const { ticket } = asked.body;
    const code = await owner.readCode(phone);
    const before = owner.cookies.get('floor_session');
    expect((await check({ code, ticket })).status).toBe(204);
    expect(owner.cookies.get('floor_session'), 'no step up, no new token').toBe(before);
    expect((await change())[0]).toBe(204);
    expect((await check({ code, ticket })).body.code, 'a code is right once').toBe('bad_credentials');
  });

  it('takes no code that was meant for signing in, and its own code signs nobody in', async () => {
    const { ticket } = await owner.askForCode({ phone });
    const code = await owner.readCode(phone);
    const check = await owner.call('POST', '/sessions/current/fresh-check', { code, ticket });
    expect(check.status).toBe(401);
    const asked = await owner.call<{ ticket: string }>('POST', '/sessions/current/fresh-check/code', {});
    const form = { phone, ticket: asked.body.ticket, code: await owner.readCode(phone) };
    expect((await visitor().call('POST', '/sessions', form)).status).toBe(401);
  });
});

describe('another phone or e-mail', () => {
  it('is proven by a code that went there, signs out everything else, and the old one opens nothing', async () => {
    const other = await onAnother();
    const next = `+84918${String(numbers).padStart(6, '0')}`;
    const put = (body: object) => owner.call<ProblemBody>('PUT', '/me/phone', body);
    expect((await put({ phone: next, code: '123456' })).body.code).toBe('bad_credentials');
    expect((await put({ phone: next })).body.code).toBe('bad_credentials');
    const { ticket } = await owner.askForCode({ phone: next });
    const code = await owner.readCode(next);
    expect((await put({ phone: next, code, ticket })).status).toBe(204);
    expect((await owner.call('GET', '/me')).body).toMatchObject({ phone: next });
    expect(await meStatus(other)).toBe(401);
    const old = await visitor().call('POST', '/sessions', { phone, password: PASSWORD });
    expect(old.status).toBe(401);
    await visitor().signIn({ phone: next, password: PASSWORD });

    const email = `chu${numbers}@mau.example.vn`;
    const asked = await owner.askForCode({ email });
    const mailed = { email, code: await owner.readCode(email), ticket: asked.ticket };
    expect((await owner.call('PUT', '/me/email', mailed)).status).toBe(204);
    await visitor().signIn({ email: email.toUpperCase(), password: PASSWORD });
  });

  it('is refused when it has an account, and both stay as they are', async () => {
    const taken = `+84919${String(numbers).padStart(6, '0')}`;
    const holder = visitor();
    await holder.signUp(taken, { name: 'Chủ Số' });
    const { ticket } = await owner.askForCode({ phone: taken });
    const form = { phone: taken, code: await owner.readCode(taken), ticket };
    expect((await owner.call<ProblemBody>('PUT', '/me/phone', form)).body.code).toBe('account_exists');
    expect((await owner.call('GET', '/me')).body).toMatchObject({ phone });
    expect((await holder.call('GET', '/me')).body).toMatchObject({ phone: taken, name: 'Chủ Số' });
  });

  it('of two who open an account with one number at once one does', async () => {
    const number = `+84920${String(numbers).padStart(6, '0')}`;
    const people = [visitor({ 'x-floor-client': 'a' }), visitor()];
    const forms: object[] = [];
    const proofs = async (somebody: Visitor): Promise<string> => {
      const { ticket } = await somebody.askForCode({ phone: number });
      const form = { phone: number, ticket, code: await somebody.readCode(number) };
      return (await somebody.call<{ proof: string }>('POST', '/sessions', form)).body.proof;
    };
    const consents = currentConsents(clock.now());
    for (const somebody of people)
      forms.push({ phone: number, name: 'Hai Người', consents, proof: await proofs(somebody) });
    const answers = await Promise.all(
      people.map((somebody, index) => somebody.call<ProblemBody>('POST', '/accounts', forms[index])),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
