import { MINUTE_MS, type FakeClock } from '#kernel/time';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../support/app.js';
import { Authenticator, type Flaw } from '../../support/authenticator.js';
import type { ProblemBody } from '../../support/buyer.js';
import { clockAtSeeding } from '../../support/clock.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { Visitor } from '../../support/visitor.js';

const ORIGIN = 'https://san.example.vn';
const PASSWORD = 'ba khía muối đêm trăng';

type Creation = Parameters<Authenticator['create']>[0];
type Request = Parameters<Authenticator['get']>[0];

let database: TestDatabase;
let app: TestApp;
let clock: FakeClock;
let numbers = 0;
let phone: string;
let owner: Visitor;
let device: Authenticator;

const visitor = (): Visitor => new Visitor(app, database);
const offer = async (somebody: Visitor): Promise<Creation> =>
  (await somebody.call<Creation>('POST', '/me/passkeys/options', {})).body;
const ask = async (somebody: Visitor): Promise<Request> =>
  (await somebody.call<Request>('POST', '/passkey-challenges', {})).body;
const add = (somebody: Visitor, response: object) =>
  somebody.call<ProblemBody & { id: string; recoveryCodes: string[] | null }>('POST', '/me/passkeys', {
    response,
    label: 'Điện thoại',
  });
/** How showing the key at sign-in ends. */
async function shown(somebody: Visitor, flaw: Flaw = {}, of: Authenticator = device): Promise<number> {
  const passkey = of.get(await ask(somebody), flaw);
  return (await somebody.call('POST', '/sessions', { passkey })).status;
}

beforeAll(async () => {
  database = await testDatabase();
  clock = clockAtSeeding();
  app = await testApp({ database, clock, env: { PUBLIC_URL: ORIGIN } });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  numbers += 1;
  phone = `+84922${String(numbers).padStart(6, '0')}`;
  owner = visitor();
  await owner.signUp(phone, { password: PASSWORD, name: 'Người Có Khóa' });
  device = new Authenticator(ORIGIN);
});

