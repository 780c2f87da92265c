import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PasswordHasher } from '../../../apps/api/src/modules/identity/passwords/password-hasher.js';
import { testApp, type TestApp } from '../../support/app.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { Visitor } from '../../support/visitor.js';

const PASSWORD = 'ba khía muối đêm trăng';
const PHONE = '+84921000001';

let database: TestDatabase;
let app: TestApp;
let owner: Visitor;
let accountId: string;
const visitor = (): Visitor => new Visitor(app, database);

beforeAll(async () => {
  database = await testDatabase();
  app = await testApp({ database, clock: clockAtSeeding() });
  owner = visitor();
  accountId = (await owner.signUp(PHONE, { name: 'Trần Thị Ví Dụ', password: PASSWORD })).account.id;
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const stored = async (): Promise<string> =>
  (await database.query<{ hash: string }>(`SELECT hash FROM passwords WHERE account_id = $1`, [accountId]))[0]
    ?.hash ?? '';

describe('a new password', () => {
  it.each([
    ['short', 'too_short'],
    ['123456789', 'too_short'],
    ['🦐'.repeat(9), 'too_short'],
    ['x'.repeat(129), 'too_long'],
    ['1234567890', 'too_common'],
    ['aaaaaaaaaaaa', 'too_common'],
    ['9876543210', 'too_common'],
    ['qwertyuiop', 'too_common'],
    ['Password1234', 'too_common'],
    ['iloveyou2026', 'too_common'],
    ['anhyeuem123', 'too_common'],
    ['Anh Yêu Em 2026', 'too_common'],
    ['matkhau123456', 'too_common'],
    ['hợp tác xã 123', 'too_common'],
    ['dragondragon', 'too_common'],
    ['tranthividu', 'about_owner'],
    ['Trần Thị Ví Dụ 1990', 'about_owner'],
    ['0921000001a', 'about_owner'],
    ['x84921000001', 'about_owner'],
  ])('%s is refused: %s', async (password, code) => {
    const answer = await owner.call<ProblemBody>('PUT', '/me/password', { password });
    const fields = answer.body.errors?.map((error) => `${error.path} ${error.code}`);
    expect([answer.status, fields]).toEqual([400, [`password ${code}`]]);
  });

  it.each([
    'ba khía muối đêm trăng',
    '🦐🦀🐟🐙🦑🐠🐡🦈🐬🐳',
    'x7'.repeat(2) + ' kênh rạch 9',
    'ế'.repeat(1) + 'z'.repeat(126) + 'k',
  ])('%s is taken, and opens', async (password) => {
    expect((await owner.call('PUT', '/me/password', { password })).status).toBe(204);
    await visitor().signIn({ phone: PHONE, password });
  });

  it('signs out all other devices and programs, and not this one', async () => {
    const other = visitor();
    await other.signInByCode(PHONE);
    const made = await other.call<{ token: string }>('POST', '/me/tokens', {
      label: 'Kho',
      scopes: ['account'],
      expiresInDays: 1,
    });
    const bearer = { authorization: `Bearer ${made.body.token}` };
    expect((await visitor().call('GET', '/me', undefined, bearer)).status).toBe(200);
    expect((await owner.call('PUT', '/me/password', { password: PASSWORD })).status).toBe(204);
    expect((await other.call('GET', '/me')).status).toBe(401);
    expect((await visitor().call('GET', '/me', undefined, bearer)).status).toBe(401);
    expect((await owner.call('GET', '/me')).status).toBe(200);
  });
});

describe('what is kept of it', () => {
  it('is an argon2id hash with the parameters of today', async () => {
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is made anew at a sign-in once the parameters are raised', async () => {
    const weak = await hash(PASSWORD.normalize('NFKC'), { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await database.query(`UPDATE passwords SET hash = $2 WHERE account_id = $1`, [accountId, weak]);
    const wrong = await visitor().call('POST', '/sessions', { phone: PHONE, password: 'wrong password' });
    expect([wrong.status, await stored()]).toEqual([401, weak]);
    await visitor().signIn({ phone: PHONE, password: PASSWORD });
    expect(await stored()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await visitor().signIn({ phone: PHONE, password: PASSWORD });
  });
});

describe('hashing', () => {
  it('goes one at a time with a short queue; whoever comes after is told when to come back', async () => {
    const hasher = app.get(PasswordHasher);
    const checks = Array.from({ length: 40 }, () =>
      hasher.check(null, 'guess').then(
        () => 'judged',
        (error: unknown) => error,
      ),
    );
    const outcomes = await Promise.all(checks);
    expect(outcomes.filter((outcome) => outcome === 'judged')).toHaveLength(24);
    const refused = outcomes.filter((outcome) => outcome !== 'judged');
    expect(refused).toHaveLength(16);
    expect(refused[0]).toMatchObject({ code: 'rate_limited', more: { retryAfterSeconds: 2 } });
    expect(await hasher.check(null, 'guess'), 'the queue is empty again').toEqual({
      right: false,
      renewed: null,
    });
  });

  it('keeps places for known devices that strangers cannot fill, and turns strangers away before any work', async () => {
    const known = visitor();
    await known.signIn({ phone: PHONE, password: PASSWORD });
    const hasher = app.get(PasswordHasher);
    const crowd = Promise.all(Array.from({ length: 24 }, () => hasher.check(null, 'guess')));
    const stranger = await visitor().call('POST', '/sessions', { phone: PHONE, password: PASSWORD });
    expect([stranger.status, stranger.headers.get('retry-after')]).toEqual([429, '2']);
    const forged = visitor();
    forged.cookies.set('floor_device', 'x.y');
    expect((await forged.call('POST', '/sessions', { phone: PHONE, password: PASSWORD })).status).toBe(429);
    expect((await known.call('POST', '/sessions', { phone: PHONE, password: PASSWORD })).status).toBe(201);
    await crowd;
  });

  it('while fifty sign-ins wait, each is answered in order or told to come back, and the lists go on', async () => {
    const statuses: number[] = [];
    let waiting = 50;
    const signIns = Array.from({ length: 50 }, async () => {
      const { status, headers } = await visitor().call('POST', '/sessions', {
        phone: PHONE,
        password: PASSWORD,
      });
      waiting -= 1;
      statuses.push(status);
      if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    });
    const lists: [number, boolean][] = [];
    const reading = (async () => {
      while (waiting > 0) {
        const { status } = await visitor().call('GET', '/products?limit=1');
        lists.push([status, waiting > 0]);
      }
    })();
    await Promise.all([...signIns, reading]);
    expect(statuses.every((status) => status === 201 || status === 429)).toBe(true);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(24);
    expect(lists.every(([status]) => status === 200)).toBe(true);
    expect(lists.filter(([, meanwhile]) => meanwhile).length).toBeGreaterThan(5);
  });

  it('of a password longer than any is not even begun', async () => {
    const spy = vi.spyOn(app.get(PasswordHasher), 'check');
    const form = { phone: PHONE, password: 'x'.repeat(513) };
    expect((await visitor().call('POST', '/sessions', form)).status).toBe(400);
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });
});