describe('adding a passkey', () => {
  it('asks for a key the device finds by itself and unlocks by finger, face or PIN', async () => {
    const options = await offer(owner);
    expect(options).toMatchObject({
      rp: { id: 'san.example.vn' },
      user: { name: 'Người Có Khóa' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(options.challenge).toMatch(/^[\w-]{43}$/);
  });

  it('gives codes for paper the first time, marks the session as stronger and changes its token', async () => {
    const before = owner.cookies.get('floor_session') ?? '';
    const added = await add(owner, device.create(await offer(owner)));
    expect(added.status).toBe(201);
    expect(added.body.recoveryCodes).toHaveLength(8);
    expect(owner.cookies.get('floor_session')).not.toBe(before);
    const old = visitor();
    old.cookies.set('floor_session', before);
    expect((await old.call('GET', '/me')).status).toBe(401);
    expect((await owner.call('GET', '/me')).body).toMatchObject({
      passkeys: 1,
      secondFactor: true,
      recoveryCodesLeft: 8,
    });
    const second = await add(owner, new Authenticator(ORIGIN).create(await offer(owner)));
    expect(second.body.recoveryCodes).toBe(null);
    const list = await owner.call<{ items: object[] }>('GET', '/me/passkeys');
    expect(list.body.items).toMatchObject([
      { label: 'Điện thoại', lastUsedAt: null },
      { label: 'Điện thoại' },
    ]);
    expect(list.text).not.toContain(device.credentialId.toString('base64url'));
  });

  it.each<[string, Flaw]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another name', { rpId: 'evil.example' }],
    ['no finger, face or PIN', { unverified: true }],
    ['a challenge of its own', { challenge: 'A'.repeat(43) }],
  ])('refuses an answer with %s', async (_what, flaw) => {
    const answer = await add(owner, device.create(await offer(owner), flaw));
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([400, 'bad_passkey']);
    expect((await owner.call('GET', '/me')).body['passkeys']).toBe(0);
  });

  it('takes each challenge once, within five minutes, and of the account it was made for', async () => {
    const response = device.create(await offer(owner));
    expect((await add(owner, response)).status).toBe(201);
    expect((await add(owner, response)).status).toBe(400);
    const late = new Authenticator(ORIGIN).create(await offer(owner));
    clock.advance(5 * MINUTE_MS);
    expect((await add(owner, late)).status).toBe(400);
    const other = visitor();
    await other.signUp(`+84923${String(numbers).padStart(6, '0')}`);
    const foreign = new Authenticator(ORIGIN).create(await offer(other));
    expect((await add(owner, foreign)).status).toBe(400);
    for (const nonsense of [{}, { response: {} }, { response: { clientDataJSON: 'x' } }, { id: 5 }])
      expect((await add(owner, nonsense)).status).toBe(400);
  });

  it('of one key twice, or to two accounts, is refused', async () => {
    expect((await add(owner, device.create(await offer(owner)))).status).toBe(201);
    expect((await offer(owner)) as object).toMatchObject({
      excludeCredentials: [{ id: device.credentialId.toString('base64url') }],
    });
    const other = visitor();
    await other.signUp(`+84924${String(numbers).padStart(6, '0')}`);
    const stolen = await add(other, device.create(await offer(other)));
    expect([stolen.status, stolen.body.code]).toEqual([409, 'state_conflict']);
  });
});

describe('signing in with a passkey', () => {
  beforeEach(async () => {
    await add(owner, device.create(await offer(owner)));
  });

  it('needs nothing else, and is a second factor in itself', async () => {
    const somebody = visitor();
    expect(await shown(somebody)).toBe(201);
    expect((await somebody.call('GET', '/me')).body).toMatchObject({ phone, secondFactor: true });
    expect((await somebody.call('GET', '/me/passkeys')).body).toMatchObject({
      items: [{ lastUsedAt: clock.now().toISOString() }],
    });
  });

  it('is the second step after a password, where it is asked for', async () => {
    const somebody = visitor();
    const form = { phone, password: PASSWORD };
    const first = await somebody.call<{ challenge: string }>('POST', '/sessions', form);
    expect([first.status, first.body]).toMatchObject([202, { factors: ['passkey', 'recovery'] }]);
    expect(somebody.cookies.size).toBe(0);
    const passkey = device.get(await ask(somebody));
    await somebody.signIn({ challenge: first.body.challenge, passkey });
    expect((await somebody.call('GET', '/me')).body).toMatchObject({ secondFactor: true });
  });

  it.each<[string, Flaw]>([
    ['another site', { origin: 'https://evil.example' }],
    ['a name like ours', { origin: 'https://san.example.vn.evil.example' }],
    ['another name', { rpId: 'evil.example' }],
    ['no finger, face or PIN', { unverified: true }],
    ['a signature of other bytes', { badSignature: true }],
    ['a challenge of its own', { challenge: 'A'.repeat(43) }],
  ])('refuses an answer with %s', async (_what, flaw) => {
    expect(await shown(visitor(), flaw)).toBe(401);
    expect(await shown(visitor())).toBe(201);
  });

  it('refuses a count that does not go on: the key was copied', async () => {
    expect(await shown(visitor(), { counter: 7 })).toBe(201);
    for (const counter of [7, 6, 0]) expect(await shown(visitor(), { counter })).toBe(401);
    expect(await shown(visitor(), { counter: 8 })).toBe(201);
  });

  it('takes keys that do not count', async () => {
    const synchronised = new Authenticator(ORIGIN, false);
    await add(owner, synchronised.create(await offer(owner)));
    for (let time = 0; time < 2; time += 1) expect(await shown(visitor(), {}, synchronised)).toBe(201);
  });

  it('takes each answer once, also of ten at the same moment, and within five minutes', async () => {
    const passkey = device.get(await ask(visitor()));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => visitor().call('POST', '/sessions', { passkey })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 401),
    ]);
    const late = device.get(await ask(visitor()));
    clock.advance(5 * MINUTE_MS);
    expect((await visitor().call('POST', '/sessions', { passkey: late })).status).toBe(401);
  });

  it('ends when the key is removed, and the paper codes with the last one', async () => {
    const { items } = (await owner.call<{ items: { id: string }[] }>('GET', '/me/passkeys')).body;
    const id = items[0]?.id ?? '';
    const stranger = visitor();
    await stranger.signUp(`+84925${String(numbers).padStart(6, '0')}`);
    expect((await stranger.call('DELETE', `/me/passkeys/${id}`)).status).toBe(404);
    clock.advance(11 * MINUTE_MS);
    const asked = await owner.call<ProblemBody>('DELETE', `/me/passkeys/${id}`);
    expect([asked.status, asked.body.code]).toEqual([403, 'fresh_check_required']);
    const passkey = device.get(await ask(owner));
    expect((await owner.call('POST', '/sessions/current/fresh-check', { passkey })).status).toBe(204);
    expect((await owner.call('DELETE', `/me/passkeys/${id}`)).status).toBe(204);
    expect(await shown(visitor())).toBe(401);
    expect((await owner.call('GET', '/me')).body).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 });
    await visitor().signIn({ phone, password: PASSWORD });
  });
});
